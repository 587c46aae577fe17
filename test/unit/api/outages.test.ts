import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { ItemError, outlastOutages, type Retry } from '../../../src/api/retries.ts';
import { HastyClock } from './hastyClock.ts';

describe('Long work', () => {
  const { signal } = new AbortController();
  let clock: HastyClock;
  let outages: number[];
  /** After a first success, without which nothing is repeated. */
  let patiently: Retry;

  beforeEach(async () => {
    clock = new HastyClock();
    outages = [];
    patiently = outlastOutages(clock, ({ waitMs }) => outages.push(waitMs));
    await patiently(() => Promise.resolve(), signal);
  });

  for (const reason of ['certificate', 'noTls', 'redirected'] as const) {
    it(`waits while the login page of a network is in the way: ${reason}`, async () => {
      let attempts = 0;
      await patiently(() => {
        attempts += 1;
        return attempts <= 2 ? Promise.reject(new ApiError(reason)) : Promise.resolve();
      }, signal);
      assert.deepEqual(outages, [2000, 4000]);
    });
  }

  it('ends with its first failure, which somebody is there to read', async () => {
    const error = new ApiError('unreachable');
    const atFirst = outlastOutages(clock, ({ waitMs }) => outages.push(waitMs));
    await assert.rejects(
      atFirst(() => Promise.reject(error), signal),
      error,
    );
    assert.deepEqual(outages, []);
  });

  it('ends after about half an hour of failures in a row', async () => {
    const error = new ApiError('unreachable');
    let attempts = 0;
    const late = () => ((attempts += 1) <= 1000 ? Promise.reject(error) : Promise.resolve());
    await assert.rejects(patiently(late, signal), error);
    const minutes = outages.reduce((sum, waitMs) => sum + waitMs, 0) / 60_000;
    assert.ok(minutes > 25 && minutes < 35, `${minutes} minutes`);
    assert.ok(outages.every((waitMs) => waitMs <= 60_000));
  });

  for (const error of [new ApiError('insufficientScope'), new ApiError('cancelled'), new TypeError('a mistake')]) {
    it(`ends at once with what another attempt would meet again: ${error.message}`, async () => {
      await assert.rejects(
        patiently(() => Promise.reject(error), signal),
        error,
      );
      assert.deepEqual(outages, []);
    });
  }

  describe('that can go on without an item', () => {
    const serverError = () => Promise.reject(new ApiError('serverError', { status: 500 }));
    const fine = () => Promise.resolve();
    /** Reads items one after the other. @returns those that were left out */
    const read = async (items: Readonly<Record<string, () => Promise<void>>>, kind = 'members') => {
      const leftOut: string[] = [];
      for (const [title, task] of Object.entries(items)) {
        try {
          await patiently(task, signal, { title, kind });
        } catch (error) {
          assert.ok(error instanceof ItemError);
          assert.deepEqual([error.reason, error.details], ['serverError', { status: 500 }]);
          leftOut.push(title);
        }
      }
      return leftOut;
    };

    it('leaves out the one that the tenant fails to answer for, after a few attempts', async () => {
      assert.deepEqual(await read({ Acme: fine, Globex: serverError, Initech: fine }), ['Globex']);
      assert.deepEqual(outages, [2000, 4000]);
    });

    it('waits when the tenant fails to answer for several in a row', async () => {
      let attempts = 0;
      const late = () => ((attempts += 1) <= 9 ? serverError() : fine());
      const left = await read({ Acme: serverError, Globex: serverError, Initech: late, Umbrella: serverError });
      assert.deepEqual(left, ['Acme', 'Globex', 'Umbrella']);
      assert.equal(attempts, 10);
    });

    it('counts the items in a row by their kind: the others of one organization may fail as well', async () => {
      for (const kind of ['members', 'invitations', 'connections', 'roles']) {
        assert.deepEqual(await read({ Acme: serverError }, kind), ['Acme']);
      }
    });

    it('waits for a tenant that cannot be reached', async () => {
      let attempts = 0;
      const late = () => ((attempts += 1) <= 9 ? Promise.reject(new ApiError('refused')) : fine());
      assert.deepEqual(await read({ Acme: late }), []);
    });
  });

  it('counts a night of sleep as one failure', async () => {
    let attempts = 0;
    await patiently(async () => {
      attempts += 1;
      if (attempts === 1) {
        await clock.sleep(8 * 3_600_000);
        throw new ApiError('timeout');
      }
    }, signal);
    assert.equal(attempts, 2);
  });
});

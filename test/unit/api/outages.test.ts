import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { retryAfterOutages, type Retry } from '../../../src/api/retryAfterOutages.ts';
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
    patiently = retryAfterOutages(clock, (waitMs) => outages.push(waitMs));
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

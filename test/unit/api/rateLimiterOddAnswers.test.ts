import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { limit, limitOf, serverOf, startMs, VirtualClock } from './virtualTenant.ts';

describe('The rate limiter, where answers are not as they should be,', () => {
  const { signal } = new AbortController();
  const person: RequestContext = { signal, priority: 'person' };
  const background: RequestContext = { signal, priority: 'background' };
  let clock: VirtualClock;
  let limiter: RateLimiter;

  beforeEach(() => {
    clock = new VirtualClock();
    limiter = new RateLimiter(clock, () => 0.2);
  });

  it('is not led astray by one answer whose time is far ahead', async () => {
    const ahead = { date: new Date(clock.serverNow() + 365 * 86_400_000).toUTCString() };
    const { send, sentAt } = serverOf(clock, [ahead, limit(10, 0, 6, clock)]);
    for (let requests = 0; requests < 3; requests += 1) await limiter.run('/organizations', person, send);
    assert.deepEqual(sentAt, [0, 0, 6000]);
  });

  it('waits for nothing once a refusal is over that has named no limit', async () => {
    const { send, sentAt } = serverOf(clock, [{ status: '429' }]);
    for (let requests = 0; requests < 5; requests += 1) await limiter.run('/organizations', person, send);
    assert.deepEqual(sentAt, [0, 1000, 1000, 1000, 1000, 1000]);
  });

  for (const status of ['404', '429', '502']) {
    it(`learns nothing of the limits from a failure that names none, as one of a proxy: ${status}`, async () => {
      const { send, sentAt } = serverOf(
        clock,
        Array.from({ length: 100 }, () => ({ status })),
      );
      for (let requests = 0; requests < 4; requests += 1) {
        await limiter.run('/organizations', background, send).catch(() => undefined);
      }
      const isTooEarly = (at: number, index: number) => at < (index - 1) * 500;
      assert.ok(!sentAt.some(isTooEarly), `the smallest plan adds two a second: ${sentAt.join()}`);
    });
  }

  it('keeps what it knows of the limits after a failure that names none', async () => {
    const { send, sentAt } = serverOf(clock, [limit(10, 0, 6, clock), { status: '404' }]);
    await limiter.run('/roles', person, send);
    await assert.rejects(limiter.run('/roles', person, send), { reason: 'notFound' });
    await limiter.run('/roles', person, send);
    assert.deepEqual(sentAt, [0, 6000, 6500]);
  });

  for (const [situation, headers] of [
    ['a Retry-After of a month', { status: '429', 'retry-after': '2592000' }],
    ['a Retry-After in a year', { status: '429', 'retry-after': new Date(startMs + 365 * 86_400_000).toUTCString() }],
    ['a reset in ms', { status: '429', 'x-ratelimit-reset': String(startMs + 5000) }],
    ['a reset in ms that comes with a limit', { ...limitOf(10, 0), 'x-ratelimit-reset': String(startMs + 5000) }],
  ] as const) {
    it(`asks again after an hour at the latest: ${situation}`, async () => {
      const { send, sentAt } = serverOf(clock, [headers]);
      const isRefused = 'status' in headers;
      await limiter.run('/organizations', background, send).catch((error: unknown) => {
        assert.ok(isRefused && error instanceof ApiError && error.reason === 'rateLimited', String(error));
      });
      if (isRefused) await clock.sleep(3_600_000, new AbortController().signal);
      await limiter.run('/organizations', background, send);
      const [, second = 0] = sentAt;
      // The background waits some seconds more for what it leaves to others.
      assert.ok(second >= 3_600_000 && second < 3_610_000, String(second));
      assert.ok(clock.sleeps.length < 5);
    });
  }

  it('asks again after an hour at the latest where the limit of an application is renewed in ages', async () => {
    const { send, sentAt } = serverOf(clock, [{ 'auth0-ratelimit': 'client;q=10;t=999999999999;r=0' }]);
    await limiter.run('/organizations', background, send);
    await assert.rejects(limiter.run('/organizations', person, send), {
      reason: 'rateLimited',
      details: { retryAfterSeconds: 3600 },
    });
    await limiter.run('/organizations', background, send);
    assert.ok((sentAt[1] ?? 0) >= 3_600_000);
    assert.ok(clock.sleeps.length < 5);
  });

  it('never waits longer than an hour at once, however much a bucket lacks', async () => {
    const cancel = new AbortController();
    const { send } = serverOf(clock, [limit(10, 0, 2_592_000, clock)]);
    await limiter.run('/organizations', background, send);
    const onWait = (ms: number) => {
      assert.ok(ms <= 3_600_000);
      cancel.abort();
    };
    await assert.rejects(
      limiter.run('/organizations', { signal: cancel.signal, priority: 'background', onWait }, send),
      {
        reason: 'cancelled',
      },
    );
  });

  it('does not wait for another attempt where a person has given up during the first one', async () => {
    const cancel = new AbortController();
    const failing = () => {
      cancel.abort();
      return Promise.reject(new ApiError('serverError', { status: 503, retryAfterSeconds: 3600 }));
    };
    const real = new RateLimiter(systemClock, () => 0.2);
    await assert.rejects(real.run('/organizations', { signal: cancel.signal, priority: 'background' }, failing), {
      reason: 'cancelled',
    });
  });

  it('tells the wait that a failing tenant asks for, and its failure', async () => {
    const failure = new ApiError('serverError', { status: 503, retryAfterSeconds: 3600 });
    const answers = [Promise.reject(failure), Promise.resolve('answer')];
    const told: unknown[] = [];
    const context: RequestContext = { ...background, onWait: (...wait) => told.push(wait) };
    await limiter.run('/organizations', context, () => answers.shift() ?? assert.fail('once more is enough'));
    assert.deepEqual(told, [[3_600_000, failure]]);
  });

  it('makes no request any more once it is closed, whatever waits', async () => {
    const { send, sentAt } = serverOf(clock, [{ status: '429', 'retry-after': '30' }]);
    const onWait = () => {
      limiter.close();
    };
    await assert.rejects(limiter.run('/organizations', { ...background, onWait }, send), { reason: 'cancelled' });
    await assert.rejects(limiter.run('/organizations', person, send), { reason: 'cancelled' });
    assert.deepEqual(sentAt, [0]);
  });

  it('takes a limit of nothing for none', async () => {
    const { send, sentAt } = serverOf(clock, [limit(0, 0, 6, clock), { 'auth0-ratelimit': 'client;q=0;t=7;r=0' }]);
    for (const context of [person, background, person, background]) await limiter.run('/organizations', context, send);
    assert.deepEqual(sentAt, [0, 0, 0, 0]);
  });
});

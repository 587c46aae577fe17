import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';

describe('The clock', () => {
  it('wakes up at once when it is cancelled, before or while it sleeps', async () => {
    const isCancelled = (error: unknown) => error instanceof ApiError && error.reason === 'cancelled';
    await assert.rejects(systemClock.sleep(60_000, AbortSignal.abort()), isCancelled);
    const controller = new AbortController();
    const sleep = systemClock.sleep(60_000, controller.signal);
    controller.abort();
    await assert.rejects(sleep, isCancelled);
  });

  it('sleeps for as long as it is told', async () => {
    const before = systemClock.now();
    await systemClock.sleep(20, new AbortController().signal);
    assert.ok(systemClock.now() - before >= 19);
  });

  it('has no sleep left once a rate limiter is closed, or a request is cancelled', async () => {
    for (const end of ['close', 'abort'] as const) {
      const sleeping: AbortSignal[] = [];
      const clock = {
        ...systemClock,
        sleep: (ms: number, signal: AbortSignal) => {
          sleeping.push(signal);
          return systemClock.sleep(ms, signal);
        },
      };
      const limiter = new RateLimiter(clock, () => 0);
      const controller = new AbortController();
      const refused = limiter.run('/x', { signal: controller.signal, priority: 'background' }, (onHeaders) => {
        onHeaders(429, new Headers({ 'retry-after': '250' }));
        return Promise.reject(new ApiError('rateLimited'));
      });
      const isRejected = assert.rejects(refused, { reason: 'cancelled' });
      await systemClock.sleep(10, new AbortController().signal);
      assert.deepEqual(
        sleeping.map(({ aborted }) => aborted),
        [false],
      );
      if (end === 'close') {
        limiter.close();
      } else {
        controller.abort();
      }
      await isRejected;
      assert.equal(sleeping[0]?.aborted, true, end);
    }
  });
});

import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { systemClock } from '../../../src/api/clock.ts';

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
});

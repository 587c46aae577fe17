import assert from 'node:assert/strict';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { expectedMs } from '../../../src/api/rateLimits.ts';
import { plans } from '../../tenant/plans.ts';
import { limit, serverOf, VirtualClock } from './virtualTenant.ts';

describe('The cost of a scan', () => {
  for (const { name, bucket } of [
    { name: 'free', bucket: plans.free.global },
    { name: 'essentials', bucket: plans.essentials.connections },
    { name: 'enterprise', bucket: plans.enterprise.connections },
  ]) {
    it(`follows from the size of the bucket: ${name}`, async () => {
      const clock = new VirtualClock();
      const limiter = new RateLimiter(clock, () => 0.2);
      const { burst = 0, perSecond = 0 } = bucket ?? {};
      assert.equal(limiter.refillMs('connections'), undefined);
      const { send } = serverOf(clock, [limit(burst, burst - 1, 1, clock)]);
      await limiter.run('connections', { signal: new AbortController().signal, priority: 'person' }, send);
      const expected = expectedMs(1000, limiter.refillMs('connections')) ?? 0;
      assert.equal(Math.round(expected), Math.round(1_000_000 / perSecond));
    });
  }

  it('is not known before the tenant has told its limit, and has the time of the requests where there is none', () => {
    assert.equal(expectedMs(1000, undefined), undefined);
    assert.equal(expectedMs(1000, 0.006), 100_000);
  });
});

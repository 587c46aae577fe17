import assert from 'node:assert/strict';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { Plan } from '../../tenant/plans.ts';
import { limit, serverOf, VirtualClock } from './virtualTenant.ts';

describe('The expected time of many requests', () => {
  let clock: VirtualClock;
  let limiter: RateLimiter;

  beforeEach(() => {
    clock = new VirtualClock();
    limiter = new RateLimiter(clock, () => 0.2);
  });

  async function answer(path: string, size: number): Promise<void> {
    const { send } = serverOf(clock, [limit(size, size, 1, clock)]);
    await limiter.run(path, { signal: new AbortController().signal, priority: 'person' }, send);
  }

  const expectedSeconds = (...costs: readonly (readonly [path: string, requests: number])[]) => {
    const ms = limiter.expectedMs(new Map(costs));
    return ms === undefined ? undefined : Math.round(ms / 1000);
  };
  const connections = '/organizations/org_1/enabled_connections';
  const groups = '/organizations/org_1/groups';
  const invitations = '/organizations/org_1/invitations';

  // The bucket is full at first, but for the reserve.
  for (const [plan, list, shared, ofConnections, ofBoth] of [
    ['free', 2, 2, 500, 1000],
    ['essentials', 5, 10, 1195, 797],
    ['enterprise', 10, 50, 595, 200],
    ['enterpriseNonProduction', 10, 10, 595, 996],
  ] satisfies [Plan, number, number, number, number][]) {
    it(`follows from the published limits, also of what was not asked yet, and from what shares a bucket: ${plan}`, async () => {
      await answer('/organizations', list);
      await answer(invitations, shared);
      assert.equal(expectedSeconds([connections, 1000]), ofConnections);
      assert.equal(expectedSeconds([groups, 1000], [invitations, 1000]), ofBoth);
    });
  }

  it('is not known before the tenant has told a limit, or while plans differ by half', async () => {
    assert.equal(expectedSeconds([connections, 1000]), undefined);
    await answer('/organizations', 10);
    assert.equal(expectedSeconds([connections, 1000]), 595, 'Enterprise has a row for them');
    assert.equal(expectedSeconds([groups, 1000]), undefined, 'in production or not');
    await answer(groups, 50);
    assert.notEqual(expectedSeconds([invitations, 1000]), undefined);
  });

  it('is not known where the limit is not one that Auth0 has published, unless enough requests are left', async () => {
    await answer('/organizations', 1_000_000);
    assert.equal(expectedSeconds([connections, 1000]), undefined, 'they can have a limit of their own');
    await answer(connections, 1_000_000);
    assert.equal(expectedSeconds([connections, 1000]), 100, 'the time of the requests themselves');
    assert.equal(expectedSeconds([connections, 799_999], ['/organizations', 2]), undefined, 'they share the bucket');
    await answer(connections, 30);
    assert.equal(expectedSeconds([connections, 24]), 2);
    assert.equal(expectedSeconds([connections, 25]), undefined, 'the reserve is left to others');
  });

  it('is not known of the row alone whose limit is another one than that of the plan', async () => {
    await answer('/organizations', 5);
    await answer(connections, 7);
    assert.equal(expectedSeconds([connections, 1000]), undefined);
    assert.notEqual(expectedSeconds([invitations, 1000]), undefined);
  });
});

import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import { createOrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { organizationPages, readBatches } from '../../../src/organizations/organizationList.ts';
import { type Plan, startTenant, type Tenant } from '../../tenant/server.ts';
import { HastyClock } from '../api/hastyClock.ts';

describe('Exporting page by page', () => {
  let clock: HastyClock;
  let tenant: Tenant;

  async function start(organizations: number, plan: Plan): Promise<void> {
    clock = new HastyClock();
    tenant = await startTenant({ organizations, plan, now: () => clock.wallNow() });
  }
  afterEach(() => tenant.close());

  async function read(): Promise<AsyncIterable<readonly Organization[]>> {
    const tokens = fixedToken(await tenant.mintToken());
    const connection = { domain: tenant.domain, tokens, onRequest: () => undefined };
    const client = createOrganizationsClient(connection, new RateLimiter(clock, () => 0.2));
    const context: RequestContext = { signal: new AbortController().signal, priority: 'background' };
    return readBatches(organizationPages(client), context, (task) => task());
  }

  for (const [plan, reserve] of [
    ['essentials', 1],
    ['enterprise', 2],
  ] satisfies [Plan, number][]) {
    it(`leaves the reserve of the rate limit: ${plan}`, async () => {
      await start(3000, plan);
      let count = 0;
      for await (const portion of await read()) {
        count += portion.length;
      }
      assert.equal(count, 3000);
      assert.deepEqual(new Set(tenant.requests.map(({ status }) => status)), new Set([200]));
      const least = Math.min(...tenant.requests.map(({ remaining }) => remaining ?? 0));
      assert.ok(least >= reserve, `${least} were left`);
    });
  }

  it('has each organization once, though the pages move while they are read', async () => {
    await start(250, 'unlimited');
    const repeated = tenant.organizations.slice(90, 100);
    const [first, ...others] = tenant.organizations.slice(100);
    assert.ok(first);
    const page = { organizations: [...repeated, first], next: 'second' };
    await tenant.inject({ match: 'from=', times: 1, answer: { status: 200, body: page } });
    await tenant.inject({
      match: 'from=',
      times: 1,
      answer: { status: 200, body: { organizations: [first, ...others] } },
    });
    const sizes: number[] = [];
    const ids: string[] = [];
    for await (const portion of await read()) {
      sizes.push(portion.length);
      ids.push(...portion.map(({ id }) => id));
    }
    assert.deepEqual(sizes, [100, 1, 149]);
    assert.deepEqual(
      ids,
      tenant.organizations.map(({ id }) => id),
    );
  });
});

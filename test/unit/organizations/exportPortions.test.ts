import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import { managementApi } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient, organizationPages } from '../../../src/api/organizationsClient.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { OrganizationWriter } from '../../../src/export/exportWriters.ts';
import { type Plan, startTenant, type Tenant } from '../../tenant/server.ts';
import { HastyClock } from '../api/hastyClock.ts';
import { fileInMemory } from '../documents/writtenText.ts';

describe('Exporting page by page', () => {
  let clock: HastyClock;
  let tenant: Tenant;

  async function start(organizations: number, plan: Plan): Promise<void> {
    clock = new HastyClock();
    tenant = await startTenant({ organizations, plan, now: () => clock.wallNow() });
  }
  afterEach(() => tenant.close());

  /** @returns the IDs in their order */
  async function read(): Promise<readonly string[]> {
    const tokens = fixedToken(await tenant.mintToken());
    const connection = { domain: tenant.domain, tokens, onRequest: () => undefined };
    const client = createOrganizationsClient(managementApi(connection, new RateLimiter(clock, () => 0.2)));
    const ids: string[] = [];
    const encode = (organizations: readonly Organization[]) => {
      ids.push(...organizations.map(({ id }) => id));
      return '';
    };
    const encoder = { begin: '', encode, end: () => '' };
    const source = { loaded: [], pages: organizationPages(client, () => Promise.resolve(false)) };
    const writer = new OrganizationWriter(source, encoder, fileInMemory().draft);
    await writer.run(
      backgroundContext(),
      (task) => task(),
      () => undefined,
    );
    return ids;
  }

  for (const [plan, reserve] of [
    ['essentials', 1],
    ['enterprise', 2],
  ] satisfies [Plan, number][]) {
    it(`leaves the reserve of the rate limit: ${plan}`, async () => {
      await start(3000, plan);
      assert.equal((await read()).length, 3000);
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
    assert.deepEqual(
      await read(),
      tenant.organizations.map(({ id }) => id),
    );
  });
});

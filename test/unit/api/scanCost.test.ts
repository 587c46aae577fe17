import assert from 'node:assert/strict';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { type Endpoint, type Plan, sizeOf } from '../../tenant/plans.ts';
import { limit, serverOf, VirtualClock } from './virtualTenant.ts';

const paths: Readonly<Record<Endpoint, string>> = {
  organizations: '/organizations',
  organizationById: '/organizations/org_1',
  organizationByName: '/organizations/name/acme',
  organizationSearch: '/organizations/search?q',
  members: '/organizations/org_1/members',
  memberRoles: '/organizations/org_1/members/1/roles',
  memberEffectiveRoles: '/organizations/org_1/members/1/effective-roles',
  memberRoleSourceGroups: '/organizations/org_1/members/1/effective-roles/sources/groups',
  connections: '/organizations/org_1/enabled_connections',
  connectionById: '/organizations/org_1/enabled_connections/con_1',
  organizationConnections: '/organizations/org_1/connections',
  organizationConnectionById: '/organizations/org_1/connections/con_1',
  invitations: '/organizations/org_1/invitations',
  invitationById: '/organizations/org_1/invitations/uinv_1',
  discoveryDomains: '/organizations/org_1/discovery-domains',
  discoveryDomainById: '/organizations/org_1/discovery-domains/od_1',
  discoveryDomainByName: '/organizations/org_1/discovery-domains/name/acme.example',
  organizationClientGrants: '/organizations/org_1/client-grants',
  organizationTemplate: '/organizations/org_1/organization-templates',
  organizationClients: '/organizations/org_1/clients',
  organizationClientById: '/organizations/org_1/clients/app_1',
  clients: '/clients',
  clientsByQuery: '/clients?q',
  clientById: '/clients/app_1',
  connectionsOfClient: '/clients/app_1/connections',
  groups: '/organizations/org_1/groups',
  groupRoles: '/organizations/org_1/groups/grp_1/roles',
  roles: '/roles',
  roleMembers: '/organizations/org_1/roles/rol_1/members',
  roleGroups: '/organizations/org_1/roles/rol_1/groups',
  users: '/users?q',
  userById: '/users/1',
  usersByEmail: '/users-by-email',
  organizationsOfUser: '/users/1/organizations',
  organizationsOfClientGrant: '/client-grants/cgr_1/organizations',
  tenantConnections: '/connections',
  tenantConnectionById: '/connections/con_1',
  tenantSettings: '/tenants/settings',
  logs: '/logs?q',
  logById: '/logs/1',
  logsOfUser: '/users/1/logs',
};

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

  for (const plan of ['free', 'essentials', 'enterprise', 'enterpriseNonProduction'] satisfies Plan[]) {
    it(`is that of the row of each endpoint, and of all endpoints of a row together: ${plan}`, async () => {
      await answer('/organizations', sizeOf(plan, 'organizations').burst);
      await answer('/roles', sizeOf(plan, 'roles').burst);
      const endpoints = Object.keys(paths) as Endpoint[];
      /** One after the other, ten in a second are as many as there can be. */
      const secondsOf = (requests: number, ...asked: readonly Endpoint[]) => {
        const sizes = asked.map((endpoint) => sizeOf(plan, endpoint));
        const [taken, all] = [new Set(sizes).size === 1 ? requests * asked.length : requests, requests * asked.length];
        const waits = sizes.map(({ burst, perSecond }) => (taken - burst + Math.max(1, burst / 5)) / perSecond);
        return Math.round(Math.max(all / 10, ...waits));
      };
      for (const first of endpoints) {
        assert.equal(expectedSeconds([paths[first], 1000]), secondsOf(1000, first), first);
        for (const other of endpoints.filter((endpoint) => endpoint !== first)) {
          const both = expectedSeconds([paths[first], 1000], [paths[other], 1000]);
          assert.equal(both, secondsOf(1000, first, other), `${first} and ${other}`);
        }
      }
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

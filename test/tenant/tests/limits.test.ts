import assert from 'node:assert/strict';
import type { Endpoint, Plan } from '../plans.ts';
import { RateLimiter } from '../rateLimit.ts';
import { startTenant, type Tenant } from '../server.ts';

type Row = [burst: number, perMinute: number, Endpoint];

/** In production or not. */
const enterpriseRows: readonly Row[] = [
  [10, 100, 'organizations'],
  [10, 100, 'organizationById'],
  [20, 200, 'organizationByName'],
  [40, 500, 'members'],
  [20, 200, 'memberRoles'],
  [10, 100, 'connections'],
  [10, 100, 'organizationClientGrants'],
  [20, 200, 'invitationById'],
  [40, 500, 'organizationsOfUser'],
  [5, 150, 'clientsByQuery'],
];

describe('local tenant: rate limits', () => {
  let now = 1_700_000_000_000;
  const clock = () => now;

  function grants(limiter: RateLimiter, endpoint: Endpoint, count: number): number {
    return Array.from({ length: count }, () => limiter.take(endpoint)).filter(({ granted }) => granted).length;
  }

  for (const [plan, listings] of [
    ['free', 2],
    ['essentials', 5],
    ['enterprise', 10],
    ['enterpriseNonProduction', 10],
  ] satisfies [Plan, number][]) {
    it(`let ${listings} listings through at once on the plan ${plan}`, () => {
      assert.equal(grants(new RateLimiter(plan, clock), 'organizations', 60), listings);
    });
  }

  it('let requests through again as they refill', () => {
    const limiter = new RateLimiter('essentials', clock);
    grants(limiter, 'organizations', 5);
    now += 1199;
    assert.equal(grants(limiter, 'organizations', 5), 0);
    now += 1;
    assert.equal(grants(limiter, 'organizations', 5), 1);
    now += 600_000;
    assert.equal(grants(limiter, 'organizations', 60), 5);
  });

  for (const [plan, shared, own] of [
    ['free', 2, []],
    ['essentials', 10, ['organizations', 'organizationById', 'members', 'connections', 'clients', 'users', 'logs']],
    ['enterprise', 50, ['organizations', 'organizationById', 'members', 'connections', 'organizationsOfUser']],
    ['enterpriseNonProduction', 10, ['organizations', 'organizationById', 'members', 'connections']],
  ] satisfies [Plan, number, Endpoint[]][]) {
    it(`have one bucket of ${shared} for all that has no row of its own on the plan ${plan}`, () => {
      const limiter = new RateLimiter(plan, clock);
      assert.equal(grants(limiter, 'invitations', shared - 1), shared - 1);
      assert.deepEqual(limiter.take('roles'), { ...limiter.take('clientById'), granted: true });
      for (const endpoint of ['discoveryDomains', 'groups', 'tenantSettings', 'organizationSearch'] as const) {
        assert.deepEqual([limiter.take(endpoint).granted, limiter.take(endpoint).limit], [false, shared]);
      }
      for (const endpoint of own) {
        assert.equal(limiter.take(endpoint).granted, true, endpoint);
      }
    });
  }

  /** Auth0's table: the bucket, how many are added in a minute, and for what. */
  for (const [plan, ...rows] of [
    ['free', [2, 120, 'roles']],
    [
      'essentials',
      [10, 150, 'roles'],
      [5, 50, 'organizations'],
      [20, 200, 'organizationById'],
      [10, 100, 'organizationByName'],
      [20, 200, 'members'],
      [20, 200, 'memberRoles'],
      [5, 50, 'connections'],
      [10, 100, 'organizationClientGrants'],
      [5, 100, 'clients'],
      [5, 150, 'clientsByQuery'],
      [5, 50, 'tenantConnectionById'],
      [40, 500, 'users'],
      [10, 100, 'logs'],
    ],
    ['enterprise', [50, 960, 'roles'], ...enterpriseRows],
    ['enterpriseNonProduction', [10, 120, 'roles'], ...enterpriseRows],
  ] satisfies [Plan, ...Row[]][]) {
    it(`have the rows of Auth0's table, each with a bucket of its own, on the plan ${plan}`, () => {
      const limiter = new RateLimiter(plan, clock);
      for (const [burst, perMinute, endpoint] of rows) {
        assert.equal(grants(limiter, endpoint, burst + 5), burst, endpoint);
        const refillMs = 60_000 / perMinute;
        now += refillMs - 1;
        assert.equal(grants(limiter, endpoint, 1), 0, `${endpoint} is not refilled yet`);
        now += 2;
        assert.equal(grants(limiter, endpoint, 2), 1, `${endpoint} is refilled`);
      }
    });
  }

  it('have one bucket for all endpoints of a row', () => {
    const limiter = new RateLimiter('essentials', clock);
    assert.equal(grants(limiter, 'users', 30) + grants(limiter, 'userById', 30), 40);
    assert.equal(grants(limiter, 'connections', 3) + grants(limiter, 'organizationConnections', 3), 5);
    assert.equal(grants(limiter, 'organizationClientGrants', 20), 10, 'of its own');
  });

  describe('over HTTP', () => {
    let tenant: Tenant;

    beforeEach(async () => {
      tenant = await startTenant({ organizations: 1, plan: 'essentials', now: clock });
    });
    afterEach(() => tenant.close());

    async function list(token = ''): Promise<Response> {
      return fetch(`${tenant.url}/api/v2/organizations`, { headers: { authorization: `Bearer ${token}` } });
    }

    function limits(response: Response): readonly unknown[] {
      return ['limit', 'remaining', 'reset'].map((name) => response.headers.get(`x-ratelimit-${name}`));
    }

    it('stand in each answer, and lead to a 429', async () => {
      const token = await tenant.mintToken();
      const inSeconds = (seconds: number) => String(Math.ceil(now / 1000 + seconds));
      assert.deepEqual(limits(await list(token)), ['5', '4', inSeconds(1.2)]);
      assert.deepEqual(limits(await list('refused')), ['5', '3', inSeconds(1.2)]);
      await Promise.all([list(token), list(token), list(token)]);
      const refused = await list(token);
      assert.equal(refused.status, 429);
      assert.deepEqual(limits(refused), ['5', '0', inSeconds(1.2)]);
      assert.deepEqual(await refused.json(), {
        statusCode: 429,
        error: 'Too Many Requests',
        message: 'Global limit has been reached',
        errorCode: 'too_many_requests',
      });
      now += 1200;
      assert.equal((await list(token)).status, 200);
    });

    it('tell a question about applications from the list of them', async () => {
      const headers = { authorization: `Bearer ${await tenant.mintToken()}` };
      const remaining = async (query: string) =>
        limits(await fetch(`${tenant.url}/api/v2/clients?${query}`, { headers }))[1];
      assert.deepEqual([await remaining('take=1'), await remaining('take=1')], ['4', '3']);
      const question = 'q=client_grant.allow_any_organization:true&take=1';
      assert.deepEqual([await remaining(question), await remaining('q=')], ['4', '3'], 'also one that is refused');
    });
  });
});

describe('local tenant: CORS', () => {
  let tenant: Tenant;

  before(async () => {
    tenant = await startTenant({ organizations: 1 });
  });
  after(() => tenant.close());

  const origin = 'https://editor.example';

  async function preflight(headers: string): Promise<Response> {
    return fetch(`${tenant.url}/api/v2/organizations`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': headers },
    });
  }

  it('lets authorization and accept through', async () => {
    const { headers } = await preflight('accept, authorization');
    assert.equal(headers.get('access-control-allow-origin'), origin);
    assert.match(headers.get('access-control-allow-headers') ?? '', /authorization.*accept/);
  });

  it('lets no other headers through', async () => {
    const response = await preflight('authorization, auth0-client');
    assert.equal(response.headers.get('access-control-allow-origin'), null);
    assert.deepEqual(await response.json(), { message: 'CORS error: Some headers are not allowed' });
  });

  it('shows the rate limits to scripts, also in refusals and faults', async () => {
    await tenant.inject({ match: 'fault', answer: { status: 503 } });
    for (const path of ['/api/v2/organizations', '/fault']) {
      const { headers } = await fetch(tenant.url + path, { headers: { origin } });
      assert.equal(headers.get('access-control-allow-origin'), origin);
      assert.match(headers.get('access-control-expose-headers') ?? '', /x-ratelimit-reset/);
    }
  });
});

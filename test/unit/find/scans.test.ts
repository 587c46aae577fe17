import assert from 'node:assert/strict';
import type { ApiError } from '../../../src/api/apiError.ts';
import { managementApi } from '../../../src/api/managementApi.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { outlastOutages } from '../../../src/api/retries.ts';
import { fixedToken, type TokenSource } from '../../../src/api/tokenSource.ts';
import {
  Answers,
  ApplicationScan,
  type Ask,
  hasNoConnection,
  isForMembers,
  progressOf,
  scanOrganizations,
  usesConnection,
} from '../../../src/find/scanOrganizations.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import { readTenant } from '../../tenant/askTenant.ts';
import type { EnabledConnection, OrganizationClient } from '../../tenant/contents/model.ts';
import { startTenant, type Tenant, type TenantOptions } from '../../tenant/server.ts';
import { HastyClock } from '../api/hastyClock.ts';

const domain = 'acme.eu.auth0.com';

describe('A scan', () => {
  let tenant: Tenant;
  let clock: HastyClock;
  let tenants: Pick<Tenants, 'pages'>;
  let outages: number[];
  let cancellation: AbortController;

  const start = async (options: TenantOptions, tokens?: TokenSource) => {
    clock = new HastyClock();
    cancellation = new AbortController();
    outages = [];
    tenant = await startTenant({ now: () => clock.wallNow(), ...options });
    const connection = {
      domain: tenant.domain,
      tokens: tokens ?? fixedToken(await tenant.mintToken({ expiresInSeconds: 1_000_000 })),
      onRequest: () => undefined,
    };
    const read = managementApi(connection, new RateLimiter(clock, () => 0.2));
    tenants = { pages: (_domain, list, readItem) => readPagesOf(read, list, readItem) };
  };
  afterEach(() => tenant.close());

  const context = (): RequestContext => ({ signal: cancellation.signal, priority: 'background' });
  const organizations = () => tenant.organizations.map(({ id }) => ({ id }));
  let lastFound: number;
  const scan = (ask: Ask, answers: Answers, onProgress: (asked: number) => void = () => undefined) =>
    scanOrganizations(organizations(), answers, ask, {
      context: context(),
      patiently: outlastOutages(clock, ({ waitMs }) => outages.push(waitMs)),
      onProgress: (progress) => {
        lastFound = progress.found;
        onProgress(progress.asked);
      },
    });
  const scanFor = (clientId: string) => new ApplicationScan(tenants, domain, clientId);
  const pages = () => ({
    context: context(),
    patiently: outlastOutages(clock, () => undefined),
    onPage: () => undefined,
  });
  const found = (answers: Answers) => [...answers].flatMap(([id, answer]) => (answer === 'yes' ? id : []));
  const idAt = (place: number) => tenant.organizations[place]?.id ?? assert.fail(`there is no ${place}`);
  const insideOf = async <T>(id: string, path: string) =>
    readTenant<readonly T[]>(tenant, await tenant.mintToken(), `/organizations/${id}/${path}`);
  /** The connections of each organization, as the tenant tells the test, whose requests do not count. */
  const connections = async () => {
    const all = await Promise.all(
      tenant.organizations.map(({ id }) => insideOf<EnabledConnection>(id, 'enabled_connections')),
    );
    await tenant.clearRequests();
    return all.map((list) => list.map(({ connection_id: id }) => id));
  };
  const idsWhere = (lists: readonly (readonly string[])[], is: (list: readonly string[]) => boolean) =>
    tenant.organizations.flatMap(({ id }, place) => (is(lists[place] ?? []) ? id : []));

  it('finds the organizations that use a connection, with one request each', async () => {
    await start({ organizations: 30 });
    const lists = await connections();
    const wanted = lists[1]?.[1] ?? '-';
    const answers = new Answers();
    await scan(usesConnection(tenants, domain, wanted), answers);
    const expected = idsWhere(lists, (list) => list.includes(wanted));
    assert.ok(expected.length > 1 && expected.length < 30);
    assert.deepEqual(found(answers), expected);
    assert.equal(tenant.requests.length, 30);
    assert.deepEqual(progressOf(organizations(), answers), { asked: 30, found: expected.length, total: 30 });
    assert.equal(lastFound, expected.length);
  });

  it('finds a connection that is not on the first page', async () => {
    await start({ organizations: 1 });
    const page = (ids: readonly string[]) => ({
      times: 1,
      answer: {
        status: 200,
        body: { enabled_connections: ids.map((id) => ({ connection_id: id })), start: 0, limit: 100, total: 101 },
      },
    });
    const first = Array.from({ length: 100 }, (_, index) => `con_${index}`);
    for (const [wanted, expected] of [
      ['con_last', [idAt(0)]],
      ['con_none', []],
    ] as const) {
      await tenant.inject(page(first));
      await tenant.inject(page(['con_last']));
      const answers = new Answers();
      await scan(usesConnection(tenants, domain, wanted), answers);
      assert.deepEqual(found(answers), expected);
    }
    assert.equal(tenant.requests.length, 4);
  });

  it('finds a connection by its name', async () => {
    await start({ organizations: 2 });
    const body = { enabled_connections: [{ connection_id: 'con_a', connection: { name: 'staff' } }], total: 1 };
    await tenant.inject({ match: `${idAt(1)}/`, answer: { status: 200, body } });
    const answers = new Answers();
    await scan(usesConnection(tenants, domain, 'staff'), answers);
    assert.deepEqual(found(answers), [idAt(1)]);
  });

  it('finds the organizations without a connection', async () => {
    await start({ organizations: 5 });
    const answers = new Answers();
    await scan(hasNoConnection(tenants, domain), answers);
    assert.deepEqual(found(answers), [idAt(2)]);
    assert.equal(tenant.requests.length, 5);
  });

  it('keeps its answers when it is cancelled, and asks the rest when it continues', async () => {
    await start({ organizations: 20 });
    const answers = new Answers();
    const ask = hasNoConnection(tenants, domain);
    await assert.rejects(
      scan(ask, answers, (asked) => {
        if (asked === 7) {
          cancellation.abort();
        }
      }),
      { reason: 'cancelled' },
    );
    assert.equal(tenant.requests.length, 7);
    assert.deepEqual(progressOf(organizations(), answers), { asked: 7, found: 1, total: 20 });
    cancellation = new AbortController();
    await scan(ask, answers);
    assert.equal(tenant.requests.length, 20);
    assert.deepEqual([...answers.keys()].toSorted(), tenant.organizations.map(({ id }) => id).toSorted());
  });

  for (const places of [[3], [0, 3]]) {
    it(`is not kept from the rest by organizations that always fail: ${places.join()}`, async () => {
      await start({ organizations: 6 });
      const failing = places.map(idAt);
      for (const id of failing) {
        await tenant.inject({ match: `${id}/`, answer: { status: 400, body: { statusCode: 400, message: 'No' } } });
      }
      const answers = new Answers();
      for (let attempt = 0; attempt <= places.length; attempt += 1) {
        await assert.rejects(scan(hasNoConnection(tenants, domain), answers), { reason: 'badRequest' });
      }
      const unanswered = organizations().flatMap(({ id }) => (answers.has(id) ? [] : id));
      assert.deepEqual(unanswered, failing);
      assert.equal(tenant.requests.length, 6 + 1);
    });
  }

  it('goes on past an organization that is gone, which is not among what it finds', async () => {
    await start({ organizations: 4 });
    const [, , without = assert.fail('there is no third')] = tenant.organizations;
    const answers = new Answers();
    const ask = hasNoConnection(tenants, domain);
    const before = organizations();
    await tenant.removeOrganization(without.id);
    await scanOrganizations(before, answers, ask, {
      context: context(),
      patiently: outlastOutages(clock, () => undefined),
      onProgress: () => undefined,
    });
    assert.equal(answers.get(without.id), 'gone');
    assert.deepEqual([answers.size, found(answers)], [4, []]);
  });

  it('says which scope is missing, after one request', async () => {
    await start({ organizations: 4 });
    const accessToken = await tenant.mintToken({ scope: 'read:organizations' });
    const connection = { domain: tenant.domain, tokens: fixedToken(accessToken), onRequest: () => undefined };
    const read = managementApi(connection, new RateLimiter(clock, () => 0.2));
    tenants = { pages: (_domain, list, readItem) => readPagesOf(read, list, readItem) };
    await assert.rejects(
      scan(hasNoConnection(tenants, domain), new Answers()),
      (error: ApiError) =>
        error.reason === 'insufficientScope' && error.details.scopes?.join() === 'read:organization_connections',
    );
    assert.equal(tenant.requests.length, 1);
  });

  it('can be left alone for an hour: tokens expire, the network fails, the tenant refuses', async () => {
    const total = 3000;
    let minted = 0;
    let token = '';
    const renew = async () => {
      minted += 1;
      token = await tenant.mintToken({ expiresInSeconds: 600 });
      return true;
    };
    await start(
      { organizations: total, plan: 'essentials' },
      { current: () => Promise.resolve(token), renew, accept: () => undefined },
    );
    await renew();
    const startedAt = clock.now();
    const answers = new Answers();
    await scan(hasNoConnection(tenants, domain), answers, (asked) => {
      if (asked === 500) {
        // Each request is repeated once at once.
        void tenant.inject({ times: 24, cut: 'before' });
      } else if (asked === 1000) {
        void tenant.inject({ times: 9, answer: { status: 503, body: {} } });
      } else if (asked === 1500) {
        void tenant.inject({ times: 3, answer: { status: 200, body: '<html>Log in</html>' } });
      } else if (asked === 2950) {
        void tenant.inject({ times: 2, answer: { status: 429, body: {}, headers: { 'retry-after': '60' } } });
      }
    });
    const minutes = (clock.now() - startedAt) / 60_000;
    assert.equal(answers.size, total);
    assert.deepEqual(found(answers), [idAt(2)]);
    assert.ok(minutes > 60 && minutes < 1.25 * 60 + 12, `${minutes} min, 12 of them in outages`);
    assert.ok(minted > 5, `${minted} tokens`);
    assert.equal(tenant.requests.filter(({ status }) => status === 200).length, total + 3);
    assert.equal(outages.length, 12 + 3 + 3);
  });

  it('ends at once when the first request fails, and after half an hour of failures', async () => {
    await start({ organizations: 3 });
    await tenant.inject({ cut: 'before' });
    await assert.rejects(scan(hasNoConnection(tenants, domain), new Answers()), { reason: 'unreachable' });
    assert.equal(tenant.requests.length, 2);
    await tenant.clearFaults();
    const startedAt = clock.now();
    const answers = new Answers();
    const ended = scan(hasNoConnection(tenants, domain), answers, () => {
      void tenant.inject({ cut: 'before' });
    });
    await assert.rejects(ended, { reason: 'unreachable' });
    assert.equal(answers.size, 1);
    const minutes = (clock.now() - startedAt) / 60_000;
    assert.ok(minutes > 29 && minutes < 33, `${minutes} min`);
  });

  it('finds the organizations of an application while it reads the list, a hundred with each request', async () => {
    await start({ organizations: 250 });
    const { clients } = await readTenant<{ readonly clients: readonly OrganizationClient[] }>(
      tenant,
      await tenant.mintToken(),
      `/organizations/${idAt(1)}/clients`,
    );
    const [, client = assert.fail('there is no second')] = clients;
    await tenant.clearRequests();
    const application = scanFor(client.client_id);
    await application.readPages(2, pages());
    assert.deepEqual([application.isComplete, application.hasEnded], [false, false]);
    await application.readPages(Infinity, pages());
    assert.deepEqual([application.asked, application.requests, tenant.requests.length], [250, 3, 3]);
    assert.deepEqual(
      application.found.map(({ id }) => id),
      tenant.organizations.filter((_, place) => place % 2 === 1).map(({ id }) => id),
    );
    assert.ok(application.found.every(isForMembers));
    assert.equal(isForMembers({ id: 'org_1', client: { use_for_member_access: false } }), false);
    assert.equal(new Set(application.found.map(({ name }) => name)).size, 125, 'with all their fields');
  });

  it('sends the ID of an application as one parameter, whatever is in it', async () => {
    await start({ organizations: 3 });
    const application = scanFor('a&take=1#/../"\\*:${x}\u0000');
    await application.readPages(1, pages());
    const open = tenant.organizations.filter(({ is_app_entitlement_active: isOn }) => isOn !== true);
    const { found: used, others, isComplete } = application;
    assert.deepEqual([used.length, others, isComplete], [0, open.length, true]);
    const { searchParams } = new URL(tenant.requests[0]?.path ?? '', tenant.url);
    assert.deepEqual(searchParams.getAll('include_client_association_for'), ['a&take=1#/../"\\*:${x}\u0000']);
    assert.deepEqual(searchParams.getAll('take'), ['100']);
  });

  for (const state of ['notFound', 'insufficient_entitlement', 'feature_not_enabled'] as const) {
    it(`says that the tenant lacks the feature, after one request: ${state}`, async () => {
      await start({ organizations: 3 });
      await tenant.setFeature('clientAssociations', state);
      await assert.rejects(scanFor('any').readPages(5, pages()), { reason: 'missingFeature' });
      assert.equal(tenant.requests.length, 1);
    });
  }
});

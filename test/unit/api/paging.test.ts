import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { readObject } from '../../../src/api/jsonFields.ts';
import { type ListResource, managementApi, type Read } from '../../../src/api/managementApi.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { readPagesOf, type SharedPaging } from '../../../src/api/pagination.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import type { Item } from '../../../src/sections/section.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';

const context = backgroundContext();

describe('The pages of a list', () => {
  let tenant: Tenant;
  let read: Read;

  beforeEach(async () => {
    // So many that the first user is a member of exactly 100 of them, and the first grant belongs to one more.
    tenant = await startTenant({ organizations: 102 });
    const tokens = fixedToken(await tenant.mintToken());
    const connection = { domain: tenant.domain, onRequest: () => undefined, tokens };
    read = managementApi(connection, new RateLimiter(systemClock, () => 0));
  });
  afterEach(() => tenant.close());

  const organizationId = (place: number) => tenant.organizations[place]?.id ?? '';

  const inside = (place: number, part: string, field: string, paging: ListResource['paging']): ListResource => ({
    path: `/organizations/${organizationId(place)}/${part}`,
    field,
    paging,
  });
  const members = (place: number) => inside(place, 'members', 'members', 'checkpoint');
  const organizationsOf = (userId: string): ListResource => ({
    path: `/users/${encodeURIComponent(userId)}/organizations`,
    field: 'organizations',
    paging: 'offset',
  });
  const organizationsWith = (grantId: string): ListResource => ({
    path: `/client-grants/${grantId}/organizations`,
    field: 'organizations',
    paging: 'checkpoint',
  });

  /** What a request of the test itself finds, which is not counted. */
  const itemsOf = async ({ path, field }: ListResource): Promise<readonly Item[]> => {
    const answer = await read(path, {}, context);
    await tenant.clearRequests();
    const items: unknown = Array.isArray(answer) ? answer : (answer as Item)[field];
    assert.ok(Array.isArray(items));
    return items as readonly Item[];
  };
  const sharedUser = async () => String((await itemsOf(members(1)))[0]?.['user_id']);
  const sharedGrant = async () =>
    String((await itemsOf(inside(0, 'client-grants', 'client_grants', 'offset')))[0]?.['id']);

  /** The queries of the requests, with its number in place of each cursor. */
  const queries = () => {
    const cursors = tenant.requests.flatMap(({ path }) => /[?&]from=([^&]*)/.exec(path)?.[1] ?? []);
    return tenant.requests.map(({ path }) =>
      cursors.reduce((text, cursor, index) => text.replace(cursor, String(index + 1)), path.split('?')[1] ?? ''),
    );
  };

  it('come by checkpoints, without a request more than there are pages', async () => {
    const list = await readAll(read, organizationsWith(await sharedGrant()));
    assert.deepEqual(
      list.items,
      tenant.organizations.filter(({ id }) => id !== organizationId(2)),
    );
    assert.deepEqual(queries(), ['take=100', 'take=100&from=1']);
  });

  it('end with the first request for exactly 100 items by checkpoints', async () => {
    const [last] = tenant.organizations.slice(-1);
    assert.ok(last);
    const grant = organizationsWith(await sharedGrant());
    await tenant.removeOrganization(last.id);
    assert.equal((await readAll(read, grant)).items.length, 100);
    assert.deepEqual(queries(), ['take=100']);
  });

  it('end with an empty page where the last next leads nowhere', async () => {
    const list = await readAll(read, members(1));
    assert.equal(list.items.length, 40);
    assert.equal(list.isCutOff, false);
    assert.deepEqual(queries(), ['take=100', 'take=100&from=1']);
  });

  it('go beyond 1000 records by checkpoints, to each of 12,000 members once', async () => {
    const list = await readAll(read, members(3));
    assert.equal(new Set(list.items.map(({ user_id: id }) => id)).size, 12_000);
    assert.equal(list.items.length, 12_000);
    assert.equal(list.isCutOff, false);
    assert.equal(tenant.requests.length, 121);
  });

  it('come by offset with totals, in one request where the total is reached', async () => {
    const list = await readAll(read, inside(1, 'enabled_connections', 'enabled_connections', 'offset'));
    assert.equal(list.items.length, 5);
    assert.deepEqual(queries(), ['page=0&per_page=100&include_totals=true']);
  });

  it('go on by offset where the total says that there are more', async () => {
    const user = organizationsOf(await sharedUser());
    await tenant.inject({
      match: 'page=0&',
      answer: { status: 200, body: { organizations: [{ id: 'a' }], total: 2 } },
    });
    await tenant.inject({
      match: 'page=1&',
      answer: { status: 200, body: { organizations: [{ id: 'b' }], total: 2 } },
    });
    assert.deepEqual((await readAll(read, user)).items, [{ id: 'a' }, { id: 'b' }]);
    assert.equal(tenant.requests.length, 2);
  });

  it('ask once more by offset after exactly 100 items, since totals can be too small', async () => {
    const list = await readAll(read, organizationsOf(await sharedUser()));
    assert.equal(list.items.length, 100);
    assert.equal(list.isCutOff, false);
    assert.deepEqual(
      tenant.requests.map(({ status }) => status),
      [200, 200],
    );
  });

  it('go past a full page whose total is too small', async () => {
    const user = organizationsOf(await sharedUser());
    const all = Array.from({ length: 103 }, (_, index) => ({ id: `org_${index}` }));
    for (const [page, organizations] of [all.slice(0, 100), all.slice(100)].entries()) {
      await tenant.inject({ match: `page=${page}&`, answer: { status: 200, body: { organizations, total: 0 } } });
    }
    assert.deepEqual((await readAll(read, user)).items, all);
    assert.equal(tenant.requests.length, 2);
  });

  it('hold the only organization of a user whose total is 0', async () => {
    const list = await readAll(read, organizationsOf(String((await itemsOf(members(1))).at(-1)?.['user_id'])));
    assert.deepEqual(list.items, [tenant.organizations[1]]);
    assert.equal(tenant.requests.length, 1);
  });

  it('end by offset without a total at the first page that is not full', async () => {
    const list = await readAll(read, inside(1, 'invitations', 'invitations', 'offset'));
    assert.equal(list.items.length, 7);
    assert.deepEqual(queries(), ['page=0&per_page=100&include_totals=true']);
  });

  it('end at 1000 records by offset, and say that there may be more, without a request that is refused', async () => {
    const list = await readAll(read, inside(3, 'invitations', 'invitations', 'offset'));
    assert.equal(list.items.length, 1000);
    assert.equal(list.isCutOff, true);
    assert.deepEqual(
      tenant.requests.map(({ status }) => status),
      Array.from({ length: 10 }, () => 200),
    );
  });

  it('go on by offset where as many new items as a page has came between two requests', async () => {
    const logs = (first: number) => Array.from({ length: 100 }, (_, index) => ({ log_id: `${first - index}` }));
    for (const [page, body] of [logs(300), logs(300), logs(200), []].entries()) {
      await tenant.inject({ match: `page=${page}&`, answer: { status: 200, body } });
    }
    const list = await readAll(read, { path: '/logs', field: 'logs', paging: 'offset' });
    assert.deepEqual(list.items, [...logs(300), ...logs(200)]);
    assert.equal(tenant.requests.length, 4);
  });

  it('are cut off where an empty page says that there are more', async () => {
    const full = Array.from({ length: 50 }, (_, id) => ({ id }));
    for (const [page, things] of [full, []].entries()) {
      await tenant.inject({ match: `page=${page}&`, answer: { status: 200, body: { roles: things, total: 140 } } });
    }
    const list = await readAll(read, { path: '/roles', field: 'roles', paging: 'offset' });
    assert.equal(list.items.length, 50);
    assert.equal(list.isCutOff, true);
  });

  it('are cut off where a page by offset is refused as beyond the records that can be reached', async () => {
    const user = organizationsOf(await sharedUser());
    await tenant.inject({ match: 'page=1&', answer: { status: 400, body: { errorCode: 'invalid_paging' } } });
    const list = await readAll(read, user);
    assert.equal(list.items.length, 100);
    assert.equal(list.isCutOff, true);
  });

  it('are cut off where the next of a page by checkpoints is no text', async () => {
    await tenant.inject({ answer: { status: 200, body: { groups: [{ id: 'a' }], next: 7 } } });
    const list = await readAll(read, inside(1, 'groups', 'groups', 'checkpoint'));
    assert.deepEqual(list.items, [{ id: 'a' }]);
    assert.equal(list.isCutOff, true);
  });

  it('are not cut off by offset with fewer than 1000 records', async () => {
    const all = Array.from({ length: 999 }, (_, id) => ({ id }));
    const stub: Read = (_path, { page }) => {
      const start = Number(page) * 100;
      return Promise.resolve({ things: all.slice(start, start + 100), total: all.length });
    };
    const list = await readAll(stub, { path: '/things', field: 'things', paging: 'offset' });
    assert.deepEqual(list.items, all);
    assert.equal(list.isCutOff, false);
  });

  for (const paging of ['checkpoint', 'offset'] as const) {
    it(`are empty by ${paging} where there is nothing, after one request`, async () => {
      const [part, field] = paging === 'offset' ? ['invitations', 'invitations'] : ['discovery-domains', 'domains'];
      const list = await readAll(read, inside(2, part, field, paging));
      assert.deepEqual(list.items, []);
      assert.equal(tenant.requests.length, 1);
    });

    it(`can be the list itself by ${paging}`, async () => {
      await tenant.inject({ answer: { status: 200, body: [{ id: 'a' }, null, 'text', ['a'], { id: 'b' }] } });
      const leftOut: number[] = [];
      const list = await readAll(read, inside(1, 'groups', 'groups', paging), {
        smallPages: new Set<string>(),
        onSkipped: (_path, count) => leftOut.push(count),
      });
      assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b' }]);
      assert.deepEqual(leftOut, [3]);
      assert.equal(list.isCutOff, true, 'three values could not be read');
      assert.equal(tenant.requests.length, 1);
    });

    for (const body of [{}, null, 'groups', 7, { groups: {} }, { organizations: [] }]) {
      it(`are no answer by ${paging} of the shape ${JSON.stringify(body)}`, async () => {
        await tenant.inject({ answer: { status: 200, body: JSON.stringify(body) } });
        await assert.rejects(readAll(read, inside(1, 'groups', 'groups', paging)), (error: unknown) => {
          assert.ok(error instanceof ApiError);
          assert.equal(error.reason, 'unexpectedAnswer');
          return true;
        });
      });
    }
  }

  it('go on behind a full page of which something was left out', async () => {
    const path = '/organizations/org_1/invitations';
    const page = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `uinv_${index}` }));
    await tenant.inject({ match: 'page=0', answer: { status: 200, body: { invitations: [...page(99), null] } } });
    await tenant.inject({ match: 'page=1', answer: { status: 200, body: { invitations: [{ id: 'uinv_last' }] } } });
    const list = await readAll(read, { path, field: 'invitations', paging: 'offset' });
    assert.equal(list.items.length, 100);
    assert.equal(list.items.at(-1)?.['id'], 'uinv_last');
  });

  it('are asked for with parameters that the endpoints know, whatever they are', async () => {
    const member = `members/${encodeURIComponent(await sharedUser())}`;
    const groups = inside(1, 'groups', 'groups', 'checkpoint');
    const [group] = await itemsOf(groups);
    const endpoints = [
      members(1),
      inside(1, 'enabled_connections', 'enabled_connections', 'offset'),
      inside(1, 'invitations', 'invitations', 'offset'),
      inside(1, 'discovery-domains', 'domains', 'checkpoint'),
      inside(1, 'client-grants', 'client_grants', 'offset'),
      groups,
      inside(1, `groups/${String(group?.['id'])}/roles`, 'roles', 'checkpoint'),
      inside(1, 'clients', 'clients', 'checkpoint'),
      inside(1, `${member}/roles`, 'roles', 'offset'),
      inside(1, `${member}/effective-roles`, 'roles', 'checkpoint'),
      organizationsOf(await sharedUser()),
      organizationsWith(await sharedGrant()),
    ];
    await tenant.clearRequests();
    for (const endpoint of endpoints) {
      assert.ok((await readAll(read, endpoint)).items.length > 0, endpoint.path);
    }
    assert.ok(tenant.requests.every(({ status }) => status === 200));
  });
});

async function readAll(read: Read, endpoint: ListResource, shared?: SharedPaging): Promise<PageReader<Item>> {
  const list = new PageReader(readPagesOf(read, endpoint, readObject, shared), (item) => JSON.stringify(item));
  for (let page = 0; !list.hasEnded; page++) {
    assert.ok(page < 1000, 'the list never ends');
    await list.readNextPage(context);
  }
  return list;
}

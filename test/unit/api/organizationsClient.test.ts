import assert from 'node:assert/strict';
import { managementApi } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient, documentationOf } from '../../../src/api/organizationsClient.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { readWords, searchQuery } from '../../../src/organizations/searchQuery.ts';
import { type Organization, startTenant, type Tenant } from '../../tenant/server.ts';

const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };

describe('The organizations of a tenant', () => {
  let tenant: Tenant;
  let leftOut: (readonly [path: string, count: number])[];
  let client: ReturnType<typeof createOrganizationsClient>;

  before(async () => {
    tenant = await startTenant({ organizations: 150, search: true });
  });
  after(() => tenant.close());
  beforeEach(async () => {
    await tenant.clearFaults();
    await tenant.clearRequests();
    leftOut = [];
    const connection = {
      domain: tenant.domain,
      tokens: fixedToken(await tenant.mintToken()),
      onRequest: () => undefined,
    };
    const read = managementApi(connection, new RateLimiter(systemClock, () => 0));
    client = createOrganizationsClient(read, {
      smallPages: new Set<string>(),
      onSkipped: (path, count) => leftOut.push([path, count]),
    });
  });

  const answer = (body: unknown) => tenant.inject({ times: 1, answer: { status: 200, body } });
  const paths = () => tenant.requests.map(({ path }) => path.replace('/api/v2', '').replace(/from=.*/, 'from=…'));
  const at = (index: number): Organization => tenant.organizations[index] ?? assert.fail(`there is no ${index}`);

  it('are listed page by page, a hundred at once', async () => {
    const first = await client.list(undefined, context);
    const { items, ...rest } = await client.list(first.next, context);
    assert.deepEqual([...first.items, ...items], tenant.organizations);
    assert.deepEqual(rest, {});
    assert.equal((await client.list(undefined, context, 1)).items.length, 1);
    const list = '/organizations?take=100';
    assert.deepEqual(paths(), [list, `${list}&from=…`, '/organizations?take=1']);
  });

  it('are read one by one, by ID and by name', async () => {
    assert.deepEqual(await client.get(at(3).id, context), at(3));
    assert.deepEqual(await client.getByName(at(4).name, context), at(4));
    assert.deepEqual(paths(), [`/organizations/${at(3).id}`, `/organizations/name/${at(4).name}`]);
  });

  it('are searched for a text in their names, whatever it means in Lucene', async () => {
    const named = { id: 'org_searched00000001', name: 'searched', display_name: 'a+b-c!(d){e}[f]^"g"~*h?:\\i/|& j' };
    await tenant.addOrganization(named);
    const found = (text: string) => client.search(searchQuery(readWords(text), () => true) ?? '', context);
    assert.deepEqual(await found('arched'), { items: [named] });
    for (const text of ['+b-', '!(d)', '{e}', '[f]', '^"g"', '~*h?:', '\\i/|& j']) {
      assert.deepEqual(await found(text), { items: [named] }, text);
    }
    const [path = ''] = paths();
    assert.equal(path, '/organizations/search?q=name:*arched*+OR+display_name:*arched*&take=100');
    await tenant.removeOrganization(named.id);
  });

  it('are left out and counted where an object is no organization', async () => {
    await answer({ organizations: [at(0), null, 5, { name: 'without-id' }, at(1)], next: 'more' });
    assert.deepEqual(await client.list(undefined, context), {
      items: [at(0), at(1)],
      next: 'more',
      isCutOff: true,
      isProbablyLast: true,
    });
    assert.deepEqual(leftOut, [['/organizations', 3]]);
    await client.list(undefined, context, 1);
    assert.equal(leftOut.length, 1);
  });

  it('are not what another answer says', async () => {
    const unexpected = { reason: 'unexpectedAnswer', details: { status: 200 } };
    for (const body of [{}, [], null, { organizations: {} }, { items: [] }]) {
      await answer(body);
      await assert.rejects(client.list(undefined, context), unexpected);
    }
    for (const body of [{}, [], null, { id: 5 }, { id: 'org_AnsweredBefore01' }]) {
      await answer(body);
      await assert.rejects(client.get(at(0).id, context), unexpected);
    }
    assert.deepEqual(leftOut, []);
  });

  it('are documented', () => {
    for (const page of Object.values(documentationOf)) {
      assert.match(page, /^organizations\/get-[a-z-]+$/);
    }
    assert.equal(new Set(Object.values(documentationOf)).size, 4);
  });
});

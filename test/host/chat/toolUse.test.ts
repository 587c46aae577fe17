import * as assert from 'node:assert/strict';
import { answerOf, connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { allParts, callTool, type Part, questionOf } from './toolCalls.ts';

const { inside, large, small, staging } = tenants;

/** What a language model gets of organizations that use something. */
interface UsePart extends Part {
  readonly looked_for: Readonly<Record<string, unknown>>;
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly domain_pending?: boolean }[];
  readonly organizations_asked: number;
  readonly others_that_may_use_it?: number;
  readonly organizations_in_all: number | null;
  readonly organizations_listed_at?: string;
  readonly requests_left?: number | null;
  readonly remark?: string;
  readonly complete: boolean;
  readonly not_known?: string;
}

const findAll = (input: object) => allParts<UsePart>('find_organizations_that_use', input);
const find = (input: object) => callTool<UsePart>('find_organizations_that_use', input);
const idsIn = (parts: readonly UsePart[]) => parts.flatMap(({ organizations }) => organizations.map(({ id }) => id));

async function organizationAt(place: number) {
  const organization = (await inside.organizations())[place];
  assert.ok(organization);
  return organization;
}

/** The items of a section of each organization, as the tenant has them. */
async function itemsOfAll(path: string, field: string): Promise<ReadonlyMap<string, readonly object[]>> {
  const all = await inside.organizations();
  const read = all.map(async ({ id }) => {
    const answer = await answerOf<Readonly<Record<string, readonly object[]>>>(
      inside,
      `/api/v2/organizations/${id}/${path}`,
    );
    return [id, answer[field] ?? []] as const;
  });
  return new Map(await Promise.all(read));
}

describe('Finding the organizations that use something for a language model', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await forget(inside);
    await forget(small);
    await forget(large);
  });

  it('finds them by the name and by the ID of an application, as the command does', async () => {
    const { id } = await organizationAt(1);
    const path = `/api/v2/organizations/${id}/clients?take=1`;
    const { clients } = await answerOf<{ clients: readonly { client_id: string; client: { name: string } }[] }>(
      inside,
      path,
    );
    const [{ client_id: clientId, client } = assert.fail()] = clients;
    const command = await run<readonly { id: string }[]>('findOrganizationsOfApplication', inside.domain, clientId);
    await inside.clearRequests();
    const byId = await find({ application: clientId });
    const byName = await find({ application: client.name.toUpperCase() });
    for (const part of [byId, byName]) {
      assert.deepEqual(
        idsIn([part]),
        command.map((organization) => organization.id),
      );
      assert.deepEqual([part.complete, part.organizations_asked, part.next], [true, 12, undefined]);
      assert.deepEqual(part.looked_for, { client_id: clientId, name: client.name });
    }
    assert.ok((await requestsOf(inside)).length <= 8);
    await assert.rejects(
      find({ application: 'No Such Portal' }),
      /has no application called “No Such Portal”.*client ID/,
    );
    await assert.rejects(find({ application: 'x'.repeat(32) }), /has no application called “x+”.*client ID/);
    await inside.inject({ match: '/clients', answer: { status: 403, body: { message: 'No' } } });
    await assert.rejects(find({ application: 'customer-portal-production' }), /cannot be read.*Give the client ID/);
  });

  it('finds them by the name of an application that has quotes itself', async () => {
    const names = [`it's "My" App`, '"Quoted"', '"One" and "Two"'];
    const clients = names.map((name, place) => ({ client_id: `${place}`.repeat(32), name }));
    await inside.inject({ match: '/clients', answer: { status: 200, body: { clients } } });
    const open = (await inside.organizations()).filter((one) => !one.is_app_entitlement_active);
    for (const [place, name] of names.entries()) {
      for (const application of [name, name.replace(/^"(\w+)"$/, '$1')]) {
        const { looked_for: found, others_that_may_use_it: others } = await find({ application });
        assert.deepEqual(found, { client_id: clients[place]?.client_id, name });
        assert.equal(others, open.length, 'which are associated with none of these');
      }
    }
  });

  it('finds them by the ID and the name of a connection, and those without any', async () => {
    const connections = await itemsOfAll('enabled_connections?include_totals=true', 'enabled_connections');
    const known = [...connections].flatMap(([id, items]) =>
      (items as readonly { connection_id: string; connection: { name: string } }[]).map((item) => ({ id, ...item })),
    );
    const [{ connection_id: connectionId, connection } = assert.fail()] = known;
    const using = known.filter((item) => item.connection_id === connectionId).map(({ id }) => id);
    for (const given of [connectionId, connection.name]) {
      const parts = await findAll({ connection: given });
      assert.deepEqual(idsIn(parts), using);
      assert.equal(parts.at(-1)?.complete, true);
    }
    const without = [...connections].flatMap(([id, items]) => (items.length === 0 ? [id] : []));
    assert.deepEqual(idsIn(await findAll({ no_connection: true })), without);
    await assert.rejects(find({ connection: 'con_0000000000000000' }), /has no connection with the ID “con_0{16}”/);
    assert.match((await find({ connection: 'no-such' })).not_known ?? '', /only if one is found/);
  });

  it('finds them by a discovery domain', async () => {
    const domains = await itemsOfAll('discovery-domains?take=100', 'domains');
    const [place] = [...domains].flatMap(([id, items]) =>
      items.map((item) => ({ ...(item as { domain: string }), id })),
    );
    assert.ok(place);
    const parts = await findAll({ discovery_domain: place.domain.toUpperCase() });
    assert.ok(idsIn(parts).includes(place.id));
    assert.equal(parts.at(-1)?.complete, true);
    assert.ok(parts.every(({ organizations }) => organizations.every((one) => one.domain_pending === false)));
  });

  it('finds those whose discovery domain is not verified yet, and says so', async () => {
    const { id, name, display_name: displayName } = await organizationAt(3);
    const domain = `${name.replaceAll('_', '-')}.example`;
    const { organizations, complete } = await find({ discovery_domain: domain });
    assert.deepEqual(organizations, [{ id, name, display_name: displayName, domain_pending: true }]);
    assert.equal(complete, true);
  });

  it('counts first, says what it takes, and makes no more than 100 requests in a call', async () => {
    await connect(small);
    const input = { no_connection: true, domain: small.domain };
    const first = await find(input);
    assert.deepEqual(await requestsOf(small), ['GET /api/v2/organizations?page=0&per_page=1&include_totals=true']);
    assert.deepEqual([first.organizations_in_all, first.organizations_asked, first.complete], [150, 0, false]);
    assert.equal(first.requests_left, 152);
    await small.clearRequests();
    const second = await find({ ...input, next: first.next });
    assert.equal((await requestsOf(small)).length, 100);
    assert.ok(!second.complete && second.next && (second.requests_left ?? 0) > 50);
    const third = await find({ ...input, next: second.next });
    assert.deepEqual([third.organizations_asked, third.complete, third.next], [150, true, undefined]);
    assert.equal(new Set((await requestsOf(small)).filter((path) => path.includes('enabled_connections'))).size, 150);
  });

  it('says that a total is not known, in place of a wrong one, and makes no more requests than it has told', async () => {
    const input = { no_connection: true };
    await connect(large);
    await large.inject({ match: 'per_page=1&', answer: { status: 403, body: { message: 'No' } } });
    const unknown = await find({ ...input, domain: large.domain });
    assert.deepEqual([unknown.organizations_in_all, unknown.requests_left, unknown.complete], [null, null, false]);
    assert.match(unknown.remark ?? '', /how many there are is not known/);
    assert.equal((await requestsOf(large)).length, 20);
    await connect(small);
    const body = { organizations: [], total: 3 };
    await small.inject({ match: 'per_page=1&', answer: { status: 200, body } });
    const wrong = await find({ ...input, domain: small.domain });
    assert.deepEqual([wrong.organizations_in_all, wrong.complete], [150, false]);
    assert.equal(wrong.requests_left, 150 - wrong.organizations_asked);
  });

  it('says of a list that was read before when that was', async () => {
    await connect(small);
    await run('loadAllOrganizations', small.domain);
    const { tenants: listed } = await callTool<{ tenants: readonly { domain: string; loaded_at?: string }[] }>(
      'list_connected_tenants',
      {},
    );
    const part = await find({ no_connection: true, domain: small.domain });
    assert.equal(part.organizations_listed_at, listed.find(({ domain }) => domain === small.domain)?.loaded_at);
    assert.ok(Date.now() - Date.parse(part.organizations_listed_at ?? '') < 60_000);
  });

  it('keeps what it has found when the tenant fails, and goes on from there', async () => {
    await connect(small);
    const input = { no_connection: true, domain: small.domain };
    const first = await find(input);
    const failing = (await small.organizations())[40]?.id;
    await small.inject({ match: `${failing}/enabled`, times: 3, answer: { status: 503, body: {} } });
    const second = await find({ ...input, next: first.next });
    assert.match((second as { stopped?: string }).stopped ?? '', /The search has stopped \(503\)/);
    assert.equal(second.organizations_asked, 40);
    const parts = await allParts<UsePart>('find_organizations_that_use', { ...input, next: second.next });
    assert.equal(parts.at(-1)?.complete, true);
  });

  it('tells the person before what is looked for, where, and what it costs', async () => {
    const { plain, title } = await questionOf('find_organizations_that_use', { application: 'My *Portal*' });
    assert.equal(title, 'Find the Auth0 Organizations That Use Something');
    assert.match(plain, /^Find the organizations of Title of .* that use the application My \*Portal\*\?/);
    assert.match(plain, /Requests: at most 20, with repeats after failures at most 60\.$/);
  });
});

describe('Looking up organizations for a language model', () => {
  beforeEach(async () => {
    await connect(inside);
    await connect(staging);
  });
  afterEach(async () => {
    await forget(inside);
    await forget(staging);
  });

  it('says of IDs and names which organizations of which tenants they are', async () => {
    await run('setEnvironment', staging.domain, 'staging');
    const one = await organizationAt(1);
    const [other] = await staging.organizations();
    const gone = 'org_0000000000000000';
    const { results, complete } = await callTool<{
      readonly complete: boolean;
      readonly results: readonly {
        input: string;
        found: readonly { id: string; tenant: object }[];
        not_in?: readonly string[];
      }[];
    }>('look_up_organizations', { organizations: [`see ${one.id}!`, other?.id, gone, 'Nobody'] });
    assert.equal(complete, true);
    assert.deepEqual(
      results.map(({ input, found }) => [input, found.map(({ id, tenant }) => [id, tenant])]),
      [
        [one.id, [[one.id, { domain: inside.domain }]]],
        [other?.id, [[other?.id, { domain: staging.domain, environment: 'staging' }]]],
        [gone, []],
        ['Nobody', []],
      ],
    );
    assert.deepEqual(results[2]?.not_in?.toSorted(), [inside.domain, staging.domain].toSorted());
    const made = [...(await requestsOf(inside)), ...(await requestsOf(staging))];
    assert.ok(made.length <= 8, made.join('\n'));
  });

  it('is not complete while a tenant has not answered', async () => {
    await staging.inject({ match: '/organizations', answer: { status: 403, body: { message: 'No' } } });
    const input = { organizations: ['nobody-at-all'] };
    const { results, complete } = await callTool<{ readonly complete: boolean; readonly results: readonly object[] }>(
      'look_up_organizations',
      input,
    );
    assert.equal(complete, false);
    assert.match(JSON.stringify(results), /"not_answered":/);
  });

  it('makes at most half of 100 requests for a part, and goes on with the rest', async () => {
    const organizations = Array.from({ length: 80 }, (_, index) => `nobody-${index}`);
    const parts = await allParts<Part & { readonly results: readonly object[] }>('look_up_organizations', {
      organizations,
    });
    assert.equal(parts.flatMap(({ results }) => results).length, 80);
    assert.equal(parts.length, 4);
    assert.equal([...(await requestsOf(inside)), ...(await requestsOf(staging))].length, 160);
  });
});

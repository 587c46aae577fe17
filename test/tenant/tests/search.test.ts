import assert from 'node:assert/strict';
import { type Organization, startTenant, type Tenant } from '../server.ts';

const metadata = { plan: 'gold', 'crm.id': '+1 (2)', note: 'n'.repeat(100) };
const acme: Organization = { id: 'org_Acme000000000001', name: 'acme-inc', display_name: 'ACME (Inc.) "South"' };
const acmeLabs: Organization = {
  id: 'org_Acme000000000002',
  name: 'acme-labs',
  display_name: 'Labs of Acme',
  metadata,
};
const umbrella: Organization = { id: 'org_Umbrella00000001', name: 'umbrella', display_name: 'A*me' };
const nameless: Organization = { id: 'org_Nameless00000001', name: 'nameless' };
const all = [acme, acmeLabs, umbrella, nameless];

describe('local tenant: search', () => {
  let now = Date.now();
  let tenant: Tenant;
  let token: string;

  before(async () => {
    tenant = await startTenant({ organizations: 0, search: true, now: () => now });
    token = await tenant.mintToken();
    for (const organization of all) {
      await tenant.addOrganization(organization);
    }
  });
  after(() => tenant.close());

  async function ask(query: Readonly<Record<string, string>>, bearer = token) {
    const response = await fetch(`${tenant.url}/api/v2/organizations/search?${new URLSearchParams(query).toString()}`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    const body = (await response.json()) as {
      readonly organizations?: readonly Organization[];
      readonly next?: string;
      readonly message?: string;
      readonly errorCode?: string;
    };
    return { status: response.status, body };
  }

  async function found(query: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const { status, body } = await ask(query);
    assert.equal(status, 200, body.message);
    return body.organizations?.map(({ name }) => name) ?? [];
  }

  const scimQueries = new Map<string, readonly Organization[]>([
    ['name sw "acme"', [acme, acmeLabs]],
    ['name EQ "ACME-inc"', [acme]],
    ['(name ew "less" or name co "ell") and name ne "umbrella"', [nameless]],
    ['display_name pr', [acme, acmeLabs, umbrella]],
    ['name gt "acme-inc" and name le "nameless"', [acmeLabs, nameless]],
    [String.raw`display_name eq "ACME (Inc.) \"South\""`, [acme]],
    [`id eq "${umbrella.id}"`, [umbrella]],
  ]);
  for (const [q, organizations] of scimQueries) {
    it(`reads the SCIM filter ${q}`, async () => {
      assert.deepEqual(
        await found({ q, parser: 'scim' }),
        organizations.map(({ name }) => name),
      );
    });
  }

  it('refuses a SCIM filter that is none, or has too many conditions', async () => {
    const five = Array.from({ length: 5 }, () => 'name pr').join(' and ');
    assert.equal((await ask({ q: five, parser: 'scim' })).status, 200);
    for (const q of [
      `${five} and name pr`,
      'name',
      'name eq acme',
      '(name pr',
      'name pr)',
      'name xx "a"',
      'metadata.plan eq "gold"',
      '#',
    ]) {
      const { status, body } = await ask({ q, parser: 'scim' });
      assert.deepEqual([status, body.errorCode], [400, 'invalid_query_string'], q);
    }
  });

  const queries = new Map<string, readonly Organization[]>([
    ['name:acme*', [acme, acmeLabs]],
    ['name:ACME-Inc', [acme]],
    ['name:acme', []],
    ['name:*ell*', [umbrella]],
    ['name:*less', [nameless]],
    ['display_name:*acme*', [acme, acmeLabs]],
    [String.raw`display_name:*\(inc.\)\ \"sou*`, [acme]],
    ['display_name:"labs of acme"', [acmeLabs]],
    ['display_name:"a*me"', [umbrella]],
    [String.raw`display_name:A\*m*`, [umbrella]],
    ['id:org_Acme000000000001', [acme]],
    ['id:org_acme000000000001', []],
    ['name:acme* AND display_name:labs*', [acmeLabs]],
    ['name:umbrella OR name:acme* AND name:*labs', [acmeLabs, umbrella]],
    ['(name:umbrella OR name:acme*) AND name:*labs', [acmeLabs]],
    ['*ell*', [umbrella]],
    ['labs*', [acmeLabs]],
    ['metadata.plan:Gold', [acmeLabs]],
    ['metadata.plan:go*', [acmeLabs]],
    ['metadata.Plan:gold', []],
    ['metadata.crm.id:"+1 (2)" AND name:*labs*', [acmeLabs]],
    [`metadata.note:"${'n'.repeat(64)}"`, [acmeLabs]],
    [`metadata.note:"${'n'.repeat(65)}"`, []],
    ['created_at:[2023-03-14 TO *]', all],
    ['created_at:{2023-03-14 TO *]', []],
  ]);
  for (const [q, expected] of queries) {
    it(`finds ${expected.length} by ${q}`, async () => {
      assert.deepEqual((await ask({ q })).body, { organizations: expected });
    });
  }

  it('finds all organizations without a query', async () => {
    assert.deepEqual((await ask({})).body, { organizations: all });
  });

  const refused = new Map<string, Readonly<Record<string, string>>>([
    ['a contained text of two characters', { q: 'name:*ac*' }],
    ['an ending of two characters', { q: 'name:*ac' }],
    ['six filters', { q: Array.from({ length: 6 }, () => 'name:acme').join(' OR ') }],
    ['a star in the middle', { q: 'name:ac*me' }],
    ['a wildcard in an ID', { q: 'id:org_*' }],
    ['a field that it does not know', { q: 'branding:acme' }],
    ['what is not', { q: 'NOT name:acme' }],
    ['filters side by side', { q: 'name:acme name:labs' }],
    ['an open quotation', { q: 'name:"acme' }],
    ['an open bracket', { q: '(name:acme' }],
    ['a value of metadata with a star in front', { q: 'metadata.plan:*gold*' }],
    ['metadata without a key', { q: 'metadata:gold' }],
    ['a key of metadata with three dots', { q: 'metadata.a.b.c.d:gold' }],
    ['a range of metadata', { q: 'metadata.seats:[1 TO 5]' }],
    ['an empty query', { q: '' }],
    ['an order with a direction', { q: 'name:acme', sort: 'name:1' }],
    ['offsets', { q: 'name:acme', page: '0' }],
    ['more than 100 at once', { take: '101' }],
    ['an unknown cursor', { from: 'bm9uZQ==' }],
  ]);
  for (const [what, query] of refused) {
    it(`refuses ${what}`, async () => {
      const { status, body } = await ask(query);
      assert.deepEqual([status, body.errorCode], [400, 'invalid_query_string'], body.message);
    });
  }

  it('takes five filters', async () => {
    assert.equal((await ask({ q: Array.from({ length: 5 }, () => 'name:acme').join(' OR ') })).status, 200);
  });

  it('sorts, and leads through a sorted list by checkpoints', async () => {
    assert.deepEqual(await found({ sort: 'display_name' }), ['nameless', 'umbrella', 'acme-inc', 'acme-labs']);
    assert.deepEqual(await found({ sort: 'created_at' }), ['acme-inc', 'acme-labs', 'umbrella', 'nameless']);
    const first = await ask({ sort: 'name', take: '3' });
    assert.deepEqual(
      first.body.organizations?.map(({ name }) => name),
      ['acme-inc', 'acme-labs', 'nameless'],
    );
    const second = await ask({ sort: 'name', take: '3', from: first.body.next ?? '' });
    assert.deepEqual(second.body, { organizations: [umbrella] });
    now += 25 * 3_600_000;
    token = await tenant.mintToken();
    assert.equal((await ask({ take: '3', from: first.body.next ?? '' })).status, 400);
  });

  it('asks for read:organizations', async () => {
    const { status, body } = await ask({}, await tenant.mintToken({ scope: 'read:organizations_summary' }));
    assert.deepEqual([status, body.errorCode], [403, 'insufficient_scope']);
  });

  it('takes from the bucket of all endpoints without a row, whose level stands in the log of requests', async () => {
    const limited = await startTenant({ organizations: 1, search: true, plan: 'essentials', now: () => now });
    const headers = { authorization: `Bearer ${await limited.mintToken()}` };
    for (const path of ['organizations', 'organizations/search', 'organizations/search']) {
      await fetch(`${limited.url}/api/v2/${path}`, { headers });
    }
    assert.deepEqual(
      limited.requests.map(({ remaining }) => remaining),
      [4, 9, 8],
    );
    await limited.close();
  });

  it('is no endpoint of other tenants, which take the word for an ID', async () => {
    const without = await startTenant({ organizations: 1 });
    const headers = { authorization: `Bearer ${await without.mintToken()}` };
    const response = await fetch(`${without.url}/api/v2/organizations/search?q=name:acme*`, { headers });
    const body = (await response.json()) as { readonly errorCode?: string };
    assert.deepEqual([response.status, body.errorCode], [400, 'invalid_uri']);
    await without.close();
  });
});

import * as assert from 'node:assert/strict';
import { connect, connectLoaded, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';
import { callTool } from './toolCalls.ts';

const { small, inside, large, searching } = tenants;

interface Found {
  readonly tenant: { readonly domain: string };
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly display_name: string }[];
  /** Where all organizations were searched. */
  readonly more_matches?: number;
  readonly more_matches_at_least?: number;
  readonly searched: string;
  readonly read_as?: unknown;
  readonly tenant_has_more?: true;
  readonly not_searched?: string;
  readonly not_known?: string;
  readonly hint?: string;
}

const find = (input: Readonly<Record<string, unknown>>) => callTool<Found>('find_organizations', input);

async function organizationOf(tenant: HostTenant, place: number) {
  const organization = (await tenant.organizations())[place];
  assert.ok(organization);
  return organization;
}

describe('Finding organizations for a language model', () => {
  afterEach(async () => {
    await forget(small);
    await forget(large);
    await forget(searching);
  });

  it('leads nobody to load a list of which the tenant sends no more', async () => {
    await connect(small);
    await small.inject({
      match: '/organizations.take=',
      answer: { status: 200, body: { organizations: [], next: 'x' } },
    });
    const { organizations, not_searched: notSearched = '' } = await find({ text: 'acme' });
    assert.deepEqual(organizations, []);
    assert.match(notSearched, /^Everything that is not loaded.* sends no more, although there may be more\.$/);
    assert.doesNotMatch(notSearched, /Load All/);
  });

  it('searches the first page, which it loads once, and asks the tenant for the rest', async () => {
    await connect(large);
    const { id, name, display_name } = await organizationOf(large, 20);
    const found = await find({ text: ` ${id} ` });
    const [searched, readAt = ''] = found.searched.split(', read at ');
    assert.ok(Math.abs(Date.parse(readAt.replace(/\.$/, '')) - Date.now()) < 60_000, found.searched);
    assert.deepEqual(
      { ...found, searched },
      {
        tenant: { domain: large.domain },
        organizations: [{ id, name, display_name }],
        more_matches_at_least: 0,
        searched: 'The ID, name, display name and metadata of 100 organizations, which are not all',
        read_as: { words: [id.toLowerCase()], metadata: [] },
        not_searched:
          'Metadata of the organizations that are not loaded. The user can run the command “Auth0 Organizations: Load All Organizations” for an answer about all organizations.',
      },
    );
    const far = await organizationOf(large, 21_000);
    const { organizations } = await find({ text: far.id });
    assert.deepEqual(organizations, [{ id: far.id, name: far.name, display_name: far.display_name }]);
    assert.deepEqual(await requestsOf(large), [
      'GET /api/v2/organizations?take=100',
      `GET /api/v2/organizations/${id}`,
      'GET /api/v2/organizations?take=100',
      `GET /api/v2/organizations/${far.id}`,
    ]);
  });

  it('gives what the tenant finds, also where the loaded organization has another name', async () => {
    await connectLoaded(searching);
    const { id, name, display_name: before = name } = await organizationOf(searching, 20);
    const display_name = 'Quixotic Zebra';
    await searching.updateOrganization(id, { display_name });
    const { organizations } = await find({ text: 'quixotic' });
    await searching.updateOrganization(id, { display_name: before });
    assert.deepEqual(organizations, [{ id, name, display_name }]);
  });

  it('gives 50 results at most, and says how many more there are', async () => {
    await connect(small);
    const found = await find({ text: 'org_' });
    assert.equal(found.organizations.length, 50);
    assert.ok((found.more_matches_at_least ?? 0) >= 50 && found.more_matches === undefined);
    assert.equal(new Set(found.organizations.map(({ id }) => id)).size, 50);
  });

  it('asks the tenant nothing once all are loaded', async () => {
    await connect(small);
    await run('loadAllOrganizations', small.domain);
    await small.clearRequests();
    const all = await find({ text: '' });
    assert.equal(all.more_matches, 100);
    const { tenants: listed } = await callTool<{ tenants: readonly { loaded_at: string }[] }>(
      'list_connected_tenants',
      {},
    );
    assert.ok(all.searched.endsWith(` of 150 organizations, which were all, read at ${listed[0]?.loaded_at}.`));
    const { name } = await organizationOf(small, 140);
    const found = await find({ text: name });
    assert.ok(found.organizations.some((organization) => organization.name === name));
    assert.equal((await find({ text: 'no such organization' })).organizations.length, 0);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('answers what Find answers, also conditions on metadata', async () => {
    await connect(small);
    await run('loadAllOrganizations', small.domain);
    await small.clearRequests();
    const all = await small.organizations();
    const ids = (plan: string) => all.flatMap(({ id, metadata }) => (metadata?.['plan'] === plan ? [id] : []));
    const found = await find({ text: 'plan:enterprise' });
    assert.equal(found.organizations.length + (found.more_matches ?? 0), ids('enterprise').length);
    assert.ok(found.organizations.every(({ id }) => ids('enterprise').includes(id)));
    assert.deepEqual(found.read_as, { words: [], metadata: [{ name: 'plan', is: 'enterprise' }] });
    assert.equal(found.not_searched, undefined);
    assert.equal(found.hint, undefined);
    const others = await find({ text: 'org_ -plan:enter*' });
    assert.equal(others.organizations.length + (others.more_matches ?? 0), all.length - ids('enterprise').length);
    assert.deepEqual(others.read_as, {
      words: ['org_'],
      metadata: [{ name: 'plan', is: 'not enter*' }],
    });
    assert.deepEqual(await requestsOf(small), []);
  });

  it('says how a text without matches was read, and what to try', async () => {
    await connect(small);
    await run('loadAllOrganizations', small.domain);
    const { name } = await organizationOf(small, 0);
    const word = name.split(/[-_]/)[0] ?? '-';
    for (const [text, hint] of [
      [`name:${word}`, /“name:.*” was read as the key “name” of metadata with a value/],
      [`${word}zzz`, /^Try a part of a word, or key:value for metadata\. /],
    ] as const) {
      const { organizations, hint: given = '' } = await find({ text });
      assert.deepEqual(organizations, [], text);
      assert.match(given, hint);
      assert.match(given, /created since the list was loaded.*“Auth0 Organizations: Refresh”/);
    }
    for (const text of [word, `${word}*`, ` "${word}" `, `\`${word}\``, `“${word}”`]) {
      assert.ok((await find({ text })).organizations.length > 0, text);
    }
  });

  it('asks the tenant the question of Find, and says what was not searched', async () => {
    await connect(searching);
    const found = await find({ text: 'plan:enterprise' });
    assert.ok(found.organizations.length > 20);
    assert.equal(found.tenant_has_more, true);
    assert.match(found.not_searched ?? '', /^Values in other spelling of the organizations that are not loaded: /);
    const [search] = (await searching.requests()).filter(({ path }) => path.includes('/search'));
    assert.equal(new URL(search?.path ?? '', 'http://a').searchParams.get('q'), 'metadata.plan:"enterprise"');
    const word = await find({ text: 'no-such-organization' });
    assert.match(word.not_searched ?? '', /^Metadata of the organizations that are not loaded\./);
    const words = await find({ text: 'no such' });
    assert.match(words.not_searched ?? '', /^Metadata of .* not loaded, and names with these words .* another order\./);
    const letters = await find({ text: 'zz' });
    assert.match(letters.not_searched ?? '', /^Everything that is not loaded, but for an exact ID or name\./);

    await connect(small);
    for (const text of ['plan:enterprise', 'plan:none', '-plan:trial']) {
      const { not_searched: notSearched, searched } = await find({ text, domain: small.domain });
      assert.match(searched, /which are not all/);
      assert.match(notSearched ?? '', /^Everything that is not loaded: the tenant cannot answer this question\. /);
    }
    assert.match(
      (await find({ text: '', domain: small.domain })).not_searched ?? '',
      /^Organizations that are not loaded are not listed\./,
    );
  });

  it('says what is not known with a token for summaries alone, also of what one before it has read', async () => {
    const notSent = /^Read with a token that may not be sent all fields/;
    await connect(small, { scope: 'read:organizations_summary' });
    const input = { organization_id: (await organizationOf(small, 0)).id };
    const whole = await callTool<{ readonly not_known?: string }>('get_organization', input);
    assert.match(whole.not_known ?? '', notSent);
    assert.match((await find({ text: 'plan:gold' })).not_known ?? '', notSent);
    await run('openOrganizationList', small.domain);
    await connect(small);
    assert.match((await find({ text: 'plan:gold' })).not_known ?? '', notSent);
    assert.equal((await callTool<{ readonly not_known?: string }>('get_organization', input)).not_known, undefined);
  });

  it('does not say so of a list that was read whole, which the token of now does not read', async () => {
    await connect(inside);
    await run('openOrganizationList', inside.domain);
    await connect(inside, { scope: 'read:organizations_summary' });
    try {
      const { not_known: notKnown, searched } = await find({ text: 'plan:gold', domain: inside.domain });
      assert.equal(notKnown, undefined);
      assert.match(searched, /and metadata of 12 organizations, which were all, /);
    } finally {
      await forget(inside);
    }
  });

  it('lists what is loaded for an empty text, without asking for others', async () => {
    await connect(small);
    const found = await find({ text: '' });
    assert.deepEqual([found.organizations.length, found.more_matches_at_least], [50, 50]);
    assert.deepEqual(await requestsOf(small), ['GET /api/v2/organizations?take=100']);
  });

  it('leaves the sidebar as it is', async () => {
    await connect(large);
    await find({ text: 'acme' });
    const {
      tenants: [listed],
    } = await callTool<{ tenants: readonly { loaded_organizations: number }[] }>('list_connected_tenants', {});
    assert.equal(listed?.loaded_organizations, 0);
  });

  it('tells what to do when the list cannot be loaded', async () => {
    await connect(small);
    await small.revokeTokens();
    await assert.rejects(find({ text: 'acme' }), /could not be searched \(401\).*Update Access Token/);
    assert.equal((await requestsOf(small)).length, 1);
  });

  it('tells what to do when the tenant cannot be asked for the rest', async () => {
    await connect(small);
    await small.inject({ match: 'name|search', answer: { status: 401, body: { message: 'Invalid token' } } });
    await assert.rejects(find({ text: 'zzz-nobody' }), /could not be searched \(401\)/);
  });
});

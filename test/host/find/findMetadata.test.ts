import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { type ObservedPick, withPick } from '../observedPick.ts';
import { connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';

const { small, searching } = tenants;
const loadAll = 'Load all organizations and search';
const ask = /^Ask .* for what is not loaded/;
const unanswered = /The tenant cannot answer this: only what is loaded was searched/;

describe('Finding an organization by its metadata', () => {
  beforeEach(() => connect(searching));
  afterEach(async () => {
    await forget(searching);
    await forget(small);
  });

  /** Searches a tenant of which the first page is loaded. */
  function find(tenant: HostTenant, use: (pick: ObservedPick) => Promise<void>): Promise<void> {
    return withPick(
      () => run('findOrganization', '', tenant.domain),
      async (pick) => {
        await pick.item(/^Load all/);
        await tenant.clearRequests();
        await use(pick);
      },
    );
  }

  /** The queries that a tenant was asked, and the paths of other requests. */
  async function asked(tenant: HostTenant): Promise<readonly string[]> {
    return (await tenant.requests()).map(({ path }) => {
      const { pathname, searchParams } = new URL(path, 'http://a');
      return searchParams.get('q') ?? pathname;
    });
  }

  const organizationAt = async (tenant: HostTenant, place: number) => {
    const organization = (await tenant.organizations())[place];
    assert.ok(organization);
    return organization;
  };

  it('says that metadata can be there, where a token for summaries alone has read the list', async () => {
    await forget(small);
    await connect(small, { scope: 'read:organizations_summary' });
    await run('loadAllOrganizations', small.domain);
    await withPick(
      () => run('findOrganization', 'plan:enterprise', small.domain),
      async (pick) => {
        const { detail } = await pick.item(/^“plan:enterprise” matches no organization of /);
        assert.match(
          detail ?? '',
          /^List read on .* · It was read with a token that may not be sent all fields of organizations, /,
        );
      },
    );
  });

  it('says under which key an organization was found, and asks the tenant the same in one request', async () => {
    const all = await searching.organizations();
    const ids = (from: number, to: number) =>
      all.slice(from, to).flatMap(({ id, metadata }) => (metadata?.['plan'] === 'enterprise' ? [id] : []));
    const crm = all.find(({ metadata }, place) => place > 100 && metadata?.['crm_id'] !== undefined);
    const crmId = crm?.metadata?.['crm_id'] ?? '-';
    await find(searching, async (pick) => {
      pick.type('plan:enterprise');
      const [first = '-', loaded] = ids(0, 100);
      assert.ok(loaded, 'several are loaded');
      await pick.item(new RegExp(` · plan: enterprise · ${first}$`));
      await pick.item(/^The tenant can have more: type to narrow/);
      const found = pick.items.flatMap(
        ({ description = '' }) => /plan: enterprise.*(org_\w+)/.exec(description)?.[1] ?? [],
      );
      const others = ids(100, 2000).filter((id) => found.includes(id));
      assert.deepEqual(found, [...ids(0, 100), ...others]);
      pick.type(`crm_id:${crmId.slice(0, 6)}*`);
      await pick.item(new RegExp(`crm_id: ${crmId} · ${crm?.id}$`));
      assert.deepEqual(await asked(searching), ['metadata.plan:"enterprise"', `metadata.crm_id:${crmId.slice(0, 6)}*`]);
    });
  });

  it('asks for the names that contain the name of a loaded organization', async () => {
    const { id, name } = await organizationAt(searching, 3);
    await find(searching, async (pick) => {
      pick.type(id);
      await pick.item(new RegExp(id));
      pick.type(name);
      await until(async () => (await asked(searching)).length > 0);
      assert.match((await asked(searching)).join(), /^name:\*[^,]*\* OR display_name:\*[^,]*\*$/);
    });
  });

  it('does not say of an organization that has changed since it was loaded that it is not loaded', async () => {
    const { id } = await organizationAt(searching, 3);
    await find(searching, async (pick) => {
      pick.type(id);
      await pick.item(new RegExp(id));
      await searching.updateOrganization(id, { metadata: { plan: 'changed' } });
      pick.type('plan:changed');
      await pick.item(new RegExp(`plan: changed · ${id}`));
      assert.ok(!pick.items.some(({ label }) => label === 'Not loaded yet'));
    });
  });

  it('finds nothing, and says so', async () => {
    await find(searching, async (pick) => {
      pick.type('plan:none');
      await until(async () => (await asked(searching)).length > 0);
      assert.deepEqual(await asked(searching), ['metadata.plan:"none"']);
      await until(() => pick.items.map(({ label }) => label).join() === `Nothing found so far,${loadAll}`);
    });
  });

  it('says what a tenant cannot answer, without a search', async () => {
    await find(searching, async (pick) => {
      for (const text of ['-plan:trial', 'plan:*', 'ab plan:enterprise']) {
        pick.type(text);
        await pick.item(unanswered);
      }
      pick.type('zz');
      await pick.item(/Metadata was searched only in what is loaded/);
      await until(async () => (await asked(searching)).join() === '/api/v2/organizations/name/zz');
    });
  });

  it('tries once whether a tenant has the search', async () => {
    await connect(small);
    await find(small, async (pick) => {
      pick.type('plan:enterprise');
      await pick.item(unanswered);
      pick.type('plan:pro');
      await pick.item(/ · plan: pro · org_/);
      await pick.item(unanswered);
      pick.type('no-such-name');
      await pick.item(/Only the exact name, and what is loaded, was searched/);
      pick.type('no such name');
      await pick.item(unanswered);
      const requests = ['metadata.plan:"enterprise"', '/api/v2/organizations/name/no-such-name'];
      assert.deepEqual(await asked(small), requests);
    });
  });

  it('names the scope that is missing', async () => {
    const message = 'Insufficient scope, expected any of: read:organizations';
    await searching.inject({
      match: '/search',
      answer: { status: 403, body: { message, errorCode: 'insufficient_scope' } },
    });
    await find(searching, async (pick) => {
      pick.type('plan:enterprise');
      const { label, description } = await pick.item(/read:organizations/);
      assert.match(label, /^\$\(warning\) Organizations · .*read:organizations/);
      assert.equal(description, 'Retry');
      await pick.item(/^Update Access Token/);
      assert.equal((await asked(searching)).length, 1);
    });
  });

  it('finds an organization after too many requests', async () => {
    const { id } = await organizationAt(searching, 1500);
    await searching.updateOrganization(id, { metadata: { plan: 'waits' } });
    await searching.inject({
      match: '/search',
      times: 1,
      answer: { status: 429, body: {}, headers: { 'retry-after': '1' } },
    });
    await find(searching, async (pick) => {
      pick.type('plan:waits');
      await pick.item(new RegExp(`plan: waits · ${id}`));
      assert.deepEqual(await asked(searching), ['metadata.plan:"waits"', 'metadata.plan:"waits"']);
    });
  });

  it('ends at once when the search is cancelled', async () => {
    await searching.inject({ match: '/search', delayMs: 3_600_000 });
    await find(searching, async (pick) => {
      pick.type('plan:enterprise');
      await until(async () => (await asked(searching)).length > 0);
    });
    assert.equal((await asked(searching)).length, 1);
  });

  it('asks for a hostile value and for nothing else', async () => {
    const value = String.raw`a" OR name:*s* \ (x) [y] {z} ~^?:/ && ||`;
    const { id } = await organizationAt(searching, 1501);
    await searching.updateOrganization(id, { metadata: { note: value } });
    await find(searching, async (pick) => {
      const escaped = (text: string) => text.replace(/["\\]/g, String.raw`\$&`);
      for (const [requests, text] of [`"${escaped(value)}"`, `"${escaped(value.slice(0, 9))}"*`].entries()) {
        pick.type(`note:${text}`);
        await until(async () => (await asked(searching)).length === requests + 1);
        await until(() => pick.items.some(({ description = '' }) => description.endsWith(id)));
        assert.equal(pick.items.filter(({ description = '' }) => description.includes('org_')).length, 1);
      }
      assert.equal((await asked(searching)).length, 2);
    });
  });

  it('leaves metadata out on request', async () => {
    const { id } = await organizationAt(searching, 1);
    await searching.updateOrganization(id, { metadata: { owner: 'unmistakable' } });
    await find(searching, async (pick) => {
      pick.type('unmistakable');
      await pick.item(new RegExp(`owner: unmistakable · ${id}`));
      pick.press('Search Without Metadata');
      await pick.item(/Nothing found so far/);
      assert.deepEqual(pick.buttons, ['Search Metadata Too']);
      pick.press('Search Metadata Too');
      await pick.item(new RegExp(id));
      assert.deepEqual(pick.buttons, [
        'Search Without Metadata',
        'Show as Filter in Sidebar',
        'Copy Link to This Search',
      ]);
    });
  });

  it('copies a link to the search, which leads to it again', async () => {
    const text = 'plan:"enterprise" -x%25 é';
    const link = async () => vscode.Uri.parse(await vscode.env.clipboard.readText());
    await vscode.env.clipboard.writeText('');
    await find(searching, async (pick) => {
      const [refused] = await messagesDuring(() => {
        pick.press('Copy Link to This Search');
        return Promise.resolve();
      });
      assert.match(refused?.text ?? '', /^Type a text of at most 200 characters/);
      pick.type(text);
      pick.press('Copy Link to This Search');
      await until(async () => (await link()).path === '/find');
    });
    const parameters = new URLSearchParams((await link()).query);
    assert.deepEqual(
      [...parameters],
      [
        ['domain', searching.domain],
        ['q', text],
      ],
    );
  });

  it('searches all tenants in what is loaded, and asks them only on request, for the price that it names', async () => {
    await connect(small);
    for (const tenant of [small, searching]) {
      await run('openOrganizationList', tenant.domain);
      await tenant.clearRequests();
    }
    await withPick(run.bind(undefined, 'findOrganization'), async (pick) => {
      pick.type('plan:enterprise');
      const rows = () => pick.items.filter(({ description = '' }) => description.includes('plan: enterprise'));
      await until(() =>
        [small, searching].every(({ domain }) => rows().some(({ description = '' }) => description.includes(domain))),
      );
      const { description } = await pick.item(ask);
      assert.equal(description, 'at most 2 requests');
      assert.deepEqual([await requestsOf(small), await requestsOf(searching)], [[], []]);
      const before = rows().length;
      await pick.choose(ask);
      await pick.item(/^Not loaded yet/);
      assert.ok(rows().length > before);
      // What one of them has found is shown before the other one is asked.
      await until(async () => (await asked(small)).length > 0 && (await asked(searching)).length > 0);
      for (const tenant of [small, searching]) assert.deepEqual(await asked(tenant), ['metadata.plan:"enterprise"']);
    });
  });
});

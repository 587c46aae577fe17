import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sectionsByName } from '../../../src/chat/readOrganizationSection.ts';
import { failedEvents } from '../../../src/sections/eventWords.ts';
import type { Item } from '../../../src/sections/section.ts';
import { mask } from '../../../src/text/plainText.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { allParts, callTool, type Part, questionOf, toolText } from './toolCalls.ts';

const { inside } = tenants;

/** What a language model gets of a section. */
interface SectionPart extends Part {
  readonly tenant: { readonly domain: string };
  readonly organization: { readonly id: string; readonly name: string; readonly display_name: string };
  readonly section: string;
  readonly items: readonly Item[];
  readonly items_read?: number;
  readonly complete: boolean;
  readonly items_in_all?: number | null;
  readonly requests_left?: number | null;
  readonly cut_off?: string;
  readonly remarks?: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
    }[];
  };
}

const read = (input: object) => callTool<SectionPart>('read_organization_section', input);

async function idAt(place: number): Promise<string> {
  return (await inside.organizations())[place]?.id ?? '';
}

/** The IDs of the first items on the way to a section. */
async function itemIdsTo(organization: string, names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const end of names.slice(1).keys()) {
    const name = names.slice(0, end + 1).join('/');
    const { items } = await read({ organization_id: organization, section: name, item_ids: ids });
    const named = sectionsByName.get(name);
    // A role that comes from groups has groups, and a role of the tenant has members.
    const isFull = ({ sources, type }: Item) =>
      type === 'tenant' || (Array.isArray(sources) && sources.includes('groups'));
    const item = items.find(isFull) ?? items[0];
    ids.push(named && item ? named.section.keyOf(item) : '');
  }
  return ids;
}

describe('Reading a section for a language model', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await inside.setFeature('groups', 'on');
    await forget(inside);
  });

  it('offers each section that there is, and no other', () => {
    const extension = vscode.extensions.getExtension<unknown>('organization-inspector.organization-inspector');
    const { contributes } = extension?.packageJSON as Manifest;
    const tool = contributes.languageModelTools.find(({ name }) => name === 'read_organization_section');
    assert.deepEqual(tool?.inputSchema.properties['section']?.enum, [...sectionsByName.keys()]);
  });

  for (const [name, { names, section }] of sectionsByName) {
    it(`gives what the tenant sends, with few requests: ${name}`, async () => {
      const id = await idAt(1);
      const itemIds = await itemIdsTo(id, names);
      await inside.clearRequests();
      const part = await read({ organization_id: id, section: name, item_ids: itemIds });
      const { source } = section;
      const most = 'containedItems' in source ? 1 : 4;
      assert.ok((await requestsOf(inside)).length <= most);
      assert.deepEqual([part.tenant.domain, part.organization.id, part.section], [inside.domain, id, name]);
      assert.ok(part.items.length > 0);
      const { keyOf } = section;
      assert.ok(part.items.every((item) => (section.isLog ? item['log_id'] : keyOf(item)) !== ''));
    });
  }

  it('reads the organization only where it is not known in the sidebar', async () => {
    const id = await idAt(2);
    const { organization } = await read({ organization_id: id, section: 'clients' });
    assert.equal(organization.id, id);
    await run('openOrganizationById', id, inside.domain);
    await inside.clearRequests();
    await read({ organization_id: id, section: 'clients' });
    await read({ organization_name: organization.name, section: 'clients' });
    const clients = `GET /api/v2/organizations/${id}/clients?take=100`;
    assert.deepEqual(await requestsOf(inside), [
      clients,
      `GET /api/v2/organizations/name/${organization.name}`,
      clients,
    ]);
  });

  it('gives what has changed since the last call, and leaves the rows of the sidebar as they are', async () => {
    const id = await idAt(1);
    const input = { organization_id: id, section: 'members' };
    const before = await read(input);
    const person = { user_id: 'auth0|64a0b1c2d3e4f5a6b7ffffff', name: 'New Member', email: 'new@acme.example' };
    await inside.addMember(id, person);
    try {
      const after = await allParts<SectionPart>('read_organization_section', input);
      const ids = after.flatMap(({ items }) => items.map(({ user_id: userId }) => userId));
      assert.ok(ids.includes(person.user_id) && !before.items.some(({ user_id: userId }) => userId === person.user_id));
    } finally {
      await inside.removeMember(id, person.user_id);
    }
  });

  it('masks the links of invitations', async () => {
    const text = await toolText('read_organization_section', {
      organization_id: await idAt(1),
      section: 'invitations',
    });
    const { items } = JSON.parse(text) as SectionPart;
    assert.ok(items.length > 0);
    for (const { invitation_url: link, ticket_id: ticket } of items) {
      assert.deepEqual([link, ticket], [mask, mask]);
    }
  });

  it('gives events without IP addresses, user agents and secrets', async () => {
    const id = await idAt(1);
    const [member] = await itemIdsTo(id, ['members', 'events']);
    for (const input of [{ section: 'events' }, { section: 'members/events', item_ids: [member] }]) {
      const parts = await allParts<SectionPart>('read_organization_section', { organization_id: id, ...input });
      const text = JSON.stringify(parts);
      assert.ok(parts.flatMap(({ items }) => items).length > 0);
      assert.doesNotMatch(text, /203\.0\.113\.|198\.51\.100\.|2001:db8|Mozilla|Chrome|user_agent|"ip"|live-secret/i);
    }
    const { items, remarks } = await read({ organization_id: id, section: 'events' });
    assert.ok(items.some(({ meaning, text }) => meaning !== '' && text !== ''));
    assert.match(String(remarks), /Not here: MFA/);
  });

  it('reads failures alone, if it is asked for', async () => {
    const { items } = await read({ organization_id: await idAt(1), section: 'events', failures_only: true });
    assert.ok(items.length > 0 && items.every(({ type }) => Object.hasOwn(failedEvents, String(type))));
    assert.match((await requestsOf(inside)).at(-1) ?? '', /type/);
  });

  it('goes on where the last part ended, with one request for each page, until it is told all', async () => {
    const id = await idAt(3);
    const input = { organization_id: id, section: 'members' };
    const first = await read(input);
    assert.ok(first.items.length > 0 && !first.complete && first.next);
    assert.equal(first.items_read, 100);
    assert.equal(first.left_out, first.items.length < 100 ? 100 - first.items.length : undefined);
    const items = [...first.items];
    let last = first;
    while (items.length < 300) {
      last = await read({ ...input, next: last.next });
      assert.ok(last.items.length > 0);
      items.push(...last.items);
    }
    const keys = items.map(({ user_id: userId }) => userId);
    assert.equal(new Set(keys).size, keys.length);
    const pages = (await requestsOf(inside)).filter((request) => /members\?(?!.*totals)/.test(request));
    assert.equal(pages.length, Math.ceil(items.length / 100));
    // The same part again takes no request.
    await inside.clearRequests();
    const again = await read({ ...input, next: first.next });
    assert.deepEqual(again.items[0], items[first.items.length]);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('says where the Management API gives no more', async () => {
    const parts = await allParts<SectionPart>('read_organization_section', {
      organization_id: await idAt(3),
      section: 'invitations',
    });
    assert.equal(parts.flatMap(({ items }) => items).length, 1000);
    const last = parts.at(-1);
    assert.deepEqual([last?.complete, last?.next], [false, undefined]);
    assert.match(last?.cut_off ?? '', /sends no more, although there may be more/);
  });

  it('says what a scope or the plan keeps back', async () => {
    const id = await idAt(1);
    await connect(inside, { scope: readScopes.filter((scope) => scope !== 'read:organization_connections').join(' ') });
    await assert.rejects(
      read({ organization_id: id, section: 'connections' }),
      /The section “connections” of the organization “.*” could not be read \(403.*read:organization_connections.*Update Access Token/,
    );
    await inside.setFeature('groups', 'insufficient_entitlement');
    await assert.rejects(
      read({ organization_id: id, section: 'groups' }),
      /could not be read \(403.*does not have this feature/,
    );
  });

  it('refuses an organization of another tenant, also for lists that are the same for any organization', async () => {
    for (const section of ['roles', 'members', 'events', 'organization-templates']) {
      await assert.rejects(
        read({ organization_id: 'org_AAAAAAAAAAAAAAAA', section }),
        /could not be read \(404.*The tenant does not have it/,
      );
    }
    assert.ok((await requestsOf(inside)).every((request) => /\/organizations\/org_A{16}$/.test(request)));
  });

  it('asks for no other path, whatever the IDs of items are', async () => {
    const id = await idAt(1);
    for (const itemId of ['.', '..', '../..']) {
      const input = { organization_id: id, section: 'client-grants/organizations', item_ids: [itemId] };
      await assert.rejects(read(input), /could not be read.*The tenant does not have it/);
    }
    assert.deepEqual(
      (await requestsOf(inside)).filter((request) => !request.endsWith(id)),
      ['GET /api/v2/client-grants/..%2F../organizations?take=100'],
    );
  });

  it('forgets what it has read when the tenant is disconnected or gets another token', async () => {
    const input = { organization_id: await idAt(3), section: 'members' };
    for (const change of [
      async () => {
        await run('disconnectTenant', inside.domain);
        await connect(inside);
      },
      () => connect(inside),
    ]) {
      const { next } = await read(input);
      await change();
      await assert.rejects(read({ ...input, next }), /leads nowhere/);
    }
  });

  it('counts the members where they are many, and says what the rest takes', async () => {
    const {
      items_in_all: total,
      requests_left: left,
      items_read: items,
    } = await read({
      organization_id: await idAt(3),
      section: 'members',
    });
    assert.ok(total && items === 100 && left === Math.ceil((total - 100) / 100), JSON.stringify(total));
    const few = await read({ organization_id: await idAt(1), section: 'members' });
    assert.deepEqual([few.items_in_all, few.complete], [undefined, true]);
    for (const answer of [
      { status: 403, body: { message: 'No' } },
      { status: 200, body: { members: [], total: 99 } },
    ]) {
      await inside.inject({ match: 'include_totals', answer });
      const part = await read({ organization_id: await idAt(3), section: 'members' });
      assert.deepEqual([part.items_in_all, part.requests_left, part.items_read], [null, null, 100]);
      await inside.clearFaults();
    }
  });

  it('does not read all again once the place in a list has expired, and says what it takes to', async () => {
    const input = { organization_id: await idAt(3), section: 'members' };
    let part = await read(input);
    while (part.left_out !== undefined) {
      part = await read({ ...input, next: part.next });
    }
    await inside.clearRequests();
    const body = {
      statusCode: 400,
      error: 'Bad Request',
      message: 'The cursor is not valid',
      errorCode: 'invalid_query_string',
    };
    await inside.inject({ match: 'from=', answer: { status: 400, body } });
    await assert.rejects(read({ ...input, next: part.next }), /Leave “next” out to begin.* again: at least 1\./);
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('tells the person before about email addresses, that events have no IP addresses, and what it costs', async () => {
    const said = (section: string, itemIds?: readonly string[]) =>
      questionOf('read_organization_section', { organization_name: 'acme', section, item_ids: itemIds });
    const personal = [...sectionsByName].filter(([, { section }]) => section.isPersonal).map(([name]) => name);
    assert.deepEqual(personal, ['members', 'members/events', 'invitations', 'roles/members', 'events']);
    for (const [name, { names }] of sectionsByName) {
      const { plain } = await said(
        name,
        names.slice(1).map((_, index) => `item${index}`),
      );
      assert.equal(plain.includes('email addresses of people'), personal.includes(name), name);
      assert.ok(plain.includes('email address'), name);
      assert.equal(plain.includes('no IP addresses'), name.endsWith('events'), name);
      assert.match(plain, /Requests: at most \d, with repeats after failures at most \d+\.$/);
    }
    const { title, message } = await said('members/roles', ['auth0|[x](command:a)']);
    assert.equal(title, 'Read What Is Inside an Auth0 Organization');
    assert.ok(message.includes('\\[x\\] \\(command\\:a\\)'), message);
  });
});

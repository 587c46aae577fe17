import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { organizationSections } from '../../../src/sections/organizationSections.ts';
import type { Item, Section } from '../../../src/sections/section.ts';
import type { ItemRow, SectionRow } from '../../../src/sidebar/rows.ts';
import { until } from '../../patience.ts';
import { nextRequest, sectionEndpoints } from '../../sectionEndpoints.ts';
import type { Invitation } from '../../tenant/contents/model.ts';
import {
  answerOf,
  connect,
  contentOf,
  documentOf,
  fieldOf,
  forget,
  openDocument,
  requestsOf,
  run,
  sectionRow,
  tenants,
} from '../tenants.ts';

const { inside } = tenants;
const { clipboard } = vscode.env;

/** Roles come from two lists, and a template is no list: `roles.test.ts` and `templates.test.ts`. */
const others = ['roles', 'organization-templates'];
/** Those whose only page has a cursor, or as many items as some tenants send at most. */
const openEnded = ['members', 'members/roles'];

interface Requested {
  readonly name: string;
  readonly section: Section;
  /** Whose items hold it; an organization holds it itself without one. */
  readonly parent?: Section;
}

const requested: readonly Requested[] = organizationSections
  .filter(({ source }) => 'field' in source)
  .flatMap((section) => [
    { name: section.name, section },
    ...(section.sections ?? []).map((below) => ({
      name: `${section.name}/${below.name}`,
      section: below,
      parent: section,
    })),
  ]);

describe('A section of an organization', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  it('is one of the sections that these tests know', () => {
    assert.deepEqual(
      requested.map(({ name }) => name),
      Object.keys(sectionEndpoints),
    );
  });

  for (const { name, section, parent } of requested.filter((each) => !others.includes(each.name))) {
    const field = fieldOf(section);
    const rowAt = (place: number, key: string) =>
      sectionRow(inside, place, ...(parent ? [parent.name, key, section.name] : [section.name]));

    it(`costs one request for its first page and one for each further one: ${name}`, async () => {
      const row = await rowAt(1, 'a|b/c');
      const path = pathOf(name, row.id, 'a|b/c');
      const items = Array.from({ length: 101 }, (_, index) => itemWithKey(`key-${index}`));
      for (const body of [{ [field]: items.slice(0, 100), next: 'more' }, { [field]: items.slice(100) }]) {
        await inside.inject({ times: 1, answer: { status: 200, body } });
      }
      const uri = await run<vscode.Uri>('openSectionJson', row);
      assert.equal(uri.toString(), documentOf(row).toString());
      assert.deepEqual(await itemsIn(row), items.slice(0, 100));
      assert.deepEqual(await requestsOf(inside), [`GET ${path}`]);

      await run('loadMore', row);
      await until(async () => (await itemsIn(row)).length === 101);
      assert.deepEqual(await itemsIn(row), items);
      assert.deepEqual(await requestsOf(inside), [`GET ${path}`, `GET ${nextRequest(path, 'more')}`]);

      await run('loadMore', row);
      assert.equal((await requestsOf(inside)).length, 2, 'nothing is asked for after the end');
    });

    it(`shows what the tenant sends: ${name}`, async () => {
      const key = parent ? parent.keyOf(await firstItem(parent)) : '';
      const row = await rowAt(1, key);
      const answer = await answerOf<Fields>(inside, pathOf(name, row.id, key));
      const sent = answer[field];
      assert.ok(Array.isArray(sent) && sent.length > 0);
      await run('openSectionJson', row);
      assert.deepEqual(await contentOf(documentOf(row)), {
        [field]: await Promise.all(sent.map(async (item: Item) => (await section.masked?.(item)) ?? item)),
      });
      const path = `GET ${pathOf(name, row.id, key)}`;
      assert.deepEqual(
        (await requestsOf(inside)).map((request) => request.replace(/from=.*/, 'from=…')),
        openEnded.includes(name) ? [path, nextRequest(path, '…')] : [path],
      );
    });

    it(`can be empty, and has nothing more then: ${name}`, async () => {
      // The third organization has nothing of its own; what would be below items, or could be enabled, is taken away.
      const row = await rowAt(2, 'a|b/c');
      if (parent || name === 'connections') {
        await inside.inject({ answer: { status: 200, body: { [field]: [] } } });
      }
      await run('openSectionJson', row);
      assert.deepEqual(await contentOf(documentOf(row)), { [field]: [] });
      await run('loadMore', row);
      assert.deepEqual(await requestsOf(inside), [`GET ${pathOf(name, row.id, 'a|b/c')}`]);
    });
  }

  it('is refreshed alone, with as many pages as were loaded', async () => {
    const members = await sectionRow(inside, 3, 'members');
    for (const row of [members, await sectionRow(inside, 3, 'connections'), await sectionRow(inside, 1, 'members')]) {
      await run('openSectionJson', row);
    }
    await run('loadMore', members);
    await inside.clearRequests();
    await run('refresh', members);
    const path = `GET ${pathOf('members', members.id, '')}`;
    const paths = (await requestsOf(inside)).map((request) => request.replace(/from=.*/, 'from=…'));
    assert.deepEqual(paths, [path, `${path}&from=…`]);
    assert.equal((await itemsIn(members)).length, 200);
  });

  it('is read by Refresh where it is shown, and once it is opened again where it is not', async () => {
    const rowOf = (name: string) => sectionRow(inside, 1, name);
    const [members, connections, groups] = [await rowOf('members'), await rowOf('connections'), await rowOf('groups')];
    for (const row of [groups, connections, members]) {
      await run('openSectionJson', row);
    }
    await run('openEverything', groups);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await run('openSectionJson', connections);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => !vscode.workspace.textDocuments.some(({ uri }) => uri.path.includes('/connections')));
    await inside.clearRequests();
    await run('refresh', inside.domain);
    const pathsOf = (...rows: readonly SectionRow[]) =>
      rows.map((row) => `GET ${pathOf(row.path.join('/'), row.id, '')}`);
    const further = nextRequest(pathsOf(members)[0] ?? '', '…');
    const read = (await requestsOf(inside)).map((request) => request.replace(/from=.*/, 'from=…'));
    assert.deepEqual(read.filter((request) => request.includes(members.id)).toSorted(), [
      ...pathsOf(groups, members),
      further,
    ]);
    await inside.clearRequests();
    await run('openSectionJson', connections);
    assert.deepEqual(await requestsOf(inside), pathsOf(connections));
  });

  it('shows after a refresh who has joined and who has left', async () => {
    const members = await sectionRow(inside, 0, 'members');
    await run('openSectionJson', members);
    const before = await itemsIn(members);
    const added = { user_id: 'auth0|added', name: 'Added' };
    const withoutRoles = { ...added, roles: [] };
    await inside.addMember(members.id, added);
    await run('refresh', members);
    await until(async () => (await itemsIn(members)).length > before.length);
    assert.deepEqual(await itemsIn(members), [...before, withoutRoles]);
    await inside.removeMember(members.id, added.user_id);
    await run('refresh', members);
    await until(async () => (await itemsIn(members)).length === before.length);
    assert.deepEqual(await itemsIn(members), before);
  });

  it('shows one item without a request, where it is loaded', async () => {
    const row = await sectionRow(inside, 1, 'members');
    await run('openSectionJson', row);
    const items = await itemsIn(row);
    await inside.clearRequests();
    for (const item of items.slice(0, 4)) {
      const uri = organizationUri(row.domain, row.organization, itemRow(row, item).path);
      await vscode.commands.executeCommand('vscode.open', uri);
      assert.deepEqual(await contentOf(uri), item);
    }
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('has no item for a logo that is null', () => {
    const branding = organizationSections.find(({ name }) => name === 'branding');
    assert.ok(branding && 'containedItems' in branding.source);
    const colors = { primary: '#0059d6', page_background: '#ffffff' };
    const items = branding.source.containedItems({ id: 'org_1', branding: { logo_url: null, colors } });
    assert.deepEqual(items, [
      { key: 'primary', value: colors.primary },
      { key: 'page_background', value: colors.page_background },
    ]);
  });

  it('has items whose ID and JSON are copied without a request', async () => {
    for (const { name, section } of requested.filter(({ parent }) => !parent)) {
      const row = await sectionRow(inside, 1, name);
      await run('openSectionJson', row);
      const items = await itemsIn(row);
      const rows = items.map((item) => itemRow(row, item));
      await inside.clearRequests();
      await run('copyItemId', rows[0]);
      assert.equal(await clipboard.readText(), section.keyOf(items[0] ?? {}), name);
      await run('copyItemId', rows[0], rows);
      assert.equal(await clipboard.readText(), items.map((item) => section.keyOf(item)).join('\n'), name);
      if (rows.length > 1) {
        // Other hosts than VS Code hand over what is selected elsewhere as well.
        await run('copyItemId', rows[0], rows.slice(1));
        assert.equal(await clipboard.readText(), section.keyOf(items[0] ?? {}), name);
      }
      await run('copyItemJson', rows[0]);
      assert.deepEqual(JSON.parse(await clipboard.readText()), items[0], name);
      await run('copyItemJson', rows[0], rows);
      assert.deepEqual(JSON.parse(await clipboard.readText()), items.length > 1 ? items : items[0], name);
      assert.deepEqual(await requestsOf(inside), [], name);
    }
  });

  it('never shows what lets somebody accept an invitation', async () => {
    const row = await sectionRow(inside, 1, 'invitations');
    const invitations = await answerOf<readonly Invitation[]>(inside, `/api/v2/organizations/${row.id}/invitations`);
    const [first] = invitations;
    assert.ok(first);
    const uris = [
      await run<vscode.Uri>('openSectionJson', row),
      organizationUri(row.domain, row.organization, ['invitations', first.id]),
      await run<vscode.Uri>('openEverything', row),
    ];
    for (const uri of uris) {
      const text = (await openDocument(uri)).document.getText();
      assert.ok(text.includes(first.invitee.email), uri.toString());
      for (const { invitation_url: link, ticket_id: ticket } of invitations) {
        assert.ok(!text.includes(link) && !text.includes(ticket), uri.toString());
      }
    }
  });
});

type Fields = Readonly<Record<string, unknown>>;

/** Path and query of the first request, below an organization and, where there is one, an item with this key. */
function pathOf(name: string, organization: string, key: string): string {
  const path = sectionEndpoints[name]?.first
    .replace('ORG', organization)
    .replace('KEY', encodeURIComponent(key))
    .replace('QUOTED', inQuery(key));
  return `/api/v2${path ?? ''}`;
}

/** As the HTTP client encodes it there. */
function inQuery(text: string): string {
  return encodeURI(text).replaceAll('%7C', '|').replaceAll('/', '%2F');
}

async function firstItem(section: Section): Promise<Item> {
  const organization = (await inside.organizations())[1]?.id ?? '';
  const answer = await answerOf<Readonly<Record<string, readonly Item[]>>>(
    inside,
    pathOf(section.name, organization, ''),
  );
  const item = answer[fieldOf(section)]?.[0];
  assert.ok(item);
  return item;
}

/** Such that any section knows it by this key, with an undescribed field that real tenants send of client grants. */
function itemWithKey(key: string): Item {
  return { id: key, user_id: key, connection_id: key, client_id: key, log_id: key, subject_type: 'client' };
}

/** What the document of a section holds. */
async function itemsIn(row: SectionRow): Promise<readonly Item[]> {
  const content = (await contentOf(documentOf(row))) as Fields;
  const items = content[fieldOf(row.section)];
  assert.ok(Array.isArray(items));
  return items as readonly Item[];
}

function itemRow({ domain, id, path, organization, section }: SectionRow, item: Item): ItemRow {
  return { kind: 'item', domain, id, path: [...path, section.keyOf(item)], organization, section, item };
}

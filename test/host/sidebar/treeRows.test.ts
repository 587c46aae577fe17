import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FindingMarks } from '../../../src/access/rowMarks.ts';
import type { Organization } from '../../../src/api/organization.ts';
import { OrganizationStore } from '../../../src/organizations/organizationStore.ts';
import { SectionStore } from '../../../src/sections/sectionStore.ts';
import { OrganizationTree } from '../../../src/sidebar/organizationTree.ts';
import type { Row, SectionRow } from '../../../src/sidebar/rows.ts';
import { ViewArrangement } from '../../../src/sidebar/viewArrangement.ts';
import { ErrorNotifier } from '../../../src/ui/errorNotifier.ts';
import { until } from '../../patience.ts';
import { connectIn, context, pasted, tenant, windowsWithOneStorage } from '../tenants/secretStorage.ts';

const { domain } = tenant;

describe('The rows of the view', () => {
  const { openWindow } = windowsWithOneStorage('Test of rows');
  const state: vscode.Memento = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
  let tree: OrganizationTree;
  let store: OrganizationStore;
  let sections: SectionStore;
  let parts: vscode.Disposable;
  const failures = new Set<string>();
  const failed = new vscode.EventEmitter<vscode.Uri>();

  beforeEach(async () => {
    const { tenants } = openWindow();
    await connectIn(tenants, await pasted());
    store = new OrganizationStore(tenants);
    sections = new SectionStore(tenants);
    const channel = vscode.window.createOutputChannel('Notifier of rows', { log: true });
    const arrangement = new ViewArrangement(state);
    const notifier = new ErrorNotifier(channel);
    const marks = new FindingMarks(sections, tenants);
    const documents = { failures, onDidChangeFailures: failed.event };
    tree = withoutView(
      () => new OrganizationTree({ tenants, store, notifier, arrangement, documents, sections, marks, state }),
    );
    parts = vscode.Disposable.from(tree, marks, sections, store, arrangement, channel);
  });
  afterEach(() => {
    parts.dispose();
  });

  /** The IDs by which VS Code knows the rows below a row, and the kinds of the rows. */
  async function below(row: Row | undefined): Promise<readonly [ids: readonly unknown[], kinds: readonly string[]]> {
    const rows = await tree.getChildren(row);
    const items = await Promise.all(rows.map(async (child) => tree.getTreeItem(child)));
    return [items.map(({ id }) => id), rows.map(({ kind }) => kind)];
  }

  /** The section of the members of an organization that has more than a page of them: names put it at any place. */
  async function longMembers(): Promise<SectionRow> {
    const [row] = await tree.getChildren();
    for (const organization of await tree.getChildren(row)) {
      const children = organization.kind === 'organization' ? await tree.getChildren(organization) : [];
      const members = children.find((child) => child.kind === 'section' && child.section.name === 'members');
      const rows = await tree.getChildren(members);
      if (members?.kind === 'section' && rows.length > 100) return members;
    }
    return assert.fail('no organization has more than a page of members');
  }

  /** The sections of an organization by their names; of the first one without an argument. */
  async function sectionsOf(organization?: Organization): Promise<ReadonlyMap<string, SectionRow>> {
    const [row] = await tree.getChildren();
    const [first] = await tree.getChildren(row);
    const rows = await tree.getChildren(organization ? { kind: 'organization', domain, organization } : first);
    return new Map(rows.flatMap((each) => (each.kind === 'section' ? [[each.section.name, each] as const] : [])));
  }

  it('are each organization once, before and after Load More', async () => {
    const [row] = await tree.getChildren();
    const [first, firstKinds] = await below(row);
    assert.deepEqual(firstKinds, [...Array<string>(100).fill('organization'), 'loadMore']);
    await store.change(domain, (list) => list.loadMore(context));
    const [ids, kinds] = await below(row);
    assert.deepEqual(kinds, Array<string>(150).fill('organization'));
    assert.equal(new Set(ids).size, 150);
    assert.deepEqual(ids.slice(0, 100), first.slice(0, 100));
  });

  it('are drawn again once VS Code has the rows below them, and not before, where it would lose them', async () => {
    let isRead = false;
    const changes: (readonly [row: Row | undefined, isRead: boolean])[] = [];
    const subscription = tree.onDidChangeTreeData((changed) => changes.push([changed, isRead]));
    const read = async (row: Row | undefined) => {
      isRead = false;
      await tree.getChildren(row);
      isRead = true;
      return until(() => changes.shift());
    };
    const [row] = await tree.getChildren();
    assert.deepEqual(await read(row), [row, true]);
    const members = (await sectionsOf()).get('members');
    assert.deepEqual(await read(members), [members, Number(vscode.version.split('.')[1]) < 139]);
    assert.deepEqual(changes, []);
    subscription.dispose();
  });

  it('are each member of an organization once, before and after Load More', async () => {
    const members = await longMembers();
    const [first] = await below(members);
    const loaded = first.length - 1;
    await sections.change(members, (list) => list.loadMore(context));
    const [ids, kinds] = await below(members);
    assert.deepEqual(kinds, [...Array<string>(2 * loaded).fill('item'), 'note']);
    assert.equal(new Set(ids).size, 2 * loaded + 1);
    assert.deepEqual(ids.slice(0, loaded), first.slice(0, loaded));
  });

  it('are the members of an organization alone, where a click on Load More would add none', async () => {
    const members = (await sectionsOf()).get('members') ?? assert.fail();
    const body = (page: object) => ({ match: '/members', times: 1, answer: { status: 200, body: page } });
    await tenant.inject(body({ members: [{ user_id: 'auth0|1' }, { user_id: 'auth0|2' }], next: 'more' }));
    await tenant.inject(body({ members: [] }));
    // The first page is there before the proof.
    await until(async () => (await below(members))[1].join() === 'item,item');
    assert.equal((await tree.getTreeItem(members)).description, '2');
  });

  it('are there before it is proved that there are no others', async () => {
    const page = (name: string, ids: readonly string[], next?: string) => ({
      match: `/${name}?`,
      times: 1,
      answer: {
        status: 200,
        body: { [name]: ids.map((id) => ({ id, user_id: id, name: id })), ...(next && { next }) },
      },
    });
    const id = 'org_0123456789abcdef';
    const rowsOf = async (name: string, row: Row | undefined) => {
      await tenant.inject(page(name, [id], 'more'));
      await tenant.inject({ match: `/${name}?`, times: 1, hold: true });
      const [, kinds] = await below(row);
      assert.equal(kinds.length, 2, 'with what leads to more');
      const settled = new Promise((resolve) => tree.onDidChangeTreeData(resolve));
      await tenant.clearFaults();
      await settled;
      return kinds;
    };
    const [row] = await tree.getChildren();
    assert.deepEqual(await rowsOf('organizations', row), ['organization', 'loadMore']);
    const members = (await sectionsOf({ id, name: 'held' })).get('members');
    assert.deepEqual(await rowsOf('members', members), ['item', 'note']);
  });

  it('have the name of an organization beside another display name alone', async () => {
    const organizations = [
      { id: 'org_0123456789abcde1', name: 'acme', display_name: 'acme' },
      { id: 'org_0123456789abcde2', name: 'globex', display_name: 'Globex' },
    ];
    await tenant.inject({ match: 'organizations\\?', times: 1, answer: { status: 200, body: { organizations } } });
    const [row] = await tree.getChildren();
    const rows = await tree.getChildren(row);
    const items = await Promise.all(rows.map(async (each) => tree.getTreeItem(each)));
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['acme', ''],
        ['Globex', 'globex'],
      ],
    );
  });

  it('say of a section what was read of it, and that it is empty without a row', async () => {
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const ofSections = await sectionsOf();
    const shown = async (name: string) => {
      const item = await tree.getTreeItem(ofSections.get(name) ?? assert.fail());
      return [item.description, item.accessibilityInformation?.label, item.collapsibleState];
    };
    const read = async (name: string, answer: object) => {
      await tenant.inject({ match: `/${name}`, times: 1, answer: { status: 200, body: answer } });
      return (await below(ofSections.get(name)))[1];
    };
    assert.deepEqual(await shown('invitations'), [undefined, 'Section Invitations, not loaded', Collapsed]);
    assert.deepEqual(await read('invitations', { invitations: [] }), []);
    assert.deepEqual(await shown('invitations'), ['none', 'Section Invitations, none', None]);

    assert.deepEqual(await read('groups', { groups: [null] }), ['note'], 'one that cannot be read');
    assert.deepEqual(await shown('groups'), ['0+', 'Section Groups, 0+', Collapsed]);

    await tenant.inject({ match: '/logs', times: 1, answer: { status: 200, body: { logs: [], total: 0 } } });
    assert.deepEqual(
      (await below(ofSections.get('events')))[1],
      ['note', 'note'],
      'what is not there, and for how long',
    );
    assert.deepEqual(await shown('events'), ['none', 'Section Recent Events, none', Collapsed]);

    const bare = await sectionsOf({ id: 'org_0123456789abcdef', name: 'bare' });
    const metadata = bare.get('metadata') ?? assert.fail();
    assert.deepEqual(await below(metadata), [[], []]);
    // Auth0 leaves out metadata also where a scope does not show them.
    const { description, collapsibleState, accessibilityInformation } = await tree.getTreeItem(metadata);
    assert.deepEqual([description, collapsibleState, accessibilityInformation?.label], ['', None, 'Section Metadata']);
  });

  it('read a document again whose tab says that it could not be read', async () => {
    const [row] = await tree.getChildren();
    const [first, second] = await tree.getChildren(row);
    const commandOf = async (each: Row = assert.fail()) => (await tree.getTreeItem(each)).command;
    const before = await commandOf(first);
    const uri = before?.arguments?.[0] as vscode.Uri;
    assert.equal(before?.command, 'vscode.open');
    failures.add(uri.toString());
    const redrawn = new Promise((resolve) => tree.onDidChangeTreeData(resolve));
    failed.fire(uri);
    assert.equal(await redrawn, row);
    const { command, arguments: given } = (await commandOf(first)) ?? {};
    assert.deepEqual([command, given], ['organizationInspector.refresh', [uri]]);
    assert.equal((await commandOf(second))?.command, 'vscode.open');
    failures.clear();
    assert.equal((await commandOf(first))?.command, before.command);
  });

  it('name the application of a grant once it is loaded, which tells grants of one API apart', async () => {
    const ofSections = await sectionsOf();
    const [grants, clients] = ['client-grants', 'clients'].map((name) => ofSections.get(name) ?? assert.fail());
    const [first, second] = ['AbCdEfGhIjKlMnOp', 'short'];
    const grant = { audience: 'urn:orders', scope: ['read:orders'] };
    await tenant.inject({
      match: '/client-grants',
      times: 1,
      answer: {
        status: 200,
        body: {
          client_grants: [
            { id: 'cgr_1', client_id: first, ...grant },
            { id: 'cgr_2', client_id: second, ...grant },
          ],
        },
      },
    });
    const application = { client_id: first, client: { name: 'Portal' } };
    await tenant.inject({ match: '/clients', times: 1, answer: { status: 200, body: { clients: [application] } } });
    const shown = async () =>
      Promise.all(
        (await tree.getChildren(grants)).map(async (row) => {
          const { description, tooltip } = await tree.getTreeItem(row);
          return [description, typeof tooltip === 'string' ? tooltip.split('\n')[1] : tooltip];
        }),
      );
    const ofShort = ['short · read:orders', 'Application short'];
    assert.deepEqual(await shown(), [['AbCdEfGh… · read:orders', `Application ${first}`], ofShort]);
    const changed: unknown[] = [];
    const listener = tree.onDidChangeTreeData((row) => changed.push(row));
    await tree.getChildren(clients);
    // VS Code 1.96 has to have the rows of the grants first.
    await until(() => changed.includes(grants));
    listener.dispose();
    assert.deepEqual(await shown(), [['Portal · read:orders', `Application Portal (${first})`], ofShort]);
  });

  it('are there for a section that was empty and cannot be refreshed', async () => {
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const invitations = (await sectionsOf()).get('invitations') ?? assert.fail();
    await tenant.inject({ match: '/invitations', times: 1, answer: { status: 200, body: { invitations: [] } } });
    await below(invitations);
    assert.equal((await tree.getTreeItem(invitations)).collapsibleState, None);
    await tenant.inject({ match: '/invitations', times: 1, answer: { status: 403, body: { message: 'No' } } });
    await sections.change(invitations, (list) => list.refresh(context)).catch(() => undefined);
    assert.equal((await tree.getTreeItem(invitations)).collapsibleState, Collapsed);
    assert.deepEqual((await below(invitations))[1], ['note']);
  });
});

/** Makes a tree whose view is never shown: the view itself belongs to the extension that runs. */
function withoutView<T>(make: () => T): T {
  const { createTreeView } = vscode.window;
  const never = new vscode.EventEmitter<never>().event;
  const view = {
    ...{ selection: [], onDidChangeSelection: never, onDidExpandElement: never, onDidCollapseElement: never },
    dispose: () => undefined,
  };
  Object.assign(vscode.window, { createTreeView: () => view });
  try {
    return make();
  } finally {
    Object.assign(vscode.window, { createTreeView });
  }
}

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FindingMarks } from '../../../src/access/rowMarks.ts';
import { OrganizationStore } from '../../../src/organizations/organizationStore.ts';
import { SectionStore } from '../../../src/sections/sectionStore.ts';
import { OrganizationTree } from '../../../src/sidebar/organizationTree.ts';
import type { Row, SectionRow } from '../../../src/sidebar/rows.ts';
import { ViewArrangement } from '../../../src/sidebar/viewArrangement.ts';
import { ErrorNotifier } from '../../../src/ui/errorNotifier.ts';
import { connectIn, context, pasted, tenant, windowsWithOneStorage } from '../tenants/secretStorage.ts';

const { domain } = tenant;

describe('The rows of the view', () => {
  const { openWindow } = windowsWithOneStorage('Test of rows');
  const state: vscode.Memento = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
  let tree: OrganizationTree;
  let store: OrganizationStore;
  let sections: SectionStore;
  let parts: vscode.Disposable;

  beforeEach(async () => {
    const { tenants } = openWindow();
    await connectIn(tenants, await pasted());
    store = new OrganizationStore(tenants);
    sections = new SectionStore(tenants);
    const channel = vscode.window.createOutputChannel('Notifier of rows', { log: true });
    const arrangement = new ViewArrangement(state);
    const notifier = new ErrorNotifier(channel);
    const marks = new FindingMarks(sections, tenants);
    tree = withoutView(() => new OrganizationTree({ tenants, store, notifier, arrangement, sections, marks, state }));
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

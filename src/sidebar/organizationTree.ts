import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readString } from '../api/jsonFields.ts';
import type { DocumentCache } from '../documents/documentCache.ts';
import { urisOfTab } from '../documents/requestedDocuments.ts';
import { loadFirstPage, type OrganizationStore } from '../organizations/organizationStore.ts';
import type { SectionAddress } from '../sections/section.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { ErrorNotifier } from '../ui/errorNotifier.ts';
import { organizationDrag } from './organizationDrag.ts';
import { documentOfRow, listItem, type OrganizationMarks, ownCommand, tenantItem } from './treeItems.ts';
import { ExpandedRows, organizationRows, type Row, type RowMarks, type TenantRow } from './rows.ts';
import { SectionTree } from './sectionTree.ts';
import { describeFilter, type ViewArrangement } from './viewArrangement.ts';

const { Command } = vscode.TextEditorSelectionChangeKind;

export const viewId = 'organizationInspector.organizations';
const expandedKey = 'expandedTenants';

/** The dependencies of `OrganizationTree`. */
interface TreeDependencies {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly notifier: ErrorNotifier;
  readonly arrangement: ViewArrangement;
  readonly documents: Pick<DocumentCache, 'failures' | 'onDidChangeFailures'>;
  readonly sections: SectionStore;
  readonly marks: RowMarks;
  /** Stores which tenants are expanded, which VS Code forgets when the window closes. */
  readonly state: vscode.Memento;
}

/** The tree of the sidebar's view: tenants, with their loaded organizations below them. */
export class OrganizationTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #tenants: Tenants;
  readonly #store: OrganizationStore;
  readonly #notifier: ErrorNotifier;
  readonly #arrangement: ViewArrangement;
  readonly #documents: TreeDependencies['documents'];
  /** The rows below organizations. */
  readonly sections: SectionTree;
  readonly #marks: RowMarks;
  readonly #ofOrganizations: OrganizationMarks = {
    matchOf: (organization) => this.#arrangement.describeMatch(organization),
    markOf: (row) => this.#marks.draw(row),
  };
  readonly #state: vscode.Memento;
  /** VS Code identifies a row by object identity. */
  readonly #tenantRows = new Map<string, TenantRow>();
  readonly #expandedRows = new ExpandedRows();
  /**
   * VS Code 1.96 loses the rows below a row that is drawn again before they are there: it puts them below the former row,
   * and refuses them from then on. 1.139 keeps them. Tenants wait for their rows in each version; other rows only where
   * they have to, since a menu that is open on a row which is drawn again stops working.
   */
  readonly #losesRows = Number(vscode.version.split('.')[1]) < 139;
  /** The rows below which VS Code is reading, and whether each has changed meanwhile. */
  readonly #reads = new Map<Row, boolean>();
  readonly #changes = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #selections = new vscode.EventEmitter<Row | undefined>();
  /** Fires the selected row, `undefined` if no row or several rows are selected. */
  readonly onDidSelect = this.#selections.event;
  readonly #view: vscode.TreeView<Row>;
  #isUsedLast = false;
  /** The document in the active tab when the rows were used last. */
  #behind: string | undefined;
  readonly #subscriptions: vscode.Disposable;

  constructor({ tenants, store, notifier, arrangement, documents, sections, marks, state }: TreeDependencies) {
    this.#tenants = tenants;
    this.#store = store;
    this.#notifier = notifier;
    this.#arrangement = arrangement;
    this.#documents = documents;
    this.sections = new SectionTree({ tenants, store, sections, notifier });
    this.#marks = marks;
    this.#state = state;
    this.#view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: organizationDrag,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#selections,
      this.#view.onDidChangeSelection(({ selection: [row, ...others] }) => {
        this.#noteUse();
        this.#selections.fire(others.length === 0 ? row : undefined);
      }),
      this.#view.onDidExpandElement(({ element }) => this.#useRow(element, true)),
      this.#view.onDidCollapseElement(({ element }) => this.#useRow(element, false)),
      vscode.window.onDidChangeActiveTextEditor(this.#noteTab),
      // Programs make selections too.
      vscode.window.onDidChangeTextEditorSelection(({ kind = Command }) => (this.#isUsedLast &&= kind === Command)),
      vscode.window.tabGroups.onDidChangeTabs(this.#noteTab),
      tenants.onDidChange(({ domain, kind }) => {
        if (kind === 'disconnected') {
          this.#expandedRows.forget(domain);
          this.#tenantRows.delete(domain);
          arrangement.forget(domain);
        }
        this.#updateContextKeys();
        this.#updateMessage();
        // A new token redraws only its tenant: a menu that is open on a redrawn row stops working.
        this.#redraw(kind === 'tokenReplaced' ? this.#tenantRow(domain) : undefined);
      }),
      store.onDidChange((domain) => {
        this.#redraw(this.#tenantRow(domain));
        this.#updateMessage();
      }),
      sections.onDidChange((address) => {
        for (const row of this.sections.rowsAbout(address)) {
          this.#redraw(row);
        }
      }),
      marks.onDidChange((row) => {
        this.#changes.fire(row);
      }),
      documents.onDidChangeFailures(({ authority }) => {
        if (tenants.domains.includes(authority)) {
          this.#redraw(this.#tenantRow(authority));
        }
      }),
      arrangement.onDidChange(() => {
        this.#changes.fire(undefined);
        this.#updateMessage();
      }),
    );
    this.#updateContextKeys();
    this.#updateMessage();
  }

  /** The selected rows, none while the view is hidden, since VS Code keeps the selection. */
  get selection(): readonly Row[] {
    return this.#view.visible ? this.#view.selection : [];
  }

  /** Whether the rows were used after the editors. VS Code does not tell which of them has the focus. */
  get isUsedLast(): boolean {
    return this.#isUsedLast;
  }

  #noteUse(): void {
    this.#isUsedLast = true;
    this.#behind = documentInTab();
  }

  /** What comes late of the tab behind, such as its editor, is no use of it. */
  readonly #noteTab = () => (this.#isUsedLast &&= this.#behind === documentInTab());

  /** Whether the view contains the rows below a section. The view itself may be hidden. */
  isOpen(address: SectionAddress): boolean {
    const { organizations } = this.#store.get(address.domain);
    return this.#expandedRows.isOpen(address) && organizations.some(({ id }) => id === address.id);
  }

  /** Scrolls to a tenant, selects it and expands it. */
  async reveal(domain: string): Promise<void> {
    await this.#view.reveal(this.#tenantRow(domain), { expand: true, focus: true, select: true });
    this.#noteUse();
  }

  /** Selects an organization, if the view has its row. @param focus whether it gets the focus as well */
  async revealOrganization(domain: string, id: string, focus = false): Promise<void> {
    const shown = this.#arrangement.apply(domain, this.#store.get(domain).organizations);
    const organization = shown.find((candidate) => candidate.id === id);
    if (organization) {
      await this.#view.reveal({ kind: 'organization', domain, organization }, { select: true, focus });
    }
  }

  getTreeItem(row: Row): vscode.TreeItem | Promise<vscode.TreeItem> {
    const item = this.#itemOf(row);
    // Most lists are long, and few documents fail.
    return this.#documents.failures.size === 0 ? item : this.#withRetry(row, item);
  }

  /** A click reads a document again whose tab says why it could not be read: VS Code shows only what the tab has. */
  async #withRetry(row: Row, made: vscode.TreeItem | Promise<vscode.TreeItem>): Promise<vscode.TreeItem> {
    const item = await made;
    const uri = documentOfRow(row);
    if (uri && this.#documents.failures.has(uri.toString())) {
      item.command = ownCommand('refresh', l10n.t('Retry'), uri);
    }
    return item;
  }

  #itemOf(row: Row): vscode.TreeItem | Promise<vscode.TreeItem> {
    switch (row.kind) {
      case 'tenant':
        return this.#tenantItem(row);
      case 'section':
      case 'item':
      case 'note':
        return this.sections.treeItem(row);
      case 'organization':
      case 'loadMore':
      case 'failure':
      case 'cutOff':
      case 'empty':
        return listItem(row, this.#store.get(row.domain), this.#ofOrganizations);
    }
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) {
      return this.#tenants.domains.map((domain) => this.#tenantRow(domain));
    }
    // VS Code requests the children of expanded rows, but loses the expand event if rows change at the same time.
    void this.#rememberExpanded(row, true);
    if (row.kind !== 'tenant' && !this.#losesRows) {
      return this.#childrenOf(row);
    }
    this.#reads.set(row, this.#reads.get(row) ?? false);
    try {
      return await this.#childrenOf(row);
    } finally {
      // VS Code takes the rows before the next timer. 1.96 would keep them with commands that have ended.
      const delayMs = this.#losesRows ? 100 : 0;
      setTimeout(() => {
        const hasChanged = this.#reads.get(row);
        this.#reads.delete(row);
        if (hasChanged) {
          this.#changes.fire(row);
        }
      }, delayMs);
    }
  }

  /** Has VS Code draw a row again with the rows below it; all rows if none is given. */
  #redraw(row: Row | undefined): void {
    if (row && this.#reads.has(row)) {
      this.#reads.set(row, true);
    } else {
      this.#changes.fire(row);
    }
  }

  async #childrenOf(row: Row): Promise<Row[]> {
    if (row.kind === 'organization' || row.kind === 'section' || row.kind === 'item') {
      return [...(await this.sections.children(row))];
    }
    if (row.kind !== 'tenant') {
      return [];
    }
    const list = this.#store.get(row.domain);
    if (!list.isOpened) {
      // Does not throw: on an error VS Code shows a message of its own and an empty tree.
      await Promise.race([loadFirstPage(this.#store, this.#notifier, row.domain), list.firstPage]);
    }
    const rows = [...organizationRows(row.domain, list, this.#arrangement.apply(row.domain, list.organizations))];
    this.#marks.setRows(row.domain, rows);
    return rows;
  }

  getParent(row: Row): Row | undefined {
    // Only tenants and organizations are revealed.
    return row.kind === 'tenant' ? undefined : this.#tenantRow(row.domain);
  }

  async resolveTreeItem(item: vscode.TreeItem, row: Row): Promise<vscode.TreeItem> {
    const { domain } = row;
    if (row.kind === 'organization') {
      const { resolveOrganizationItem } = await import('./tooltips.ts');
      resolveOrganizationItem(item, row, this.#marks.shown(row));
    } else if (row.kind === 'tenant') {
      const status = await this.#tenants.status(domain);
      const { tenantTooltip } = await import('./tooltips.ts');
      item.tooltip = tenantTooltip(this.#tenants.find(domain) ?? { domain }, this.#store.get(domain), status);
    }
    return item;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.sections.dispose();
    this.#changes.dispose();
  }

  async #tenantItem({ domain }: TenantRow): Promise<vscode.TreeItem> {
    const status = await this.#tenants.status(domain);
    const tenant = this.#tenants.find(domain) ?? { domain };
    const list = this.#store.get(domain);
    const isFiltered = this.#arrangement.current.filter !== '';
    return tenantItem(tenant, list, status, {
      domains: this.#tenants.domains,
      isExpanded: this.#expanded.includes(domain),
      shown: isFiltered ? this.#arrangement.apply(domain, list.organizations).length : undefined,
    });
  }

  get #expanded(): readonly string[] {
    const stored: unknown = this.#state.get(expandedKey);
    return Array.isArray(stored) ? stored.flatMap((domain) => readString(domain) ?? []) : [];
  }

  /** A click on a row that is selected expands or collapses it. */
  async #useRow(row: Row, isExpanded: boolean): Promise<void> {
    this.#noteUse();
    await this.#rememberExpanded(row, isExpanded);
  }

  async #rememberExpanded(row: Row, isExpanded: boolean): Promise<void> {
    const { kind, domain } = row;
    this.#expandedRows.set(row, isExpanded);
    if (kind !== 'tenant' || this.#expanded.includes(domain) === isExpanded) {
      return;
    }
    const others = this.#expanded.filter((other) => other !== domain);
    await this.#state.update(expandedKey, isExpanded ? [...others, domain] : others);
  }

  #tenantRow(domain: string): TenantRow {
    const row = this.#tenantRows.get(domain) ?? { kind: 'tenant', domain };
    this.#tenantRows.set(domain, row);
    return row;
  }

  /** Shows the filter above the rows, with the number of shown and of loaded organizations. */
  #updateMessage(): void {
    const { filter } = this.#arrangement.current;
    void vscode.commands.executeCommand('setContext', 'organizationInspector.isFiltered', filter !== '');
    const opened = this.#tenants.domains.map((domain) => ({ domain, list: this.#store.get(domain) }));
    const loaded = opened.reduce((sum, { list }) => sum + list.organizations.length, 0);
    const shown = () =>
      opened.reduce((sum, { domain, list }) => sum + this.#arrangement.apply(domain, list.organizations).length, 0);
    const isWhole = opened.every(({ list }) => list.isComplete);
    const message = filter === '' ? undefined : describeFilter(filter, shown(), loaded, isWhole);
    // Any message, even an empty one, replaces the welcome view. The type of `message` lacks `undefined`.
    Object.assign(this.#view, { message: opened.length === 0 ? undefined : message });
  }

  #updateContextKeys(): void {
    const { length } = this.#tenants.domains;
    void vscode.commands.executeCommand('setContext', 'organizationInspector.isConnected', length > 0);
    // Unset until the extension is active, since the number of tenants is unknown: until then, commands are offered.
    void vscode.commands.executeCommand('setContext', 'organizationInspector.hasNoTenant', length === 0);
    void vscode.commands.executeCommand('setContext', 'organizationInspector.hasSeveralTenants', length > 1);
  }
}

function documentInTab(): string | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return activeTab && urisOfTab(activeTab)[0]?.toString();
}

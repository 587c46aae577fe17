import * as vscode from 'vscode';
import type { FailureNotifier } from '../notifications/failureNotifier.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { openList } from './openList.ts';
import type { OrganizationLists } from './organizationLists.ts';
import { rowsOf, type Row, type TenantRow } from './rows.ts';
import { organizationTooltip } from './tooltip.ts';
import { treeItem } from './treeItem.ts';

export const viewId = 'organizationInspector.organizations';

const expandedKey = 'expandedTenants';

/** The sidebar's view: tenants, and under each its organizations as far as they are loaded. */
export class OrganizationTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #tenants: Tenants;
  readonly #lists: OrganizationLists;
  readonly #notifier: FailureNotifier;
  readonly #state: vscode.Memento;
  /** VS Code knows a row again by its identity. */
  readonly #tenantRows = new Map<string, TenantRow>();
  readonly #changes = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #subscriptions: vscode.Disposable;

  /** @param state remembers which tenants are expanded, which VS Code forgets when the window closes */
  constructor(tenants: Tenants, lists: OrganizationLists, notifier: FailureNotifier, state: vscode.Memento) {
    this.#tenants = tenants;
    this.#lists = lists;
    this.#notifier = notifier;
    this.#state = state;
    this.#view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#view.onDidExpandElement(({ element }) => this.#rememberExpanded(element.domain, true)),
      this.#view.onDidCollapseElement(({ element }) => this.#rememberExpanded(element.domain, false)),
      tenants.onDidChange(({ kind }) => {
        if (kind !== 'tokenReplaced') {
          this.#tellWhetherConnected();
          this.#changes.fire(undefined);
        }
      }),
      lists.onDidChange((domain) => {
        this.#changes.fire(this.#tenantRow(domain));
      }),
    );
    this.#tellWhetherConnected();
  }

  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  /** Brings a tenant into view and expands it. */
  async reveal(domain: string): Promise<void> {
    await this.#view.reveal(this.#tenantRow(domain), { expand: true, focus: true, select: true });
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row, this.#lists.get(row.domain), this.#expanded.includes(row.domain));
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) {
      return this.#tenants.domains.map((domain) => this.#tenantRow(domain));
    }
    if (row.kind !== 'tenant') {
      return [];
    }
    const list = this.#lists.get(row.domain);
    if (!list.isOpened) {
      // Does not throw: VS Code would answer with a message of its own and an empty tree.
      await openList(this.#lists, this.#notifier, row.domain);
    }
    return [...rowsOf(row.domain, list)];
  }

  getParent(row: Row): Row | undefined {
    return row.kind === 'tenant' ? undefined : this.#tenantRow(row.domain);
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    if (row.kind === 'organization') {
      item.tooltip = organizationTooltip(row.organization);
    }
    return item;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changes.dispose();
  }

  get #expanded(): readonly string[] {
    return this.#state.get<readonly string[]>(expandedKey, []);
  }

  async #rememberExpanded(domain: string, isExpanded: boolean): Promise<void> {
    const others = this.#expanded.filter((other) => other !== domain);
    await this.#state.update(expandedKey, isExpanded ? [...others, domain] : others);
  }

  #tenantRow(domain: string): TenantRow {
    const row = this.#tenantRows.get(domain) ?? { kind: 'tenant', domain };
    this.#tenantRows.set(domain, row);
    return row;
  }

  #tellWhetherConnected(): void {
    void vscode.commands.executeCommand(
      'setContext',
      'organizationInspector.isConnected',
      this.#tenants.domains.length > 0,
    );
  }
}

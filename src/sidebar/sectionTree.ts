import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { isMissingOrganization } from '../api/apiError.ts';
import { organizationTitle } from '../api/organization.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { clientGrants } from '../sections/clientGrants.ts';
import { clients } from '../sections/clients.ts';
import { organizationSections } from '../sections/organizationSections.ts';
import { changeSection, loadSection } from '../sections/readSections.ts';
import { objectField, type SectionAddress, sectionKey, textField } from '../sections/section.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import type { ErrorNotifier } from '../ui/errorNotifier.ts';
import { showInformation } from '../ui/notifications.ts';
import {
  itemRows,
  type ItemRow,
  loadedItemRows,
  type NoteRow,
  type OrganizationRow,
  type SectionRow,
  sectionRows,
} from './rows.ts';

/** The dependencies of `SectionTree`. */
export interface SectionTreeDependencies {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly sections: SectionStore;
  readonly notifier: ErrorNotifier;
}

/** The rows below an organization. */
export class SectionTree implements vscode.Disposable {
  readonly #store: OrganizationStore;
  readonly #sections: SectionStore;
  readonly #notifier: ErrorNotifier;
  /** VS Code identifies a row by object identity. */
  readonly #rows = new Map<string, SectionRow>();
  /** Failures that were shown. VS Code requests rows more often than a list is read, so a failure can come up again. */
  readonly #reported = new WeakSet<Error>();
  readonly #subscription: vscode.Disposable;

  constructor({ tenants, store, sections, notifier }: SectionTreeDependencies) {
    this.#store = store;
    this.#sections = sections;
    this.#notifier = notifier;
    this.#subscription = tenants.onDidChange(({ domain, kind }) => {
      if (kind === 'disconnected') {
        for (const [key, row] of this.#rows) {
          if (row.domain === domain) {
            this.#rows.delete(key);
          }
        }
      }
    });
  }

  /** The row of a section, if it has one. */
  row(address: SectionAddress): SectionRow | undefined {
    return this.#rows.get(sectionKey(address));
  }

  /** The rows that show what a section holds. */
  rowsAbout(address: SectionAddress): readonly SectionRow[] {
    const grants = { ...address, path: [clientGrants.name] };
    const names = address.path.join() === clients.name && this.#sections.loaded(grants) ? [this.row(grants)] : [];
    return [this.row(address), ...names].filter((row) => row !== undefined);
  }

  /** The rows below a row. A section loads its first page. A failure is a row, not an error. */
  async children(
    row: OrganizationRow | SectionRow | ItemRow | NoteRow,
  ): Promise<readonly (SectionRow | ItemRow | NoteRow)[]> {
    switch (row.kind) {
      case 'organization': {
        const { domain, organization } = row;
        return this.#reuseRows(
          sectionRows(organizationSections, { domain, id: organization.id, path: [] }, organization),
        );
      }
      case 'section': {
        const { source } = row.section;
        if ('containedItems' in source) {
          return itemRows(row, source.containedItems(row.organization));
        }
        await Promise.race([loadSection(this.#sections, this.#notifier, row), this.#sections.get(row).firstPage]);
        this.#forgetIfDeleted(row);
        return loadedItemRows(row, this.#sections.get(row));
      }
      case 'item':
        return this.#reuseRows(sectionRows(row.section.sections ?? [], row, row.organization));
      case 'note':
        return [];
    }
  }

  async treeItem(row: SectionRow | ItemRow | NoteRow): Promise<vscode.TreeItem> {
    const { noteItem, sectionEntryItem, sectionItem } = await import('./sectionItems.ts');
    switch (row.kind) {
      case 'section':
        return 'containedItems' in row.section.source
          ? sectionItem(row)
          : sectionItem(
              row,
              this.#sections.get(row),
              this.#sections.describeRequest(row),
              this.#sections.isFiltered(row),
            );
      case 'item':
        return sectionEntryItem(row, (clientId) => this.#applicationName(row, clientId));
      case 'note':
        return noteItem(row);
    }
  }

  /** The name of an application of an organization, empty if it is not loaded. */
  #applicationName({ domain, id }: SectionAddress, clientId: string): string {
    const address = { domain, id, path: [clients.name] };
    const loaded = this.#sections.loaded(address)?.items ?? [];
    const application = loaded.find((item) => textField(item, 'client_id') === clientId);
    return application ? textField(objectField(application, 'client'), 'name') : '';
  }

  /** Loads one more page of a section. Does not throw. */
  async loadMore(row: SectionRow): Promise<void> {
    await this.#change(row, 'loadMore');
  }

  /** Lists only the failures of a section of log events, or all its events again. Does not throw. */
  async filter(row: SectionRow, isFiltered: boolean): Promise<void> {
    if (row.section.isLog && this.#sections.isFiltered(row) !== isFiltered) {
      this.#sections.filter(row, isFiltered);
      await loadSection(this.#sections, this.#notifier, row);
    }
  }

  /** Reloads as many items of a section as are loaded. Does not throw. */
  async refresh(row: SectionRow): Promise<void> {
    if (!('containedItems' in row.section.source)) {
      await this.#change(row, 'refresh');
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #change(row: SectionRow, operation: 'loadMore' | 'refresh'): Promise<void> {
    await changeSection(this.#sections, this.#notifier, row, operation);
    this.#forgetIfDeleted(row);
  }

  /** Removes a deleted organization from the list, and shows a message once. */
  #forgetIfDeleted(row: SectionRow): void {
    const { domain, id, organization } = row;
    const { failure } = this.#sections.get(row);
    if (failure && isMissingOrganization(failure.error) && !this.#reported.has(failure.error)) {
      this.#reported.add(failure.error);
      this.#store.forget(domain, id);
      void showInformation(
        l10n.t('The organization {0} does not exist any more.', plainText(organizationTitle(organization))),
      );
    }
  }

  #reuseRows(rows: readonly SectionRow[]): readonly SectionRow[] {
    return rows.map((row) => {
      const key = sectionKey(row);
      const known = this.#rows.get(key);
      // A reloaded organization is another object, and its fields may have changed.
      const current = known?.organization === row.organization ? known : row;
      this.#rows.set(key, current);
      return current;
    });
  }
}

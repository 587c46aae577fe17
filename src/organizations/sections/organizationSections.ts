import * as vscode from 'vscode';
import { everything, type OrganizationAddress } from '../../documents/documentAddress.ts';
import { isMissingOrganization } from '../../management/answerError.ts';
import { ApiError, isApiError } from '../../management/apiError.ts';
import type { Caller } from '../../management/caller.ts';
import { organizationTitle } from '../../management/organization.ts';
import type { Item } from '../../management/paging.ts';
import { plainText } from '../../management/plainText.ts';
import type { FailureNotifier } from '../../notifications/failureNotifier.ts';
import type { Tenants } from '../../tenants/tenants.ts';
import type { LoadedList } from '../loadedList.ts';
import type { OrganizationRow } from '../rows.ts';
import { changeSection, openSection } from './openSection.ts';
import { readEverything } from './readEverything.ts';
import { itemItem, noteItem, sectionItem } from './sectionItems.ts';
import { keyOfAddress, type SectionAddress } from './sectionAddress.ts';
import { SectionLists } from './sectionLists.ts';
import {
  containedRowsOf,
  loadedRowsOf,
  sectionRowsOf,
  type ItemRow,
  type NoteRow,
  type SectionRow,
} from './sectionRows.ts';
import { organizationSections, sectionAt } from './sections.ts';
import { showInformation } from '../../notifications/messages.ts';

/** What the sections need of the rest. */
export interface SectionParts {
  readonly tenants: Tenants;
  readonly notifier: FailureNotifier;
  /** Told of an organization that turns out to be gone. */
  readonly forgetOrganization: (domain: string, id: string) => void;
}

/** Everything inside organizations: its rows, its documents, and reading it. */
export class OrganizationSections implements vscode.Disposable {
  readonly #parts: SectionParts;
  readonly #lists: SectionLists;
  /** VS Code knows a row again by its identity. */
  readonly #rows = new Map<string, SectionRow>();

  /** Failures that people know of: rows are asked for more often than anything is read. */
  readonly #told = new WeakSet<Error>();

  readonly #subscription: vscode.Disposable;

  constructor(parts: SectionParts) {
    this.#parts = parts;
    this.#lists = new SectionLists(parts.tenants);
    this.#subscription = parts.tenants.onDidChange(({ domain, kind }) => {
      if (kind === 'disconnected') {
        for (const [key, row] of this.#rows) {
          if (row.domain === domain) {
            this.#rows.delete(key);
          }
        }
      }
    });
  }

  /** Where something was read, with or without success. */
  get onDidChange(): vscode.Event<SectionAddress> {
    return this.#lists.onDidChange;
  }

  /** The row of a section, if it has one. */
  row(address: SectionAddress): SectionRow | undefined {
    return this.#rows.get(keyOfAddress(address));
  }

  /** Whether at least the first page of a section is loaded. */
  isLoaded(address: SectionAddress): boolean {
    return this.#lists.isLoaded(address);
  }

  /** The rows below a row. A section reads its first page; what fails is a row. */
  async children(
    row: OrganizationRow | SectionRow | ItemRow | NoteRow,
  ): Promise<readonly (SectionRow | ItemRow | NoteRow)[]> {
    switch (row.kind) {
      case 'organization': {
        const { domain, organization } = row;
        return this.#known(
          sectionRowsOf(organizationSections, { domain, id: organization.id, path: [] }, organization),
        );
      }
      case 'section': {
        const { source } = row.section;
        if ('itemsOf' in source) {
          return containedRowsOf(row, source.itemsOf(row.organization));
        }
        const list = await openSection(this.#lists, this.#parts.notifier, row);
        this.#noticeGone(row);
        return loadedRowsOf(row, list);
      }
      case 'item':
        return this.#known(sectionRowsOf(row.section.sections ?? [], row, row.organization));
      case 'note':
        return [];
    }
  }

  treeItem(row: SectionRow | ItemRow | NoteRow): vscode.TreeItem | Promise<vscode.TreeItem> {
    switch (row.kind) {
      case 'section':
        return sectionItem(row, 'itemsOf' in row.section.source ? undefined : this.#lists.get(row));
      case 'item':
        return itemItem(row);
      case 'note':
        return noteItem(row);
    }
  }

  /** Loads one more page of a section. Does not throw. */
  async loadMore(row: SectionRow): Promise<void> {
    await this.#change(row, vscode.l10n.t('Loading {0}', row.section.title), 'loadMore');
  }

  /** Reads one section anew, as far as it was loaded. Does not throw. */
  async refreshSection(row: SectionRow): Promise<void> {
    if (!('itemsOf' in row.section.source)) {
      await this.#change(row, vscode.l10n.t('Refreshing {0}', row.section.title), 'refresh');
    }
  }

  /** Whether a section of a tenant that is loaded could not be renewed. */
  hasFailed(domain: string): boolean {
    return this.#lists.hasFailed(domain);
  }

  /** Reads the sections of a tenant anew that are in use. @throws ApiError only when cancelled */
  async refresh(domain: string, isInUse: (address: SectionAddress) => boolean, caller: Caller): Promise<void> {
    await this.#lists.refresh(domain, isInUse, caller);
  }

  /** What the document of a section, an item or everything shows. @throws ApiError */
  async content(address: OrganizationAddress, caller: Caller): Promise<unknown> {
    try {
      return await this.#content(address, caller);
    } catch (error) {
      if (isApiError(error) && isMissingOrganization(error)) {
        this.#parts.forgetOrganization(address.domain, address.id);
      }
      throw error;
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#lists.dispose();
  }

  async #change(row: SectionRow, title: string, operation: 'loadMore' | 'refresh'): Promise<void> {
    await changeSection(this.#lists, this.#parts.notifier, row, title, operation);
    this.#noticeGone(row);
  }

  /** An organization that turns out to be gone leaves the list. */
  #noticeGone({ domain, id, organization, ...address }: SectionRow): void {
    const { failure } = this.#lists.get({ ...address, domain, id });
    if (failure && isMissingOrganization(failure.error) && !this.#told.has(failure.error)) {
      this.#told.add(failure.error);
      this.#parts.forgetOrganization(domain, id);
      void showInformation(
        vscode.l10n.t('The organization {0} does not exist any more.', plainText(organizationTitle(organization))),
      );
    }
  }

  async #content(address: OrganizationAddress, caller: Caller): Promise<unknown> {
    const { path } = address;
    if (path.length === 1 && path[0] === everything) {
      return readEverything(this.#parts.tenants, this.#lists, address, caller);
    }
    const isItem = path.length % 2 === 0;
    const section = { ...address, path: isItem ? path.slice(0, -1) : path };
    const list = await this.#loaded(section, caller);
    const { source, keyOf } = sectionAt(section.path) ?? {};
    if (!isItem) {
      return { [source && 'field' in source ? source.field : 'items']: list.items };
    }
    const item = list.items.find((candidate) => keyOf?.(candidate) === path.at(-1));
    if (!item) {
      throw new ApiError('notLoaded');
    }
    return item;
  }

  async #loaded(address: SectionAddress, caller: Caller): Promise<LoadedList<Item>> {
    const list = this.#lists.get(address);
    if (!list.isLoaded) {
      await this.#lists.change(address, () => list.load(caller));
    }
    return list;
  }

  #known(rows: readonly SectionRow[]): readonly SectionRow[] {
    return rows.map((row) => {
      const key = keyOfAddress(row);
      const known = this.#rows.get(key);
      // An organization that was read anew has new parts.
      const current = known?.organization === row.organization ? known : row;
      this.#rows.set(key, current);
      return current;
    });
  }
}

import type * as vscode from 'vscode';
import type { Organization } from '../api/organization.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { ListFailure, PagedList } from '../organizations/pagedList.ts';
import { type Item, type Section, type SectionAddress, sectionKey } from '../sections/section.ts';

/** A row of the sidebar as plain data. `OrganizationTree.getTreeItem` turns a row into a tree item. */
export type Row =
  | TenantRow
  | OrganizationRow
  | LoadMoreRow
  | FailureRow
  | CutOffRow
  | EmptyRow
  | SectionRow
  | ItemRow
  | NoteRow;

export interface TenantRow {
  readonly kind: 'tenant';
  readonly domain: string;
}

export interface OrganizationRow {
  readonly kind: 'organization';
  readonly domain: string;
  readonly organization: Organization;
}

/** Represents the organizations that are not loaded yet. */
export interface LoadMoreRow {
  readonly kind: 'loadMore';
  readonly domain: string;
}

/** Explains why organizations are missing or out of date. */
export interface FailureRow {
  readonly kind: 'failure';
  readonly domain: string;
  readonly failure: ListFailure;
}

/** Says that there may be more organizations, which cannot be read. */
export interface CutOffRow {
  readonly kind: 'cutOff';
  readonly domain: string;
}

export interface EmptyRow {
  readonly kind: 'empty';
  readonly domain: string;
}

/**
 * The rows below a tenant. A failed refresh is shown above the rows that it did not refresh, any other failure in place
 * of the rows that it did not load.
 * @param shown the organizations of the list that the view shows, in the order of the view
 */
export function organizationRows(
  domain: string,
  list: OrganizationList,
  shown: readonly Organization[],
): readonly Row[] {
  const { failure } = list;
  const rows = shown.map((organization): Row => ({ kind: 'organization', domain, organization }));
  const rest = restRows(domain, list, rows.length);
  if (!failure) {
    return [...rows, ...rest];
  }
  const told: Row = { kind: 'failure', domain, failure };
  return failure.operation === 'refresh' ? [told, ...rows, ...rest] : [...rows, told];
}

function restRows(domain: string, { hasEnded, isCutOff, isLoaded }: OrganizationList, shown: number): readonly Row[] {
  if (!hasEnded) {
    return isLoaded ? [{ kind: 'loadMore', domain }] : [];
  }
  if (isCutOff) {
    return [{ kind: 'cutOff', domain }];
  }
  return shown === 0 ? [{ kind: 'empty', domain }] : [];
}

/** A section below an organization, or below an item of another section. */
export interface SectionRow extends SectionAddress {
  readonly kind: 'section';
  readonly organization: Organization;
  readonly section: Section;
}

export interface ItemRow extends SectionAddress {
  readonly kind: 'item';
  readonly organization: Organization;
  readonly section: Section;
  readonly item: Item;
}

/** A note about the rows of a section. The path is the path of the section. */
export interface NoteRow extends SectionAddress {
  readonly kind: 'note';
  readonly note: 'loadMore' | 'empty' | 'cutOff' | 'failure' | 'remark';
  readonly section: SectionRow;
  readonly failure?: ListFailure;
}

/** The rows of the sections of an organization or of an item. */
export function sectionRows(
  sections: readonly Section[],
  { domain, id, path }: SectionAddress,
  organization: Organization,
): readonly SectionRow[] {
  return sections.map((section) => ({
    kind: 'section',
    domain,
    id,
    path: [...path, section.name],
    organization,
    section,
  }));
}

/**
 * The rows of items of a section. The path of each row is unique: an item without a key, or with the key of another item,
 * gets its index as well.
 */
export function itemRows({ domain, id, path, organization, section }: SectionRow, items: readonly Item[]): ItemRow[] {
  const keys = new Set<string>();
  return items.map((item, index) => {
    let key = section.keyOf(item) || '#';
    while (keys.has(key) || key === '#') {
      key += `#${index}`;
    }
    keys.add(key);
    return { kind: 'item', domain, id, path: [...path, key], organization, section, item };
  });
}

/**
 * The loaded rows of a section. A failed refresh is shown above the rows that it did not refresh. A section without items
 * has no rows, unless there is something to say about it.
 */
export function loadedItemRows(row: SectionRow, list: PagedList<Item>): readonly (ItemRow | NoteRow)[] {
  const { failure } = list;
  const items = itemRows(row, list.items);
  const rows = row.section.remark !== undefined && list.isLoaded ? [noteRow(row, 'remark'), ...items] : items;
  if (failure) {
    const told: NoteRow = { ...noteRow(row, 'failure'), failure };
    return failure.operation === 'refresh' ? [told, ...rows] : [...rows, told];
  }
  if (!list.hasEnded) {
    return [...rows, noteRow(row, 'loadMore')];
  }
  if (list.isCutOff) {
    return [...rows, noteRow(row, 'cutOff')];
  }
  return items.length > 0 || row.section.emptyRemark === undefined ? rows : [...rows, noteRow(row, 'empty')];
}

function noteRow(section: SectionRow, note: NoteRow['note']): NoteRow {
  const { domain, id, path } = section;
  return { kind: 'note', domain, id, path, note, section };
}

/** The scopes that would show what a note says is missing. */
export function missingScopes({ failure, section: { section } }: NoteRow): readonly string[] {
  return failure?.error.details.scopes ?? ('scope' in section.source ? [section.source.scope] : []);
}

/** What the row of an organization shows besides the organization. */
export interface RowMark {
  /** A few words beside the name, empty for none. */
  readonly description: string;
  /** What a screen reader says of it, which does not tell the icon. */
  readonly spoken: readonly string[];
  /** In place of the icon of an organization. */
  readonly icon?: vscode.ThemeIcon;
  /** Put above the tooltip of an organization. */
  readonly tooltip?: MarkTooltip;
}

/** Texts of a mark, not escaped. */
export interface MarkTooltip {
  readonly title: string;
  readonly entries: readonly { readonly fact: string; readonly remedy: string }[];
  readonly more: string;
}

/** The mark of a row that shows nothing besides its organization. */
export const unmarked: RowMark = { description: '', spoken: [] };

/** Gives the rows of organizations their marks, from what is loaded: drawing a row makes no request. */
export interface RowMarks {
  /** Fires a row whose mark has changed. */
  readonly onDidChange: vscode.Event<OrganizationRow>;
  /** Takes the rows that the view has of a tenant from now on. */
  setRows(domain: string, rows: readonly Row[]): void;
  /** The mark to draw a row with. */
  draw(row: OrganizationRow): RowMark;
  /** The mark that a row was drawn with. */
  shown(row: OrganizationRow): RowMark;
}

/** The rows that a person has expanded. */
export class ExpandedRows {
  readonly #keys = new Set<string>();

  /** Collapsing a row forgets the rows below it: on expansion, VS Code requests the children of expanded rows again. */
  set(row: Row, isExpanded: boolean): void {
    if (isExpanded) {
      this.#keys.add(keyOf(row));
    } else {
      this.forget(keyOf(row));
    }
  }

  /** Whether the rows below a section are visible: the section and each row above it are expanded. */
  isOpen({ domain, id, path }: SectionAddress): boolean {
    const above = path.map((_, index) => sectionKey({ domain, id, path: path.slice(0, index) }));
    return [domain, ...above, sectionKey({ domain, id, path })].every((key) => this.#keys.has(key));
  }

  /** Forgets a row and the rows below it. @param from the key of the row; that of a tenant is its domain */
  forget(from: string): void {
    for (const key of this.#keys) {
      if (key === from || key.startsWith(`${from}/`)) {
        this.#keys.delete(key);
      }
    }
  }
}

function keyOf(row: Row): string {
  switch (row.kind) {
    case 'organization':
      return sectionKey({ domain: row.domain, id: row.organization.id, path: [] });
    case 'section':
    case 'item':
    case 'note':
      return sectionKey(row);
    case 'tenant':
    case 'loadMore':
    case 'failure':
    case 'cutOff':
    case 'empty':
      return row.domain;
  }
}

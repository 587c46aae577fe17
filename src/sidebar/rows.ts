import { isRecord, readText } from '../management/jsonFields.ts';
import { type Organization, readOrganization } from '../management/organization.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { ListFailure, PagedList } from '../organizations/pagedList.ts';
import type { Item, Section, SectionAddress } from '../sections/section.ts';

/** A row of the sidebar, as plain data; `treeItem` gives it its looks. */
export type Row = TenantRow | OrganizationRow | LoadMoreRow | FailureRow | EmptyRow | SectionRow | ItemRow | NoteRow;

export interface TenantRow {
  readonly kind: 'tenant';
  readonly domain: string;
}

export interface OrganizationRow {
  readonly kind: 'organization';
  readonly domain: string;
  readonly organization: Organization;
}

/** Stands for the organizations that are not loaded yet. */
export interface LoadMoreRow {
  readonly kind: 'loadMore';
  readonly domain: string;
}

/** Says why what was asked for is not there, or not new. */
export interface FailureRow {
  readonly kind: 'failure';
  readonly domain: string;
  readonly failure: ListFailure;
}

export interface EmptyRow {
  readonly kind: 'empty';
  readonly domain: string;
}

/** What each kind of row has beside its domain that commands look at. */
const parts: Readonly<Record<Row['kind'], readonly string[]>> = {
  tenant: [],
  organization: ['organization'],
  loadMore: [],
  failure: ['failure'],
  empty: [],
  section: ['organization', 'section', 'path'],
  item: ['organization', 'section', 'path', 'item'],
  note: ['section', 'path'],
};

/** Tells rows from the other things that commands are called with, which can be anything. */
export function isRow(value: unknown): value is Row {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !Object.hasOwn(parts, value['kind'])) {
    return false;
  }
  const { organization } = value;
  return (
    readText(value['domain']) !== undefined &&
    (organization === undefined || readOrganization(organization) !== undefined) &&
    (value['path'] === undefined || (Array.isArray(value['path']) && readText(value['id']) !== undefined)) &&
    parts[value['kind'] as Row['kind']].every((part) => typeof value[part] === 'object' && value[part] !== null)
  );
}

/**
 * The rows under a tenant. A failed refresh is told above the rows that it could not renew, any other in its place.
 * @param shown the organizations of the list that the view shows, in its order
 */
export function organizationRows(
  domain: string,
  list: OrganizationList,
  shown: readonly Organization[],
): readonly Row[] {
  const { failure } = list;
  const rows = shown.map((organization): Row => ({ kind: 'organization', domain, organization }));
  const failureRows: readonly Row[] = failure ? [{ kind: 'failure', domain, failure }] : [];
  if (failure?.operation === 'refresh') {
    return [...failureRows, ...rows, ...restRows(domain, list, rows.length)];
  }
  return [...rows, ...(failure ? failureRows : restRows(domain, list, rows.length))];
}

function restRows(domain: string, { isComplete, isLoaded }: OrganizationList, shown: number): readonly Row[] {
  if (!isComplete) {
    return isLoaded ? [{ kind: 'loadMore', domain }] : [];
  }
  return shown === 0 ? [{ kind: 'empty', domain }] : [];
}

/** One of the sections below an organization, or below an item of another section. */
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

/** Says something about the rows of a section. Its path is that of the section. */
export interface NoteRow extends SectionAddress {
  readonly kind: 'note';
  readonly note: 'loadMore' | 'empty' | 'cutOff' | 'failure';
  readonly section: SectionRow;
  readonly failure?: ListFailure;
}

/** The sections of an organization, or of an item that holds some. */
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

/** The rows of a section whose items the organization holds itself. */
export function containedItemRows(row: SectionRow, items: readonly Item[]): readonly (ItemRow | NoteRow)[] {
  return items.length > 0 ? itemRowsOf(row, items) : [noteRow(row, 'empty')];
}

/** The rows of a section as far as it is loaded. A failed refresh is told above the rows that it could not renew. */
export function loadedItemRows(row: SectionRow, list: PagedList<Item>): readonly (ItemRow | NoteRow)[] {
  const { failure, items } = list;
  const rows = itemRowsOf(row, items);
  if (failure) {
    const told: NoteRow = { ...noteRow(row, 'failure'), failure };
    return failure.operation === 'refresh' ? [told, ...rows] : [...rows, told];
  }
  if (!list.isComplete) {
    return [...rows, noteRow(row, 'loadMore')];
  }
  if (list.isCutOff) {
    return [...rows, noteRow(row, 'cutOff')];
  }
  return rows.length > 0 ? rows : [noteRow(row, 'empty')];
}

/** The path of each row is its own: an item without a key, or with that of another one, is known by its place. */
function itemRowsOf({ domain, id, path, organization, section }: SectionRow, items: readonly Item[]): ItemRow[] {
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

function noteRow(section: SectionRow, note: NoteRow['note']): NoteRow {
  const { domain, id, path } = section;
  return { kind: 'note', domain, id, path, note, section };
}

/** What is copied of an item: its ID, or the value of a field of the organization itself. Empty where it has none. */
export function copiedText({ section, item }: ItemRow): string {
  return (section.copiedText ?? section.keyOf)(item);
}

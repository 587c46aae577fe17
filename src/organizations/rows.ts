import { isRecord, readText } from '../management/fields.ts';
import { readOrganization, type Organization } from '../management/organization.ts';
import type { ItemRow, NoteRow, SectionRow } from './sections/sectionRows.ts';
import type { ListFailure } from './loadedList.ts';
import type { OrganizationList } from './organizationList.ts';

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
export function rowsOf(domain: string, list: OrganizationList, shown: readonly Organization[]): readonly Row[] {
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

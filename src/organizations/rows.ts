import type { Organization } from '../management/organization.ts';
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

const kinds: readonly unknown[] = [
  'tenant',
  'organization',
  'loadMore',
  'failure',
  'empty',
  'section',
  'item',
  'note',
] satisfies Row['kind'][];

/** Tells rows from the other things that commands are called with. */
export function isRow(value: unknown): value is Row {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(value.kind) && 'domain' in value
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

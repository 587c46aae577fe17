import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRecord, readString } from '../api/jsonFields.ts';
import { isOrganizationId, type Organization, readOrganization } from '../api/organization.ts';
import { documentAddress, isAboutOrganizations } from '../documents/documentAddress.ts';
import { urisOfTab } from '../documents/requestedDocuments.ts';
import { type Item, textField } from '../sections/section.ts';
import type { OrganizationTree } from '../sidebar/organizationTree.ts';
import type { Row } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { showInformation } from '../ui/notifications.ts';
import type { Services } from './services.ts';

/** The fields of each kind of row that commands read, besides the domain. */
const fieldsOfRows: Readonly<Record<Row['kind'], readonly string[]>> = {
  tenant: [],
  organization: ['organization'],
  loadMore: [],
  failure: ['failure'],
  cutOff: [],
  empty: [],
  section: ['organization', 'section', 'path'],
  item: ['organization', 'section', 'path', 'item'],
  note: ['section', 'path'],
};

/** Whether a value is a row. Other extensions can call commands with any argument. */
export function isRow(value: unknown): value is Row {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !Object.hasOwn(fieldsOfRows, value['kind'])) {
    return false;
  }
  const { organization } = value;
  return (
    readString(value['domain']) !== undefined &&
    (organization === undefined || readOrganization(organization) !== undefined) &&
    (value['path'] === undefined || (Array.isArray(value['path']) && readString(value['id']) !== undefined)) &&
    fieldsOfRows[value['kind'] as Row['kind']].every(
      (field) => typeof value[field] === 'object' && value[field] !== null,
    )
  );
}

/** The tenant of a command's argument: a domain, a row or the URI of a document. */
export function domainArgument(argument: unknown): string | undefined {
  if (typeof argument === 'string') {
    return argument;
  }
  if (argument instanceof vscode.Uri) {
    return documentAddress(argument)?.domain;
  }
  return isRow(argument) ? argument.domain : undefined;
}

/**
 * The arguments of a command in the context menu of a row: the selected rows if the row is selected, otherwise the row
 * alone. VS Code passes the selection only if the row is selected. Other hosts always pass the selection.
 */
export function rowArguments(argument: unknown, selection: unknown): readonly unknown[] {
  return Array.isArray(selection) && selection.includes(argument) ? selection : [argument].flat();
}

/** The argument if it is a string, `undefined` for anything else. */
export function stringArgument(argument: unknown): string | undefined {
  return typeof argument === 'string' ? argument : undefined;
}

/** The argument if it is the URI of a document about organizations, `undefined` for anything else. */
export function documentArgument(argument: unknown): vscode.Uri | undefined {
  const uri = argument instanceof vscode.Uri ? argument : undefined;
  const address = uri && documentAddress(uri);
  return address && isAboutOrganizations(address) ? uri : undefined;
}

/** The URI of the document in front, also of one that a custom editor such as the Markdown preview shows. */
export function documentInFront(): vscode.Uri | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return vscode.window.activeTextEditor?.document.uri ?? (activeTab && urisOfTab(activeTab)[0]);
}

/**
 * What a command without an argument is about: what the selected rows or the document in front tell, those of the two
 * first that a person used last.
 * @param read reads a row or a URI, `undefined` if it does not tell it
 */
export function inFront<T>(
  { selection, isUsedLast }: Pick<OrganizationTree, 'selection' | 'isUsedLast'>,
  read: (argument: unknown) => T | undefined,
): readonly T[] {
  const sources = [selection, [documentInFront()]].map((each) => each.flatMap((one: unknown) => read(one) ?? []));
  const [first = [], second = []] = isUsedLast ? sources : sources.reverse();
  return first.length > 0 ? first : second;
}

/**
 * The tenant that a command about a whole tenant is about: of its argument, or else the connected one of what is in front,
 * see `inFront`. `pickTenant` asks if that does not tell one.
 * @param argument see `domainArgument`
 */
export async function targetTenant(
  { tenants, tree }: Services<'tenants' | 'tree'>,
  title: string,
  argument: unknown,
): Promise<string | undefined> {
  const connected = (domain = '') => (tenants.domains.includes(domain) ? domain : undefined);
  const [only, ...others] = new Set(inFront(tree, (one) => connected(domainArgument(one))));
  return pickTenant(tenants, title, domainArgument(argument) ?? (others.length === 0 ? only : undefined));
}

/** The organization of a command's argument: a row, the URI of a document, or `{ domain, id, name? }`. */
export function organizationArgument(argument: unknown): OrganizationReference | undefined {
  if (isRow(argument)) {
    return 'organization' in argument
      ? { domain: argument.domain, organization: argument.organization, id: argument.organization.id }
      : undefined;
  }
  const given = argument instanceof vscode.Uri ? documentAddress(argument) : argument;
  const { domain, id, name } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return typeof domain === 'string' && typeof id === 'string' && isOrganizationId(id)
    ? { domain, id, organization: { id, ...(typeof name === 'string' && { name }) } }
    : undefined;
}

/**
 * The organization that a command is about. Without one, the user is told what to do first.
 * @param argument see `organizationArgument`; without it see `inFront`
 */
export function targetOrganization(tree: OrganizationTree, argument: unknown): OrganizationReference | undefined {
  const target = organizationArgument(argument) ?? inFront(tree, organizationArgument)[0];
  if (!target) {
    void showInformation(l10n.t('Select an organization or open one first.'));
  }
  return target;
}

/** An organization and its tenant. */
export interface OrganizationReference {
  readonly domain: string;
  readonly id: string;
  /** Has at least the ID; other fields can be missing. */
  readonly organization: Organization;
}

/** An item inside organizations that a command asks about, such as a connection. */
export interface ItemReference {
  readonly domain: string;
  readonly id: string;
  /** Empty if only the ID is known. */
  readonly item: Item;
}

/**
 * The item of a command's arguments.
 * @param field the field of the item that holds its ID
 * @param argument the row of an item, or the domain of a tenant; without it the first selected row
 * @param id the ID of the item, if `argument` is a domain
 */
export function itemArgument(
  selection: readonly Row[],
  field: string,
  argument: unknown,
  id: unknown,
): ItemReference | undefined {
  if (typeof argument === 'string') {
    return typeof id === 'string' && id !== '' ? { domain: argument, id, item: {} } : undefined;
  }
  const row = isRow(argument) ? argument : selection[0];
  if (row?.kind !== 'item') {
    return undefined;
  }
  const itemId = textField(row.item, field);
  return itemId === '' ? undefined : { domain: row.domain, id: itemId, item: row.item };
}

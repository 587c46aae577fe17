import { isOrganizationId } from '../management/organization.ts';
import { isTenantDomain } from '../management/tenantDomain.ts';
import type { SectionAddress } from '../sections/section.ts';
import type { UserReference } from '../users/userDocument.ts';
import { isUserId } from '../users/userQuestion.ts';

/** The subject of a document: an organization, something in it, a user, or the loaded part of a tenant's list. */
export type DocumentAddress = OrganizationAddress | UserAddress | ListAddress;

/**
 * The address of an organization or of something in it. `path` is empty for the organization itself, otherwise the path
 * of a section or an item, `['everything']` or `['ordered']`.
 */
export interface OrganizationAddress extends SectionAddress {
  /** Only for the title of the tab: the ID alone identifies the organization. */
  readonly name: string;
  readonly userId?: never;
}

/** The address of a user with the organizations, and with the roles in all of them however many there are. */
export interface UserAddress extends UserReference {
  readonly id?: never;
}

export interface ListAddress {
  readonly domain: string;
  readonly id?: never;
  readonly userId?: never;
}

/** The components of a `vscode.Uri`, not percent-encoded. */
export interface UriComponents {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

export const documentScheme = 'auth0-organization';

/** The file name of the list, without `.json`. */
const listName = 'organizations';

/** The first part of the paths of users' documents, and of their queries, which no organization's ID equals. */
const usersName = 'users';

/** The last part of the address of a user with all roles. */
const allRoles = 'roles';

/** Menus recognize the list and users by their paths, so no document of an organization may begin with these names. */
const reservedNames: ReadonlySet<string> = new Set([listName, usersName]);

/** The path of the document with all sections of an organization. */
export const everything = 'everything';

/** The path of the document with the keys of an organization in sorted order, for comparisons. */
export const ordered = 'ordered';

/**
 * `auth0-organization://{domain}/{name}.json?{id}` for an organization, `…/{name}/members.json?{id}/members` for
 * something in it, `…/users/{id}.json?users/{id}` for a user (`…/users/roles/{id}.json?users/{id}/roles` with all roles),
 * `…/organizations.json` for the list.
 */
export function toUriComponents(address: DocumentAddress): UriComponents {
  const { titles, keys } = partsOf(address);
  return {
    scheme: documentScheme,
    authority: address.domain,
    path: `/${titles.map((title) => title.replace(/[^\w-]/g, '-') || '-').join('/')}.json`,
    query: keys.map(encodeURIComponent).join('/'),
  };
}

/** The parts of the path, which are the title of the tab, and of the query, which identifies the document. */
function partsOf(address: DocumentAddress): Readonly<Record<'titles' | 'keys', readonly string[]>> {
  if (address.userId !== undefined) {
    const roles = address.withAllRoles ? [allRoles] : [];
    return { titles: [usersName, ...roles, address.userId], keys: [usersName, address.userId, ...roles] };
  }
  if (address.id === undefined) {
    return { titles: [listName], keys: [] };
  }
  const { id, name, path } = address;
  return { titles: [reservedNames.has(name) ? id : name || id, ...path], keys: [id, ...path] };
}

/** @returns `undefined` for a URI that `toUriComponents` does not create: anyone can write a link */
export function fromUriComponents({ scheme, authority, path, query }: UriComponents): DocumentAddress | undefined {
  const titles = /^\/([\w-]+(?:\/[\w-]+)*)\.json$/.exec(path)?.[1]?.split('/');
  if (scheme !== documentScheme || !isTenantDomain(authority) || titles === undefined) {
    return undefined;
  }
  const [name = ''] = titles;
  if (query === '') {
    return name === listName && titles.length === 1 ? { domain: authority } : undefined;
  }
  const [id = '', ...parts] = query.split('/');
  const keys = parts.map(decoded);
  if (keys.length !== titles.length - 1 || !keys.every(isKey)) {
    return undefined;
  }
  if (id === usersName) {
    return userAddress(authority, keys);
  }
  return isOrganizationId(id) ? { domain: authority, id, name, path: keys } : undefined;
}

function userAddress(domain: string, [userId = '', roles, ...rest]: readonly string[]): UserAddress | undefined {
  const isKnown = isUserId(userId) && (roles === undefined || roles === allRoles) && rest.length === 0;
  return isKnown ? { domain, userId, withAllRoles: roles === allRoles } : undefined;
}

/** Whether a document shows the list of a tenant. */
export function isList({ id, userId }: DocumentAddress): boolean {
  return id === undefined && userId === undefined;
}

/** What a document shows, in one word or ID. */
export function addressTitle(address: DocumentAddress): string {
  if (address.userId !== undefined) {
    return address.userId;
  }
  return address.id === undefined ? address.domain : (address.path.at(-1) ?? address.name);
}

/** `.` and `..` are excluded because they would change the path of a request URL. */
function isKey(key: string): boolean {
  return !['', '.', '..'].includes(key);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

import {
  access,
  applicationsName,
  explanationPath,
  isClientId,
  loginInPath,
  usersName,
} from '../access/explanationAddress.ts';
import type { AccessQuestion } from '../access/facts.ts';
import { isOrganizationId } from '../api/organization.ts';
import { isTenantDomain } from '../api/tenantDomain.ts';
import {
  type ComparedInSummary,
  comparedInSummary,
  comparisonKinds,
  type Counterpart,
  counterpartInPath,
  snapshotName,
  summaryName,
  summaryPath,
  tenantsName,
} from '../compare/comparisonAddress.ts';
import type { SectionAddress } from '../sections/section.ts';
import type { UserReference } from '../users/userDocument.ts';
import { isUserId } from '../users/usersClient.ts';

/**
 * The subject of a document: an organization, something in it, a user, an application, the loaded part of a tenant's
 * list, or the comparison of two tenants.
 */
export type DocumentAddress = OrganizationAddress | UserAddress | ApplicationAddress | ListAddress | SummaryAddress;

/**
 * The address of an organization or of something in it. `path` is empty for the organization itself, otherwise the path
 * of a section or an item, `['everything']`, `['ordered']`, the path of an explanation of `explanationAddress`, or that of
 * a comparison of `comparisonPath`.
 */
export interface OrganizationAddress extends SectionAddress {
  /** Only for the title of the tab: the ID alone identifies the organization. */
  readonly name: string;
  readonly userId?: never;
  readonly clientId?: never;
  readonly comparedWith?: never;
}

/** The address of a user with the organizations, and with the roles in all of them however many there are. */
export interface UserAddress extends UserReference {
  readonly id?: never;
  readonly clientId?: never;
  readonly comparedWith?: never;
}

/** The address of an application. */
export interface ApplicationAddress {
  readonly domain: string;
  readonly clientId: string;
  readonly id?: never;
  readonly userId?: never;
  readonly comparedWith?: never;
}

interface ListAddress {
  readonly domain: string;
  readonly id?: never;
  readonly userId?: never;
  readonly clientId?: never;
  readonly comparedWith?: never;
}

/** The address of the summary of two tenants, or of a snapshot and a tenant. */
interface SummaryAddress extends ComparedInSummary {
  readonly domain: string;
  readonly id?: never;
  readonly userId?: never;
  readonly clientId?: never;
}

/** The components of a `vscode.Uri`, not percent-encoded. */
interface UriComponents {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

export const documentScheme = 'auth0-organization';

/** The file name of the list, without `.json`. */
const listName = 'organizations';

/** The last part of the address of a user with all roles. */
const allRoles = 'roles';

/**
 * Menus recognize the list, users, applications and comparisons by their paths, so no other document of an organization may
 * begin with these names.
 */
const reservedNames: ReadonlySet<string> = new Set([listName, usersName, applicationsName, ...comparisonKinds]);

/** The path of the document with all sections of an organization. */
export const everything = 'everything';

/** The path of the document with the keys of an organization in sorted order, for comparisons. */
export const ordered = 'ordered';

/**
 * `auth0-organization://{domain}/{name}.json?{id}` for an organization, `…/{name}/members.json?{id}/members` for
 * something in it, `…/users/{id}.json?users/{id}` for a user (`…/users/roles/{id}.json?users/{id}/roles` with all roles),
 * `…/clients/{id}.json?clients/{id}` for an application, `…/organizations.json` for the list, and
 * `…/{name}/{client ID}/{user ID}/access.md?{id}/access/clients/{client ID}/users/{user ID}` for an explanation,
 * `…/comparison/{name}.json?{id}/comparison/{domain}/{id}` for a side of a comparison, in the folder `tenants` among all of
 * two tenants, and `…/tenants/summary.md?tenants/{domain}` for their summary. The same of a snapshot is in the folder
 * `snapshot`, with the time of the snapshot in the query.
 */
export function toUriComponents(address: DocumentAddress): UriComponents {
  const { titles, keys } = partsOf(address);
  const type = isExplanation(address) || address.comparedWith !== undefined ? 'md' : 'json';
  return {
    scheme: documentScheme,
    authority: address.domain,
    path: `/${titles.map((title) => title.replace(/[^\w-]/g, '-') || '-').join('/')}.${type}`,
    query: keys.map(encodeURIComponent).join('/'),
  };
}

/** The parts of the path, which are the title of the tab, and of the query, which identifies the document. */
function partsOf(address: DocumentAddress): Readonly<Record<'titles' | 'keys', readonly string[]>> {
  if (address.userId !== undefined) {
    const roles = address.withAllRoles ? [allRoles] : [];
    return { titles: [usersName, ...roles, address.userId], keys: [usersName, address.userId, ...roles] };
  }
  if (address.clientId !== undefined) {
    const keys = [applicationsName, address.clientId];
    return { titles: keys, keys };
  }
  if (address.comparedWith !== undefined) {
    const keys = summaryPath(address);
    return { titles: [keys[0], summaryName], keys };
  }
  if (address.id === undefined) {
    return { titles: [listName], keys: [] };
  }
  const { id, name, path } = address;
  const other = counterpart(address);
  if (other) {
    return { titles: [other.kind, name || id], keys: [id, ...path] };
  }
  // The file of an explanation is named last, and the names before the IDs are left out.
  const inside = isExplanation(address) ? [...path.filter((_, index) => index > 0 && index % 2 === 0), access] : path;
  return { titles: [reservedNames.has(name) ? id : name || id, ...inside], keys: [id, ...path] };
}

/** @returns `undefined` for a URI that `toUriComponents` does not create: anyone can write a link */
export function fromUriComponents({ scheme, authority, path, query }: UriComponents): DocumentAddress | undefined {
  const [, whole, type] = /^\/([\w-]+(?:\/[\w-]+)*)\.(json|md)$/.exec(path) ?? [];
  if (scheme !== documentScheme || !isTenantDomain(authority) || whole === undefined) {
    return undefined;
  }
  const titles = whole.split('/');
  const [name = ''] = titles;
  if (query === '') {
    return name === listName && titles.length === 1 && type === 'json' ? { domain: authority } : undefined;
  }
  const [id = '', ...parts] = query.split('/');
  const keys = parts.length === 0 ? [] : keysIn(parts.join('/'));
  if (!keys) {
    return undefined;
  }
  if (id === tenantsName || id === snapshotName) {
    const compared = path === `/${id}/${summaryName}.md` ? comparedInSummary(id, keys) : undefined;
    return compared && { domain: authority, ...compared };
  }
  if (titles.length === 2 && comparisonKinds.some((kind) => kind === name) && keys.length !== 1) {
    const isSide = counterpartInPath(keys)?.kind === name && isOrganizationId(id) && type === 'json';
    return isSide ? { domain: authority, id, name: titles[1] ?? id, path: keys } : undefined;
  }
  const address: OrganizationAddress = { domain: authority, id, name, path: keys };
  if (type === 'md' || isExplanation(address)) {
    return isOrganizationId(id) && accessQuestion(address) && toUriComponents(address).path === path
      ? address
      : undefined;
  }
  if (keys.length !== titles.length - 1) {
    return undefined;
  }
  if (id === usersName) {
    return userAddress(authority, keys);
  }
  if (id === applicationsName) {
    return applicationAddress(authority, keys);
  }
  return isOrganizationId(id) ? address : undefined;
}

function userAddress(domain: string, [userId = '', roles, ...rest]: readonly string[]): UserAddress | undefined {
  const isKnown = isUserId(userId) && (roles === undefined || roles === allRoles) && rest.length === 0;
  return isKnown ? { domain, userId, withAllRoles: roles === allRoles } : undefined;
}

function applicationAddress(
  domain: string,
  [clientId = '', ...rest]: readonly string[],
): ApplicationAddress | undefined {
  return isClientId(clientId) && rest.length === 0 ? { domain, clientId } : undefined;
}

/** The address of an explanation. @param name the name of the organization */
export function explanationAddress(
  { domain, organizationId, ...login }: AccessQuestion,
  name: string,
): OrganizationAddress {
  return { domain, id: organizationId, name, path: explanationPath(login) };
}

/** The question that a document answers, `undefined` for a document that is not an explanation. */
export function accessQuestion(address: DocumentAddress): AccessQuestion | undefined {
  if (address.id === undefined) {
    return undefined;
  }
  const login = loginInPath(address.path);
  return login && { domain: address.domain, organizationId: address.id, ...login };
}

/** Whether a document is an explanation, which is Markdown. The others are JSON. */
export function isExplanation(address: DocumentAddress): boolean {
  return address.id !== undefined && address.path[0] === access;
}

/** The organization that a document compares its own with, `undefined` for a document that is not a comparison. */
export function counterpart(address: DocumentAddress): Counterpart | undefined {
  return address.id === undefined ? undefined : counterpartInPath(address.path);
}

/** Whether a document belongs to a comparison that is in memory alone, and is not read again. */
export function isComparison(address: DocumentAddress): boolean {
  return address.comparedWith !== undefined || counterpart(address) !== undefined;
}

/** Whether a document shows the list of a tenant. */
export function isList(address: DocumentAddress): boolean {
  return isAboutOrganizations(address) && address.id === undefined;
}

/** Whether a document is about one or more organizations, and not about a user, an application or two tenants. */
export function isAboutOrganizations(address: DocumentAddress): address is OrganizationAddress | ListAddress {
  return address.userId === undefined && address.clientId === undefined && address.comparedWith === undefined;
}

/** What a document shows, in one word or ID. */
export function addressTitle(address: DocumentAddress): string {
  const { clientId, domain, id, userId } = address;
  return userId ?? clientId ?? (id === undefined ? domain : (address.path.at(-1) ?? address.name));
}

/**
 * The percent-encoded keys of a text with `/` between them, `undefined` if one is not a key. `.` and `..` would change the
 * path of a request URL.
 */
export function keysIn(text: string): readonly string[] | undefined {
  const keys = text.split('/').map(decoded);
  return keys.some((key) => ['', '.', '..'].includes(key)) ? undefined : keys;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

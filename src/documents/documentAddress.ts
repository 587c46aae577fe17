import { isOrganizationId } from '../api/organization.ts';
import { isTenantDomain } from '../api/tenantDomain.ts';
import type { SectionAddress } from '../sections/section.ts';

/** What a document is about. Which kinds of paths there are, the kinds of documents say: see `DocumentForm`. */
export interface DocumentAddress {
  readonly domain: string;
  /** The ID of the organization that the document is about, if it is about one. */
  readonly id?: string;
  /** The name of the organization, or of what a report of a tenant is about. Only for the title of the tab. */
  readonly name?: string;
  /** The name of a person. Only for the title of the tab, as `name`. */
  readonly person?: string;
  /**
   * What of the organization or the tenant: empty for the organization itself, or for the list of the tenant, otherwise
   * the path of a section or an item, `['everything']`, or the path of another kind of document.
   */
  readonly path: readonly string[];
}

/** The address of an organization or of something in it. */
export interface OrganizationAddress extends SectionAddress {
  readonly name: string;
}

/** The file of a document: its folders and its name, which are the title of the tab. */
export interface DocumentFile {
  readonly titles: readonly string[];
  /** A last title that people read, with letters of all languages. */
  readonly lastTitle?: string;
  readonly type: 'json' | 'md';
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

/**
 * Menus recognize the list and other kinds of documents by the first part of their files, so no document of an
 * organization may begin with these names.
 */
export const reservedNames: ReadonlySet<string> = new Set([
  listName,
  'users',
  'clients',
  'comparison',
  'tenants',
  'snapshot',
  'ordered',
]);

/**
 * The folder of explanations, whose last title is that of the organization, behind that of the person and a dash. Its files
 * alone are Markdown, so an organization can have this name.
 */
export const explanations = 'access';

/** The path of the document with all sections of an organization. */
export const everything = 'everything';

/**
 * `auth0-organization://{domain}/{titles}.{type}?{id}/{path}`, such as `…/{name}.json?{id}` for an organization,
 * `…/{name}/members.json?{id}/members` for something in it, and `…/organizations.json` for the list. The query identifies
 * the document.
 */
export function toUriComponents(
  { domain, id, path }: DocumentAddress,
  { titles, lastTitle, type }: DocumentFile,
): UriComponents {
  const keys = id === undefined ? path : [id, ...path];
  const parts = [
    ...titles.map((title) => title.replace(/[^\w-]/g, '-') || '-'),
    ...(lastTitle === undefined ? [] : [lastTitle.replace(/[^\p{L}\p{M}\p{N}_ '’–-]/gu, '-')]),
  ];
  return {
    scheme: documentScheme,
    authority: domain,
    path: `/${parts.join('/')}.${type}`,
    query: keys.map(encodeURIComponent).join('/'),
  };
}

/**
 * The address in a URI of this extension, `undefined` for any other URI. Anyone can write a link: that there is such a
 * document is what `DocumentKinds` says.
 */
export function documentAddress({ scheme, authority, path, query }: UriComponents): DocumentAddress | undefined {
  const [, file, type] = /^\/((?:[\w-]+\/)*[^/.]+)\.(json|md)$/.exec(path) ?? [];
  if (scheme !== documentScheme || !isTenantDomain(authority) || file === undefined) {
    return undefined;
  }
  if (query === '') {
    return path === `/${listName}.json` ? { domain: authority, path: [] } : undefined;
  }
  const keys = keysIn(query);
  const [id = '', ...inside] = keys ?? [];
  if (!keys || !query.startsWith(id)) {
    return undefined;
  }
  const titles = file.split('/');
  const lastTitle = titles.at(-1) ?? '';
  if (!isOrganizationId(id)) {
    return { domain: authority, path: keys, ...(type === 'md' && { name: lastTitle }) };
  }
  const [first = id, second = first] = titles;
  if (first === explanations && type === 'md') {
    const [, person, name = ''] = /^(?:(.*) – )?(.*)$/.exec(lastTitle) ?? [];
    return { domain: authority, id, name, ...(person !== undefined && { person }), path: inside };
  }
  // Some kinds of documents have a folder of their own before the name.
  return { domain: authority, id, name: reservedNames.has(first) ? second : first, path: inside };
}

/** The file of the list of a tenant. */
export function listFile(): DocumentFile {
  return { titles: [listName], type: 'json' };
}

/** The file of an organization or of something in it. */
export function organizationFile({ id = '', name = '', path }: DocumentAddress): DocumentFile {
  return { titles: [organizationFolder(id, name), ...path], type: 'json' };
}

/** The first part of the file of a document of an organization: its name, or its ID where menus would mistake the name. */
export function organizationFolder(id: string, name: string): string {
  return reservedNames.has(name) ? id : name || id;
}

/** Whether a document is about an organization, and not about a tenant. */
export function isOfOrganization(address: DocumentAddress): address is DocumentAddress & OrganizationAddress {
  return address.id !== undefined;
}

/** Whether a document shows the list of a tenant. */
export function isList({ id, path }: DocumentAddress): boolean {
  return id === undefined && path.length === 0;
}

/** Whether a document is about one or more organizations, and not about a user, an application or two tenants. */
export function isAboutOrganizations(address: DocumentAddress): boolean {
  return isOfOrganization(address) || isList(address);
}

/** What a document shows, in one word or ID. */
export function addressTitle(address: DocumentAddress): string {
  const { domain, path } = address;
  return isOfOrganization(address) ? (path.at(-1) ?? address.name) : (path[1] ?? domain);
}

/** What a document is about, as an ID. */
export function addressSubject({ domain, id, path }: DocumentAddress): string {
  return id ?? path[1] ?? domain;
}

/**
 * The percent-encoded keys of a text with `/` between them, `undefined` if one is not a key. `.` and `..` would change the
 * path of a request URL.
 */
export function keysIn(text: string): readonly string[] | undefined {
  const keys = text.split('/').map(decoded);
  return keys.some((key) => ['', '.', '..'].includes(key)) ? undefined : keys;
}

/** A percent-encoded text, empty if it is not one. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

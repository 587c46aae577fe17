import { isOrganizationId } from '../management/organization.ts';
import { isTenantDomain } from '../management/tenantDomain.ts';
import type { SectionAddress } from '../sections/section.ts';

/** The subject of a document: an organization, something in it, or the loaded part of a tenant's list. */
export type DocumentAddress = OrganizationAddress | ListAddress;

/**
 * The address of an organization or of something in it. `path` is empty for the organization itself, otherwise the path
 * of a section or an item, `['everything']` or `['ordered']`.
 */
export interface OrganizationAddress extends SectionAddress {
  /** Only for the title of the tab: the ID alone identifies the organization. */
  readonly name: string;
}

export interface ListAddress {
  readonly domain: string;
  readonly id?: never;
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

/** The path of the document with all sections of an organization. */
export const everything = 'everything';

/** The path of the document with the keys of an organization in sorted order, for comparisons. */
export const ordered = 'ordered';

/**
 * `auth0-organization://{domain}/{name}.json?{id}` for an organization, `…/{name}/members.json?{id}/members` for
 * something in it, `…/organizations.json` for the list.
 */
export function toUriComponents(address: DocumentAddress): UriComponents {
  const isOne = address.id !== undefined;
  // Menus recognize the list by its file name, so no document of an organization may have this file name.
  const name = isOne && address.name !== listName ? address.name : '';
  const titles = isOne ? [name || address.id, ...address.path] : [listName];
  return {
    scheme: documentScheme,
    authority: address.domain,
    path: `/${titles.map((title) => title.replace(/[^\w-]/g, '-') || '-').join('/')}.json`,
    query: isOne ? [address.id, ...address.path.map(encodeURIComponent)].join('/') : '',
  };
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
  return isOrganizationId(id) && keys.length === titles.length - 1 && keys.every(isKey)
    ? { domain: authority, id, name, path: keys }
    : undefined;
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

import { isOrganizationId } from '../management/organizationKeys.ts';

/** What a document shows: one organization, or the loaded part of a tenant's list. */
export type DocumentAddress = OrganizationAddress | ListAddress;

export interface OrganizationAddress {
  readonly domain: string;
  readonly id: string;
  /** Only for the title of the tab; the ID alone says which organization is meant. */
  readonly name: string;
}

export interface ListAddress {
  readonly domain: string;
  readonly id?: never;
}

/** The parts of a URI as `vscode.Uri` has and takes them, not percent-encoded. */
export interface UriComponents {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

export const documentScheme = 'auth0-organization';

/** `auth0-organization://{domain}/{name}.json?{id}`, or `…/organizations.json` for the list. */
export function toUriComponents(address: DocumentAddress): UriComponents {
  const title = address.id !== undefined ? address.name.replace(/[^\w-]/g, '-') || address.id : 'organizations';
  return {
    scheme: documentScheme,
    authority: address.domain,
    path: `/${title}.json`,
    query: address.id ?? '',
  };
}

/** @returns `undefined` for URIs that `toUriComponents` does not make, since anybody can write a link */
export function fromUriComponents({ scheme, authority, path, query }: UriComponents): DocumentAddress | undefined {
  const name = /^\/([\w-]+)\.json$/.exec(path)?.[1];
  if (scheme !== documentScheme || authority === '' || name === undefined) {
    return undefined;
  }
  if (query === '') {
    return name === 'organizations' ? { domain: authority } : undefined;
  }
  return isOrganizationId(query) ? { domain: authority, id: query, name } : undefined;
}

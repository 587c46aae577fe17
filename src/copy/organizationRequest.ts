import { isOrganizationId, isOrganizationName } from '../api/organization.ts';
import { organizationsPath, pathById, pathByName } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';

/** A request that reads organizations. */
export type OrganizationRequest =
  | { readonly kind: 'list' }
  | { readonly kind: 'byId'; readonly id: string }
  | { readonly kind: 'byName'; readonly name: string };

export type RequestKind = OrganizationRequest['kind'];

export const requestKinds: readonly RequestKind[] = ['list', 'byId', 'byName'];

/** The keys that identify an organization in its tenant. */
export interface OrganizationKeys {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/**
 * The requests for an organization: by ID and by name. An invalid key is left out, because a quote or a line break in
 * the key would continue as code in a snippet.
 */
export function requestsFor({ id, name }: OrganizationKeys): readonly OrganizationRequest[] {
  return [
    ...(id !== undefined && isOrganizationId(id) ? [{ kind: 'byId', id } as const] : []),
    ...(name !== undefined && isOrganizationName(name) ? [{ kind: 'byName', name } as const] : []),
  ];
}

/** The path and query of a request, the same as in the extension's own requests. */
export function requestPath(request: OrganizationRequest): string {
  return `/api/v2${pathBelowApi(request)}`;
}

function pathBelowApi(request: OrganizationRequest): string {
  switch (request.kind) {
    case 'list':
      return `${organizationsPath}?take=${PAGE_SIZE}`;
    case 'byId':
      return pathById(request.id);
    case 'byName':
      return pathByName(request.name);
  }
}

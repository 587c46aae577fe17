import type { JsonObject } from '../management/jsonFields.ts';
import type { ReadPage } from '../management/pageReader.ts';
import type { ListResource } from '../management/pagination.ts';
import type { Ask } from './scanOrganizations.ts';

/** Reads the pages of a list of the tenant. */
export type PagesOf = (list: ListResource) => ReadPage<JsonObject>;

/** The rate limit bucket of the requests, which the section of connections has as well. */
export const connectionsBucket = 'connections';

/** Whether a connection is enabled for an organization. */
export function usesConnection(pagesOf: PagesOf, connectionId: string): Ask {
  return async (organizationId, context) => {
    const readPage = pagesOf(enabledConnections(organizationId));
    let from: string | undefined;
    do {
      const { items, next } = await readPage(from, context);
      if (items.some((connection) => connection['connection_id'] === connectionId)) {
        return true;
      }
      from = next;
    } while (from !== undefined);
    return false;
  };
}

/** Whether no connection is enabled for an organization, so that nobody can log in to it. */
export function hasNoConnection(pagesOf: PagesOf): Ask {
  return async (organizationId, context) => {
    const { items } = await pagesOf(enabledConnections(organizationId))(undefined, context);
    return items.length === 0;
  };
}

/** @see https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections */
function enabledConnections(organizationId: string): ListResource {
  return {
    bucket: connectionsBucket,
    path: `/organizations/${encodeURIComponent(organizationId)}/enabled_connections`,
    field: 'enabled_connections',
    paging: 'offset',
  };
}

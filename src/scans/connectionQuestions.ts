import type { JsonObject } from '../management/jsonFields.ts';
import { PageReader, type ReadPage } from '../management/pageReader.ts';
import type { ListResource } from '../management/pagination.ts';
import type { Ask } from './scanOrganizations.ts';

/** Reads the pages of a list of the tenant. */
export type PagesOf = (list: ListResource) => ReadPage<JsonObject>;

/** The rate limit bucket of the requests, which the section of connections has as well. */
export const connectionsBucket = 'connections';

/** Whether a connection is enabled for an organization. */
export function usesConnection(pagesOf: PagesOf, connectionId: string): Ask {
  return async (organizationId, context) => {
    const pages = connectionsOf(pagesOf, organizationId);
    while (!pages.hasEnded) {
      await pages.readNextPage(context);
      if (pages.takeItems().some((connection) => connection['connection_id'] === connectionId)) {
        return 'yes';
      }
    }
    return pages.isCutOff ? 'unclear' : 'no';
  };
}

/** Whether no connection is enabled for an organization, so that nobody can log in to it. */
export function hasNoConnection(pagesOf: PagesOf): Ask {
  return async (organizationId, context) => {
    const pages = connectionsOf(pagesOf, organizationId);
    while (!pages.hasEnded) {
      await pages.readNextPage(context);
      if (pages.items.length > 0) {
        return 'no';
      }
    }
    return pages.isCutOff ? 'unclear' : 'yes';
  };
}

/** @see https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections */
function connectionsOf(pagesOf: PagesOf, organizationId: string): PageReader<JsonObject> {
  const readPage = pagesOf({
    bucket: connectionsBucket,
    path: `/organizations/${encodeURIComponent(organizationId)}/enabled_connections`,
    field: 'enabled_connections',
    paging: 'offset',
  });
  return new PageReader(readPage, JSON.stringify);
}

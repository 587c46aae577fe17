import { type JsonObject, readObject } from '../../src/api/jsonFields.ts';
import { type ListResource, managementApi } from '../../src/api/managementApi.ts';
import type { Organization } from '../../src/api/organization.ts';
import { createOrganizationsClient } from '../../src/api/organizationsClient.ts';
import { PageReader, type ReadPage } from '../../src/api/pageReader.ts';
import { readPagesOf } from '../../src/api/pagination.ts';
import { systemClock } from '../../src/api/clock.ts';
import { RateLimiter } from '../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../src/api/requestContext.ts';
import { fixedToken } from '../../src/api/tokenSource.ts';
import { OrganizationSearch } from '../../src/organizations/organizationSearch.ts';
import type { Connection } from '../vscode/extensions.ts';

/** The organizations of a tenant, read page by page as the extension reads them, up to the page with the last wanted. */
export async function listAll(
  { domain, accessToken }: Connection,
  wanted = Infinity,
): Promise<PageReader<Organization>> {
  const connection = { domain, tokens: fixedToken(accessToken), onRequest: () => undefined };
  const client = createOrganizationsClient(managementApi(connection, new RateLimiter(systemClock, () => 0)));
  const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
  const list = new PageReader(client.list, ({ id }) => id);
  while (!list.hasEnded && list.items.length < wanted) {
    await list.readNextPage(context);
  }
  return list;
}

/** Reads the pages of any list of a tenant as the extension reads them. */
export function pagesOf({ domain, accessToken }: Connection, list: ListResource): ReadPage<JsonObject> {
  const connection = { domain, tokens: fixedToken(accessToken), onRequest: () => undefined };
  return readPagesOf(managementApi(connection, new RateLimiter(systemClock, () => 0)), list, readObject);
}

/** A search that has the organizations ready, and gives the number of those that it finds. */
export function searchOf(organizations: readonly Organization[]): (query: string) => number {
  const search = new OrganizationSearch(organizations);
  return (query) => search.find(query).total;
}

/** The same in metadata as well, as Find does it. */
export function metadataSearchOf(organizations: readonly Organization[]): (query: string) => Promise<number> {
  const search = new OrganizationSearch(organizations, { withMetadata: true });
  search.find('');
  const { signal } = new AbortController();
  return async (query) => (await search.findInSlices(query, signal))?.total ?? 0;
}

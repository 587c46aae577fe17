import type { RequestContext } from '../management/requestContext.ts';
import type { Organization } from '../management/organization.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import { PageReader } from '../management/pageReader.ts';

/** The format of an export file, which is also its file extension. */
export type ExportFormat = 'json' | 'ndjson' | 'csv';

export const exportFormats: readonly ExportFormat[] = ['json', 'ndjson', 'csv'];

/** Which organizations are exported: the loaded ones that the filter leaves, the loaded ones, or all of the tenant. */
export type ExportExtent = 'filtered' | 'loaded' | 'all';

export const exportExtents: readonly ExportExtent[] = ['filtered', 'loaded', 'all'];

/** Organizations in batches, so an export needs neither all organizations nor the whole text in memory. */
export type Batches = AsyncIterable<readonly Organization[]> | Iterable<readonly Organization[]>;

/** Organizations per batch: enough to be worth a write to the file. */
const BATCH_SIZE = 100;

/** Reads all organizations of a tenant page by page. Only their IDs stay in memory. @throws ApiError */
export async function* readBatches(
  client: Pick<OrganizationsClient, 'list'>,
  context: RequestContext,
): AsyncIterable<readonly Organization[]> {
  const pager = new PageReader<Organization>(
    (from, pageContext) => client.list(from, pageContext),
    ({ id }) => id,
  );
  while (!pager.isComplete) {
    await pager.readNextPage(context);
    yield pager.takeItems();
  }
}

/** Splits loaded organizations into batches. */
export function* loadedBatches(organizations: readonly Organization[]): Iterable<readonly Organization[]> {
  for (let start = 0; start < organizations.length; start += BATCH_SIZE) {
    yield organizations.slice(start, start + BATCH_SIZE);
  }
}

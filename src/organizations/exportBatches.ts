import type { RequestContext } from '../management/requestContext.ts';
import type { Organization } from '../management/organization.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import type { Patiently } from '../management/outages.ts';
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

/** The pages of all organizations of a tenant. */
export function organizationPages(client: Pick<OrganizationsClient, 'list'>): PageReader<Organization> {
  return new PageReader<Organization>(
    (from, context) => client.list(from, context),
    ({ id }) => id,
  );
}

/**
 * Reads the pages to their end. Only the IDs of the organizations stay in memory.
 * @param persistently repeats the reading of a page
 * @throws ApiError
 */
export async function* readBatches(
  pages: PageReader<Organization>,
  context: RequestContext,
  persistently: Patiently,
): AsyncIterable<readonly Organization[]> {
  while (!pages.hasEnded) {
    await persistently(() => pages.readNextPageOrRestart(context), context.signal);
    yield pages.takeItems();
  }
}

/** Splits loaded organizations into batches. */
export function* loadedBatches(organizations: readonly Organization[]): Iterable<readonly Organization[]> {
  for (let start = 0; start < organizations.length; start += BATCH_SIZE) {
    yield organizations.slice(start, start + BATCH_SIZE);
  }
}

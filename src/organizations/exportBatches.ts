import type { RequestContext } from '../management/requestContext.ts';
import type { Organization } from '../management/organization.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import { PageReader } from '../management/pageReader.ts';

/** What a file of exported organizations is written in, which is also the extension of its name. */
export type ExportFormat = 'json' | 'ndjson' | 'csv';

export const exportFormats: readonly ExportFormat[] = ['json', 'ndjson', 'csv'];

/** What there is to export: what is loaded, or all that the tenant has. */
export type ExportExtent = 'loaded' | 'all';

export const exportExtents: readonly ExportExtent[] = ['loaded', 'all'];

/** Some organizations at a time, so that nobody has to hold all of them, or all that is made of them. */
export type Batches = AsyncIterable<readonly Organization[]> | Iterable<readonly Organization[]>;

/** As many as make a text that is worth writing. */
const BATCH_SIZE = 100;

/** All organizations of a tenant, page by page, of which nothing is kept but their IDs. @throws ApiError */
export async function* readBatches(
  client: OrganizationsClient,
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

/** Organizations that are loaded. */
export function* loadedBatches(organizations: readonly Organization[]): Iterable<readonly Organization[]> {
  for (let start = 0; start < organizations.length; start += BATCH_SIZE) {
    yield organizations.slice(start, start + BATCH_SIZE);
  }
}

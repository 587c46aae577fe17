import type { Caller } from '../../management/caller.ts';
import type { Organization } from '../../management/organization.ts';
import type { OrganizationsClient } from '../../management/organizationsClient.ts';
import { Pager } from '../../management/pager.ts';

/** Some organizations at a time, so that nobody has to hold all of them, or all that is made of them. */
export type Portions = AsyncIterable<readonly Organization[]> | Iterable<readonly Organization[]>;

/** As many as make a text that is worth writing. */
const PORTION_SIZE = 100;

/** All organizations of a tenant, page by page, of which nothing is kept but their IDs. @throws ApiError */
export async function* readPortions(
  client: OrganizationsClient,
  caller: Caller,
): AsyncIterable<readonly Organization[]> {
  const pager = new Pager<Organization>(
    (from, pageCaller) => client.list(from, pageCaller),
    ({ id }) => id,
  );
  while (!pager.isComplete) {
    await pager.readNextPage(caller);
    yield pager.takeItems();
  }
}

/** Organizations that are loaded. */
export function* loadedPortions(organizations: readonly Organization[]): Iterable<readonly Organization[]> {
  for (let start = 0; start < organizations.length; start += PORTION_SIZE) {
    yield organizations.slice(start, start + PORTION_SIZE);
  }
}

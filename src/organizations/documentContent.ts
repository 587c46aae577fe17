import { ordered, type DocumentAddress } from '../documents/documentAddress.ts';
import { inKeyOrder } from '../documents/inKeyOrder.ts';
import type { Caller } from '../management/caller.ts';
import type { OrganizationLists } from './organizationLists.ts';
import type { LazySections } from './sections/lazySections.ts';

interface ContentParts {
  readonly lists: OrganizationLists;
  readonly sections: LazySections;
}

/**
 * What a document shows: an organization as it is now, what is loaded inside it, or the loaded part of the list in the
 * shape of the API's answer, less its cursor.
 * @throws ApiError
 */
export async function readDocumentContent(
  { lists, sections }: ContentParts,
  address: DocumentAddress,
  caller: Caller,
): Promise<unknown> {
  const { domain } = address;
  if (address.id === undefined) {
    const list = lists.get(domain);
    if (!list.isLoaded) {
      await lists.change(domain, () => list.load(caller));
    }
    return { organizations: list.organizations };
  }
  const { id, path } = address;
  const isOrdered = path[0] === ordered;
  if (path.length > 0 && !isOrdered) {
    return (await sections.get()).content(address, caller);
  }
  const organization = await lists.lookUp(domain, (client) => client.get(id, caller), id);
  return isOrdered ? inKeyOrder(organization) : organization;
}

import type { DocumentAddress } from '../documents/documentAddress.ts';
import type { Caller } from '../management/caller.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { OrganizationLists } from './organizationLists.ts';

/**
 * What a document shows: an organization as it is now, or the loaded part of the list in the shape of the API's answer,
 * less its cursor.
 * @throws ApiError
 */
export async function readDocumentContent(
  tenants: Tenants,
  lists: OrganizationLists,
  address: DocumentAddress,
  caller: Caller,
): Promise<unknown> {
  if (address.id !== undefined) {
    return tenants.client(address.domain).get(address.id, caller);
  }
  const list = lists.get(address.domain);
  if (!list.isLoaded) {
    await lists.change(address.domain, () => list.load(caller));
  }
  return { organizations: list.organizations };
}

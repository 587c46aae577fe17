import type { DocumentAddress, OrganizationAddress } from '../documents/documentAddress.ts';
import { isApiError } from '../management/apiError.ts';
import type { Caller } from '../management/caller.ts';
import type { Organization } from '../management/organization.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { OrganizationLists } from './organizationLists.ts';
import type { LazySections } from './sections/lazySections.ts';

interface ContentParts {
  readonly tenants: Tenants;
  readonly lists: OrganizationLists;
  readonly sections: LazySections;
}

/**
 * What a document shows: an organization as it is now, what is loaded inside it, or the loaded part of the list in the shape of the API's answer,
 * less its cursor.
 * @throws ApiError
 */
export async function readDocumentContent(
  { tenants, lists, sections }: ContentParts,
  address: DocumentAddress,
  caller: Caller,
): Promise<unknown> {
  if (address.id !== undefined) {
    return address.path.length > 0
      ? (await sections.get()).content(address, caller)
      : readOne(tenants, lists, address, caller);
  }
  const list = lists.get(address.domain);
  if (!list.isLoaded) {
    await lists.change(address.domain, () => list.load(caller));
  }
  return { organizations: list.organizations };
}

/** An organization that is found can be spoken of elsewhere, and one that is gone is taken out of the list. */
async function readOne(
  tenants: Tenants,
  lists: OrganizationLists,
  { domain, id }: OrganizationAddress,
  caller: Caller,
): Promise<Organization> {
  try {
    const organization = await tenants.client(domain).get(id, caller);
    lists.remember(domain, organization);
    return organization;
  } catch (error) {
    if (isApiError(error) && error.reason === 'notFound') {
      lists.forget(domain, id);
    }
    throw error;
  }
}

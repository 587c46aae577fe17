import { isApiError } from '../management/apiError.ts';
import type { Caller } from '../management/caller.ts';
import type { Organization } from '../management/organization.ts';
import { isOrganizationName, isWholeOrganizationId } from '../management/organizationKeys.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';

/** The search needs this many characters to find them anywhere in a name. */
const SEARCH_LENGTH = 3;

/** Asks the tenant itself for organizations that are not loaded, with one request each time. */
export class TenantLookup {
  readonly #client: OrganizationsClient;
  /** Few tenants have it, so it is tried once. */
  #hasSearch = true;

  constructor(client: OrganizationsClient) {
    this.#client = client;
  }

  /**
   * The organization with this ID or name, and where the tenant can search, those whose names contain the text.
   * @returns nothing where nothing is found
   * @throws ApiError
   */
  async find(text: string, caller: Caller): Promise<readonly Organization[]> {
    if (isWholeOrganizationId(text)) {
      return orNothing(this.#client.get(text, caller));
    }
    if (this.#hasSearch && text.length >= SEARCH_LENGTH) {
      try {
        return await this.#client.search(text, caller);
      } catch (error) {
        if (!isMissingFeature(error)) {
          throw error;
        }
        this.#hasSearch = false;
      }
    }
    const name = text.toLowerCase();
    return isOrganizationName(name) ? orNothing(this.#client.getByName(name, caller)) : [];
  }
}

async function orNothing(request: Promise<Organization>): Promise<readonly Organization[]> {
  try {
    return [await request];
  } catch (error) {
    if (isApiError(error) && error.reason === 'notFound') {
      return [];
    }
    throw error;
  }
}

/** A tenant without the search takes its path for that of an organization, or refuses it. */
function isMissingFeature(error: unknown): boolean {
  return isApiError(error) && [400, 403, 404].includes(error.details.status ?? 0);
}

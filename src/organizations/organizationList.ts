import { isApiError } from '../management/apiError.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { isOrganizationName, isWholeOrganizationId, type Organization } from '../management/organization.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import { PagedList } from './pagedList.ts';

/** The search needs this many characters to find them anywhere in a name. */
const SEARCH_LENGTH = 3;

/** The organizations of one tenant as far as they are loaded. */
export class OrganizationList extends PagedList<Organization> {
  /** For organizations that are not loaded. */
  readonly lookup: OrganizationLookup;

  constructor(client: OrganizationsClient) {
    super(
      (from, context) => client.list(from, context),
      ({ id }) => id,
    );
    this.lookup = new OrganizationLookup(client);
  }

  get organizations(): readonly Organization[] {
    return this.items;
  }
}

/** Asks the tenant itself for organizations that are not loaded, with one request each time. */
export class OrganizationLookup {
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
  async find(text: string, context: RequestContext): Promise<readonly Organization[]> {
    if (isWholeOrganizationId(text)) {
      return orNothing(this.#client.get(text, context));
    }
    if (this.#hasSearch && text.length >= SEARCH_LENGTH) {
      try {
        return await this.#client.search(text, context);
      } catch (error) {
        if (!isMissingFeature(error)) {
          throw error;
        }
        this.#hasSearch = false;
      }
    }
    const name = text.toLowerCase();
    return isOrganizationName(name) ? orNothing(this.#client.getByName(name, context)) : [];
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

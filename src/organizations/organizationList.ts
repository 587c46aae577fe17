import { isApiError } from '../management/apiError.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { isOrganizationName, isCompleteOrganizationId, type Organization } from '../management/organization.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import { PagedList } from './pagedList.ts';

/** The API's search finds a text in the middle of a name only if it has at least this many characters. */
const SEARCH_LENGTH = 3;

/** The loaded organizations of one tenant. */
export class OrganizationList extends PagedList<Organization> {
  /** Finds organizations that are not loaded. */
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

/** Requests organizations from the API. Each lookup takes one request, or two until a missing search is detected. */
export class OrganizationLookup {
  readonly #client: OrganizationsClient;
  /** Few tenants have the search feature, so a refusal is final. */
  #hasSearch = true;

  constructor(client: OrganizationsClient) {
    this.#client = client;
  }

  /**
   * Finds the organization with this ID or name or, if the tenant has the search feature, the organizations whose name
   * or display name contains the text.
   * @returns an empty array if no organization matches
   * @throws ApiError
   */
  async find(text: string, context: RequestContext): Promise<readonly Organization[]> {
    if (isCompleteOrganizationId(text)) {
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

/** Without the search feature, the API takes the path for the path of an organization, or refuses the request. */
function isMissingFeature(error: unknown): boolean {
  return isApiError(error) && [400, 403, 404].includes(error.details.status ?? 0);
}

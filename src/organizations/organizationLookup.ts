import { ApiError, isMissingOrganization, recover } from '../api/apiError.ts';
import { isCompleteOrganizationId, isOrganizationName, type Organization } from '../api/organization.ts';
import type { OrganizationsClient } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { type OrganizationQuestion, searchQuery } from './searchQuery.ts';

/** What a tenant finds among the organizations that are not loaded. */
export interface LookupResult {
  readonly organizations: readonly Organization[];
  /** Whether the tenant has more matches than the first page. */
  readonly hasMore: boolean;
  /**
   * Whether the tenant could answer the question, apart from words that occur in metadata alone. Without the search, it
   * knows exact names only.
   */
  readonly isAnswered: boolean;
}

/** What the loaded organizations of a tenant tell. */
interface Loaded {
  /** Whether one has this key of metadata. */
  readonly isKnownKey: (key: string) => boolean;
  /** Whether one has this name. */
  readonly isKnownName: (name: string) => boolean;
}

/** Requests organizations from the API. Each lookup takes one request, or two until a missing search is detected. */
export class OrganizationLookup {
  readonly #client: OrganizationsClient;
  readonly loaded: Loaded;
  /**
   * Few tenants have the search feature, so a refusal holds until the token is replaced, unless the search has answered
   * with it. One that is late for a replaced token is noted where nobody looks.
   */
  #search = { isThere: true, hasAnswered: false };

  constructor(client: OrganizationsClient, loaded: Loaded) {
    this.#client = client;
    this.loaded = loaded;
  }

  /** Takes the search for possible again: another token may be allowed to search. */
  forgiveRefusal(): void {
    this.#search = { isThere: true, hasAnswered: false };
  }

  /** The most requests that `find` makes. */
  costOf(question: OrganizationQuestion): number {
    if (isWholeId(question)) {
      return 1;
    }
    const searches = this.#search.isThere && searchQuery(question, this.loaded.isKnownKey) !== undefined;
    return Number(searches) + Number(this.#askedName(question) !== undefined);
  }

  /**
   * Finds the organization with this ID or name or, if the tenant has the search feature, the organizations that match
   * the question.
   * @throws ApiError
   */
  async find(question: OrganizationQuestion, context: RequestContext): Promise<LookupResult> {
    if (isWholeId(question)) {
      return found(await orNothing(this.#client.get(question.text, context)));
    }
    const query = searchQuery(question, this.loaded.isKnownKey);
    const search = this.#search;
    if (search.isThere && query !== undefined) {
      try {
        const { items, next, isCutOff = false } = await this.#client.search(query, context);
        search.hasAnswered = true;
        return { organizations: items, hasMore: isCutOff || next !== undefined, isAnswered: true };
      } catch (error) {
        if (search.hasAnswered || !isMissingFeature(error)) {
          throw error;
        }
        search.isThere = false;
      }
    }
    // A name alone leaves out parts of names, and metadata.
    const name = this.#askedName(question);
    return found(name === undefined ? [] : await orNothing(this.#client.getByName(name, context)), false);
  }

  /** The question as a name that no loaded organization has: a tenant has each name once. */
  #askedName(question: OrganizationQuestion): string | undefined {
    const name = nameIn(question);
    return name === undefined || this.loaded.isKnownName(name) ? undefined : name;
  }
}

/** Whether a tenant without the search can answer the question: it is a whole ID, or what can be a name. */
export function isExactQuestion(question: OrganizationQuestion): boolean {
  return isWholeId(question) || nameIn(question) !== undefined;
}

function isWholeId({ text, conditions }: OrganizationQuestion): boolean {
  return conditions.length === 0 && isCompleteOrganizationId(text);
}

/** The question as the name of an organization. */
function nameIn({ text, conditions }: OrganizationQuestion): string | undefined {
  const name = text.toLowerCase();
  return conditions.length === 0 && isOrganizationName(name) ? name : undefined;
}

function found(organizations: readonly Organization[], isAnswered = true): LookupResult {
  return { organizations, hasMore: false, isAnswered };
}

async function orNothing(request: Promise<Organization>): Promise<readonly Organization[]> {
  const organization = await recover(request, isMissingOrganization, () => undefined);
  return organization ? [organization] : [];
}

/** Without the search feature, the API takes the path for the path of an organization, or refuses the request. */
function isMissingFeature(error: unknown): boolean {
  return error instanceof ApiError && ['badRequest', 'forbidden', 'missingFeature', 'notFound'].includes(error.reason);
}

import { unexpectedAnswer } from './apiError.ts';
import type { Query, Read } from './managementApi.ts';
import { type Organization, readOrganization } from './organization.ts';
import { type Page, PageReader, type ReadPage } from './pageReader.ts';
import { readPagesOf, type SharedPaging } from './pagination.ts';
import type { RequestContext } from './requestContext.ts';

/**
 * Reads the organizations of one tenant. Each method makes one request, apart from retries, and throws an ApiError when
 * it fails.
 */
export interface OrganizationsClient {
  /**
   * Reads one page of the organizations, in order of creation.
   * @param from the `next` of the previous page, `undefined` for the first page
   * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
   */
  readonly list: (from: string | undefined, context: RequestContext, take?: number) => Promise<Page<Organization>>;
  /** @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id */
  get(id: string, context: RequestContext): Promise<Organization>;
  /** @see https://auth0.com/docs/api/management/v2/organizations/get-name-by-name */
  getByName(name: string, context: RequestContext): Promise<Organization>;
  /**
   * Reads the first page of the organizations that a query finds. The endpoint is in Early Access, and most tenants do
   * not have it.
   * @param query in Lucene syntax, as `searchQuery` makes it
   * @see https://auth0.com/docs/api/management/v2/organizations/get-search
   */
  search(query: string, context: RequestContext): Promise<Page<Organization>>;
}

/** The documentation of each request, for error messages. See `FailedTask`. */
export const documentationOf = {
  list: 'organizations/get-organizations',
  get: 'organizations/get-organizations-by-id',
  getByName: 'organizations/get-name-by-name',
  search: 'organizations/get-search',
} as const satisfies Record<keyof OrganizationsClient, string>;

/** Creates the client of the tenant that `read` reads from. */
export function createOrganizationsClient(read: Read, shared?: SharedPaging): OrganizationsClient {
  const readOne = async (path: string, context: RequestContext, id?: string) => {
    const organization = readOrganization(await read(path, {}, context));
    // The answer to another request, such as one that a gateway has kept, is none to this one.
    if (!organization || (id && organization.id !== id)) {
      throw unexpectedAnswer();
    }
    return organization;
  };
  const readPages = (path: string, query: Query) =>
    readPagesOf(read, { path, query, field: 'organizations', isWrapped: true }, readOrganization, shared);
  return {
    list: (from, context, take) => readPages(organizationsPath, take === undefined ? {} : { take })(from, context),
    get: (id, context) => readOne(pathById(id), context, id),
    search: (query, context) => readPages(`${organizationsPath}/search`, { q: query })(undefined, context),
    getByName: (name, context) => readOne(pathByName(name), context),
  };
}

/** The path of the organization list, below `/api/v2`. */
export const organizationsPath = '/organizations';

/** The path of the organization with this ID, below `/api/v2`. */
export function pathById(id: string): string {
  return `${organizationsPath}/${encodeURIComponent(id)}`;
}

/** The path of the organization with this name, below `/api/v2`. */
export function pathByName(name: string): string {
  return `${organizationsPath}/name/${encodeURIComponent(name)}`;
}

/**
 * The pages of all organizations of a tenant.
 * @param isSentSummaries whether the token of now is sent fewer fields; asked before and after each page
 */
export function organizationPages(
  client: Pick<OrganizationsClient, 'list'>,
  isSentSummaries: () => Promise<boolean>,
): PageReader<Organization> {
  const readPage: ReadPage<Organization> = async (...asked) => {
    // Another token can take its place while the rate limit delays the request.
    const before = isSentSummaries();
    const page = await client.list(...asked);
    return { ...page, lacksFields: (await Promise.all([before, isSentSummaries()])).includes(true) };
  };
  return new PageReader(readPage, ({ id }) => id);
}

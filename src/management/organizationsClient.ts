import { ApiError } from './apiError.ts';
import type { RequestContext } from './requestContext.ts';
import { managementApi, type Connection, type Query } from './managementApi.ts';
import { type Organization, readOrganization } from './organization.ts';
import type { Page } from './pageReader.ts';
import { PAGE_SIZE, readPagesOf, type OnLeftOut } from './pagination.ts';
import type { RateLimiter } from './rateLimiter.ts';

/** The organizations of one tenant. Each method makes exactly one request and throws an ApiError when it fails. */
export interface OrganizationsClient {
  /**
   * One page of the organizations, in order of creation.
   * @param from the `next` of the page before, `undefined` for the first page
   * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
   */
  list(from: string | undefined, context: RequestContext, take?: number): Promise<Page<Organization>>;
  /** @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id */
  get(id: string, context: RequestContext): Promise<Organization>;
  /** @see https://auth0.com/docs/api/management/v2/organizations/get-name-by-name */
  getByName(name: string, context: RequestContext): Promise<Organization>;
  /**
   * Some organizations whose name or display name contains the text, which needs at least 3 characters. Early Access:
   * most tenants do not have it.
   * @see https://auth0.com/docs/api/management/v2/organizations/get-search
   */
  search(text: string, context: RequestContext): Promise<readonly Organization[]>;
}

/** Pages that explain the three requests, for people who read that one of them failed. */
export const documentationOf = {
  list: 'https://auth0.com/docs/api/management/v2/organizations/get-organizations',
  get: 'https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id',
  getByName: 'https://auth0.com/docs/api/management/v2/organizations/get-name-by-name',
  search: 'https://auth0.com/docs/api/management/v2/organizations/get-search',
} as const satisfies Record<keyof OrganizationsClient, string>;

/** The client for the tenant that the connection leads to, behind the limiter of that tenant. */
export function createOrganizationsClient(
  connection: Connection,
  limiter: RateLimiter,
  onLeftOut: OnLeftOut = () => undefined,
): OrganizationsClient {
  const read = managementApi(connection, limiter);
  const readOne = async (bucket: keyof OrganizationsClient, path: string, context: RequestContext) => {
    const organization = readOrganization(await read(bucket, path, {}, context));
    if (!organization) {
      throw new ApiError('unexpectedAnswer', { status: 200 });
    }
    return organization;
  };
  const readPages = (bucket: keyof OrganizationsClient, path: string, query: Query) =>
    readPagesOf(
      read,
      { bucket, path, query, field: 'organizations', isWrapped: true, paging: 'checkpoint' },
      readOrganization,
      onLeftOut,
    );
  return {
    list: (from, context, take = PAGE_SIZE) => readPages('list', organizationsPath, { take })(from, context),
    get: (id, context) => readOne('get', pathById(id), context),
    async search(text, context) {
      const pattern = `*${text.replace(/[\s+\-!(){}[\]^"~*?:\\/|&]/g, '\\$&')}*`;
      const query = { q: `name:${pattern} OR display_name:${pattern}` };
      return (await readPages('search', `${organizationsPath}/search`, query)(undefined, context)).items;
    },
    getByName: (name, context) => readOne('getByName', pathByName(name), context),
  };
}

/** Where the organizations of a tenant are, below `/api/v2`. */
export const organizationsPath = '/organizations';

/** Where the organization with an ID is. */
export function pathById(id: string): string {
  return `${organizationsPath}/${encodeURIComponent(id)}`;
}

/** Where the organization with a name is. */
export function pathByName(name: string): string {
  return `${organizationsPath}/name/${encodeURIComponent(name)}`;
}

import { ApiError } from './apiError.ts';
import type { Caller } from './caller.ts';
import type { Page } from './pager.ts';
import { isRecord } from './fields.ts';
import { readOrganization, type Organization } from './organization.ts';
import { organizationsPath, pathById, pathByName } from './organizationPaths.ts';
import type { RateLimiter } from './rateLimiter.ts';
import { managementApi, type Connection } from './managementApi.ts';
import { nextIn, type OnLeftOut } from './paging.ts';

/** The most that the API gives in one answer. */
export const PAGE_SIZE = 100;

/** The organizations of one tenant. Each method makes exactly one request and throws an ApiError when it fails. */
export interface OrganizationsClient {
  /**
   * One page of the organizations, in order of creation.
   * @param from the `next` of the page before, `undefined` for the first page
   * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
   */
  list(from: string | undefined, caller: Caller, take?: number): Promise<Page<Organization>>;
  /** @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id */
  get(id: string, caller: Caller): Promise<Organization>;
  /** @see https://auth0.com/docs/api/management/v2/organizations/get-name-by-name */
  getByName(name: string, caller: Caller): Promise<Organization>;
  /**
   * Some organizations whose name or display name contains the text, which needs at least 3 characters. Early Access:
   * most tenants do not have it.
   * @see https://auth0.com/docs/api/management/v2/organizations/get-search
   */
  search(text: string, caller: Caller): Promise<readonly Organization[]>;
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
  const readOne = async (endpoint: keyof OrganizationsClient, path: string, caller: Caller) => {
    const organization = readOrganization(await read(endpoint, path, {}, caller));
    if (!organization) {
      throw new ApiError('unexpectedAnswer', { status: 200 });
    }
    return organization;
  };
  const readPage = async (
    endpoint: keyof OrganizationsClient,
    path: string,
    query: Parameters<typeof read>[2],
    caller: Caller,
  ): Promise<Page<Organization>> => {
    const answer = await read(endpoint, path, query, caller);
    const list = isRecord(answer) ? answer['organizations'] : undefined;
    if (!Array.isArray(list)) {
      throw new ApiError('unexpectedAnswer', { status: 200 });
    }
    const items = list.flatMap((item) => readOrganization(item) ?? []);
    if (items.length < list.length) {
      onLeftOut(path, list.length - items.length);
    }
    return { items, ...nextIn(answer) };
  };
  return {
    // Without `take` the API ignores `from` and answers with an offset page.
    list: (from, caller, take = PAGE_SIZE) =>
      readPage('list', organizationsPath, { take, ...(from && { from }) }, caller),
    get: (id, caller) => readOne('get', pathById(id), caller),
    async search(text, caller) {
      const pattern = `*${text.replace(/[\s+\-!(){}[\]^"~*?:\\/|&]/g, '\\$&')}*`;
      const query = { q: `name:${pattern} OR display_name:${pattern}`, take: PAGE_SIZE };
      return (await readPage('search', '/organizations/search', query, caller)).items;
    },
    getByName: (name, caller) => readOne('getByName', pathByName(name), caller),
  };
}

import { PagedList } from '../organizations/pagedList.ts';
import { type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { TokenStatus } from '../tenants/tenantTypes.ts';

/** The scopes of which the list of applications needs one to say names. */
export const listScopes: readonly string[] = ['read:clients', 'read:client_summary'];

/** Scopes that open the list as well, along with secrets. */
const secretScopes: readonly string[] = ['read:client_keys', 'read:client_credentials'];

/**
 * The applications of a tenant, of which nothing is read yet. A token with `read:client_keys` would receive their secrets
 * if the fields were not named.
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export function applicationsOf(tenants: Tenants, domain: string): PagedList<Item> {
  const pages = tenants.pages(domain, {
    bucket: 'clients',
    path: '/clients',
    query: { fields: 'client_id,name,app_type', include_fields: 'true', is_global: 'false' },
    field: 'clients',
    paging: 'checkpoint',
  });
  return new PagedList(pages, (application) => textField(application, 'client_id'));
}

/** The scopes of which the token would need one to list applications, `undefined` if it may have one. */
export function lackedListScopes(status: TokenStatus): readonly string[] | undefined {
  const scopes = status.kind === 'usable' ? status.scopes : undefined;
  const isEnough = (scope: string) => listScopes.includes(scope) || secretScopes.includes(scope);
  return scopes === undefined || scopes.some(isEnough) ? undefined : listScopes;
}

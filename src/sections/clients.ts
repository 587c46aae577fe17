import * as l10n from '@vscode/l10n';
import type { ListResource } from '../api/managementApi.ts';
import { firstTextField, objectField, type Section, textField } from './section.ts';

/**
 * The list of the tenant's applications. A token with `read:client_keys` would receive their secrets if the fields were
 * not named.
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export const applicationList: ListResource = {
  path: '/clients',
  query: { fields: 'client_id,name,app_type', include_fields: 'true', is_global: 'false' },
  field: 'clients',
};

/** The scopes of which the list of applications needs one to say names. */
export const applicationListScopes: readonly string[] = ['read:clients', 'read:client_summary'];

/**
 * Whether a text can be the client ID of an application. The API promises no form of them.
 * @param form `any`: nothing else stands in it. `whole`: it is also as long as one that is typed to its end, which a name can
 *   be as well. `made`: it is like all that Auth0 makes, which a name hardly ever is
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export function isClientId(text: string, form: 'any' | 'whole' | 'made' = 'any'): boolean {
  return { any: /^[\w-]+$/, whole: /^[\w-]{16,100}$/, made: /^[A-Za-z\d]{32}$/ }[form].test(text);
}

/** The applications (clients in the API) that are assigned to the organization. */
export const clients: Section = {
  name: 'clients',
  get title() {
    return l10n.t('Applications');
  },
  icon: 'window',
  schema: 'client',
  source: {
    path: (organization) => `/organizations/${organization}/clients`,
    field: 'clients',
    scope: 'read:organization_clients',
    documentation: 'organizations/get-organization-clients',
  },
  keyOf: (client) => textField(client, 'client_id'),
  present: (client) => ({
    label: firstTextField(objectField(client, 'client'), 'name') || textField(client, 'client_id'),
    description: textField(objectField(client, 'client'), 'app_type'),
    tooltip: [textField(client, 'client_id')],
  }),
};

import { failure } from '../failures.ts';
import type { Query } from '../queryValidation.ts';
import { fieldFilter, type fieldRules, pickFields } from './fields.ts';
import type { Client } from './model.ts';

/** What every scope for applications lets one read; `tenant` comes uninvited. */
const summary: readonly string[] = ['tenant', 'client_id', 'app_type', 'name', 'description'];

/** Which scopes open a field, where not all that open more than the summary do. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  client_secret: ['read:client_keys', 'read:client_credentials'],
  // The description does not say which scopes open these.
  organization_discovery_methods: ['read:clients'],
  default_organization: ['read:clients'],
  third_party_security_mode: ['read:clients'],
};
const usualScopes: readonly string[] = ['read:clients', 'read:client_keys'];

/**
 * Shows the fields of an application that are asked for, and of all fields those that the scopes open.
 * @throws ApiFailure for a field that is named and that the scopes do not open
 */
export function clientFilter(
  query: Query<ReturnType<typeof fieldRules>>,
  scopes: ReadonlySet<string>,
): (client: Client) => object {
  const isSent = fieldFilter(query);
  const isOpen = (field: string) =>
    summary.includes(field) || (scopesOf[field] ?? usualScopes).some((scope) => scopes.has(scope));
  const named = query.include_fields === false ? [] : (query.fields?.split(',') ?? []);
  if (!named.every(isOpen)) {
    throw failure(403, 'Some fields cannot be read with the permissions granted by the bearer token scopes.');
  }
  return (client) => pickFields(client, (field) => field === 'tenant' || (isSent(field) && isOpen(field)));
}

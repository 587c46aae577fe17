import { firstTextField, type Item, objectField, objectListField, textField } from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
import { type Facts, valueOf } from './facts.ts';

/** How much of a name a sentence shows, in UTF-16 code units. */
const NAME_LENGTH = 60;

/** How many names a sentence lists. */
const LISTED_NAMES = 5;

/** A foreign name, short enough for a sentence. */
export function short(name: string): string {
  return plainText(name, NAME_LENGTH);
}

/** Foreign names as a list in a sentence. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED_NAMES).map(short);
  return [...shown, ...(names.length > LISTED_NAMES ? ['…'] : [])].join(', ');
}

/** The name of an application, in full. */
export function applicationTitle(application: Item): string {
  return firstTextField(application, 'name', 'client_id');
}

/** The grant types of flows in which an organization can be sent, or chosen in the login page. */
export const grantsWithOrganizations: readonly string[] = ['authorization_code', 'implicit'];

/** Whether the application belongs to somebody else than the tenant. */
export function isThirdParty(application: Item): boolean {
  return application['is_first_party'] === false;
}

/**
 * How an application uses organizations, `deny` if that was never set.
 * @see https://auth0.com/docs/manage-users/organizations/configure-organizations/define-organization-behavior
 */
export function usageOf(application: Item): string {
  return textField(application, 'organization_usage') || 'deny';
}

/** How an application that requires an organization comes to know it. */
export function requireBehaviorOf(application: Item): string {
  return textField(application, 'organization_require_behavior') || 'no_prompt';
}

/** The connections that are enabled for the organization, from a list with or without the others. */
export function enabledOf(connections: readonly Item[]): readonly Item[] {
  return connections.filter((connection) => connection['is_enabled'] !== false);
}

/** The name of a connection of an organization, empty if it is not known. */
export function connectionName(connection: Item): string {
  return textField(objectField(connection, 'connection'), 'name');
}

/** The names of connections of an organization, as a list in a sentence. */
export function connectionNames(connections: readonly Item[]): string {
  return listed(connections.map((connection) => connectionName(connection) || textField(connection, 'connection_id')));
}

/** The strategy of a connection of an organization, such as `auth0` for a database. */
export function connectionStrategy(connection: Item): string {
  return textField(objectField(connection, 'connection'), 'strategy');
}

/** The names of the connections by which a user can log in. */
export function connectionsOfUser(user: Item): readonly string[] {
  const identities = objectListField(user, 'identities') ?? [];
  return [...new Set(identities.map((identity) => textField(identity, 'connection')).filter(Boolean))];
}

/** The enabled connections by which the user can log in, all enabled ones if the connections of the user are not known. */
export function connectionsForLogin(connections: readonly Item[], { user }: Facts): readonly Item[] {
  const own = connectionsOfUser(valueOf(user) ?? {});
  return enabledOf(connections).filter((connection) => own.length === 0 || own.includes(connectionName(connection)));
}

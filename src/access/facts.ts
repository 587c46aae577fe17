import * as l10n from '@vscode/l10n';
import type { Reason } from '../api/apiError.ts';
import { isRecord } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import {
  connectionName,
  dateField,
  firstTextField,
  type Item,
  objectField,
  textField,
  textListField,
} from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
import type { User, WholeList } from '../users/usersClient.ts';

/** The values of the facts that an explanation rests on, by name. */
export interface FactValues {
  readonly organization: Organization;
  /** The connections that are enabled for the organization. */
  readonly connections: readonly Item[];
  readonly discoveryDomains: readonly Item[];
  /** The open invitations to the organization, with masked links. */
  readonly invitations: readonly Item[];
  /** With all fields that conditions look at: an absent `organization_usage` means `deny`. */
  readonly application: Item;
  /** The connections that are enabled for the application. */
  readonly applicationConnections: readonly Item[];
  /** Connections in full: those of a login through a third-party application, and that of the invitation. */
  readonly connectionDetails: readonly Item[];
  /** How the application is associated with the organization, `null` if it is not. */
  readonly association: Item | null;
  /**
   * The applications of the organization, each as `client` with its `client_id`. An explanation of one application
   * leaves them out.
   */
  readonly applications: readonly Item[];
  /** The grants of the application for the organization, for an application without users. */
  readonly clientGrants: readonly Item[];
  /** The applications with a client grant that every organization may use, if the organization has no grant of its own. */
  readonly openApplications: readonly Item[];
  readonly tenantSettings: Item;
  /** The application of the open invitation of the asked person, if it is another one. */
  readonly invitedApplication: Item;
  /** `null` if the tenant has no such user. */
  readonly user: User | null;
  /** All accounts with the address of the user, if the user is no member, or if the log has a failure of another one. */
  readonly namesakes: readonly User[];
  /** The organizations of the user. */
  readonly memberships: WholeList<Item>;
  /** The recent failures of the user and of the organization, and their logins, newest first, with masked secrets. */
  readonly events: readonly Item[];
}

export type FactName = keyof FactValues;

/** A value that was read, and the reason why a part of it was not; or the reason why nothing was read. */
export type Fact<T> = { readonly value: T; readonly partly?: Missing } | { readonly missing: Missing };

/** All facts about one login. */
export type Facts = { readonly [Name in FactName]: Fact<FactValues[Name]> };

/** Why a fact is missing. */
export type Missing =
  /** The person left out the application or the user that the fact is about. */
  | { readonly kind: 'leftOut' }
  /** The other facts decide without it. */
  | { readonly kind: 'unneeded' }
  /** The token lacks these scopes. */
  | { readonly kind: 'scope'; readonly scopes: readonly string[] }
  /** The tenant refuses the request, or lacks the feature. */
  | { readonly kind: 'feature' }
  /** The tenant does not have the organization or the application. */
  | { readonly kind: 'notFound' }
  /** The API returns only the beginning of the list, and what was looked for is not in it. */
  | { readonly kind: 'cutOff' }
  /** It was read, but lacks the field that decides. */
  | { readonly kind: 'absent' }
  /** The most requests of an explanation were made before. */
  | { readonly kind: 'limit' }
  /** The request failed. */
  | {
      readonly kind: 'failed';
      readonly reason: Reason;
      readonly status?: number;
      /** The message of the server, made safe to show by `plainText`. */
      readonly message?: string;
    };

/** Whether an answer may have left out a field that it does not have. */
export function mayLack(fact: Fact<Item>, field: string): boolean {
  return 'value' in fact && fact.partly !== undefined && !(field in fact.value);
}

/** The value of a fact, `undefined` if it is missing. */
export function valueOf<T>(fact: Fact<T>): T | undefined {
  return 'value' in fact ? fact.value : undefined;
}

/** When an event happened, in UTC, the same in all languages. Empty if the event does not tell. */
export function timeOf(event: Item): string {
  const date = dateField(event, 'date');
  return date ? `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}

/** Why a fact is missing, `undefined` if it was read. */
export function missingOf(fact: Fact<unknown>): Missing | undefined {
  return 'missing' in fact ? fact.missing : undefined;
}

/** A time of an event, or of a user, in UNIX ms: `NaN`, which is neither before nor after another, if it does not tell. */
export function dateMsOf(item: Item, field = 'date'): number {
  return dateField(item, field)?.valueOf() ?? Number.NaN;
}

/** The type code of an event. */
export function typeOf(event: Item): string {
  return textField(event, 'type');
}

/** The ID of the user of an event, empty if it names none. */
export function userIdOf(event: Item): string {
  return textField(event, 'user_id');
}

/** A parameter of the request that an event repeats, empty if it repeats none. */
export function parameterOf(event: Item, name: string): string {
  return textField(objectField(objectField(event, 'details'), 'qs'), name);
}

/** The client ID of an event. The request that an event repeats can have it alone. */
export function clientOf(event: Item): string {
  return textField(event, 'client_id') || parameterOf(event, 'client_id');
}

/** Whether an event is of the organization, and of the application if one is asked about. */
export function isTo(event: Item, { organizationId, clientId }: AccessQuestion): boolean {
  return (
    textField(event, 'organization_id') === organizationId && (clientId === undefined || clientOf(event) === clientId)
  );
}

/** The name of the user of an event, as the account has it or as it was typed, in lower case. Empty if it has none. */
export function userNameOf(event: Item): string {
  return textField(event, 'user_name').toLowerCase();
}

/** The events that were read, newest first. */
export function eventsOf({ events }: Pick<Facts, 'events'>): readonly Item[] {
  return valueOf(events) ?? [];
}

/** How much of a name a sentence shows, in UTF-16 code units. */
const NAME_LENGTH = 60;

/** How many names a sentence lists. */
const LISTED_NAMES = 5;

/** A foreign name, short enough for a sentence. */
export function short(name: string): string {
  return plainText(name, NAME_LENGTH);
}

/** A foreign title in a sentence, within quotation marks where it could be read as a sentence of its own. */
export function titled(title: string): string {
  const shown = short(title);
  const isPlain = !/[.:;!?]\s/.test(shown) || /^“[^“”]*”$/.test(shown);
  return isPlain ? shown : l10n.t('“{0}”', shown.replace(/[“”«»]/g, "'"));
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

/** Whether an application works as third-party applications did before the strict mode. */
export function isPermissive(application: Item): boolean {
  return application['third_party_security_mode'] === 'permissive';
}

/** Whether an application is a third-party application in the strict mode, which supports organizations. */
export function isStrictThirdParty(application: Item): boolean {
  return isThirdParty(application) && !isPermissive(application);
}

/**
 * How an application uses organizations, `deny` if that was never set. No text, or an empty one, is told as JSON.
 * @see https://auth0.com/docs/manage-users/organizations/configure-organizations/define-organization-behavior
 */
export function usageOf(application: Item): string {
  const usage = application['organization_usage'] ?? 'deny';
  return typeof usage === 'string' && usage !== '' ? usage : JSON.stringify(usage);
}

/** How an application that requires an organization comes to know it. */
export function requireBehaviorOf(application: Item): string {
  return textField(application, 'organization_require_behavior') || 'no_prompt';
}

/** Whether the login page asks for an email address, to find the organization by its domain. */
export function isAskedByEmail(application: Item): boolean {
  return (
    requireBehaviorOf(application) === 'pre_login_prompt' &&
    textListField(application, 'organization_discovery_methods').includes('email')
  );
}

/** The connections that are enabled for the organization, from a list with or without the others. */
export function enabledOf(connections: readonly Item[]): readonly Item[] {
  return connections.filter((connection) => connection['is_enabled'] !== false);
}

/** The ID of a connection of an organization, or of an invitation, empty if it has none. */
export function connectionIdOf(connection: Item): string {
  return textField(connection, 'connection_id');
}

/** The names of connections of an organization, as a list in a sentence. */
export function connectionNames(connections: readonly Item[]): string {
  return listed(connections.map((connection) => connectionName(connection) || connectionIdOf(connection)));
}

/** The strategy of a connection of an organization, such as `auth0` for a database. */
export function connectionStrategy(connection: Item): string {
  return textField(objectField(connection, 'connection'), 'strategy');
}

/** The names of the connections by which a user can log in, none if an identity does not tell its own: it can be any. */
export function connectionsOfUser({ user }: Pick<Facts, 'user'>): readonly string[] {
  const identities = valueOf(user)?.['identities'];
  const all: readonly unknown[] = Array.isArray(identities) ? identities : [];
  const names = all.map((identity) => (isRecord(identity) ? textField(identity, 'connection') : ''));
  return names.includes('') ? [] : [...new Set(names)];
}

/** The enabled connections by which the user can log in, all enabled ones if the connections of the user are not known. */
export function connectionsForLogin(connections: readonly Item[], facts: Pick<Facts, 'user'>): readonly Item[] {
  const own = connectionsOfUser(facts);
  return enabledOf(connections).filter((connection) => own.length === 0 || own.includes(connectionName(connection)));
}

/** What an explanation is about. The application and the person can be left out. */
export interface AccessQuestion {
  readonly domain: string;
  readonly organizationId: string;
  readonly clientId?: string | undefined;
  /** The ID of a user. It goes before the ways to ask about a person who may have no account. */
  readonly userId?: string | undefined;
  /** The ID of an invitation to the organization, of a person who may have no account. */
  readonly invitationId?: string;
  /** The email address of a person who has no account. It is kept in no address of a document. */
  readonly email?: string;
}

/** The question, as far as it is known, and the failures in the log that may be about it. */
export type Asked = Partial<AccessQuestion> & { readonly possibleEvents?: readonly Item[] };

/** Whether a question is about a person. */
export function hasPerson({ userId, invitationId, email }: Partial<AccessQuestion>): boolean {
  return (userId ?? invitationId ?? email) !== undefined;
}

/** The email address of an invitation. */
export function invitedAddress(invitation: Item): string {
  return textField(objectField(invitation, 'invitee'), 'email');
}

/** The email address, in lower case, of the invitation that an event tells of. Empty if it tells of none. */
export function inviteeOf(event: Item): string {
  return invitedAddress(objectField(objectField(event, 'details'), 'invitation')).toLowerCase();
}

/** Whether an event tells of an invitation to the address of its user. */
export function isOfInvitee(event: Item): boolean {
  const invitee = inviteeOf(event);
  return invitee !== '' && invitee === userNameOf(event);
}

/** The email address of the asked person, empty if it is not known. */
export function addressOf(
  { invitationId, email }: Partial<AccessQuestion>,
  { user, invitations }: PersonFacts,
): string {
  const invitation = valueOf(invitations)?.find(
    (one) => invitationId !== undefined && textField(one, 'id') === invitationId,
  );
  return textField(valueOf(user) ?? {}, 'email') || (email ?? invitedAddress(invitation ?? {}));
}

type PersonFacts = Pick<Facts, 'user' | 'invitations'>;

/** The ID of the asked person, `undefined` without a person and for one without an account. */
export function personOf({ userId }: Partial<AccessQuestion>, { user }: Pick<Facts, 'user'>): string | undefined {
  return userId ?? valueOf(user)?.user_id;
}

/** What a person can type to log in. */
export function namesOfPerson(question: Partial<AccessQuestion>, facts: PersonFacts): readonly string[] {
  const user = valueOf(facts.user) ?? {};
  const names = [addressOf(question, facts), textField(user, 'username'), textField(user, 'phone_number')];
  return [...new Set(names.filter(Boolean))];
}

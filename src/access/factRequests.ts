import type { Query } from '../api/managementApi.ts';
import type { Organization } from '../api/organization.ts';
import { type Item, textField, textListField } from '../sections/section.ts';
import {
  type AccessQuestion,
  type Fact,
  type FactName,
  hasPerson,
  isAskedByEmail,
  type Missing,
  missingOf,
} from './facts.ts';

/** Who logs in to an application: its users, or only the application itself. */
export type ApplicationKind = 'users' | 'machines';

/** The request that reads a fact. */
interface FactRequest {
  /** The path below `/api/v2`, with `{id}` for the organization, `{client_id}` and `{user_id}`. */
  readonly path: string;
  readonly query?: Query;
  /** The scopes that it takes: one of each group. */
  readonly scopes: readonly (readonly string[])[];
  /** The scope that opens all fields, if another one of these opens some of them. */
  readonly fullScope?: string;
  /** The most requests, apart from repetitions after a failure. One by default. */
  readonly most?: (question: AccessQuestion) => number;
  /** What of the question the fact is about. `applications`: no single application. */
  readonly about?: 'application' | 'applications' | 'user';
  /** The kind of application that the fact matters for, if not for both. */
  readonly only?: ApplicationKind;
  /** The facts that tell whether the request is needed. */
  readonly follows?: readonly FactName[];
  /** Whether tenants can lack the endpoint. */
  readonly isOptional?: true;
}

/** The fields of an application that decide about a login, and that `read:clients` or `read:client_keys` opens. */
export const usualFields: readonly string[] = [
  'client_id',
  'name',
  'app_type',
  'is_first_party',
  'grant_types',
  'callbacks',
  'initiate_login_uri',
  'organization_usage',
  'organization_require_behavior',
];

/** Further ones, of which Auth0 does not say which scopes open them. */
const rareFields = ['organization_discovery_methods', 'default_organization', 'third_party_security_mode'];

function fields(...names: readonly string[]): Query {
  return { fields: names.join(','), include_fields: 'true' };
}

/**
 * The request of each fact. The plan and the reading both follow this table.
 * @see https://auth0.com/docs/api/management/v2
 */
export const factRequests: Readonly<Record<FactName, FactRequest>> = {
  organization: {
    path: '/organizations/{id}',
    scopes: [['read:organizations', 'read:organizations_summary']],
    fullScope: 'read:organizations',
  },
  // Not `/connections`, which lists other connections as well and which many tenants lack.
  connections: {
    path: '/organizations/{id}/enabled_connections',
    scopes: [['read:organization_connections']],
  },
  discoveryDomains: {
    path: '/organizations/{id}/discovery-domains',
    scopes: [['read:organization_discovery_domains']],
    about: 'application',
    only: 'users',
    follows: ['application'],
    isOptional: true,
  },
  invitations: {
    path: '/organizations/{id}/invitations',
    scopes: [['read:organization_invitations']],
    about: 'user',
    only: 'users',
  },
  application: {
    path: '/clients/{client_id}',
    // Without `fields`, some tokens would receive its secret.
    query: fields(...usualFields, ...rareFields),
    // The smaller scopes do not open the fields that decide.
    scopes: [['read:clients', 'read:client_keys']],
    about: 'application',
  },
  applicationConnections: {
    path: '/clients/{client_id}/connections',
    query: { fields: 'id,name,strategy' },
    scopes: [['read:connections'], ['read:clients', 'read:client_summary']],
    about: 'application',
    only: 'users',
    follows: ['application'],
    isOptional: true,
  },
  // Whether a connection is one of the domain is no name for `fields`, but stands in the answer without `options`.
  connectionDetails: {
    path: '/connections/{connection_id}',
    query: { fields: 'options', include_fields: 'false' },
    scopes: [['read:connections']],
    most: () => MOST_CONNECTIONS,
    only: 'users',
    follows: ['connections'],
  },
  association: {
    path: '/organizations/{id}/clients/{client_id}',
    scopes: [['read:organization_clients']],
    about: 'application',
    only: 'users',
    follows: ['organization', 'application'],
    isOptional: true,
  },
  applications: {
    path: '/organizations/{id}/clients',
    scopes: [['read:organization_clients']],
    about: 'applications',
    isOptional: true,
  },
  clientGrants: {
    path: '/organizations/{id}/client-grants',
    scopes: [['read:organization_client_grants']],
    about: 'application',
    only: 'machines',
    follows: ['application'],
    isOptional: true,
  },
  openApplications: {
    path: '/clients',
    query: { q: 'client_grant.allow_any_organization:true', fields: 'client_id', include_fields: 'true' },
    scopes: [['read:clients', 'read:client_summary']],
    about: 'application',
    only: 'machines',
    follows: ['application', 'clientGrants'],
  },
  tenantSettings: {
    path: '/tenants/settings',
    query: fields('allow_organization_name_in_authentication_api', 'default_redirection_uri'),
    scopes: [['read:tenant_settings']],
  },
  invitedApplication: {
    path: '/clients/{client_id}',
    query: fields('client_id', 'name'),
    scopes: [['read:clients', 'read:client_keys', 'read:client_summary']],
    about: 'user',
    only: 'users',
    follows: ['invitations'],
  },
  user: {
    path: '/users/{user_id}',
    scopes: [['read:users']],
    // An address is asked for as it was typed, and in lower case.
    most: ({ userId }) => (userId === undefined ? 2 : 1),
    about: 'user',
    only: 'users',
  },
  namesakes: {
    path: '/users-by-email',
    scopes: [['read:users']],
    most: () => 2,
    about: 'user',
    only: 'users',
    follows: ['user', 'events'],
  },
  memberships: {
    path: '/users/{user_id}/organizations',
    scopes: [['read:organizations', 'read:users']],
    most: () => 2,
    about: 'user',
    only: 'users',
  },
  events: {
    path: '/logs',
    scopes: [['read:logs', 'read:logs_users']],
    // The failures of the organization, logins to it, and everything of the person.
    most: (question) => (hasPerson(question) ? 3 : 2),
  },
};

/** How many connections are read in full: that of an invitation, and others for a third-party application. */
export const MOST_CONNECTIONS = 3;

/** The names of all facts. */
export const factNames = Object.keys(factRequests) as readonly FactName[];

/** The path of the request of a fact, below `/api/v2`. */
export function pathOf(name: FactName, { organizationId, clientId = '', userId = '' }: AccessQuestion): string {
  const keys: Readonly<Record<string, string>> = { id: organizationId, client_id: clientId, user_id: userId };
  return factRequests[name].path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(keys[key] ?? ''));
}

/** Whether the question leaves out what a fact is about. */
export function isLeftOut(name: FactName, question: AccessQuestion): boolean {
  const { about } = factRequests[name];
  const isWithoutApplication = question.clientId === undefined;
  const leftOut = {
    application: isWithoutApplication,
    applications: !isWithoutApplication,
    user: !hasPerson(question),
  };
  return about !== undefined && leftOut[about];
}

/** Whether the request of a fact is below the organization. */
export function isInOrganization(name: FactName): boolean {
  return factRequests[name].path.startsWith('/organizations/{id}/');
}

/**
 * The scopes that a token lacks for the request of a fact: one of each group.
 * @param tokenScopes `undefined` if the token does not list its scopes
 */
export function lackedScopes(name: FactName, tokenScopes: readonly string[] | undefined): readonly string[] {
  const groups = factRequests[name].scopes.filter((group) => !group.some((scope) => tokenScopes?.includes(scope)));
  return tokenScopes ? groups.flatMap(([first]) => first ?? []) : [];
}

/** Where a fact comes from. */
interface FactSource {
  /** The request, such as "GET /api/v2/organizations/{id}/enabled_connections". */
  readonly request: string;
  /** The JSON document that shows the fact, if there is one. */
  readonly document: FactDocument | undefined;
}

/**
 * The address of a document of the tenant: the path in the organization, empty for itself, a user, an application, or the
 * explanation of another login to the organization.
 */
export type FactDocument =
  | { readonly path: readonly string[] }
  | { readonly userId: string }
  | { readonly clientId: string }
  | { readonly login: { readonly userId: string; readonly clientId?: string } };

/** The source of a fact. */
export function sourceOf(name: FactName, question: AccessQuestion): FactSource {
  const document = documentOf(name, question);
  // Without an ID, the user is found by the address.
  const { path } = factRequests[name === 'user' && question.userId === undefined ? 'namesakes' : name];
  return { request: `GET /api/v2${path}`, document };
}

function documentOf(name: FactName, { clientId, userId }: AccessQuestion): FactDocument | undefined {
  const ofApplication = clientId === undefined ? undefined : { clientId };
  const ofUser = userId === undefined ? undefined : { userId };
  const documents: Partial<Readonly<Record<FactName, FactDocument | undefined>>> = {
    organization: { path: [] },
    connections: { path: ['connections'] },
    invitations: { path: ['invitations'] },
    discoveryDomains: { path: ['discovery-domains'] },
    applications: { path: ['clients'] },
    clientGrants: { path: ['client-grants'] },
    application: ofApplication,
    applicationConnections: ofApplication,
    association: ofApplication && { path: ['clients', ofApplication.clientId] },
    user: ofUser,
    memberships: ofUser,
    events: { path: ofUser ? ['members', ofUser.userId, 'events'] : ['events'] },
  };
  return documents[name];
}

/** The facts that are read first, since the others follow from them. */
export interface FirstFacts {
  readonly organization: Fact<Organization>;
  readonly application: Fact<Item>;
}

/** Whether no user can log in to an application, because its only grant is the one for applications themselves. */
export function isWithoutUsers(application: Item): boolean {
  const grants = textListField(application, 'grant_types');
  return grants.length > 0 && grants.every((grant) => grant === 'client_credentials');
}

/** Why a fact is not requested, from what was left out and from the facts that were read first. */
export function reasonNotToAsk(name: FactName, question: AccessQuestion, first: FirstFacts): Missing | undefined {
  const { about, only } = factRequests[name];
  const { organization, application } = first;
  if (isLeftOut(name, question)) {
    return { kind: 'leftOut' };
  }
  if (isNotFound(organization)) {
    return { kind: isInOrganization(name) ? 'notFound' : 'unneeded' };
  }
  if (about === 'application' && isNotFound(application)) {
    return { kind: 'notFound' };
  }
  if ('value' in application && (only ?? kindOf(application)) !== kindOf(application)) {
    return { kind: 'unneeded' };
  }
  if (name === 'association') {
    return reasonNotToAskAssociation(first);
  }
  const isByEmail = name === 'discoveryDomains' || name === 'applicationConnections';
  if (isByEmail && 'value' in application && !isAskedByEmail(application.value)) {
    return { kind: 'unneeded' };
  }
  if (name === 'tenantSettings') {
    return isSettingsNeeded(application) ? undefined : { kind: 'unneeded' };
  }
  // Without the application, nobody knows whether its grants decide.
  return name === 'clientGrants' || name === 'openApplications' ? missingOf(application) : undefined;
}

/** Whether users log in to an application. One that is not known is taken for one with users. */
export function kindOf(application: Fact<Item>): ApplicationKind {
  return 'value' in application && isWithoutUsers(application.value) ? 'machines' : 'users';
}

/**
 * The association decides only where the organization restricts its applications.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-client
 */
function reasonNotToAskAssociation({ organization, application }: FirstFacts): Missing | undefined {
  const isUnrestricted = 'value' in organization && organization.value['is_app_entitlement_active'] !== true;
  return isUnrestricted ? { kind: 'unneeded' } : (missingOf(organization) ?? missingOf(application));
}

/**
 * The settings tell where invitations lead if the application does not. Whether the tenant takes names of organizations
 * is no reason to ask for them: only events tell that a name was sent, and they tell the refusal as well. They say
 * nothing about an application without users, or about one that the tenant does not have.
 */
function isSettingsNeeded(application: Fact<Item>): boolean {
  if ('value' in application) {
    return !isWithoutUsers(application.value) && textField(application.value, 'initiate_login_uri').trim() === '';
  }
  return !isNotFound(application);
}

function isNotFound(fact: Fact<unknown>): boolean {
  return missingOf(fact)?.kind === 'notFound';
}

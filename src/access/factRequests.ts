import type { Query } from '../management/managementApi.ts';
import type { AccessQuestion } from './explanation.ts';
import type { FactName } from './facts.ts';

/** Who logs in to an application: its users, or only the application itself. */
export type ApplicationKind = 'users' | 'machines';

/** The request that reads a fact. */
export interface FactRequest {
  /** The path below `/api/v2`, with `{id}` for the organization, `{client_id}` and `{user_id}`. */
  readonly path: string;
  /** The rate limit bucket of the request. */
  readonly bucket: string;
  readonly query?: Query;
  /** The scopes that it takes: one of each group. */
  readonly scopes: readonly (readonly string[])[];
  /** The most requests, apart from repetitions after a failure. One by default. */
  readonly most?: number;
  /** What of the question the fact is about. `applications`: no single application. */
  readonly about?: 'application' | 'applications' | 'user';
  /** The kind of application that the fact matters for, if not for both. */
  readonly only?: ApplicationKind;
  /** The facts that tell whether the request is needed. */
  readonly follows?: readonly FactName[];
  /** Whether tenants can lack the endpoint. */
  readonly isOptional?: true;
}

/** The fields of an application that decide about a login. Without `fields`, some tokens would receive its secret. */
const applicationFields = [
  'client_id',
  'name',
  'app_type',
  'is_first_party',
  'grant_types',
  'initiate_login_uri',
  'organization_usage',
  'organization_require_behavior',
  'organization_discovery_methods',
  'default_organization',
  'third_party_security_mode',
];

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
    bucket: 'get',
    scopes: [['read:organizations', 'read:organizations_summary']],
  },
  // Not `/connections`, which lists other connections as well and which many tenants lack.
  connections: {
    path: '/organizations/{id}/enabled_connections',
    bucket: 'connections',
    scopes: [['read:organization_connections']],
  },
  discoveryDomains: {
    path: '/organizations/{id}/discovery-domains',
    bucket: 'discovery-domains',
    scopes: [['read:organization_discovery_domains']],
    isOptional: true,
  },
  invitations: {
    path: '/organizations/{id}/invitations',
    bucket: 'invitations',
    scopes: [['read:organization_invitations']],
  },
  application: {
    path: '/clients/{client_id}',
    bucket: 'clients/id',
    query: fields(...applicationFields),
    // The smaller scopes do not open the fields that decide.
    scopes: [['read:clients', 'read:client_keys']],
    about: 'application',
  },
  applicationConnections: {
    path: '/clients/{client_id}/connections',
    bucket: 'clients/connections',
    query: { fields: 'id,name,strategy' },
    scopes: [['read:connections'], ['read:clients', 'read:client_summary']],
    about: 'application',
    only: 'users',
    isOptional: true,
  },
  association: {
    path: '/organizations/{id}/clients/{client_id}',
    bucket: 'clients/item',
    scopes: [['read:organization_clients']],
    about: 'application',
    only: 'users',
    follows: ['organization', 'application'],
    isOptional: true,
  },
  applications: {
    path: '/organizations/{id}/clients',
    bucket: 'clients',
    scopes: [['read:organization_clients']],
    about: 'applications',
    isOptional: true,
  },
  clientGrants: {
    path: '/organizations/{id}/client-grants',
    bucket: 'client-grants',
    scopes: [['read:organization_client_grants']],
    about: 'application',
    only: 'machines',
    follows: ['application'],
    isOptional: true,
  },
  tenantSettings: {
    path: '/tenants/settings',
    bucket: 'tenants/settings',
    query: fields('allow_organization_name_in_authentication_api', 'default_redirection_uri'),
    scopes: [['read:tenant_settings']],
  },
  user: {
    path: '/users/{user_id}',
    bucket: 'users/id',
    scopes: [['read:users']],
    about: 'user',
    only: 'users',
  },
  memberships: {
    path: '/users/{user_id}/organizations',
    bucket: 'members/organizations',
    scopes: [['read:organizations', 'read:users']],
    most: 2,
    about: 'user',
    only: 'users',
  },
  events: {
    path: '/logs',
    bucket: 'events',
    scopes: [['read:logs', 'read:logs_users']],
  },
};

/** The names of all facts. */
export const factNames = Object.keys(factRequests) as readonly FactName[];

/** The path of the request of a fact, below `/api/v2`. */
export function pathOf(name: FactName, { organizationId, clientId = '', userId = '' }: AccessQuestion): string {
  const keys: Readonly<Record<string, string>> = { id: organizationId, client_id: clientId, user_id: userId };
  return factRequests[name].path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(keys[key] ?? ''));
}

/** Whether the question leaves out what a fact is about. */
export function isLeftOut(name: FactName, { clientId, userId }: AccessQuestion): boolean {
  const { about } = factRequests[name];
  const isWithoutApplication = clientId === undefined;
  const leftOut = {
    application: isWithoutApplication,
    applications: !isWithoutApplication,
    user: userId === undefined,
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

import { ownField, textAt, textsIn } from '../api/jsonFields.ts';
import type { Item } from '../sections/section.ts';

/** A kind of thing that other sections refer to by its ID. */
export type Kind = 'application' | 'connection' | 'role' | 'profile';

/**
 * How the items of a section are made comparable with the items of another organization. Paths have dots between fields,
 * and `[]` behind a list: `roles[].id`.
 */
export interface SectionRule {
  /** What an item is matched by, as paths. The list is sorted by it. */
  readonly matchedBy: readonly string[];
  /** The paths of times, which say that something was changed, and not what. */
  readonly times?: readonly string[];
  /** The paths of IDs and other values that are new for every organization. */
  readonly ofOrganization?: readonly string[];
  /** The paths of IDs and other values that are new for every tenant. */
  readonly ofTenant?: readonly string[];
  /** The paths of IDs that the name of a thing replaces where tenants are compared. */
  readonly references?: Readonly<Record<string, Kind>>;
  /** The paths of URLs that can have the domain of their own tenant, which is left out where tenants are compared. */
  readonly tenantUrls?: readonly string[];
  /** The paths of addresses, domains and colours, which are the same in any case. */
  readonly anyCase?: readonly string[];
  /** What fields mean that are absent, by their paths. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** The things that the items are, with the paths of their IDs and names, and of what tells two of one name apart. */
  readonly names?: { readonly kind: Kind; readonly id: string; readonly name: string; readonly owner?: string };
  /** Fields that only some tokens or tenants are sent. They are compared if both sides have the marker, which such a list always has. */
  readonly extension?: { readonly marker: string; readonly fields: readonly string[]; readonly scope?: string };
  /** The field that is `false` for an item that the organization does not use. It counts only where the other one may use it. */
  readonly usage?: string;
}

const times = ['created_at', 'updated_at'];

/** The rules of the sections by their names. A section without a rule has `otherwise`. */
const rules: Readonly<Record<string, SectionRule>> = {
  members: {
    matchedBy: ['email', 'name'],
    ofTenant: ['user_id', 'roles[].id'],
    anyCase: ['email'],
    extension: { marker: 'roles', fields: ['roles'], scope: 'read:organization_member_roles' },
  },
  connections: {
    matchedBy: ['connection.name'],
    ofTenant: ['connection_id'],
    names: { kind: 'connection', id: 'connection_id', name: 'connection.name' },
    // https://auth0.com/docs/api/management/v2/organizations/post-enabled-connections, of which a list has enabled ones alone
    defaults: { is_enabled: true, is_signup_enabled: false, organization_access_level: 'none', show_as_button: true },
    extension: {
      marker: 'is_enabled',
      fields: ['organization_access_level', 'organization_connection_name', 'organization_member_access_level'],
    },
    // Some tenants also send the connections that the organization could enable.
    usage: 'is_enabled',
  },
  invitations: {
    matchedBy: ['invitee.email'],
    times: ['created_at', 'expires_at'],
    ofOrganization: ['id', 'organization_id', 'invitation_url', 'ticket_id'],
    references: { client_id: 'application', connection_id: 'connection', 'roles[]': 'role' },
    anyCase: ['invitee.email'],
  },
  'discovery-domains': {
    matchedBy: ['domain'],
    ofOrganization: ['id', 'verification_txt', 'verification_host'],
    anyCase: ['domain'],
    // https://auth0.com/docs/api/management/v2/organizations/patch-discovery-domains-by-discovery-domain-id
    defaults: { use_for_organization_discovery: true },
  },
  'client-grants': {
    matchedBy: ['audience', 'client_id', 'subject_type'],
    ofTenant: ['id'],
    references: { client_id: 'application' },
    tenantUrls: ['audience'],
    // https://auth0.com/docs/api/management/v2/client-grants/post-client-grants. A tenant that sends no subject_type has
    // grants of applications alone.
    defaults: { allow_any_organization: false, organization_usage: 'deny', subject_type: 'client' },
  },
  groups: {
    matchedBy: ['name'],
    times,
    ofOrganization: ['organization_id'],
    ofTenant: ['id', 'tenant_name', 'external_id'],
    references: { connection_id: 'connection' },
  },
  roles: {
    matchedBy: ['name', 'type'],
    ofOrganization: ['id', 'owner_id'],
    names: { kind: 'role', id: 'id', name: 'name', owner: 'owner_id' },
    // A tenant without roles of organizations, where no role has a type, has roles of the tenant alone.
    defaults: { type: 'tenant' },
  },
  clients: {
    matchedBy: ['client.name'],
    ofTenant: ['client_id'],
    names: { kind: 'application', id: 'client_id', name: 'client.name' },
    // https://auth0.com/docs/api/management/v2/organizations/get-organization-clients and …/clients/post-clients
    defaults: { use_for_member_access: false, 'client.organization_usage': 'deny' },
  },
  'organization-templates': {
    matchedBy: ['name'],
    times,
    ofTenant: ['id'],
    references: {
      invitation_landing_client_id: 'application',
      'admin_roles_assignment[]': 'role',
      'role_visibility_policy.overrides[].role_id': 'role',
      connection_profile_id: 'profile',
      user_attribute_profile_id: 'profile',
    },
    defaults: { is_default: false },
  },
};

const otherwise: SectionRule = { matchedBy: ['name'], times, ofTenant: ['id'] };

/** The rule for the fields of the organization itself. */
export const organizationRule: SectionRule = {
  matchedBy: ['name'],
  ofOrganization: ['id'],
  anyCase: ['branding.colors.primary', 'branding.colors.page_background'],
  // Early Access, which some tenants send: https://auth0.com/docs/api/management/v2/organizations/post-organizations
  defaults: { is_app_entitlement_active: false, third_party_client_access: 'block' },
};

/** The rule of a section. */
export function ruleOf(section: string): SectionRule {
  return ownField(rules, section) ?? otherwise;
}

/** An ID in an item that refers to a thing of another section. */
export interface Reference {
  readonly kind: Kind;
  readonly id: string;
  /** The field that is compared or not: that of the list if the ID is in one. */
  readonly field: string;
}

/** The IDs in an item for which the comparison of two tenants needs names. */
export function referencesIn({ references }: SectionRule, item: Item): readonly Reference[] {
  return references
    ? textsIn(item).flatMap(({ path, text }) => {
        const kind = ownField(references, path);
        return kind && text ? [{ kind, id: text, field: path.replace(/\[\].*/, '') }] : [];
      })
    : [];
}

/** The items of a side that count, see `SectionRule.usage`. @param others the items of the other side */
export function usedItems(
  items: readonly Item[],
  others: readonly Item[],
  { usage = '', matchedBy }: SectionRule,
): readonly Item[] {
  const keyOf = (item: Item) => JSON.stringify(matchedBy.map((path) => textAt(item, path)));
  const usedByOther = new Set(others.filter((item) => item[usage] !== false).map(keyOf));
  return items.filter((item) => item[usage] !== false || usedByOther.has(keyOf(item)));
}

/** `Map.groupBy`, which VS Code 1.96 lacks. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}

/** A URL with a variable for the domain of its own tenant, as the reference of the Management API has one. */
export function withoutDomain(url: string, domain: string): string {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/is.exec(url) ?? [];
  return host.toLowerCase() === domain ? `${scheme}{tenantDomain}${rest}` : url;
}

/** The path of the ID of an item. */
export function idPath({ ofTenant = [], ofOrganization = [] }: SectionRule): string {
  return [...ofTenant, ...ofOrganization][0] ?? '';
}

/** What two organizations are to each other: one at two times, two of one tenant, or of two tenants. */
export type Relation = 'oneOrganization' | 'oneTenant' | 'twoTenants';

/** The paths that say nothing of a difference between two organizations. */
export function leftOutPaths(
  { times = [], ofOrganization = [], ofTenant = [] }: SectionRule,
  relation: Relation,
): readonly string[] {
  return [
    ...times,
    ...(relation === 'oneOrganization' ? [] : ofOrganization),
    ...(relation === 'twoTenants' ? ofTenant : []),
  ];
}

/** What says nothing of a difference between organizations, however they belong together. */
export const organizationLeftOut: ReadonlySet<string> = new Set(leftOutPaths(organizationRule, 'oneTenant'));

/** Whether a path leads into data of the customer, which Auth0 keeps as they are. */
export function hasOrder(path: string): boolean {
  return /(?:^|\.)(?:app|user)_metadata(?:\.|$)/.test(path);
}

import type { Item } from '../sections/section.ts';

/** A kind of thing that other sections refer to by its ID. */
export type Kind = 'application' | 'connection' | 'role';

/**
 * How the items of a section are made comparable with the items of another organization. Paths have dots between fields,
 * and `[]` behind a list: `roles[].id`.
 */
export interface SectionRule {
  /** What an item is matched by, as paths. The list is sorted by it. */
  readonly matchedBy: readonly string[];
  /** The paths of IDs, timestamps and other values that are new for every tenant or organization. */
  readonly ofTenant: readonly string[];
  /** The paths of IDs that the name of a thing replaces. */
  readonly references?: ReadonlyMap<string, Kind>;
  /** The paths of addresses and domains, which are the same in any case. */
  readonly anyCase?: readonly string[];
  /** The things that the items are, with the paths of their IDs and names. */
  readonly names?: { readonly kind: Kind; readonly id: string; readonly name: string };
  /** Fields that only some tenants send. They are compared if the marker, which such a tenant always sends, is on both sides. */
  readonly extension?: { readonly marker: string; readonly fields: readonly string[] };
  /** Whether an item belongs to the organization; all do by default. */
  readonly isPart?: (item: Item) => boolean;
}

const times = ['created_at', 'updated_at'];

/** The rules of the sections by their names. A section without a rule has `otherwise`. */
const rules: Readonly<Record<string, SectionRule>> = {
  members: {
    matchedBy: ['email', 'name'],
    ofTenant: ['user_id', 'roles[].id'],
    anyCase: ['email'],
  },
  connections: {
    matchedBy: ['connection.name'],
    ofTenant: ['connection_id'],
    names: { kind: 'connection', id: 'connection_id', name: 'connection.name' },
    extension: {
      marker: 'is_enabled',
      fields: ['is_enabled', 'organization_access_level', 'organization_connection_name'],
    },
    // Some tenants also send the connections that the organization could enable.
    isPart: (connection) => connection['is_enabled'] !== false,
  },
  invitations: {
    matchedBy: ['invitee.email'],
    ofTenant: ['id', 'organization_id', 'invitation_url', 'ticket_id', 'created_at', 'expires_at'],
    references: new Map([
      ['client_id', 'application'],
      ['connection_id', 'connection'],
      ['roles[]', 'role'],
    ]),
    anyCase: ['invitee.email'],
  },
  'discovery-domains': {
    matchedBy: ['domain'],
    ofTenant: ['id', 'verification_txt', 'verification_host'],
    anyCase: ['domain'],
  },
  'client-grants': {
    matchedBy: ['audience', 'client_id'],
    ofTenant: ['id'],
    references: new Map([['client_id', 'application']]),
  },
  groups: {
    matchedBy: ['name'],
    ofTenant: ['id', 'tenant_name', 'external_id', ...times],
    references: new Map([['connection_id', 'connection']]),
  },
  roles: {
    matchedBy: ['name', 'type'],
    ofTenant: ['id', 'owner_id'],
    names: { kind: 'role', id: 'id', name: 'name' },
    extension: { marker: 'type', fields: ['type'] },
  },
  clients: {
    matchedBy: ['client.name'],
    ofTenant: ['client_id'],
    names: { kind: 'application', id: 'client_id', name: 'client.name' },
  },
  'organization-templates': {
    matchedBy: ['name'],
    ofTenant: ['id', 'connection_profile_id', 'user_attribute_profile_id', ...times],
    references: new Map([
      ['invitation_landing_client_id', 'application'],
      ['admin_roles_assignment[]', 'role'],
      ['role_visibility_policy.overrides[].role_id', 'role'],
    ]),
  },
};

const otherwise: SectionRule = { matchedBy: ['name'], ofTenant: ['id', ...times] };

/** The rule for the fields of the organization itself. */
export const organizationRule: SectionRule = { matchedBy: ['name'], ofTenant: ['id'] };

/** The rule of a section. */
export function ruleOf(section: string): SectionRule {
  return Object.hasOwn(rules, section) ? (rules[section] ?? otherwise) : otherwise;
}

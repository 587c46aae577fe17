import type { DiscoveryDomain } from './tenant/contents/domains.ts';
import type {
  ClientGrant,
  EffectiveRole,
  Group,
  Invitation,
  OrganizationClient,
  OrganizationConnection,
  OrganizationTemplate,
  Person,
  Role,
} from './tenant/contents/model.ts';
import type { Feature } from './tenant/features.ts';

const checkpoint = 'take=100';
const offset = 'page=0&per_page=100&include_totals=true';
const withRoles = 'fields=user_id,email,picture,name,roles&include_fields=true';

/** What Auth0 says of the endpoint of a section. */
interface SectionEndpoint {
  /** Path and query of the first request, with ORG in place of the ID of the organization, and KEY of that of an item. */
  readonly first: string;
  /** Its page in the reference, if there is one: the `operationId` of Auth0's description, in kebab case. */
  readonly page?: string;
  /** How it refuses, for an endpoint below `/organizations/ORG`. */
  readonly refusals?: Refusals;
  /** One of its items, with every field that Auth0 is known to send. */
  readonly item?: object;
  /** The field that holds the items, for a list that is read either by offset or by checkpoints, and by nothing else. */
  readonly field?: string;
}

export interface Refusals {
  /** Any of these lets a request in. */
  readonly scopes: readonly string[];
  /** What is said where there is no such organization. */
  readonly missing: string;
  /** What is said of the scopes, where it is not in the usual words. */
  readonly refusal?: string;
  /** What a tenant must have for it. */
  readonly feature?: Feature;
}

/**
 * The endpoints of all sections, in the order of their rows. Tests compare the extension and the local tenant with this,
 * so nothing of it is taken from either but types.
 */
export const sectionEndpoints: Readonly<Record<string, SectionEndpoint>> = {
  members: {
    first: `/organizations/ORG/members?${withRoles}&${checkpoint}`,
    page: 'get-organization-members',
    refusals: {
      scopes: ['read:organization_members', 'read:organization_member_roles'],
      missing: 'The organization does not exist.',
    },
    item: {
      user_id: 'auth0|1',
      picture: '',
      name: '',
      email: '',
      roles: [{ id: 'rol_1', name: '', description: '', sources: ['direct'] } satisfies Required<EffectiveRole>],
    } satisfies Required<Person> & { readonly roles: unknown },
  },
  'members/roles': {
    first: `/organizations/ORG/members/KEY/roles?${offset}`,
    page: 'get-organization-member-roles',
  },
  'members/effective-roles': {
    first: `/organizations/ORG/members/KEY/effective-roles?${checkpoint}`,
    page: 'get-organization-member-effective-roles',
  },
  'members/organizations': { first: `/users/KEY/organizations?${offset}`, page: 'get-user-organizations' },
  'members/events': { first: `/logs?q=user_id:%22QUOTED%22&sort=date:-1&${offset}`, page: 'get-logs' },
  connections: {
    first: `/organizations/ORG/connections?${offset}`,
    page: 'get-enabled-connections',
    refusals: {
      scopes: ['read:organization_connections'],
      missing: 'The organization does not exist.',
      feature: 'organizationConnections',
    },
    item: {
      connection_id: 'con_1',
      organization_connection_name: '',
      assign_membership_on_login: true,
      show_as_button: true,
      is_signup_enabled: true,
      organization_access_level: 'none',
      is_enabled: true,
      connection: { name: '', strategy: '' },
    } satisfies Required<OrganizationConnection>,
  },
  invitations: {
    first: `/organizations/ORG/invitations?${offset}`,
    page: 'get-invitations',
    refusals: { scopes: ['read:organization_invitations'], missing: 'No organization found by that id.' },
    field: 'invitations',
    item: {
      id: 'uinv_1',
      organization_id: 'org_1',
      inviter: { name: '' },
      invitee: { email: '' },
      invitation_url: '',
      created_at: '',
      expires_at: '',
      client_id: '',
      connection_id: '',
      app_metadata: {},
      user_metadata: {},
      roles: ['rol_1'],
      ticket_id: '',
    } satisfies Required<Invitation>,
  },
  'discovery-domains': {
    first: `/organizations/ORG/discovery-domains?${checkpoint}`,
    page: 'get-discovery-domains',
    refusals: {
      scopes: ['read:organization_discovery_domains'],
      missing: 'Organization not found.',
      feature: 'discoveryDomains',
    },
    field: 'domains',
    item: {
      id: 'ord_1',
      domain: '',
      status: 'pending',
      verification_txt: '',
      verification_host: '',
      use_for_organization_discovery: true,
    } satisfies Required<DiscoveryDomain>,
  },
  'client-grants': {
    first: `/organizations/ORG/client-grants?${offset}`,
    page: 'get-organization-client-grants',
    refusals: {
      scopes: ['read:organization_client_grants'],
      missing: 'No organization found by that id or name',
      feature: 'clientGrants',
    },
    field: 'client_grants',
    item: {
      id: 'cgr_1',
      client_id: '',
      audience: '',
      scope: ['read:x'],
      organization_usage: 'deny',
      allow_any_organization: true,
      subject_type: 'client',
    } satisfies Required<ClientGrant>,
  },
  'client-grants/organizations': {
    first: `/client-grants/KEY/organizations?${checkpoint}`,
    page: 'get-client-grant-organizations',
  },
  groups: {
    first: `/organizations/ORG/groups?${checkpoint}`,
    page: 'get-organization-groups',
    refusals: { scopes: ['read:organization_groups'], missing: 'Organization not found.', feature: 'groups' },
    field: 'groups',
    item: {
      id: 'grp_1',
      name: '',
      external_id: '',
      connection_id: '',
      tenant_name: '',
      organization_id: '',
      description: '',
      created_at: '',
      updated_at: '',
    } satisfies Required<Group> & Readonly<Record<string, unknown>>,
  },
  'groups/roles': {
    first: `/organizations/ORG/groups/KEY/roles?${checkpoint}`,
    page: 'get-organization-group-roles',
  },
  roles: {
    // Those of the tenant.
    first: `/roles?type=tenant&${offset}`,
    page: 'get-roles',
    item: {
      id: 'rol_1',
      name: '',
      description: '',
      type: 'tenant',
      owner_id: '',
    } satisfies Required<Role> & Readonly<Record<string, unknown>>,
  },
  'roles/members': {
    first: `/organizations/ORG/roles/KEY/members?${checkpoint}`,
    page: 'get-organization-role-members',
  },
  'roles/groups': { first: `/organizations/ORG/roles/KEY/groups?${checkpoint}`, page: 'get-organization-role-groups' },
  clients: {
    first: `/organizations/ORG/clients?${checkpoint}`,
    page: 'get-organization-clients',
    refusals: {
      scopes: ['read:organization_clients'],
      missing: 'No organization found by that id or name',
      feature: 'clients',
    },
    field: 'clients',
    item: {
      client_id: '',
      use_for_member_access: true,
      client: {
        name: '',
        app_type: '',
        is_first_party: true,
        grant_types: [''],
        logo_uri: '',
        organization_usage: 'deny',
      } satisfies Required<OrganizationClient['client']>,
    } satisfies OrganizationClient,
  },
  'organization-templates': {
    first: '/organizations/ORG/organization-templates',
    refusals: {
      scopes: ['read:organization_templates', 'read:organizations'],
      missing: 'No template is explicitly assigned to the organization, or the organization does not exist.',
      refusal: 'Insufficient scope; expected any of: read:organization_templates, read:organizations.',
      feature: 'organizationTemplates',
    },
    item: {
      id: '',
      name: '',
      is_default: true,
      organization_deletion_behavior: 'allow',
      connection_deletion_behavior: 'allow',
      enforce_permission_ceiling: true,
      enforce_self_assignment_restriction: true,
      connection_profile_id: '',
      user_attribute_profile_id: '',
      allowed_strategies: [''],
      invitation_landing_client_id: '',
      admin_roles_assignment: [''],
      use_for_organization_discovery: { default_value: true, allowed_values: [true] },
      role_visibility_policy: { default_value: 'write', overrides: [{ role_id: '', access: 'hidden' }] },
      created_at: '',
      updated_at: '',
    } satisfies Required<OrganizationTemplate>,
  },
  events: { first: `/logs?q=organization_id:%22ORG%22&sort=date:-1&${offset}`, page: 'get-logs' },
};

/** The path of a request, without its query. */
export function pathOf({ first }: SectionEndpoint): string {
  return first.replace(/\?.*/, '');
}

/** The request for a further page. */
export function nextRequest(first: string, cursor: string): string {
  return first.endsWith(checkpoint) ? `${first}&from=${cursor}` : first.replace('page=0', 'page=1');
}

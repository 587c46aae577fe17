import type { ApiErrorDetails, Reason } from '../../../src/api/apiError.ts';
import { Contents } from '../../tenant/contents/contents.ts';
import { Events } from '../../tenant/contents/events.ts';
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
} from '../../tenant/contents/model.ts';
import type { DiscoveryDomain } from '../../tenant/contents/domains.ts';
import { Directory } from '../../tenant/directory.ts';
import type { Branding } from '../../tenant/organization.ts';
import { sampleOrganizations } from '../../tenant/sampleData.ts';

const directory = new Directory(sampleOrganizations(1));

/** One of each kind, with every field that the API is known to send. */
export const samples: Readonly<Record<string, unknown>> = {
  organization: {
    ...merged(sampleOrganizations(500)),
    branding: {
      logo_url: null,
      colors: { primary: '', page_background: '' },
    } satisfies Required<Branding>,
    client: { use_for_member_access: true },
  },
  member: {
    user_id: 'auth0|1',
    picture: '',
    name: '',
    email: '',
    roles: [{ id: 'rol_1', name: '', description: '', sources: ['direct'] } satisfies Required<EffectiveRole>],
  } satisfies Required<Person> & { readonly roles: unknown },
  connection: {
    connection_id: 'con_1',
    organization_connection_name: '',
    assign_membership_on_login: true,
    show_as_button: true,
    is_signup_enabled: true,
    organization_access_level: 'none',
    is_enabled: true,
    connection: { name: '', strategy: '' },
  } satisfies Required<OrganizationConnection>,
  invitation: {
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
  discoveryDomain: {
    id: 'ord_1',
    domain: '',
    status: 'pending',
    verification_txt: '',
    verification_host: '',
    use_for_organization_discovery: true,
  } satisfies Required<DiscoveryDomain>,
  clientGrant: {
    id: 'cgr_1',
    client_id: '',
    audience: '',
    scope: ['read:x'],
    organization_usage: 'deny',
    allow_any_organization: true,
    subject_type: 'client',
  } satisfies Required<ClientGrant>,
  group: {
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
  role: {
    id: 'rol_1',
    name: '',
    description: '',
    type: 'tenant',
    owner_id: '',
  } satisfies Required<Role> & Readonly<Record<string, unknown>>,
  organizationTemplate: {
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
  client: {
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
  event: {
    ...new Events(directory, new Contents(directory, 1, Date.now), Date.now, 30).kept.at(-1)?.event,
    organization_id: '',
    organization_name: '',
    description: null,
    details: {},
  },
};

/** What is told of a list that could not be read to its end. */
export const error = {
  reason: 'insufficientScope',
  message: '',
  status: 403,
  errorCode: '',
  serverMessage: '',
  scopes: [''],
  retryAfterSeconds: 1,
  networkCode: '',
  tokenHost: '',
} satisfies Required<ApiErrorDetails> & { readonly reason: Reason; readonly message: string };

/** An object with the fields of them all. */
function merged(objects: readonly object[]): object {
  return Object.assign({}, ...objects) as object;
}

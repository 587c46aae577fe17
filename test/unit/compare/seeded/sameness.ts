import type { Content, SeededCase } from './content.ts';

type Lists = NonNullable<Content['lists']>;

/** Each is no difference, however unlike the answers of the tenants are, written before the code was tried with it. */
export const sameness: readonly SeededCase[] = [
  // Fields of the organization
  fields('order of metadata', { metadata: { region: 'eu', plan: 'gold' } }),
  both('metadata that are null', { metadata: { plan: 'gold', old: null } }, { metadata: { plan: 'gold' } }),
  both('metadata empty or absent', { metadata: {} }, { metadata: undefined }),
  both('branding empty or absent', { branding: {} }, { branding: undefined }),
  both('colours empty or absent', { branding: { colors: {} } }, { branding: undefined }),
  both('logo empty or absent', { branding: { logo_url: '' } }, { branding: undefined }),
  both('logo null or absent', { branding: { logo_url: null } }, { branding: undefined }),
  fields('case of colours', {
    branding: {
      logo_url: 'https://cdn.example.com/acme.png',
      colors: { primary: '#0E5A6B', page_background: '#FFFFFF' },
    },
  }),
  fields('entitlement of applications with its default', { is_app_entitlement_active: false }),
  fields('third-party applications with their default', { third_party_client_access: 'block' }),
  fields('no quota of tokens', { token_quota: null }),
  both('display name empty or absent', { display_name: '' }, { display_name: undefined }),
  // Connections
  items('sign-up off or absent', 'connections', { users: { is_signup_enabled: undefined } }),
  items('access level none or absent', 'connections', { acme: { organization_access_level: undefined } }),
  items('enabled or absent', 'connections', { acme: { is_enabled: undefined } }),
  items('own name of a connection empty', 'connections', { acme: { organization_connection_name: '' } }),
  {
    ...items('order of connections', 'connections', {}),
    left: { lists: { connections: { okta: okta() } } },
    right: { lists: { connections: { acme: undefined, okta: okta(), 'acme again': acme() } } },
  },
  {
    name: 'connection that neither has enabled',
    pair: 'both',
    left: { lists: { connections: { okta: { ...okta(), is_enabled: false } } } },
    right: {},
    differs: [],
  },
  // Client grants
  items('any organization false or absent', 'client-grants', { orders: { allow_any_organization: undefined } }),
  items('order of scopes', 'client-grants', { orders: { scope: ['read:prices', 'read:orders'] } }),
  {
    name: 'scopes empty or absent',
    pair: 'both',
    left: { lists: { 'client-grants': { orders: { scope: [] } } } },
    right: { lists: { 'client-grants': { orders: { scope: undefined } } } },
    differs: [],
  },
  // Applications
  items('order of grant types', 'clients', { Portal: portal(['refresh_token', 'authorization_code']) }),
  {
    name: 'application for members false or absent',
    pair: 'both',
    left: { lists: { clients: { Portal: { use_for_member_access: false } } } },
    right: { lists: { clients: { Portal: { use_for_member_access: undefined } } } },
    differs: [],
  },
  items('logo of an application empty', 'clients', { Portal: { client: { ...client(), logo_uri: '' } } }),
  // Groups
  items('external ID of a group empty', 'groups', { staff: { external_id: '' } }),
  // Invitations
  items('metadata of an invitation empty', 'invitations', { ann: { app_metadata: {}, user_metadata: {} } }),
  {
    name: 'roles of an invitation empty or absent',
    pair: 'both',
    left: { lists: { invitations: { ann: { roles: [] } } } },
    right: { lists: { invitations: { ann: { roles: undefined } } } },
    differs: [],
  },
  // Members
  items('order of the roles of a member', 'members', {
    jo: {
      roles: [
        { id: 'rol:Editor', name: 'Editor' },
        { id: 'rol:Viewer', name: 'Viewer' },
      ],
    },
  }),
  items('order of members', 'members', { mo: undefined, 'mo again': mo() }),
  items('picture of a member empty', 'members', { mo: { picture: '' } }),
  // Roles
  items('roles of a tenant without roles of organizations', 'roles', {
    Viewer: { type: undefined },
    Editor: { type: undefined },
  }),
  {
    name: 'description of a role empty or absent',
    pair: 'both',
    left: { lists: { roles: { Owner: { description: '' } } } },
    right: { lists: { roles: { Owner: { description: undefined } } } },
    differs: [],
  },
  // Template
  items('order of strategies', 'organization-templates', { usual: { allowed_strategies: ['okta', 'samlp'] } }),
  items('default of the template absent', 'organization-templates', { usual: { is_default: undefined } }),
  // What each tenant has of its own
  { ...items('all IDs of another tenant', 'connections', {}), pair: 'across' },
  across('proof of a domain', 'discovery-domains', {
    acme: { verification_txt: 'ff', verification_host: '_ss-verification.org_B.acme.example' },
  }),
  across('times and link of an invitation', 'invitations', {
    ann: {
      invitation_url: 'https://portal.example.com/login?invitation=def',
      ticket_id: 'def',
      created_at: '2026-10-02T08:00:00.000Z',
      expires_at: '2026-10-09T08:00:00.000Z',
    },
  }),
  across('times of a group', 'groups', {
    staff: { created_at: '2026-06-04T08:00:00.000Z', updated_at: '2026-06-05T08:00:00.000Z' },
  }),
  across('times of a template', 'organization-templates', {
    usual: { created_at: '2026-06-04T08:00:00.000Z', updated_at: '2026-06-05T08:00:00.000Z' },
  }),
  across('IDs of grants for one API', 'client-grants', {
    orders: { id: 'cgr:1' },
  }),
  across('address of a member in another case', 'members', { mo: { email: 'Mo@Acme.example' } }),
];

function fields(name: string, right: object): SeededCase {
  return { name, pair: 'both', right: { fields: { ...right } }, differs: [] };
}

function both(name: string, left: object, right: object): SeededCase {
  return { name, pair: 'both', left: { fields: { ...left } }, right: { fields: { ...right } }, differs: [] };
}

function items<Name extends keyof Lists>(name: string, list: Name, right: Lists[Name]): SeededCase {
  return { name, pair: 'both', right: { lists: { [list]: right } }, differs: [] };
}

function across<Name extends keyof Lists>(name: string, list: Name, right: Lists[Name]): SeededCase {
  return { ...items(name, list, right), pair: 'across' };
}

function okta(): Readonly<Record<string, unknown>> {
  return { connection_id: 'con:okta', is_enabled: true, connection: { name: 'okta', strategy: 'okta' } };
}

function acme(): Readonly<Record<string, unknown>> {
  return {
    connection_id: 'con:acme',
    assign_membership_on_login: true,
    show_as_button: true,
    is_enabled: true,
    connection: { name: 'acme', strategy: 'samlp' },
  };
}

function mo(): Readonly<Record<string, unknown>> {
  return { user_id: 'usr:mo', name: 'Mo Roe', email: 'mo@acme.example', roles: [] };
}

function client(): object {
  return {
    name: 'Portal',
    app_type: 'spa',
    is_first_party: true,
    grant_types: ['authorization_code', 'refresh_token'],
    organization_usage: 'require',
  };
}

function portal(grantTypes: readonly string[]): Readonly<Record<string, unknown>> {
  return { client: { ...client(), grant_types: grantTypes } };
}

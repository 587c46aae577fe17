import type { SeededCase } from './content.ts';

/** Each is a difference that a person wants to know of, written before the code was tried with it. */
export const differences: readonly SeededCase[] = [
  // Fields of the organization
  field('display name', { display_name: 'Acme Corp' }),
  field('display name in another case', { display_name: 'ACME Corporation' }),
  field('value of metadata', { metadata: { plan: 'silver', region: 'eu' } }),
  field('value of metadata in another case', { metadata: { plan: 'Gold', region: 'eu' } }),
  field('key of metadata missing', { metadata: { plan: 'gold' } }),
  field('key of metadata more', { metadata: { plan: 'gold', region: 'eu', crm: '17' } }),
  field('metadata missing', { metadata: undefined }),
  field('logo', { branding: { logo_url: 'https://cdn.example.com/other.png', colors: brandColours() } }),
  field('logo missing', { branding: { colors: brandColours() } }),
  field('colour', { branding: { logo_url: 'https://cdn.example.com/acme.png', colors: brandColours('#0e5a6c') } }),
  field('colours missing', { branding: { logo_url: 'https://cdn.example.com/acme.png' } }),
  field('branding missing', { branding: undefined }),
  field('third-party applications allowed', { third_party_client_access: 'allow' }),
  field('entitlement of applications', { is_app_entitlement_active: true }),
  field('quota of tokens', { token_quota: { client_credentials: { enforce: true, per_hour: 10 } } }),
  {
    name: 'limit of tokens',
    pair: 'both',
    left: { fields: { token_quota: { client_credentials: { per_hour: 10 } } } },
    right: { fields: { token_quota: { client_credentials: { per_hour: 11 } } } },
    differs: ['token_quota'],
  },
  {
    name: 'field of the future',
    pair: 'both',
    left: { fields: { seats: 5 } },
    right: { fields: { seats: 6 } },
    differs: ['seats'],
  },
  // Connections
  item('connection missing', 'connections', { acme: undefined }, ['connections']),
  item('connection more', 'connections', {
    okta: { connection_id: 'con:okta', is_enabled: true, connection: { name: 'okta', strategy: 'okta' } },
  }),
  item('membership on login', 'connections', { acme: { assign_membership_on_login: false } }),
  item('button of a connection', 'connections', { acme: { show_as_button: false } }),
  item('sign-up', 'connections', { users: { is_signup_enabled: true } }),
  item('sign-up where the other does not say', 'connections', { acme: { is_signup_enabled: true } }),
  item('access level of a connection', 'connections', { acme: { organization_access_level: 'full' } }),
  item('own name of a connection', 'connections', { acme: { organization_connection_name: 'corporate' } }),
  item('strategy of a connection', 'connections', { acme: { connection: { name: 'acme', strategy: 'okta' } } }),
  item('connection disabled', 'connections', { acme: { is_enabled: false } }),
  within('connection made again under its name', 'connections', { acme: { connection_id: 'con:acme-2' } }),
  // Discovery domains
  item('domain missing', 'discovery-domains', { acme: undefined }),
  item('domain more', 'discovery-domains', {
    labs: { id: 'ord:labs', domain: 'labs.example', status: 'pending', use_for_organization_discovery: true },
  }),
  item('status of a domain', 'discovery-domains', { acme: { status: 'pending' } }),
  item('discovery by a domain', 'discovery-domains', { acme: { use_for_organization_discovery: false } }),
  // Client grants
  item('grant missing', 'client-grants', { orders: undefined }),
  item('scope of a grant', 'client-grants', { orders: { scope: ['read:orders'] } }),
  item('usage of a grant', 'client-grants', { orders: { organization_usage: 'require' } }),
  item('grant for any organization', 'client-grants', { orders: { allow_any_organization: true } }),
  item('grant moved to another application', 'client-grants', {
    orders: { id: 'cgr:orders-2', client_id: 'cli:Importer' },
  }),
  {
    name: 'two grants that swap applications',
    pair: 'both',
    left: { lists: { 'client-grants': { orders: grant('Exporter', ['read:orders']), more: grant('Importer', []) } } },
    right: { lists: { 'client-grants': { orders: grant('Importer', ['read:orders']), more: grant('Exporter', []) } } },
    differs: ['client-grants'],
  },
  {
    name: 'one of two grants for an API missing',
    pair: 'both',
    left: { lists: { 'client-grants': { more: grant('Importer', ['read:orders']) } } },
    differs: ['client-grants'],
  },
  // Applications
  item('application missing', 'clients', { Portal: undefined }),
  item('application for members', 'clients', { Portal: { use_for_member_access: false } }),
  item('usage of an application', 'clients', { Portal: portal({ organization_usage: 'allow' }) }),
  item('grant types of an application', 'clients', { Portal: portal({ grant_types: ['authorization_code'] }) }),
  // Groups
  item('group missing', 'groups', { staff: undefined }),
  item('connection of a group', 'groups', { staff: { connection_id: 'con:users' } }),
  item('connection of a group missing', 'groups', { staff: { connection_id: undefined } }),
  // Invitations
  item('invitation missing', 'invitations', { ann: undefined }),
  item('application of an invitation', 'invitations', { ann: { client_id: 'cli:Importer' } }),
  item('connection of an invitation', 'invitations', { ann: { connection_id: 'con:acme' } }),
  item('role of an invitation', 'invitations', { ann: { roles: ['rol:Editor'] } }),
  item('metadata of an invitation', 'invitations', { ann: { user_metadata: { language: 'sv' } } }),
  // Members
  item('member missing', 'members', { mo: undefined }),
  item('member more', 'members', { al: { user_id: 'usr:al', name: 'Al Poe', email: 'al@acme.example', roles: [] } }),
  item('role of a member missing', 'members', { jo: { roles: [{ id: 'rol:Viewer', name: 'Viewer' }] } }),
  item('role of a member more', 'members', { mo: { roles: [{ id: 'rol:Viewer', name: 'Viewer' }] } }),
  item('name of a member', 'members', { mo: { name: 'Mo Noe' } }),
  within('account replaced under its address', 'members', { mo: { user_id: 'usr:mo-2' } }),
  {
    name: 'one of two accounts of an address missing',
    pair: 'both',
    left: {
      lists: { members: { twin: { user_id: 'usr:twin', name: 'Mo Roe', email: 'mo@acme.example', roles: [] } } },
    },
    differs: ['members'],
  },
  // Roles
  item('own role missing', 'roles', { Owner: undefined }),
  item('description of a role', 'roles', { Owner: { description: 'Owns all' } }),
  item('own role of a name that the tenant has', 'roles', {
    Own: { id: 'own:Own', name: 'Viewer', description: 'Sees', type: 'organization', owner_id: 'org:this' },
  }),
  within('role made again under its name', 'roles', { Owner: { id: 'own:Owner-2' } }),
  // Template
  item('template missing', 'organization-templates', { usual: undefined }),
  item('strategies of the template', 'organization-templates', { usual: { allowed_strategies: ['samlp'] } }),
  item('application of the template', 'organization-templates', {
    usual: { invitation_landing_client_id: 'cli:Importer' },
  }),
  item('roles of the template', 'organization-templates', { usual: { admin_roles_assignment: ['rol:Editor'] } }),
];

function field(name: string, fields: Readonly<Record<string, unknown>>): SeededCase {
  return { name, pair: 'both', right: { fields }, differs: Object.keys(fields) };
}

function brandColours(primary = '#0e5a6b'): object {
  return { primary, page_background: '#ffffff' };
}

type List = NonNullable<NonNullable<SeededCase['right']>['lists']>;

function item<Name extends keyof List>(
  name: string,
  list: Name,
  items: List[Name],
  differs = [list as string],
): SeededCase {
  return { name, pair: 'both', right: { lists: { [list]: items } }, differs };
}

function within<Name extends keyof List>(name: string, list: Name, items: List[Name]): SeededCase {
  return { ...item(name, list, items), pair: 'within' };
}

function grant(application: string, scope: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    id: `cgr:${application}`,
    client_id: `cli:${application}`,
    audience: 'https://api.example.com/orders',
    scope,
    organization_usage: 'allow',
    allow_any_organization: false,
  };
}

function portal(changes: object): Readonly<Record<string, unknown>> {
  const client = {
    name: 'Portal',
    app_type: 'spa',
    is_first_party: true,
    grant_types: ['authorization_code', 'refresh_token'],
    organization_usage: 'require',
  };
  return { client: { ...client, ...changes } };
}

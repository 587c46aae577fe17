import { fields, items, role } from './auditing.ts';
import type { SeededCase } from './content.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Roles of the tenant that are called as own roles are shown, and as such roles are. */
export const oddRoles: Readonly<Record<string, Fields>> = {
  Odd: { id: 'rol:Odd', name: 'Owner (organization)', description: 'Odd', type: 'tenant' },
  Odder: { id: 'rol:Odder', name: 'Owner (organization) (tenant)', description: 'Odder', type: 'tenant' },
};

/** What someone who reviews the product sets it as traps, written before the product was tried with them. */
export const reviewing: readonly SeededCase[] = [
  // Fields of the organization
  fields('line break of Windows in metadata', { metadata: { note: 'a\r\nb' } }, { metadata: { note: 'a\nb' } }, [
    'metadata.note: "a\\r\\nb" → "a\\nb"',
  ]),
  fields('metadata null or the text null', { metadata: { plan: null } }, { metadata: { plan: 'null' } }, [
    'metadata.plan: null → "null"',
  ]),
  fields('number or its text', { metadata: { seats: 7 } }, { metadata: { seats: '7' } }, ['metadata.seats: 7 → "7"']),
  fields(
    'metadata called as fields with a default',
    { metadata: { third_party_client_access: 'block', is_enabled: 'true' } },
    { metadata: {} },
    ['metadata.is_enabled: "true" → null', 'metadata.third_party_client_access: "block" → null'],
  ),
  fields('letter that nobody sees', { display_name: 'Acme' }, { display_name: 'Acme\u200b' }, [
    'display_name: "Acme" → "Acme\u200b"',
  ]),
  fields(
    'composed and decomposed key of metadata',
    { metadata: { 'caf\u00e9': '1' } },
    { metadata: { 'cafe\u0301': '1' } },
    ['metadata.caf\u00e9: "1" → null', 'metadata.cafe\u0301: null → "1"'],
  ),
  fields('quota a day or an hour', quota({ per_day: 100 }), quota({ per_hour: 100 }), [
    'token_quota.client_credentials.per_day: 100 → null',
    'token_quota.client_credentials.per_hour: null → 100',
  ]),
  fields(
    'capitals in the path of a logo',
    { branding: { logo_url: 'https://cdn.example.com/Acme.png' } },
    { branding: { logo_url: 'https://cdn.example.com/acme.png' } },
    ['branding.logo_url: "https://cdn.example.com/Acme.png" → "https://cdn.example.com/acme.png"'],
  ),
  fields('entitlement on or null', { is_app_entitlement_active: true }, { is_app_entitlement_active: null }, [
    'is_app_entitlement_active: true → false',
  ]),
  // Connections
  items(
    'two connections that swap membership on login',
    'connections',
    { users: { assign_membership_on_login: false } },
    { acme: { assign_membership_on_login: false } },
    [
      'connections [acme] assign_membership_on_login: true → false',
      'connections [users] assign_membership_on_login: false → true',
    ],
  ),
  items(
    'two connections that swap their own names',
    'connections',
    { acme: { organization_connection_name: 'a' }, users: { organization_connection_name: 'b' } },
    { acme: { organization_connection_name: 'b' }, users: { organization_connection_name: 'a' } },
    [
      'connections [acme] organization_connection_name: "a" → "b"',
      'connections [users] organization_connection_name: "b" → "a"',
    ],
  ),
  items(
    'button of a connection called as a property of every object',
    'connections',
    { more: { ...connection('constructor'), show_as_button: false } },
    { more: connection('constructor') },
    ['connections [constructor] show_as_button: false → true'],
  ),
  // Members
  {
    ...items(
      'two accounts of an address that swap roles',
      'members',
      { one: twin(1, 'Viewer'), two: twin(2, 'Editor') },
      { one: twin(1, 'Editor'), two: twin(2, 'Viewer') },
    ),
    pair: 'within',
  },
  items(
    'people known by a telephone alone',
    'members',
    { phone: { user_id: 'sms|1', name: '+15550001', roles: [] } },
    { phone: { user_id: 'sms|2', name: '+15550002', roles: [] } },
  ),
  { ...items('address of an account', 'members', {}, { mo: { email: 'mo2@acme.example' } }), pair: 'within' },
  {
    name: 'role of the tenant renamed',
    pair: 'within',
    right: {
      lists: {
        roles: { Viewer: { name: 'Reader' } },
        members: { jo: { roles: [{ id: 'rol:Viewer', name: 'Reader' }, role('Editor')] } },
      },
    },
    differs: ['members', 'roles'],
  },
  items('one of 120 members with one role more', 'members', crowd(), {
    ...crowd(),
    m110: { ...crowd()['m110'], roles: [role('Viewer')] },
  }),
  // Invitations
  items(
    'one of two invitations of an address to another role',
    'invitations',
    { ann: { roles: ['rol:Viewer'] }, again: invitation('again', 'Editor') },
    { ann: { roles: ['rol:Viewer'] }, again: invitation('again', 'Viewer') },
  ),
  items('who invites', 'invitations', {}, { ann: { inviter: { name: 'Mo Roe' } } }, [
    'invitations [ann@acme.example] inviter.name: "Jo Doe" → "Mo Roe"',
  ]),
  // Domains and grants
  items(
    'two domains that swap discovery',
    'discovery-domains',
    { labs: labs(false) },
    { acme: { use_for_organization_discovery: false }, labs: labs(true) },
    [
      'discovery-domains [acme.example] use_for_organization_discovery: true → false',
      'discovery-domains [labs.example] use_for_organization_discovery: false → true',
    ],
  ),
  items('grant for users', 'client-grants', { orders: { subject_type: 'user' } }, {}),
  items(
    'two grants of an application for an API that swap scopes',
    'client-grants',
    { orders: { subject_type: 'client', scope: ['a'] }, more: grantForUsers(['b']) },
    { orders: { subject_type: 'client', scope: ['b'] }, more: grantForUsers(['a']) },
    [
      'client-grants [https://api.example.com/orders Exporter] scope: ["a"] → ["b"]',
      'client-grants [https://api.example.com/orders Exporter user] scope: ["b"] → ["a"]',
    ],
  ),
  // Applications
  items('application of a third party', 'clients', {}, { Portal: portal({ is_first_party: false }) }, [
    'clients [Portal] client.is_first_party: true → false',
  ]),
  { ...items('one of two applications of a name missing', 'clients', { one: app(1), two: app(2) }, { one: app(1) }) },
  // Groups and templates
  items('one of two groups of a name missing', 'groups', { users: staff('users') }, {}),
  // Of another tenant, it is an ID of another directory.
  {
    ...items('external ID of a group', 'groups', { staff: { external_id: 'x-1' } }, { staff: { external_id: 'x-2' } }),
    pair: 'within',
  },
  items(
    'what the template says of deletions',
    'organization-templates',
    { usual: { organization_deletion_behavior: 'allow' } },
    { usual: { organization_deletion_behavior: 'allow_if_empty' } },
  ),
  // Roles of the tenant that are called as own ones are shown
  asMember(
    'own role of a member in place of one that is called as it is shown',
    { id: 'own:Owner', name: 'Owner' },
    { id: 'rol:Odd', name: 'Owner (organization)' },
    [
      'members [jo@acme.example Jo Doe] roles: [{"name":"Owner","type":"organization"}] → [{"name":"Owner (organization)"}]',
    ],
  ),
  invitedTo('own role of an invitation in place of one that is called as it is shown', 'own:Owner', 'rol:Odd'),
  invitedTo('roles that are called as own ones are shown', 'rol:Odd', 'rol:Odder'),
  // The customer's own data
  items(
    'order of a list in the metadata of an invitation',
    'invitations',
    { ann: { app_metadata: { steps: [1, 2] } } },
    { ann: { app_metadata: { steps: [2, 1] } } },
    ['invitations [ann@acme.example] app_metadata.steps: [1,2] → [2,1]'],
  ),
];

function asMember(name: string, left: Fields, right: Fields, rows: readonly string[]): SeededCase {
  const sideOf = (own: Fields) => ({ lists: { roles: oddRoles, members: { jo: { roles: [own] } } } });
  return { name, pair: 'both', left: sideOf(left), right: sideOf(right), differs: ['members'], rows };
}

function invitedTo(name: string, left: string, right: string): SeededCase {
  const sideOf = (own: string) => ({ lists: { roles: oddRoles, invitations: { ann: { roles: [own] } } } });
  return { name, pair: 'both', left: sideOf(left), right: sideOf(right), differs: ['invitations'] };
}

export function quota(clientCredentials: Fields): Fields {
  return { token_quota: { client_credentials: clientCredentials } };
}

function connection(name: string): Fields {
  return { connection_id: `con:${name}`, is_enabled: true, connection: { name, strategy: 'samlp' } };
}

/** One of two accounts that share name and address. */
export function twin(place: number, name: string): Fields {
  return { user_id: `usr:twin-${place}`, name: 'Twin', email: 'twin@acme.example', roles: [role(name)] };
}

export function crowd(): Readonly<Record<string, Fields>> {
  return Object.fromEntries(
    Array.from({ length: 120 }, (_, place) => [
      `m${place}`,
      { user_id: `usr:m${place}`, name: `M ${place}`, email: `m${place}@acme.example`, roles: [] },
    ]),
  );
}

export function invitation(id: string, roleName: string): Fields {
  return {
    id: `uinv:${id}`,
    inviter: { name: 'Jo Doe' },
    invitee: { email: 'ann@acme.example' },
    invitation_url: `https://portal.example.com/login?invitation=${id}`,
    ticket_id: id,
    client_id: 'cli:Portal',
    roles: [`rol:${roleName}`],
  };
}

function labs(isUsed: boolean): Fields {
  return { id: 'ord:labs', domain: 'labs.example', status: 'verified', use_for_organization_discovery: isUsed };
}

function grantForUsers(scope: readonly string[]): Fields {
  return {
    ...{ id: 'cgr:users', client_id: 'cli:Exporter', audience: 'https://api.example.com/orders' },
    ...{ scope, subject_type: 'user', organization_usage: 'allow', allow_any_organization: false },
  };
}

export function portal(changes: Fields): Fields {
  const usual = { name: 'Portal', app_type: 'spa', is_first_party: true, organization_usage: 'require' };
  return { client: { ...usual, grant_types: ['authorization_code', 'refresh_token'], ...changes } };
}

/** One of the applications of a tenant that are called Twin. */
function app(place: number): Fields {
  return { client_id: `cli:Twin#${place}`, use_for_member_access: true, client: { name: 'Twin', app_type: 'spa' } };
}

export function staff(connectionName: string): Fields {
  return { id: `grp:${connectionName}`, name: 'Staff', connection_id: `con:${connectionName}` };
}

import type { Content, SeededCase } from './content.ts';

type Lists = NonNullable<Content['lists']>;
type Fields = Readonly<Record<string, unknown>>;

/** What someone who audits two tenants looks for, written from the descriptions of Auth0's API, before the code was read. */
export const auditing: readonly SeededCase[] = [
  // Fields of the organization
  fields('capitals of a display name', { display_name: 'Acme' }, { display_name: 'ACME' }, [
    'display_name: "Acme" → "ACME"',
  ]),
  fields('spaces in a display name', { display_name: 'Acme Inc' }, { display_name: 'Acme  Inc ' }, [
    'display_name: "Acme Inc" → "Acme  Inc "',
  ]),
  fields('composed and decomposed accent', { display_name: 'Caf\u00e9' }, { display_name: 'Cafe\u0301' }, [
    'display_name: "Caf\u00e9" → "Cafe\u0301"',
  ]),
  fields('letter of another alphabet', { display_name: 'Acme' }, { display_name: '\u0410cme' }, [
    'display_name: "Acme" → "\u0410cme"',
  ]),
  fields(
    'background alone missing',
    { branding: { colors: { primary: '#0e5a6b', page_background: '#000000' } } },
    { branding: { colors: { primary: '#0e5a6b' } } },
    ['branding.colors.page_background: "#000000" → null'],
  ),
  fields(
    'version at the end of a logo',
    { branding: { logo_url: `https://cdn.example.com/${'logo'.repeat(50)}.png?v=1` } },
    { branding: { logo_url: `https://cdn.example.com/${'logo'.repeat(50)}.png?v=2` } },
    [
      `branding.logo_url: "https://cdn.example.com/${'logo'.repeat(50)}.png?v=1" → "https://cdn.example.com/${'logo'.repeat(50)}.png?v=2"`,
    ],
  ),
  fields('capitals of a key of metadata', { metadata: { Plan: 'gold' } }, { metadata: { plan: 'gold' } }, [
    'metadata.Plan: "gold" → null',
    'metadata.plan: null → "gold"',
  ]),
  fields('zeros before a number', { metadata: { count: '1' } }, { metadata: { count: '01' } }, [
    'metadata.count: "1" → "01"',
  ]),
  fields('metadata called as a prototype', { metadata: prototype('a') }, { metadata: prototype('b') }, [
    'metadata.__proto__: "a" → "b"',
  ]),
  fields(
    'last of many letters',
    { metadata: { note: `${'n'.repeat(254)}1` } },
    { metadata: { note: `${'n'.repeat(254)}2` } },
    [`metadata.note: "${'n'.repeat(254)}1" → "${'n'.repeat(254)}2"`],
  ),
  fields('dot in a key of metadata', { metadata: { 'a.b': 'x' } }, { metadata: { 'a.b': 'y' } }, [
    'metadata.a.b: "x" → "y"',
  ]),
  fields('largest quota', quota({ per_hour: 2_147_483_647 }), quota({ per_hour: 2_147_483_646 }), [
    'token_quota.client_credentials.per_hour: 2147483647 → 2147483646',
  ]),
  fields('quota that is only counted', quota({ enforce: true }), quota({ enforce: false }), [
    'token_quota.client_credentials.enforce: true → false',
  ]),
  fields('quota a day', {}, quota({ per_day: 100 }), ['token_quota.client_credentials.per_day: null → 100']),
  fields('third parties allowed or usual', { third_party_client_access: 'allow' }, {}, [
    'third_party_client_access: "allow" → "block"',
  ]),
  fields('entitlement on or usual', { is_app_entitlement_active: true }, {}, [
    'is_app_entitlement_active: true → false',
  ]),
  // Connections
  items('members made by a login', 'connections', {}, { acme: { assign_membership_on_login: false } }, [
    'connections [acme] assign_membership_on_login: true → false',
  ]),
  items(
    'button hidden or usual',
    'connections',
    { acme: { show_as_button: false } },
    { acme: { show_as_button: undefined } },
    ['connections [acme] show_as_button: false → true'],
  ),
  items('kind of a connection', 'connections', { corp: corp('corp', 'samlp') }, { corp: corp('corp', 'oidc') }, [
    'connections [corp] connection.strategy: "samlp" → "oidc"',
  ]),
  items('capitals of a connection', 'connections', { corp: corp('Corp') }, { corp: corp('corp') }, [
    'connections [Corp] connection.name: "Corp" → "corp"',
  ]),
  items('rights in My Organization', 'connections', {}, { acme: { organization_access_level: 'full' } }, [
    'connections [acme] organization_access_level: "none" → "full"',
  ]),
  {
    ...items(
      'enterprise connection made again',
      'connections',
      { corp: corp('corp') },
      { corp: { ...corp('corp'), connection_id: 'con:corp-2' } },
    ),
    pair: 'within',
    differs: ['connections'],
  },
  // Members
  {
    ...items('account made again with its roles', 'members', {}, { jo: { user_id: 'usr:jo-2' } }),
    pair: 'within',
    differs: ['members'],
  },
  items('one role for another', 'members', { mo: { roles: [role('Viewer')] } }, { mo: { roles: [role('Editor')] } }, [
    'members [mo@acme.example Mo Roe] roles: [{"name":"Viewer"}] → [{"name":"Editor"}]',
  ]),
  items('one of two accounts', 'members', { twin: { user_id: 'usr:twin', email: 'jo@acme.example', roles: [] } }, {}, [
    'members [jo@acme.example]: {"email":"jo@acme.example"} → null',
  ]),
  // Groups and roles
  items('directory of a group', 'groups', {}, { staff: { connection_id: 'con:okta' } }, [
    'groups [Staff] connection_id: "acme" → "okta"',
  ]),
  items('what an own role is for', 'roles', {}, { Owner: { description: 'Writes' } }, [
    'roles [Owner organization] description: "Owns" → "Writes"',
  ]),
  // Invitations
  items('role that is invited to', 'invitations', {}, { ann: { roles: ['rol:Editor'] } }, [
    'invitations [ann@acme.example] roles: ["Viewer"] → ["Editor"]',
  ]),
  items('application that is invited to', 'invitations', {}, { ann: { client_id: 'cli:Admin console' } }, [
    'invitations [ann@acme.example] client_id: "Portal" → "Admin console"',
  ]),
  // Domains and grants
  items('domain not verified', 'discovery-domains', { acme: { status: 'pending' } }, {}, [
    'discovery-domains [acme.example] status: "pending" → "verified"',
  ]),
  items('one scope less', 'client-grants', {}, { orders: { scope: ['read:orders'] } }, [
    'client-grants [https://api.example.com/orders Exporter] scope: ["read:orders","read:prices"] → ["read:orders"]',
  ]),
  items('slash of an audience', 'client-grants', {}, { orders: { audience: 'https://api.example.com/orders/' } }),
  items(
    'any organization or usual',
    'client-grants',
    { orders: { allow_any_organization: undefined } },
    { orders: { allow_any_organization: true } },
    ['client-grants [https://api.example.com/orders Exporter] allow_any_organization: false → true'],
  ),
  // Found while those were mended
  items(
    'own role of a member in place of one of the tenant',
    'members',
    { jo: { roles: [role('Owner')] } },
    { jo: { roles: [{ id: 'own:Owner', name: 'Owner' }] } },
    ['members [jo@acme.example Jo Doe] roles: [{"name":"Owner"}] → [{"name":"Owner","type":"organization"}]'],
  ),
];

/** Two organizations whose own fields differ. */
export function fields(name: string, left: Fields, right: Fields, rows: readonly string[]): SeededCase {
  const differs = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return { name, pair: 'both', left: { fields: left }, right: { fields: right }, differs, rows };
}

/** Two organizations of which one list differs. */
export function items<Name extends keyof Lists>(
  name: string,
  list: Name,
  left: Lists[Name],
  right: Lists[Name],
  rows?: readonly string[],
): SeededCase {
  const states = { left: { lists: { [list]: left } }, right: { lists: { [list]: right } } };
  return { name, pair: 'both', ...states, differs: [list], ...(rows && { rows }) };
}

/** Metadata with a key of their own that every object has. */
function prototype(value: string): unknown {
  return JSON.parse(`{"__proto__": "${value}"}`);
}

function quota(clientCredentials: Fields): Fields {
  return { token_quota: { client_credentials: clientCredentials } };
}

export function corp(name: string, strategy = 'samlp'): Fields {
  return { connection_id: 'con:corp', is_enabled: true, show_as_button: true, connection: { name, strategy } };
}

export function role(name: string): Fields {
  return { id: `rol:${name}`, name };
}

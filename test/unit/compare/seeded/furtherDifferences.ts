/* Differences that were written down, with their sources, before it was known how organizations are compared. */
import { base, type ListName, type SeededCase } from './content.ts';

type Fields = Readonly<Record<string, unknown>>;
type Items = Readonly<Record<string, Fields | undefined>>;

/** A difference in fields of the organization. */
function fields(name: string, left: Fields, right: Fields, rows: readonly string[]): SeededCase {
  const differs = [...new Set(rows.map((row) => row.replace(/[.:].*/, '')))];
  return { name, pair: 'both', left: { fields: left }, right: { fields: right }, differs, rows };
}

/** A difference in metadata beside those that each organization has. */
function metadata(name: string, left: Fields, right: Fields, rows: readonly string[]): SeededCase {
  const withUsual = (own: Fields) => ({ metadata: { ...(base.fields?.['metadata'] as Fields), ...own } });
  return fields(name, withUsual(left), withUsual(right), rows);
}

/** A difference in items of a list. @param rows without the list, where more than the list is certain */
function items(
  name: string,
  pair: SeededCase['pair'],
  list: ListName,
  [left, right]: readonly [Items, Items],
  rows?: readonly string[],
): SeededCase {
  const sides = { left: { lists: { [list]: left } }, right: { lists: { [list]: right } } };
  return { name, pair, ...sides, differs: [list], ...(rows && { rows: rows.map((row) => `${list} ${row}`) }) };
}

const viewer = { id: 'rol:Viewer', name: 'Viewer' };
const editor = { id: 'rol:Editor', name: 'Editor' };

function colours(primary: string, background: string): Fields {
  return { branding: { colors: { primary, page_background: background } } };
}

function logo(file: string): Fields {
  return { branding: { logo_url: `https://cdn.example.com/${file}` } };
}

function quota(limits: Fields): Fields {
  return { token_quota: { client_credentials: limits } };
}

function sameAddress(role: Fields, otherRole: Fields): Items {
  const other = { user_id: 'usr:jo at another provider', name: 'Jo Doe', email: 'jo@acme.example', roles: [otherRole] };
  return { jo: { roles: [role] }, other };
}

function invited(role: string, otherRole: string): Items {
  const other = {
    ...{ id: 'uinv:ann again', organization_id: 'org:this', inviter: { name: 'Jo Doe' } },
    ...{ invitee: { email: 'ann@acme.example' }, invitation_url: 'https://portal.example.com/login?invitation=def' },
    ...{ ticket_id: 'def', created_at: '2026-10-02T08:00:00.000Z', expires_at: '2026-10-09T08:00:00.000Z' },
    ...{ client_id: 'cli:Exporter', connection_id: 'con:users', roles: [otherRole] },
  };
  return { ann: { roles: [role] }, other };
}

function grants(scope: string, otherScope: string): Items {
  const prices = {
    ...{ id: 'cgr:prices', client_id: 'cli:Exporter', audience: 'https://api.example.com/prices', scope: [otherScope] },
    ...{ organization_usage: 'allow', allow_any_organization: false },
  };
  return { orders: { scope: [scope] }, prices };
}

function groupsOf(connection: string, otherConnection: string): Items {
  const sales = { id: 'grp:sales', name: 'Sales', connection_id: otherConnection, tenant_name: 'ten:this' };
  return { staff: { connection_id: connection }, sales };
}

function viewers(description: string, ownDescription: string): Items {
  const own = { id: 'own:Viewer', name: 'Viewer', type: 'organization', owner_id: 'org:this' };
  return { Viewer: { description }, own: { ...own, description: ownDescription } };
}

function auditor(id: string): Items {
  return { Auditor: { id, name: 'Auditor', description: 'Reads the books', type: 'tenant' } };
}

/** Two applications of one name, beside which that of the invitation keeps a name of its own. */
function kiosks(isForMembers: boolean): Items {
  const client = { ...(base.lists?.clients?.['Portal']?.['client'] as object), name: 'Kiosk' };
  return {
    one: { client_id: 'cli:Kiosk#one', use_for_member_access: isForMembers, client },
    other: { client_id: 'cli:Kiosk#other', use_for_member_access: !isForMembers, client },
  };
}

function hidden(role: string): Items {
  const overrides = [{ role_id: role, access: 'hidden' }];
  return { usual: { role_visibility_policy: { default_value: 'read_only', overrides } } };
}

export const furtherDifferences: readonly SeededCase[] = [
  fields(
    'name with a Cyrillic letter that looks alike',
    { display_name: 'Acme Corporation' },
    { display_name: '\u0410cme Corporation' },
    ['display_name: "Acme Corporation" → "\u0410cme Corporation"'],
  ),
  metadata('city composed and decomposed', { city: 'Z\u00fcrich' }, { city: 'Zu\u0308rich' }, [
    'metadata.city: "Z\u00fcrich" → "Zu\u0308rich"',
  ]),
  metadata('metadata that look like a colour in another case', { accent: '#0E5A6B' }, { accent: '#0e5a6b' }, [
    'metadata.accent: "#0E5A6B" → "#0e5a6b"',
  ]),
  metadata(
    'metadata named as a time and an ID and a field with a default',
    { updated_at: '2026-11-01T00:00:00.000Z', connection_id: 'con_aaaaaaaaaaaaaaaa' },
    {
      ...{ updated_at: '2026-11-20T00:00:00.000Z', connection_id: 'con_bbbbbbbbbbbbbbbb' },
      third_party_client_access: 'block',
    },
    [
      'metadata.connection_id: "con_aaaaaaaaaaaaaaaa" → "con_bbbbbbbbbbbbbbbb"',
      'metadata.updated_at: "2026-11-01T00:00:00.000Z" → "2026-11-20T00:00:00.000Z"',
      'metadata.third_party_client_access: null → "block"',
    ],
  ),
  metadata('a blank and a key named as a method', {}, { note: ' ', toString: 'x' }, [
    'metadata.note: null → " "',
    'metadata.toString: null → "x"',
  ]),
  fields('path of the logo in another case', logo('Acme.png'), logo('acme.png'), [
    'branding.logo_url: "https://cdn.example.com/Acme.png" → "https://cdn.example.com/acme.png"',
  ]),
  fields('colours that change places', colours('#0e5a6b', '#ffffff'), colours('#ffffff', '#0e5a6b'), [
    'branding.colors.page_background: "#ffffff" → "#0e5a6b"',
    'branding.colors.primary: "#0e5a6b" → "#ffffff"',
  ]),
  fields(
    'quotas that change places and are not enforced',
    quota({ enforce: true, per_day: 2000, per_hour: 200 }),
    quota({ enforce: false, per_day: 200, per_hour: 2000 }),
    [
      'token_quota.client_credentials.enforce: true → false',
      'token_quota.client_credentials.per_day: 2000 → 200',
      'token_quota.client_credentials.per_hour: 200 → 2000',
    ],
  ),
  fields(
    'access that one tenant alone tells and is not the default',
    {},
    { third_party_client_access: 'allow', is_app_entitlement_active: true },
    ['is_app_entitlement_active: false → true', 'third_party_client_access: "block" → "allow"'],
  ),
  fields('the display name of an example beside none', { display_name: 'Acme Users' }, { display_name: undefined }, [
    'display_name: "Acme Users" → null',
  ]),
  items(
    'two connections that swap their settings',
    'both',
    'connections',
    [
      {
        acme: { assign_membership_on_login: true, show_as_button: false },
        users: { assign_membership_on_login: false, show_as_button: true },
      },
      {
        acme: { assign_membership_on_login: false, show_as_button: true },
        users: { assign_membership_on_login: true, show_as_button: false },
      },
    ],
    [
      '[acme] assign_membership_on_login: true → false',
      '[acme] show_as_button: false → true',
      '[users] assign_membership_on_login: false → true',
      '[users] show_as_button: true → false',
    ],
  ),
  items('a connection switched on with another button', 'both', 'connections', [
    { acme: { is_enabled: false, show_as_button: false } },
    { acme: { is_enabled: true, show_as_button: true } },
  ]),
  {
    ...items(
      'a connection that is switched off beside a tenant that lists it among enabled ones alone',
      'both',
      'connections',
      [
        { acme: { is_enabled: false } },
        {
          acme: { is_enabled: undefined, organization_access_level: undefined },
          users: { is_enabled: undefined, organization_access_level: undefined },
        },
      ],
      ['[acme] is_enabled: false → true'],
    ),
    leftOut: 'connections',
  },
  items('two accounts of one name and address that swap their roles', 'within', 'members', [
    sameAddress(viewer, editor),
    sameAddress(editor, viewer),
  ]),
  {
    ...items(
      'a member more than a token saw that reads no roles',
      'both',
      'members',
      [{ jo: { roles: undefined }, mo: undefined }, {}],
      ['[mo@acme.example Mo Roe]: null → {"email":"mo@acme.example","name":"Mo Roe"}'],
    ),
    leftOut: 'members',
  },
  items(
    'two invitations of one address that swap their roles',
    'both',
    'invitations',
    [invited('rol:Viewer', 'rol:Editor'), invited('rol:Editor', 'rol:Viewer')],
    ['[ann@acme.example] roles: ["Editor"] → ["Viewer"]', '[ann@acme.example] roles: ["Viewer"] → ["Editor"]'],
  ),
  items(
    'metadata of an invitation that say no beside none',
    'both',
    'invitations',
    [{ ann: { user_metadata: { newsletter: false } } }, {}],
    ['[ann@acme.example] user_metadata.newsletter: false → null'],
  ),
  items('a domain made again that DNS must prove again', 'within', 'discovery-domains', [
    {},
    { acme: { id: 'ord:acme again', verification_txt: 'ord:txt again' } },
  ]),
  items(
    'two grants of one application that swap their scopes',
    'both',
    'client-grants',
    [grants('read:all', 'read:some'), grants('read:some', 'read:all')],
    [
      '[https://api.example.com/orders Exporter] scope: ["read:all"] → ["read:some"]',
      '[https://api.example.com/prices Exporter] scope: ["read:some"] → ["read:all"]',
    ],
  ),
  items(
    'an audience in another case',
    'across',
    'client-grants',
    [{ orders: { audience: 'https://api.example.com/Orders' } }, {}],
    [
      '[https://api.example.com/Orders Exporter] audience: "https://api.example.com/Orders" → "https://api.example.com/orders"',
    ],
  ),
  items(
    'two groups that swap their connections',
    'across',
    'groups',
    [groupsOf('con:acme', 'con:users'), groupsOf('con:users', 'con:acme')],
    ['[Sales] connection_id: "users" → "acme"', '[Staff] connection_id: "acme" → "users"'],
  ),
  items('another ID of the directory for a group', 'within', 'groups', [
    { staff: { external_id: 'S-1-5-21-1' } },
    { staff: { external_id: 'S-1-5-21-2' } },
  ]),
  items('a role of the tenant and one of the organization of one name that swap descriptions', 'both', 'roles', [
    viewers('Sees everything', 'Sees this organization'),
    viewers('Sees this organization', 'Sees everything'),
  ]),
  items('a role of the tenant made again that nobody has', 'within', 'roles', [
    auditor('rol:Auditor'),
    auditor('rol:Auditor again'),
  ]),
  items('two applications of one name that swap who may use them', 'within', 'clients', [kiosks(true), kiosks(false)]),
  items('another role that the template hides', 'both', 'organization-templates', [
    hidden('rol:Viewer'),
    hidden('rol:Editor'),
  ]),
  // Within one organization, what was made again is another thing.
  items('a role of the organization removed and added again', 'within', 'roles', [
    {},
    { Owner: { id: 'own:Owner again' } },
  ]),
  items('an invitation revoked and sent again', 'within', 'invitations', [
    {},
    { ann: { id: 'uinv:ann again', ticket_id: 'def', expires_at: '2026-10-13T08:00:00.000Z' } },
  ]),
  items('a template made again with all that it had', 'within', 'organization-templates', [
    {},
    { usual: { id: 'otp:usual again' } },
  ]),
];

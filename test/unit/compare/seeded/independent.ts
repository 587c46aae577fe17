/* Differences of an auditor who wrote down what is right before knowing how organizations are compared. */
import type { ListName, Pair, SeededCase } from './content.ts';

type Fields = Readonly<Record<string, unknown>>;
type Items = Readonly<Record<string, Fields | undefined>>;

const viewer = { id: 'rol:Viewer', name: 'Viewer' };
const editor = { id: 'rol:Editor', name: 'Editor' };
const atGoogle = 'google-oauth2|107812345678901234567';
const cafe = ['Caf\u00e9 Central', 'Cafe\u0301 Central'] as const;

/** A difference in fields of the organization. */
function inFields(name: string, left: Fields, right: Fields, rows: readonly string[]): SeededCase {
  const differs = [...new Set(rows.map((row) => row.replace(/[.:].*/, '')))];
  return { name, pair: 'both', left: { fields: left }, right: { fields: right }, differs, rows };
}

/** A difference in items of a list. @param rows without the list */
function inItems(
  name: string,
  list: ListName,
  [left, right]: readonly [Items, Items],
  rows: readonly string[] | undefined,
  pair: Pair = 'both',
): SeededCase {
  const sides = { left: { lists: { [list]: left } }, right: { lists: { [list]: right } } };
  return { name, pair, ...sides, differs: [list], ...(rows && { rows: rows.map((row) => `${list} ${row}`) }) };
}

/** A difference within one tenant. */
function within(name: string, list: ListName, right: Items): SeededCase {
  return inItems(name, list, [{}, right], undefined, 'within');
}

function phone(end: string): Fields {
  return { user_id: `usr:phone ${end}`, name: `+155501${end}`, roles: [viewer] };
}

function invitedTo(application: string): Fields {
  return {
    ...{ id: 'uinv:again', organization_id: 'org:this', inviter: { name: 'Jo Doe' }, roles: ['rol:Viewer'] },
    ...{ invitee: { email: 'ann@acme.example' }, client_id: `cli:${application}`, connection_id: 'con:users' },
  };
}

function grant(name: string, application: string, api: string, scope = ['read:all']): Fields {
  const audience = `https://api.example.com/${api}`;
  return { id: `cgr:${name}`, client_id: `cli:${application}`, audience, scope, organization_usage: 'allow' };
}

/** How a grant is shown. */
function shown(application: string, api: string): readonly [key: string, item: string] {
  const audience = `https://api.example.com/${api}`;
  const item = { audience, client_id: application, organization_usage: 'allow', scope: ['read:all'] };
  return [`[${audience} ${application}]`, JSON.stringify(item)];
}

function ownRole(id: string, name: string, description: string): Fields {
  return { id: `own:${id}`, name, description, type: 'organization', owner_id: 'org:this' };
}

const engineers = { id: 'grp:engineers', name: 'Engineers', external_id: '00g', tenant_name: 'ten:this' };
const okta = { connection_id: 'con:okta', assign_membership_on_login: true, show_as_button: true, is_enabled: false };
const adminConsole = {
  client_id: 'cli:Admin Console',
  client: { name: 'Admin Console', app_type: 'regular_web', is_first_party: true, grant_types: ['authorization_code'] },
};
const exporter = grant('users', 'Exporter', 'orders', ['read:orders', 'read:prices']);
const swapped = [shown('Portal', 'a'), shown('Jobs', 'b'), shown('Jobs', 'a'), shown('Portal', 'b')];

export const independent: readonly SeededCase[] = [
  inFields(
    'keys of metadata that are called id and created_at',
    { metadata: { id: 'crm-1041', created_at: '2019-04-01', plan: 'gold' } },
    { metadata: { id: 'crm-2077', created_at: '2021-09-30', plan: 'gold' } },
    ['metadata.created_at: "2019-04-01" → "2021-09-30"', 'metadata.id: "crm-1041" → "crm-2077"'],
  ),
  inFields(
    'a key of metadata that is called as a field with a default',
    { metadata: { plan: 'gold', third_party_client_access: 'block' } },
    { metadata: { plan: 'gold' } },
    ['metadata.third_party_client_access: "block" → null'],
  ),
  inFields(
    'metadata that looks like a colour in another case',
    { metadata: { primary: '#FF0044' } },
    { metadata: { primary: '#ff0044' } },
    ['metadata.primary: "#FF0044" → "#ff0044"'],
  ),
  inFields(
    'a higher quota and a further one',
    { token_quota: { client_credentials: { enforce: true, per_hour: 100 } } },
    { token_quota: { client_credentials: { enforce: true, per_hour: 1000, per_day: 5000 } } },
    ['token_quota.client_credentials.per_hour: 100 → 1000', 'token_quota.client_credentials.per_day: null → 5000'],
  ),
  inFields(
    'Early Access fields that are not the default',
    {},
    { third_party_client_access: 'allow', is_app_entitlement_active: true },
    ['is_app_entitlement_active: false → true', 'third_party_client_access: "block" → "allow"'],
  ),
  inFields('a display name in another form of Unicode', { display_name: cafe[0] }, { display_name: cafe[1] }, [
    `display_name: "${cafe[0]}" → "${cafe[1]}"`,
  ]),
  inFields(
    'a field that nobody knows yet',
    { session_policy: { max_age_minutes: 60 } },
    { session_policy: { max_age_minutes: 720 } },
    ['session_policy.max_age_minutes: 60 → 720'],
  ),
  within('an account of another provider under the same address', 'members', { jo: { user_id: atGoogle } }),
  within('a member whose role was made again under its name', 'members', {
    jo: { roles: [{ id: 'rol:Viewer again', name: 'Viewer' }, editor] },
  }),
  inItems(
    'a second account with the same address',
    'members',
    [{ google: { user_id: atGoogle, name: 'Jo Doe', email: 'jo@acme.example', roles: [] } }, {}],
    ['[jo@acme.example Jo Doe]: {"email":"jo@acme.example","name":"Jo Doe"} → null'],
  ),
  inItems(
    'a member without an address',
    'members',
    [
      { one: phone('00'), two: phone('77') },
      { one: phone('00'), two: { ...phone('77'), roles: [editor] } },
    ],
    ['[+15550177] roles: [{"name":"Viewer"}] → [{"name":"Editor"}]'],
  ),
  within('a connection that was made again under its name', 'connections', { acme: { connection_id: 'con:again' } }),
  inItems(
    'sign-up opened and a button hidden',
    'connections',
    [
      { acme: { show_as_button: undefined }, users: { is_signup_enabled: undefined } },
      { acme: { show_as_button: false }, users: { is_signup_enabled: true } },
    ],
    ['[acme] show_as_button: true → false', '[users] is_signup_enabled: false → true'],
  ),
  inItems(
    // What an organization does not use counts only where the other one uses it.
    'a connection switched off, and one that neither uses',
    'connections',
    [{ okta: { ...okta, connection: { name: 'okta', strategy: 'okta' } } }, { acme: { is_enabled: false } }],
    ['[acme] is_enabled: true → false'],
  ),
  inItems(
    'an invitation to another connection',
    'invitations',
    [{ ann: { connection_id: 'con:acme' } }, {}],
    ['[ann@acme.example] connection_id: "acme" → "users"'],
  ),
  inItems(
    'the order in a list of app_metadata, and a false in user_metadata',
    'invitations',
    [
      { ann: { app_metadata: { approvers: ['ann', 'bob'] }, user_metadata: { beta: false } } },
      { ann: { app_metadata: { approvers: ['bob', 'ann'] } } },
    ],
    [
      '[ann@acme.example] app_metadata.approvers: ["ann","bob"] → ["bob","ann"]',
      '[ann@acme.example] user_metadata.beta: false → null',
    ],
  ),
  inItems(
    'one of two invitations of an address to another application',
    'invitations',
    [{ again: invitedTo('Admin Console') }, { again: invitedTo('Portal') }],
    ['[ann@acme.example] client_id: "Admin Console" → "Portal"'],
  ),
  within('a domain removed and added again', 'discovery-domains', {
    acme: { id: 'ord:again', verification_txt: 'ord:txt again' },
  }),
  inItems(
    'two grants of other APIs that swap their applications',
    'client-grants',
    [
      { one: grant('one', 'Portal', 'a'), two: grant('two', 'Jobs', 'b') },
      { one: grant('one', 'Jobs', 'a'), two: grant('two', 'Portal', 'b') },
    ],
    swapped.map(([key, item], place) => `${key}: ${place < 2 ? `${item} → null` : `null → ${item}`}`),
  ),
  inItems(
    'a second grant of an application and an API, for users',
    'client-grants',
    [
      { orders: { subject_type: 'client' } },
      { orders: { subject_type: 'client' }, users: { ...exporter, subject_type: 'user' } },
    ],
    [
      '[https://api.example.com/orders Exporter user]: null → {"audience":"https://api.example.com/orders","client_id":"Exporter","organization_usage":"allow","scope":["read:orders","read:prices"],"subject_type":"user"}',
    ],
  ),
  inItems(
    'a group of another directory',
    'groups',
    [{ one: { ...engineers, connection_id: 'con:acme' } }, { one: { ...engineers, connection_id: 'con:okta' } }],
    ['[Engineers] connection_id: "acme" → "okta"'],
  ),
  // The directories of two tenants have IDs of their own.
  inItems(
    'another group of the directory under the same name',
    'groups',
    [{ staff: { external_id: '00g1abc' } }, { staff: { external_id: '00g9xyz' } }],
    undefined,
    'within',
  ),
  inItems(
    'a role that says something else, and one with another capital',
    'roles',
    [
      { one: ownRole('one', 'Approver', 'May approve'), two: ownRole('two', 'Auditor', 'Reads') },
      { one: ownRole('one', 'Approver', 'May approve up to 10,000'), two: ownRole('two', 'auditor', 'Reads') },
    ],
    [
      '[Approver organization] description: "May approve" → "May approve up to 10,000"',
      '[Auditor organization] name: "Auditor" → "auditor"',
    ],
  ),
  inItems(
    'member access moved from one application to another',
    'clients',
    [
      { console: adminConsole },
      { Portal: { use_for_member_access: undefined }, console: { ...adminConsole, use_for_member_access: true } },
    ],
    ['[Admin Console] use_for_member_access: false → true', '[Portal] use_for_member_access: true → false'],
  ),
  inItems(
    'people who are invited land in another application',
    'organization-templates',
    [
      { usual: { admin_roles_assignment: ['rol:Viewer', 'rol:Editor'] } },
      {
        usual: {
          invitation_landing_client_id: 'cli:Admin Console',
          allowed_strategies: ['okta', 'samlp'],
          admin_roles_assignment: ['rol:Editor', 'rol:Viewer'],
        },
      },
    ],
    ['[Usual] invitation_landing_client_id: "Portal" → "Admin Console"'],
  ),
];

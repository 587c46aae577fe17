/* Questions as developers type them, written by somebody who had seen the descriptions of the tools alone. */

const one = 'org_1111111111111111';
const two = 'org_2222222222222222';

type Input = Readonly<Record<string, unknown>>;

/** A question, the tool that comes first, and its input. One tenant is connected unless the question says otherwise. */
export const developerQuestions: readonly (readonly [ask: string, tool: string, input: Input])[] = [
  ['which auth0 tenants can you see?', 'list_connected_tenants', {}],
  ['is my auth0 token still good', 'list_connected_tenants', {}],
  ['which permissions does my token miss for reading roles', 'list_connected_tenants', {}],
  ['two tenants are connected: which one is prod?', 'list_connected_tenants', {}],
  ['why is globex-eu different between staging and prod (two tenants)', 'list_connected_tenants', {}],
  [`got ${one} in a stack trace, who's that`, 'look_up_organizations', { organizations: [one] }],
  [
    `ticket says ${one}, ${two} and globex-eu: which customers?`,
    'look_up_organizations',
    { organizations: [one, two, 'globex-eu'] },
  ],
  [`is ${one} staging or production? (two tenants)`, 'look_up_organizations', { organizations: [one] }],
  ["what's the org id of Globex Corporation", 'find_organizations', { text: 'Globex Corporation' }],
  ['which orgs are on the enterprise plan', 'find_organizations', { text: 'plan:enterprise' }],
  ['all customers whose metadata region starts with eu', 'find_organizations', { text: 'region:eu*' }],
  ['orgs not on the free plan', 'find_organizations', { text: '-plan:free' }],
  ['any customer called something like initech?', 'find_organizations', { text: 'initech' }],
  ['what metadata does globex-eu have', 'get_organization', { organization_name: 'globex-eu' }],
  [`what logo and colours does ${one} use`, 'get_organization', { organization_id: one }],
  [`which plan has ${one}`, 'get_organization', { organization_id: one }],
  [
    'who are the members of globex-eu',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'members' },
  ],
  [`who's admin in ${one}`, 'read_organization_section', { organization_id: one, section: 'members' }],
  [
    'how many members has globex-eu',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'members' },
  ],
  [
    'open invitations of globex-eu?',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'invitations' },
  ],
  [
    'which idp does globex-eu log in with',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'connections' },
  ],
  [
    'which email domains lead to globex-eu',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'discovery-domains' },
  ],
  [
    'failed logins of globex-eu today',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'events', failures_only: true },
  ],
  [
    'roles of auth0|1 in globex-eu, also through groups',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'members/effective-roles', item_ids: ['auth0|1'] },
  ],
  [
    'which m2m apis may be called for globex-eu',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'client-grants' },
  ],
  [
    'which apps do people of globex-eu log in to',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'clients' },
  ],
  [
    'what did auth0|1 do in globex-eu',
    'read_organization_section',
    { organization_name: 'globex-eu', section: 'members/events', item_ids: ['auth0|1'] },
  ],
  ['who uses the app "Billing Portal"', 'find_organizations_that_use', { application: 'Billing Portal' }],
  [
    'if I delete connection con_1111111111111111 who breaks?',
    'find_organizations_that_use',
    { connection: 'con_1111111111111111' },
  ],
  ['which org owns the domain acme.example', 'find_organizations_that_use', { discovery_domain: 'acme.example' }],
  ['orgs with no login method', 'find_organizations_that_use', { no_connection: true }],
  ['what orgs is jane@acme.example in', 'find_user_organizations', { email: 'jane@acme.example' }],
  [
    'jane@acme.example: what can she do where?',
    'find_user_organizations',
    { email: 'jane@acme.example', with_roles: true },
  ],
  ['orgs of google-oauth2|123', 'find_user_organizations', { user_id: 'google-oauth2|123' }],
  [`diff ${one} against ${two}`, 'compare_organizations', { organization_id: one, other_organization_id: two }],
  [
    'do acme and globex have the same connections',
    'compare_organizations',
    { organization_name: 'acme', other_organization_name: 'globex' },
  ],
  [
    "jane@acme.example can't log in to globex-eu, why?",
    'explain_access',
    { organization_name: 'globex-eu', email: 'jane@acme.example' },
  ],
  [
    `login to ${one} with client abc fails with "organization is not enabled"`,
    'explain_access',
    { organization_id: one, application: 'abc' },
  ],
  [
    "the invite link for bob@x.example doesn't work at globex-eu",
    'explain_access',
    { organization_name: 'globex-eu', email: 'bob@x.example' },
  ],
];

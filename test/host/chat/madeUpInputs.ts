import type { ToolName } from '../../../src/chat/languageModelTools.ts';

/** Input that a language model makes up. */
export interface MadeUpInput {
  readonly tool: ToolName;
  readonly input: unknown;
  /** What the person is asked, as the input was understood. */
  readonly asks?: string | RegExp;
  /** What the model is told in place of an answer: it repeats what was given and says what to give instead. */
  readonly refuses?: RegExp;
}

const id = 'org_0000000000000000';
const longId = `org_${'0'.repeat(5000)}`;
const huge = 'x'.repeat(1_000_000);
const members = { organization_id: id, section: 'members' };
const compared = { organization_id: id, other_organization_name: 'acme' };

/** With one connected tenant, `acme.eu.auth0.com`, which its user calls Acme Live. */
export const madeUpInputs: readonly MadeUpInput[] = [
  { tool: 'get_organization', input: { id: 7 }, refuses: /“organization_id” is 7\b.*org_/ },
  { tool: 'get_organization', input: { organization_id: `  ${id}\n` }, asks: id },
  { tool: 'get_organization', input: { organization_id: `"${id}"` }, asks: id },
  { tool: 'get_organization', input: { organization_id: `\`${id}\`` }, asks: id },
  { tool: 'get_organization', input: { id }, asks: id },
  { tool: 'get_organization', input: { name: 'acme-inc' }, asks: 'acme-inc' },
  { tool: 'get_organization', input: { organization_name: `'acme-inc'` }, asks: 'acme-inc' },
  {
    tool: 'get_organization',
    input: { organization_name: 'Acme Inc.' },
    refuses: /“organization_name” is “Acme Inc\.”.*find_organizations/,
  },
  {
    tool: 'get_organization',
    input: { organization_id: 'acme-inc' },
    refuses: /“organization_id” is “acme-inc”.*“organization_name”/,
  },
  { tool: 'get_organization', input: {}, refuses: /“organization_id”.*“organization_name”/ },
  { tool: 'get_organization', input: { organization_id: 'org_1/../../users' }, refuses: /“org_1\/\.\.\/\.\.\/users”/ },
  {
    tool: 'get_organization',
    input: { organization_id: 'org_00000000\u200b00000000' },
    refuses: /“org_00000000\\u200b00000000”.*cannot be seen/,
  },
  { tool: 'get_organization', input: { organization_id: longId }, refuses: /“organization_id” has 5004 characters/ },
  { tool: 'get_organization', input: id, refuses: /“organization_id”/ },
  { tool: 'get_organization', input: [], refuses: /“organization_id”/ },
  { tool: 'get_organization', input: { organization_id: [id] }, refuses: /“organization_id” is \["org_0/ },
  { tool: 'get_organization', input: { organization_id: id, domain: 'acme live' }, asks: id },
  {
    tool: 'get_organization',
    input: { organization_id: id, domain: 'evil.example' },
    refuses: /“domain” is “evil\.example”.*acme\.eu\.auth0\.com/,
  },
  { tool: 'find_organizations', input: { text: ' "acme" ' }, asks: /“acme”/ },
  { tool: 'find_organizations', input: { text: 'acme*' }, asks: /“acme”/ },
  { tool: 'find_organizations', input: { text: '"acme" plan:"on trial"' }, asks: '“acme plan:"on trial"”' },
  { tool: 'find_organizations', input: { text: `metadata.plan:'on trial' AND acme` }, asks: '“plan:"on trial" acme”' },
  { tool: 'find_organizations', input: { text: `O'Neil's` }, asks: `“O'Neil's”` },
  { tool: 'read_organization_section', input: { ...members, section: 'Client Grants' }, asks: id },
  { tool: 'find_organizations', input: { text: 'plan:"on trial"' }, asks: 'plan:"on trial"' },
  { tool: 'find_organizations', input: {}, refuses: /as “text”/ },
  { tool: 'find_organizations', input: { query: 'acme' }, refuses: /as “text”/ },
  { tool: 'find_organizations', input: { text: null }, refuses: /as “text”/ },
  { tool: 'find_organizations', input: { text: ['acme'] }, refuses: /“text” is \["acme"\]/ },
  { tool: 'find_organizations', input: { text: huge }, refuses: /“text” has 1000000 characters.*at most/ },
  { tool: 'find_organizations', input: { text: '\ud800' }, refuses: /“text” is “\\ud800”/ },
  { tool: 'find_organizations', input: { text: 'acme\u202e' }, refuses: /“acme\\u202e”.*cannot be seen/ },
  { tool: 'look_up_organizations', input: {}, refuses: /as “organizations”/ },
  { tool: 'look_up_organizations', input: { organizations: [] }, refuses: /as “organizations”/ },
  { tool: 'look_up_organizations', input: { organizations: `${id}, acme` }, asks: /\b2\b/ },
  {
    tool: 'look_up_organizations',
    input: { organizations: Array.from({ length: 101 }, (_, index) => `acme-${index}`) },
    refuses: /“organizations” has 101.*100/,
  },
  { tool: 'look_up_organizations', input: { organizations: [7] }, refuses: /7/ },
  {
    tool: 'look_up_organizations',
    input: { organizations: ['Acme Inc.'] },
    refuses: /“Acme Inc\.”.*find_organizations/,
  },
  {
    tool: 'look_up_organizations',
    input: { organizations: [`https://acme.example/login?organization=${id}`] },
    asks: id,
  },
  { tool: 'find_organizations_that_use', input: {}, refuses: /“application”.*“connection”.*“discovery_domain”/ },
  {
    tool: 'find_organizations_that_use',
    input: { application: 'Portal', connection: 'con_0000000000000000' },
    refuses: /“application” and “connection”.*one/,
  },
  { tool: 'find_organizations_that_use', input: { no_connection: 'yes' }, refuses: /“no_connection” is “yes”.*true/ },
  {
    tool: 'find_organizations_that_use',
    input: { discovery_domain: 'https://globex.example/' },
    refuses: /“https:\/\/globex\.example\/”.*acme\.example/,
  },
  { tool: 'find_organizations_that_use', input: { discovery_domain: '-.-' }, refuses: /“-\.-”.*acme\.example/ },
  { tool: 'find_organizations_that_use', input: { discovery_domain: ' Globex.example ' }, asks: 'globex.example' },
  { tool: 'find_organizations_that_use', input: { application: '`Customer Portal`' }, asks: 'Customer Portal' },
  { tool: 'read_organization_section', input: { organization_id: id }, refuses: /“section”.*members, members\/roles/ },
  {
    tool: 'read_organization_section',
    input: { ...members, section: 'Members of Acme' },
    refuses: /“section” is “Members of Acme”/,
  },
  {
    tool: 'read_organization_section',
    input: { ...members, section: 'members/roles' },
    refuses: /“item_ids”.*list of 1.*members/,
  },
  { tool: 'read_organization_section', input: { ...members, item_ids: ['auth0|1'] }, refuses: /“item_ids” is.*out/ },
  {
    tool: 'read_organization_section',
    input: { ...members, section: 'members/roles', item_ids: '`auth0|1`' },
    asks: 'auth0|1',
  },
  {
    tool: 'read_organization_section',
    input: { ...members, section: 'members/roles', item_ids: ['auth0|1\u200b'] },
    refuses: /“auth0\|1\\u200b”/,
  },
  {
    tool: 'read_organization_section',
    input: { ...members, section: 'events', failures_only: 'true' },
    refuses: /“failures_only” is “true”.*true or false/,
  },
  { tool: 'read_organization_section', input: { ...members, failures_only: true }, refuses: /“failures_only”.*events/ },
  { tool: 'find_user_organizations', input: {}, refuses: /“user_id”.*“email”/ },
  {
    tool: 'find_user_organizations',
    input: { user_id: 'jane@acme.example' },
    refuses: /“user_id” is “jane@acme\.example”.*“email”/,
  },
  { tool: 'find_user_organizations', input: { email: 'Jane Doe' }, refuses: /“email” is “Jane Doe”.*“user_id”/ },
  { tool: 'find_user_organizations', input: { email: ' `jane@acme.example` ' }, asks: 'jane@acme.example' },
  {
    tool: 'find_user_organizations',
    input: { email: 'jane@acme.example', with_roles: 'yes' },
    refuses: /“with_roles” is “yes”.*true or false/,
  },
  {
    tool: 'compare_organizations',
    input: { organization_id: id, other_organization_id: id },
    refuses: /the same organization.*org_0000000000000000/,
  },
  { tool: 'compare_organizations', input: { ...compared, with_members: 'yes' }, refuses: /“with_members” is “yes”/ },
  {
    tool: 'compare_organizations',
    input: { ...compared, other_domain: 'evil.example' },
    refuses: /“other_domain” is “evil\.example”/,
  },
  { tool: 'compare_organizations', input: { organization_id: id }, refuses: /“other_organization_id”/ },
  { tool: 'explain_access', input: { organization_id: id, client_id: 'My Portal' }, asks: 'My Portal' },
  { tool: 'explain_access', input: { organization_id: id, application: 7 }, refuses: /“application” is 7/ },
  {
    tool: 'explain_access',
    input: { organization_id: id, user_id: 'auth0|\ud800' },
    refuses: /“user_id” is “auth0\|\\ud800”/,
  },
  { tool: 'list_connected_tenants', input: { next: '2', domain: 7 }, asks: /tenants/ },
];

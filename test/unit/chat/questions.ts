/* Questions that people ask an agent, and the tool call that must come first. One tenant is connected unless `tenants` says otherwise. */

/** A question, and what answers it with the fewest calls. */
export interface Question {
  readonly ask: string;
  readonly tool: string;
  /** What the first call must have. It may also have what the question says besides. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Other input that is as good, or another tool. */
  readonly or?: readonly { readonly tool?: string; readonly input: Readonly<Record<string, unknown>> }[];
  readonly why: string;
}

const globex = 'org_AbCdEfGh12345678';
const other = 'org_ZyXwVuTs87654321';
const client = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';

export const questions: readonly Question[] = [
  {
    ask: 'jane@acme.example cannot log in to the organization named acme-inc. Why?',
    tool: 'explain_access',
    input: { organization_name: 'acme-inc', email: 'jane@acme.example' },
    why: 'It reads all that decides; sections one by one would cost more.',
  },
  {
    ask: 'Which plan and which region does our customer Acme Inc. have?',
    tool: 'find_organizations',
    input: { text: 'Acme Inc.' },
    why: 'A display name is known, which no other tool takes.',
  },
  {
    ask: `A log line says ${globex}. Which customer is that?`,
    tool: 'look_up_organizations',
    input: { organizations: [globex] },
    why: 'It asks any tenant, and gives no more than the names.',
  },
  {
    ask: 'Which organizations does jane@acme.example belong to?',
    tool: 'find_user_organizations',
    input: { email: 'jane@acme.example' },
    why: 'The person is known and the organization is not.',
  },
  {
    ask: 'Where is jane@acme.example a member, and which roles does she have in each?',
    tool: 'find_user_organizations',
    input: { email: 'jane@acme.example', with_roles: true },
    why: 'One call reads the roles in each organization.',
  },
  {
    ask: 'List the members of the organization named acme-inc.',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'members' },
    why: 'Members are a section.',
  },
  {
    ask: 'Who are the admins of the organization named acme-inc?',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'members' },
    or: [{ input: { organization_name: 'acme-inc', section: 'roles' } }],
    why: 'Members come with their roles; roles lead to roles/members.',
  },
  {
    ask: `Which connections are enabled for ${globex}?`,
    tool: 'read_organization_section',
    input: { organization_id: globex, section: 'connections' },
    why: 'Connections are a section.',
  },
  {
    ask: 'Are there open invitations in the organization named acme-inc?',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'invitations' },
    why: 'Invitations are a section.',
  },
  {
    ask: 'Show only what failed lately in the log of the organization named acme-inc.',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'events', failures_only: true },
    why: 'The log is a section that can be read for failures alone.',
  },
  {
    ask: 'Two tenants are connected, whose domains I do not know. How does the organization named acme-inc in staging differ from the one in production?',
    tool: 'list_connected_tenants',
    input: {},
    why: 'Which tenant is production must not be guessed.',
  },
  {
    ask: 'What is different between the organizations named acme-inc and globex?',
    tool: 'compare_organizations',
    input: { organization_name: 'acme-inc', other_organization_name: 'globex' },
    why: 'It leaves out what differs by nature.',
  },
  {
    ask: `Compare ${globex} with ${other}, and their members as well.`,
    tool: 'compare_organizations',
    input: { organization_id: globex, other_organization_id: other, with_members: true },
    why: 'Members are compared only on demand.',
  },
  {
    ask: 'Which organizations use the application Customer Portal?',
    tool: 'find_organizations_that_use',
    input: { application: 'Customer Portal' },
    why: 'The question is about any organization, and a name is enough.',
  },
  {
    ask: 'Which customers still log in with the connection con_AbCdEfGh12345678?',
    tool: 'find_organizations_that_use',
    input: { connection: 'con_AbCdEfGh12345678' },
    why: 'The question is about any organization.',
  },
  {
    ask: 'Which organizations have no connection at all?',
    tool: 'find_organizations_that_use',
    input: { no_connection: true },
    why: 'The question is about any organization.',
  },
  {
    ask: 'Which organization has claimed the domain globex.example for discovery?',
    tool: 'find_organizations_that_use',
    input: { discovery_domain: 'globex.example' },
    why: 'Discovery domains are no part of what find_organizations searches.',
  },
  {
    ask: 'Which organizations have plan = enterprise in their metadata?',
    tool: 'find_organizations',
    input: { text: 'plan:enterprise' },
    why: 'A condition on metadata is a search.',
  },
  {
    ask: 'Which organizations have a metadata value of region that begins with eu?',
    tool: 'find_organizations',
    input: { text: 'region:eu*' },
    why: 'The beginning of a value has a star.',
  },
  {
    ask: `What does the API say about ${globex}, with its branding?`,
    tool: 'get_organization',
    input: { organization_id: globex },
    why: 'All about one organization.',
  },
  {
    ask: 'Show the metadata of the organization named acme-inc.',
    tool: 'get_organization',
    input: { organization_name: 'acme-inc' },
    or: [{ tool: 'read_organization_section', input: { organization_name: 'acme-inc', section: 'metadata' } }],
    why: 'Metadata is a part of the organization.',
  },
  {
    ask: `A ticket names ${globex}, ${other}, acme-inc and initech. Which customers are these?`,
    tool: 'look_up_organizations',
    input: { organizations: [globex, other, 'acme-inc', 'initech'] },
    why: 'IDs and names at once.',
  },
  {
    ask: 'Which Auth0 tenants are connected here, and when do their tokens expire?',
    tool: 'list_connected_tenants',
    input: {},
    why: 'Nothing else tells about tokens.',
  },
  {
    ask: 'Reading members was refused. Which scopes does my token lack?',
    tool: 'list_connected_tenants',
    input: {},
    why: 'It tells the missing scopes without a request.',
  },
  {
    ask: `Which roles does the member auth0|64a0b1c2d3e4f5a6b7c8d9e0 have in ${globex}?`,
    tool: 'read_organization_section',
    input: { organization_id: globex, section: 'members/roles', item_ids: ['auth0|64a0b1c2d3e4f5a6b7c8d9e0'] },
    or: [
      {
        input: {
          organization_id: globex,
          section: 'members/effective-roles',
          item_ids: ['auth0|64a0b1c2d3e4f5a6b7c8d9e0'],
        },
      },
    ],
    why: 'One member of one organization.',
  },
  {
    ask: 'Which groups have the role rol_AbCdEfGh12345678 in the organization named acme-inc?',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'roles/groups', item_ids: ['rol_AbCdEfGh12345678'] },
    why: 'A section of a role.',
  },
  {
    ask: 'What has auth0|64a0b1c2d3e4f5a6b7c8d9e0, a member of the organization named acme-inc, done lately?',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'members/events', item_ids: ['auth0|64a0b1c2d3e4f5a6b7c8d9e0'] },
    why: 'The events of one member.',
  },
  {
    ask: 'Which applications can members of the organization named acme-inc log in to?',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'clients' },
    why: 'Applications are the section clients.',
  },
  {
    ask: 'Which APIs may machines call on behalf of the organization named acme-inc?',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'client-grants' },
    why: 'Grants to machines are the section client-grants.',
  },
  {
    ask: 'Has the organization named acme-inc verified the domain acme.example?',
    tool: 'read_organization_section',
    input: { organization_name: 'acme-inc', section: 'discovery-domains' },
    why: 'The organization is known.',
  },
  {
    ask: `Nobody can log in to ${globex} through the application with the client ID ${client}. What is wrong?`,
    tool: 'explain_access',
    input: { organization_id: globex, application: client },
    why: 'A login can be explained without a user.',
  },
  {
    ask: 'Logins of auth0|64a0b1c2d3e4f5a6b7c8d9e0 to the organization named acme-inc fail in the application Customer Portal. Why?',
    tool: 'explain_access',
    input: {
      organization_name: 'acme-inc',
      application: 'Customer Portal',
      user_id: 'auth0|64a0b1c2d3e4f5a6b7c8d9e0',
    },
    why: 'The name of an application is enough.',
  },
  {
    ask: `Two tenants are connected. Does ${globex} belong to production or to staging?`,
    tool: 'look_up_organizations',
    input: { organizations: [globex] },
    why: 'It tells the tenant with its environment.',
  },
  {
    ask: 'What are the IDs of the organizations named acme-inc, globex and initech?',
    tool: 'look_up_organizations',
    input: { organizations: ['acme-inc', 'globex', 'initech'] },
    why: 'Several names at once.',
  },
  {
    ask: 'Which customers have contoso anywhere in their name?',
    tool: 'find_organizations',
    input: { text: 'contoso' },
    why: 'A part of a name.',
  },
  {
    ask: 'Which organizations are not on the trial plan (metadata plan)?',
    tool: 'find_organizations',
    input: { text: '-plan:trial' },
    why: 'A minus leaves organizations out.',
  },
  {
    ask: 'In which organizations is the user google-oauth2|100000000000000000013?',
    tool: 'find_user_organizations',
    input: { user_id: 'google-oauth2|100000000000000000013' },
    why: 'A user ID is known.',
  },
  {
    ask: `Through which groups does auth0|64a0b1c2d3e4f5a6b7c8d9e0 have the role rol_AbCdEfGh12345678 in ${globex}?`,
    tool: 'read_organization_section',
    input: {
      organization_id: globex,
      section: 'members/effective-roles/groups',
      item_ids: ['auth0|64a0b1c2d3e4f5a6b7c8d9e0', 'rol_AbCdEfGh12345678'],
    },
    why: 'A section of a section, with the IDs of both items.',
  },
  {
    ask: 'Before we delete the application with the client ID ' + client + ': who would lose it?',
    tool: 'find_organizations_that_use',
    input: { application: client },
    why: 'The question is about any organization.',
  },
  {
    ask: 'An invited person of the organization named acme-inc says that the link does not let her in; she is jane@acme.example and uses the Customer Portal.',
    tool: 'explain_access',
    input: { organization_name: 'acme-inc', email: 'jane@acme.example', application: 'Customer Portal' },
    why: 'Invitations are among what decides a login.',
  },
];

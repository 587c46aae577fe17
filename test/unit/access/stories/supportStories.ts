import { CODES, DOC, FLOWS, JIT, MEMBER_FIRST } from './sources.ts';
import { atPortal, byDb, bySaml, callback, err, inAcme, login, notMember, ofJane, toAcme } from './usualEvents.ts';
import {
  base,
  db,
  GLOBEX_ID,
  globex,
  JANE,
  jane,
  ocDb,
  ocSaml,
  ocSamlAuto,
  ORG_ID,
  PORTAL,
  portal,
  saml,
} from './usualTenant.ts';
import type { Story, StoryLog } from './story.ts';

const AD = 'con_Ad00000000000001';
const PIA = 'ad|acme-ad|5f0c';
const pia = {
  user_id: PIA,
  email: 'pia.lind@acme.example',
  name: 'Pia Lind',
  nickname: 'pia',
  identities: [{ connection: 'acme-ad', user_id: 'acme-ad|5f0c', provider: 'ad', isSocial: false }],
};
const inDirectory = {
  ...base,
  connections: [{ id: AD, name: 'acme-ad', strategy: 'ad', clients: [PORTAL] }],
  organization_connections: [{ ...ocSaml, connection_id: AD }],
  users: [pia],
  members: [PIA],
};
const offline = (minutes_ago: number, user_name: string): StoryLog => ({
  type: 'f',
  minutes_ago,
  ...err('The connector is offline', 'access_denied'),
  ...toAcme,
  connection: 'acme-ad',
  connection_id: AD,
  strategy: 'ad',
  strategy_type: 'enterprise',
  user_id: '',
  user_name,
});

/** An account whose address is written as the identity provider writes it. */
const JANE_SAML = 'samlp|acme-saml|jane';
const janeSaml = {
  ...jane,
  user_id: JANE_SAML,
  email: 'Jane@Example.com',
  identities: [{ connection: 'acme-saml', user_id: 'acme-saml|jane', provider: 'samlp', isSocial: false }],
};
const notMemberBySaml = (minutes_ago: number): StoryLog => ({
  ...notMember(minutes_ago, err(`user ${JANE_SAML} is not part of the ${ORG_ID} organization`, 'access_denied')),
  ...bySaml,
  user_id: JANE_SAML,
  user_name: janeSaml.email,
});

/** What support is asked, written from the documentation before anybody looked at what the code answers. */
export const supportStories: readonly Story[] = [
  {
    name: 'the directory cannot be reached, logged by the name that the directory knows',
    source: `${DOC}/authenticate/identity-providers/enterprise-identity-providers/active-directory-ldap/ad-ldap-connector`,
    state: { ...inDirectory, logs: [offline(10, 'pia'), offline(12, 'ACME\\pia'), offline(14, 'bob')] },
    question: { application: PORTAL, user: PIA },
    cause: 'The last login by “pia”, which is her name in the directory, ended with “The connector is offline”.',
    certainty: 'may be',
    mentions: ['The connector is offline', '10 minutes', '12 minutes'],
    neverSays: ['nothing was found', 'no failure', 'wrong password', 'certain'],
  },
  {
    name: 'the connector of the directory is offline',
    source: CODES,
    state: {
      ...inDirectory,
      logs: [
        { ...offline(4, ''), type: 'fc', description: 'connector is offline', details: {} },
        { ...offline(5, ''), type: 'fco', description: 'origin not allowed', details: {} },
      ],
    },
    question: { application: PORTAL },
    cause: 'The connector of the directory was offline 4 minutes ago.',
    certainty: 'probable',
    mentions: ['connector is offline', '4 minutes', 'origin not allowed'],
    neverSays: ['nothing was found', 'no recent failed login'],
  },
  {
    name: 'only others have failed with the directory',
    source: CODES,
    state: { ...inDirectory, logs: [offline(14, 'bob'), offline(15, 'ACME\\bob'), offline(16, 'bob@acme.example')] },
    question: { application: PORTAL, user: PIA },
    cause: 'Nothing fails for Pia: the failures are those of “bob”.',
    certainty: 'none',
    mentions: ['no login'],
    neverSays: ['may be about this login', 'probably'],
  },
  {
    name: 'two accounts with one address in two spellings',
    source: `${DOC}/api/management/v2/users-by-email/get-users-by-email`,
    state: {
      ...base,
      organization_connections: [ocDb, ocSaml],
      users: [jane, janeSaml],
      logs: [notMemberBySaml(30)],
    },
    question: { application: PORTAL, user: JANE_SAML },
    cause: 'The account of the identity provider is not a member; the one of the database, with the same address, is.',
    certainty: 'certain',
    mentions: ['not a member', '30 minutes', JANE],
    neverSays: ['nothing was found', 'Jane is blocked'],
  },
  {
    name: 'an Action has broken down long before another refusal',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'f',
          minutes_ago: 3,
          ...err('Your subscription has ended', 'access_denied'),
          ...toAcme,
          ...byDb,
          ...ofJane,
        },
        { type: 'actions_execution_failed', minutes_ago: 200, description: 'Timeout', ...toAcme, ...ofJane },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause:
      'The last login ended with “Your subscription has ended”, which is no text of Auth0; an Action broke down 3 hours before.',
    certainty: 'probable',
    mentions: ['Your subscription has ended', '3 minutes', 'No check tells why'],
    neverSays: ['nothing was found', 'certain'],
  },
  {
    name: 'the user name is unknown although the account is one of that connection',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'fu',
          minutes_ago: 5,
          description: 'Wrong email or password.',
          ...toAcme,
          ...byDb,
          user_id: '',
          user_name: 'Jane@EXAMPLE.com',
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Five minutes ago somebody typed “Jane@EXAMPLE.com”, and acme-db did not know it, or not with that password.',
    certainty: 'may be',
    mentions: ['5 minutes', 'Jane@EXAMPLE.com', 'compare what was typed'],
    neverSays: ['nothing was found', 'the tenant does not have the user', 'log in with the connection', 'certain'],
  },
  {
    name: 'a new customer with SSO, and nobody becomes a member by it',
    source: JIT,
    state: {
      ...base,
      connections: [saml],
      organization_connections: [ocSaml],
      users: [janeSaml],
      members: [],
      logs: [notMemberBySaml(15)],
    },
    question: { application: PORTAL, user: JANE_SAML },
    cause: 'Jane is not a member, and assign_membership_on_login of acme-saml is not set.',
    certainty: 'certain',
    mentions: ['not a member', 'acme-saml', '15 minutes', 'assign_membership_on_login'],
    neverSays: ['acme-saml is not enabled', 'the account does not exist'],
  },
  {
    name: 'the login goes on in another organization',
    source: MEMBER_FIRST,
    state: {
      ...base,
      members: [],
      other_organizations: [{ ...globex, members: [JANE] }],
      logs: [login(10, { organization_id: GLOBEX_ID, organization_name: 'globex' })],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Jane is a member of Globex alone, where she logged in 10 minutes ago; nobody has added her to Acme.',
    certainty: 'certain',
    mentions: ['not a member'],
    neverSays: ['nothing was found', 'logged in to Acme 10 minutes ago', 'Jane is a member'],
  },
  {
    name: 'the new version returns to another address, eight times',
    source: `${DOC}/get-started/applications/application-settings`,
    state: {
      ...base,
      users: [],
      members: [],
      logs: [3, 5, 9, 14, 22, 31, 44, 58].map((ago) => callback(ago, 'https://new.example.com/callback', inAcme)),
    },
    question: { application: PORTAL },
    cause: 'Portal asks to return to https://new.example.com/callback, which is not among its allowed callback URLs.',
    certainty: 'probable',
    mentions: ['allowed callback URLs', '3 minutes', '58 minutes'],
    neverSays: ['certain', 'nothing was found', 'no connection is enabled'],
  },
  {
    name: 'the organization is missing in the choice after the login',
    source: FLOWS,
    state: {
      ...base,
      clients: [{ ...portal, organization_usage: 'require', organization_require_behavior: 'post_login_prompt' }],
      other_organizations: Array.from({ length: 25 }, (_, at) => ({ id: `org_Many${at + 10}`, members: [JANE] })),
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Jane has 26 organizations, and the choice shows the first 20 that she joined: Acme may not be among them.',
    certainty: 'none',
    mentions: ['first 20 organizations', 'send the organization'],
    neverSays: ['nothing was found', 'probably', 'certain'],
  },
  {
    name: 'the identity provider has not assigned the application to the person',
    source: CODES,
    state: {
      ...base,
      connections: [saml],
      organization_connections: [ocSamlAuto],
      users: [janeSaml],
      members: [JANE_SAML],
      logs: [
        {
          type: 'f',
          minutes_ago: 6,
          ...err('access_denied: User is not assigned to the client application.', 'access_denied'),
          ...toAcme,
          ...bySaml,
          user_id: '',
          user_name: '',
        },
      ],
    },
    question: { application: PORTAL, user: JANE_SAML },
    cause: 'Somebody was refused by the identity provider of acme-saml 6 minutes ago: assign the application there.',
    certainty: 'may be',
    mentions: ['not assigned', '6 minutes', 'Assign the user to the application at the identity provider'],
    neverSays: ['an Action', 'nothing was found', 'certain', 'not a member'],
  },
  {
    name: 'a small token, and not a member',
    source: MEMBER_FIRST,
    state: {
      ...base,
      members: [],
      logs: [notMember(9)],
      scopes_missing: [
        'read:logs',
        'read:logs_users',
        'read:connections',
        'read:organization_connections',
        'read:clients',
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Jane is not a member; neither the log nor whether connections add members could be read.',
    certainty: 'may be',
    mentions: ['not a member', 'read:organization_connections', 'read:logs'],
    neverSays: ['no failure', 'certain', 'no connection is enabled'],
  },
  {
    name: 'somebody with auto-membership comes without the organization',
    source: JIT,
    state: {
      ...base,
      clients: [{ ...portal, organization_usage: 'require' }],
      connections: [saml, db],
      organization_connections: [ocSamlAuto],
      users: [janeSaml],
      members: [],
      logs: [
        {
          type: 'f',
          minutes_ago: 5,
          ...err('parameter organization is required for this client', 'invalid_request'),
          ...atPortal,
        },
      ],
    },
    question: { application: PORTAL, user: JANE_SAML },
    cause:
      'Portal has to send the organization, and a request five minutes ago sent none; with it, Jane becomes a member.',
    certainty: 'may be',
    mentions: ['5 minutes', 'added on login', 'send the organization'],
    neverSays: ['nothing was found', 'not a member', 'certain'],
  },
];

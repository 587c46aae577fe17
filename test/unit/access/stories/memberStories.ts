import { BEHAVIOR, CODES, ENABLE, FLOWS, JIT, MEMBER_FIRST } from './sources.ts';
import {
  api,
  atPortal,
  atPortalForm,
  byDb,
  bySaml,
  err,
  inAcme,
  login,
  notMember,
  ofJane,
  ofSami,
} from './usualEvents.ts';
import { JANE, ORG_ID, PORTAL, base, globex, ocSaml, ocSamlAuto, portal, sami } from './usualTenant.ts';
import type { Story } from './story.ts';

export const memberStories: readonly Story[] = [
  {
    name: 'not a member, membership is not given on login',
    source: MEMBER_FIRST,
    state: { ...base, members: [], logs: [notMember(6)] },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Jane is not a member of Acme and acme-db does not give membership on login.',
    certainty: 'certain',
    mentions: ['not a member', 'acme-db', 'assign_membership_on_login', '6 minutes'],
    neverSays: ['an Action denied', 'Jane is blocked', 'the tenant does not have the user'],
  },
  {
    name: 'not a member, but the connection adds members on login',
    source: JIT,
    state: { ...base, organization_connections: [ocSamlAuto], users: [sami], members: [] },
    question: { application: PORTAL, user: 'sami@acme.example' },
    cause:
      'No fault: Sami is not a member yet, but acme-saml adds everyone who logs in through it with the organization in the request.',
    certainty: 'none',
    mentions: ['acme-saml', 'added on login'],
    neverSays: ['logins fail', 'Sami is not a member, so the login fails', 'must be invited', 'nothing was found'],
  },
  {
    name: 'refused as not a member, and the connection adds members by now',
    source: JIT,
    state: {
      ...base,
      organization_connections: [ocSamlAuto],
      users: [sami],
      members: [],
      logs: [notMember(10, { ...bySaml, ...ofSami })],
    },
    question: { application: PORTAL, user: 'sami@acme.example' },
    cause:
      'Sami was refused 10 minutes ago, not being a member; acme-saml adds members now, if the request names the organization.',
    certainty: 'probable',
    mentions: ['not a member', '10 minutes', 'added on login', 'log in again'],
    neverSays: ['certain', 'nothing was found', 'acme-saml is not enabled', 'set assign_membership_on_login'],
  },
  {
    name: 'no account yet, and the connection adds members on login',
    source: JIT,
    state: { ...base, organization_connections: [ocSamlAuto], users: [], members: [] },
    question: { application: PORTAL, user: 'new@acme.example' },
    cause: 'No fault: there is no account yet; the first login through acme-saml adds it, with the membership.',
    certainty: 'none',
    mentions: ['no account yet', 'acme-saml'],
    neverSays: ['nothing was found', 'the tenant does not have the user'],
  },
  {
    name: 'auto-membership does not work without the organization when two organizations share the connection',
    source: FLOWS,
    state: {
      ...base,
      clients: [{ ...portal, organization_usage: 'require', organization_require_behavior: 'post_login_prompt' }],
      organization_connections: [ocSamlAuto],
      users: [sami],
      members: [],
      other_organizations: [{ ...globex, members: [], organization_connections: [ocSamlAuto] }],
      logs: [
        {
          type: 'f',
          minutes_ago: 15,
          ...err(
            'client requires organization membership, but user does not belong to any organization',
            'invalid_request',
          ),
          ...atPortal,
          ...bySaml,
          ...ofSami,
        },
      ],
    },
    question: { application: PORTAL, user: 'sami@acme.example' },
    cause:
      'Portal asks for the organization after the credentials; Sami is in no organization, and membership is given in that flow only if exactly one organization has acme-saml with auto-membership. A request that names Acme would add Sami.',
    certainty: 'probable',
    mentions: ['post_login_prompt', 'acme-saml', 'no organization', '15 minutes'],
    neverSays: ['acme-saml is not enabled', 'Sami is blocked', 'nothing was found'],
  },
  {
    name: 'require and post-login prompt, the person is in no organization',
    source: BEHAVIOR,
    state: {
      ...base,
      clients: [{ ...portal, organization_usage: 'require', organization_require_behavior: 'post_login_prompt' }],
      members: [],
      logs: [
        {
          type: 'f',
          minutes_ago: 4,
          ...err(
            'client requires organization membership, but user does not belong to any organization',
            'invalid_request',
          ),
          ...atPortal,
          ...byDb,
          ...ofJane,
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Portal requires an organization and Jane belongs to none; acme-db adds nobody.',
    certainty: 'certain',
    mentions: ['require', 'no organization', 'Portal'],
    neverSays: ['the request must send the organization parameter', 'nothing was found', 'Jane is a member'],
  },
  {
    name: 'was not a member, has been added since',
    source: CODES,
    state: {
      ...base,
      logs: [
        api(30, 'Add members to an organization', 'post', `organizations/${ORG_ID}/members`, { members: [JANE] }),
        notMember(45),
        notMember(47),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Past: 45 minutes ago Jane was not a member; she is one now. No login has been tried since.',
    certainty: 'none',
    mentions: ['45 minutes', 'is a member now', 'no login since'],
    neverSays: ['Jane is not a member', 'logins fail', 'certain'],
  },
  {
    name: 'logged in an hour ago, removed from the organization since',
    source: MEMBER_FIRST,
    state: {
      ...base,
      members: [],
      logs: [
        notMember(5),
        api(20, 'Delete members from an organization', 'delete', `organizations/${ORG_ID}/members`, {
          members: [JANE],
        }),
        login(60),
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause:
      'Jane is not a member of Acme any more: she logged in an hour ago, was removed 20 minutes ago, and failed 5 minutes ago.',
    certainty: 'certain',
    mentions: ['not a member', '5 minutes', 'logged in'],
    neverSays: ['the success an hour ago shows that the login works', 'nothing was found', 'refuted'],
  },
  {
    name: 'a login without the organization does not show that the organization works',
    source: BEHAVIOR,
    state: {
      ...base,
      members: [],
      logs: [
        { type: 's', minutes_ago: 10, description: '', details: {}, ...atPortal, ...byDb, ...ofJane },
        notMember(18),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Jane is not a member of Acme. Her login 10 minutes ago named no organization (Portal allows both), so it shows nothing about Acme.',
    certainty: 'certain',
    mentions: ['not a member', 'without an organization', '18 minutes'],
    neverSays: ['logged in to Acme 10 minutes ago', 'the failure is past', 'nothing was found'],
  },
  {
    name: 'federated person before the first login, membership on login',
    source: FLOWS,
    state: { ...base, organization_connections: [ocSamlAuto], users: [], members: [] },
    question: { application: PORTAL, user: 'new@acme.example' },
    cause:
      'No fault: new@acme.example has no account yet; the first login through acme-saml creates it and adds it to Acme.',
    certainty: 'none',
    mentions: ['no account yet', 'acme-saml', 'first login'],
    neverSays: [
      'the tenant does not have the user, so the login fails',
      'must be invited',
      'not a member, so',
      'certain',
    ],
  },
  {
    name: 'federated person before the first login, nobody is added on login',
    source: MEMBER_FIRST,
    state: { ...base, organization_connections: [ocSaml], users: [], members: [] },
    question: { application: PORTAL, user: 'new@acme.example' },
    cause:
      'new@acme.example has no account and no invitation; a first login through acme-saml would create the account but not a member, so it is refused.',
    certainty: 'probable',
    mentions: ['no account', 'acme-saml', 'assign_membership_on_login', 'invite'],
    neverSays: ['will be added', 'nothing was found', 'blocked'],
  },
  {
    name: 'no account, database without sign-up',
    source: ENABLE,
    state: {
      ...base,
      users: [],
      members: [],
      logs: [
        {
          type: 'fu',
          minutes_ago: 8,
          description: 'Wrong email or password.',
          details: { error: { message: 'Wrong email or password.' } },
          ...atPortalForm,
          ...inAcme,
          ...byDb,
          user_id: '',
          user_name: 'new@example.com',
        },
      ],
    },
    question: { application: PORTAL, user: 'new@example.com' },
    cause:
      'new@example.com has no account in the tenant and no invitation, and acme-db takes no sign-ups in Acme; the login 8 minutes ago failed with an unknown address.',
    certainty: 'probable',
    mentions: ['new@example.com', 'no account', 'sign-up', '8 minutes'],
    neverSays: ['wrong password', 'Jane', 'nothing was found', 'blocked'],
  },
];

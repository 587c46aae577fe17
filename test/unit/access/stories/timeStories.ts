import { BLOCK, BREACH, BRUTE, CODES, GD_FAILED, M2M_ACCESS, MEMBER_FIRST } from './sources.ts';
import {
  atPortalForm,
  byDb,
  err,
  inAcme,
  inDb,
  login,
  notMember,
  ofJane,
  tokenEvent,
  wrongPassword,
} from './usualEvents.ts';
import { BOT, ORG_ID, PORTAL, associated, base, jane } from './usualTenant.ts';
import type { Story, StoryLog } from './story.ts';

const asked = { application: PORTAL, user: 'jane@example.com' };
const blocked = (minutes_ago: number, more: Partial<StoryLog> = {}): StoryLog => ({
  type: 'limit_wc',
  minutes_ago,
  description: 'An IP address has been blocked because 10 failed login attempts were made into a single account.',
  ...inDb,
  ip: '203.0.113.7',
  ...ofJane,
  details: {},
  ...more,
});

/** Of these, the order of events decides. */
export const timeStories: readonly Story[] = [
  {
    name: 'an old wrong password, and a login today',
    source: CODES,
    state: { ...base, logs: [wrongPassword(8640), login(20)] },
    question: asked,
    cause: 'Nothing: she logged in 20 minutes ago; the wrong password of six days ago is history.',
    certainty: 'none',
    mentions: ['logged in', '20 minutes'],
    neverSays: ['wrong password', 'certain', 'Jane is blocked'],
  },
  {
    name: 'blocked after a login',
    source: BRUTE,
    state: { ...base, logs: [login(120), blocked(10)] },
    question: asked,
    cause:
      'Blocked 10 minutes ago after wrong passwords, unless it has been lifted; the login of two hours ago is older.',
    certainty: 'probable',
    mentions: ['10 minutes', 'change the password or unblock'],
    neverSays: ['certain', 'the failure is past', 'nothing was found'],
  },
  {
    name: 'the block was released, and nobody tried since',
    source: BRUTE,
    state: {
      ...base,
      logs: [
        blocked(180),
        {
          type: 'ublkdu',
          minutes_ago: 60,
          description: 'User block setup by anomaly detection has been released',
          ...ofJane,
        },
      ],
    },
    question: asked,
    cause: 'Nothing: the block of three hours ago was released an hour ago.',
    certainty: 'none',
    mentions: ['60 minutes'],
    neverSays: ['Jane is blocked', 'certain', 'probably blocked'],
  },
  {
    name: 'the account was made anew',
    source: CODES,
    state: {
      ...base,
      logs: [
        notMember(2880, {
          user_id: 'auth0|66a0000000000000000000ff',
          ...err(`user auth0|66a0000000000000000000ff is not part of the ${ORG_ID} organization`, 'access_denied'),
        }),
      ],
    },
    question: asked,
    cause:
      'Unknown: an account that is no longer there, with the same address, was no member two days ago. Hers is one.',
    certainty: 'may be',
    mentions: ['2880 minutes', 'auth0|66a0000000000000000000ff', 'is a member now'],
    neverSays: ['Jane is not a member', 'certain', 'probably', 'Add or invite the user'],
  },
  {
    name: 'added to the organization since the failure',
    source: MEMBER_FIRST,
    state: {
      ...base,
      logs: [
        notMember(30),
        { type: 'organization_member_added', minutes_ago: 10, description: '', ...inAcme, ...ofJane, details: {} },
      ],
    },
    question: asked,
    cause: 'Nothing: she was no member 30 minutes ago and is one now.',
    certainty: 'none',
    mentions: ['30 minutes', 'is a member now'],
    neverSays: ['Jane is not a member', 'certain', 'probably'],
  },
  {
    name: 'blocked by an administrator after a login',
    source: BLOCK,
    state: { ...base, users: [{ ...jane, blocked: true, last_login_minutes_ago: 15 }], logs: [login(15)] },
    question: asked,
    cause: 'An administrator has blocked her, after the login of 15 minutes ago.',
    certainty: 'certain',
    mentions: ['blocked'],
    neverSays: ['nothing was found', 'the failure is past', 'brute-force'],
  },
  {
    name: 'the second factor failed later than the login, which stands later in the log',
    source: GD_FAILED,
    state: {
      ...base,
      logs: [
        {
          type: 'gd_auth_failed',
          minutes_ago: 5,
          description: 'Guardian - Second factor authentication failed',
          ...atPortalForm,
          ...ofJane,
          details: {},
        },
        login(50),
      ],
    },
    question: asked,
    cause: 'The second factor failed five minutes ago. log_id is not the order of time.',
    certainty: 'probable',
    mentions: ['5 minutes', 'factor'],
    neverSays: ['certain', 'the failure is past', 'nothing was found'],
  },
  {
    name: 'a leaked password, changed since, and a login',
    source: BREACH,
    state: {
      ...base,
      logs: [
        {
          type: 'pwd_leak',
          minutes_ago: 180,
          description: 'Someone behind the IP address 203.0.113.7 attempted to login with a leaked password.',
          ...atPortalForm,
          ...inDb,
          user_id: '',
          user_name: 'jane@example.com',
          details: {},
        },
        { type: 'scp', minutes_ago: 120, description: 'Password changed.', ...atPortalForm, ...byDb, ...ofJane },
        login(60),
      ],
    },
    question: asked,
    cause: 'Nothing: she changed the password two hours ago and logged in an hour ago.',
    certainty: 'none',
    mentions: ['logged in', '60 minutes'],
    neverSays: ['certain', 'probably', 'may be'],
  },
  {
    name: 'a token for the machine since the refusal',
    source: M2M_ACCESS,
    state: {
      ...associated,
      logs: [
        tokenEvent(2880, 'Unauthorized', inAcme),
        tokenEvent(5, 'Client Credentials for Access Token', { type: 'seccft', ...inAcme }),
      ],
    },
    question: { application: BOT },
    cause: 'Nothing: a token was issued five minutes ago.',
    certainty: 'none',
    mentions: ['5 minutes'],
    neverSays: ['certain', 'probably fails', 'members', 'not associated'],
  },
  {
    name: 'the login succeeded, the code was not exchanged',
    source: CODES,
    state: {
      ...base,
      logs: [
        login(5),
        {
          type: 'feacft',
          minutes_ago: 4.97,
          description: 'Unauthorized',
          ...atPortalForm,
          user_id: '',
          user_name: '',
          details: { error: { message: 'Unauthorized', oauthError: 'access_denied' } },
        },
      ],
    },
    question: asked,
    cause: 'She logged in; the application then could not exchange its code (client secret). It may be her login.',
    certainty: 'may be',
    mentions: ['Unauthorized', '5 minutes'],
    neverSays: ['certain', 'no failure is about this login', 'an Action', 'Jane is not a member'],
  },
];

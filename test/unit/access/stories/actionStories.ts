import { CODES, CUSTOM_DB, DOC, RATE, VERIFY } from './sources.ts';
import { atPortalForm, byDb, byJane, err, inAcme, login, ofJane, toAcme } from './usualEvents.ts';
import { JANE, LEGACY, PORTAL, base, jane, legacy, ocLegacy } from './usualTenant.ts';
import type { Story, StoryLog } from './story.ts';

export const actionStories: readonly Story[] = [
  {
    name: 'an Action denied the login',
    source: `${DOC}/actions/reference/post-login/post-login-api-object`,
    state: {
      ...base,
      logs: [
        { type: 'f', minutes_ago: 5, ...err('Acme is only open on weekdays.', 'access_denied'), ...byJane },
        login(3000),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Jane\'s login 5 minutes ago was refused with the text "Acme is only open on weekdays.", which is not one of Auth0\'s: most likely an Action denied it (api.access.deny).',
    certainty: 'probable',
    mentions: ['Acme is only open on weekdays.', '5 minutes', 'Action'],
    neverSays: ['nothing was found', 'Jane is not a member', 'Jane is blocked', 'the settings forbid'],
  },
  {
    name: 'an Action broke down',
    source: CODES,
    state: {
      ...base,
      logs: [
        { type: 'f', minutes_ago: 9, ...err('Internal server error', 'server_error'), ...byJane },
        {
          type: 'actions_execution_failed',
          minutes_ago: 9.05,
          description: "Cannot read properties of undefined (reading 'plan')",
          ...byJane,
          details: {
            action_name: 'Add plan',
            trigger_id: 'post-login',
            error_class: 'TypeError',
            action_error: { message: "Cannot read properties of undefined (reading 'plan')" },
          },
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'The Action "Add plan" (post-login) broke down during Jane\'s login 9 minutes ago, which then failed.',
    certainty: 'probable',
    mentions: ['Add plan', '9 minutes', 'Cannot read properties of undefined'],
    neverSays: ['an Action denied', 'no check tells why', 'nothing was found', 'Jane is not a member'],
  },
  {
    name: 'a form of an Action failed',
    source: `${DOC}/deploy-monitor/logs/log-event-type-codes`,
    state: {
      ...base,
      logs: [
        { type: 'forms_submission_failed', minutes_ago: 4, description: 'Form failed', ...byJane, details: {} },
        { type: 'flows_execution_failed', minutes_ago: 4.1, description: 'Flow failed', ...byJane, details: {} },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: "A form and a flow failed during Jane's login 4 minutes ago.",
    certainty: 'probable',
    mentions: ['Form failed', 'Flow failed', '4 minutes', 'a form or flow'],
    neverSays: ['nothing was found', 'no recent failed login', 'no check tells why'],
  },
  {
    name: 'a passkey challenge failed',
    source: `${DOC}/deploy-monitor/logs/log-event-type-codes`,
    state: {
      ...base,
      logs: [
        {
          type: 'passkey_challenge_failed',
          minutes_ago: 4,
          description: 'Passkey challenge failed',
          ...byJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'The passkey challenge of Jane failed 4 minutes ago; no check tells why.',
    certainty: 'probable',
    mentions: ['Passkey challenge failed', '4 minutes'],
    neverSays: ['nothing was found', 'no recent failed login'],
  },
  {
    name: 'an Action denied yesterday, logged in today',
    source: `${DOC}/actions/reference/post-login/post-login-api-object`,
    state: {
      ...base,
      logs: [
        login(80),
        { type: 'f', minutes_ago: 1600, ...err('Acme is only open on weekdays.', 'access_denied'), ...byJane },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Past: refused a day ago ("Acme is only open on weekdays."), logged in 80 minutes ago. It may come again.',
    certainty: 'none',
    mentions: ['logged in', '80 minutes'],
    neverSays: ['probably', 'the login fails'],
  },
  {
    name: 'the custom database cannot be reached',
    source: CUSTOM_DB,
    state: {
      ...base,
      connections: [legacy],
      organization_connections: [ocLegacy],
      users: [
        {
          ...jane,
          user_id: 'auth0|legacy-77',
          identities: [{ connection: 'legacy-db', user_id: 'legacy-77', provider: 'auth0', isSocial: false }],
        },
      ],
      members: ['auth0|legacy-77'],
      logs: [3, 6].map((minutes_ago): StoryLog => ({
        type: 'f',
        minutes_ago,
        ...err('connect ETIMEDOUT 198.51.100.30:5432', 'access_denied'),
        ...toAcme,
        connection: 'legacy-db',
        connection_id: LEGACY,
        strategy: 'auth0',
        strategy_type: 'database',
        user_id: '',
        user_name: 'jane@example.com',
      })),
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'The login script of legacy-db ended in an error ("connect ETIMEDOUT …") for jane@example.com, last 3 minutes ago. The event has the address and no user ID.',
    certainty: 'may be',
    mentions: ['legacy-db', 'ETIMEDOUT', '3 minutes', 'jane@example.com'],
    neverSays: ['wrong password', 'nothing was found', 'no failure is about this login', 'Jane has no account'],
  },
  {
    name: 'custom database: fu with an empty user ID although the account exists',
    source: CUSTOM_DB,
    state: {
      ...base,
      connections: [legacy],
      organization_connections: [ocLegacy],
      users: [
        {
          ...jane,
          user_id: 'auth0|legacy-77',
          identities: [{ connection: 'legacy-db', user_id: 'legacy-77', provider: 'auth0', isSocial: false }],
        },
      ],
      members: ['auth0|legacy-77'],
      logs: [
        {
          type: 'fu',
          minutes_ago: 4,
          description: 'Wrong email or password.',
          details: { error: { message: 'Wrong email or password.' } },
          ...atPortalForm,
          ...inAcme,
          connection: 'legacy-db',
          connection_id: LEGACY,
          strategy: 'auth0',
          strategy_type: 'database',
          user_id: '',
          user_name: 'jane@example.com',
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Wrong credentials at legacy-db 4 minutes ago. A custom database that names no user logs this as fu without a user ID, also for a wrong password.',
    certainty: 'may be',
    mentions: ['legacy-db', 'Wrong email or password.', '4 minutes'],
    neverSays: [
      'Jane has no account',
      'the tenant does not have the user',
      'nothing was found',
      'no failure is about this login',
    ],
  },
  {
    name: 'email not verified, nothing asks for it',
    source: 'https://community.auth0.com/t/user-can-sign-in-before-email-confirmation/62730',
    state: { ...base, users: [{ ...jane, email_verified: false }], logs: [login(33)] },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Nothing is wrong: by default people log in without a verified address; Jane did 33 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '33 minutes'],
    neverSays: ['must verify her address', 'the login fails because the email is not verified', 'probably'],
  },
  {
    name: 'an Action wants a verified address',
    source: VERIFY,
    state: {
      ...base,
      users: [{ ...jane, email_verified: false }],
      logs: [
        {
          type: 'f',
          minutes_ago: 3,
          ...err('Please verify your email before logging in.', 'access_denied'),
          ...byJane,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'The login 3 minutes ago was refused with "Please verify your email before logging in.", and Jane\'s address is not verified.',
    certainty: 'probable',
    mentions: ['Please verify your email before logging in.', 'not verified', '3 minutes'],
    neverSays: ['Auth0 always requires a verified address', 'nothing was found', 'Jane is blocked'],
  },
  {
    name: 'the address has been verified since',
    source: VERIFY,
    state: {
      ...base,
      logs: [
        {
          type: 'sv',
          minutes_ago: 26,
          description: 'Your email was verified. You can continue using the application.',
          ...byDb,
          client_id: PORTAL,
          client_name: 'Portal',
          ...ofJane,
          details: { email: 'jane@example.com' },
        },
        {
          type: 'f',
          minutes_ago: 31,
          ...err('Please verify your email before logging in.', 'access_denied'),
          ...byJane,
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause:
      'Past: refused 31 minutes ago because the address was not verified; it was verified 26 minutes ago. No login since.',
    certainty: 'none',
    mentions: ['verified', '26 minutes', '31 minutes'],
    neverSays: ['the address is not verified', 'probably', 'nothing was found'],
  },
  {
    name: 'the tenant reached its rate limit',
    source: RATE,
    state: {
      ...base,
      logs: [
        {
          type: 'api_limit',
          minutes_ago: 2,
          description: 'Global rate limit exceeded',
          hostname: 'example.eu.auth0.com',
          client_id: '',
          client_name: '',
          details: { limit: 'authentication' },
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Two minutes ago the tenant exceeded its rate limit; logins at that moment may have been refused, this one among them.',
    certainty: 'may be',
    mentions: ['Global rate limit exceeded', '2 minutes'],
    neverSays: ['Jane is blocked', "the tool's own requests were refused", 'certain'],
  },
  {
    name: 'a warning about the rate limit is no failure',
    source: `${DOC}/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-use-cases`,
    state: {
      ...base,
      logs: [
        {
          type: 'api_limit_warning',
          minutes_ago: 4,
          description: 'Warning! Global limit usage is high',
          hostname: 'example.eu.auth0.com',
          client_id: '',
          client_name: '',
          details: {},
        },
        login(9),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Nothing is wrong: a warning at 80 per cent refuses nobody; Jane logged in 9 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '9 minutes'],
    neverSays: ['the rate limit was reached', 'logins were refused', 'may be'],
  },
];

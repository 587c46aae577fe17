import { DOMAINS, ENABLE, FLOWS, OVERRIDES, SAML_ERRORS } from './sources.ts';
import { byJane, err, login, toAcme } from './usualEvents.ts';
import {
  JANE,
  ORG_ID,
  PORTAL,
  SAMI,
  SAML,
  base,
  db,
  google,
  ocDb,
  ocGoogle,
  ocSaml,
  portal,
  sami,
  saml,
} from './usualTenant.ts';
import type { Story } from './story.ts';

export const connectionStories: readonly Story[] = [
  {
    name: 'connection of the person is not enabled for the organization',
    source: ENABLE,
    state: {
      ...base,
      organization_connections: [ocSaml],
      logs: [
        {
          type: 'f',
          minutes_ago: 12,
          ...err(
            `user ${JANE} belongs to connection acme-db that is not part of the ${ORG_ID} organization`,
            'access_denied',
          ),
          ...byJane,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Jane signs in through acme-db, which is not enabled for Acme; only acme-saml is.',
    certainty: 'certain',
    mentions: ['acme-db', 'not enabled', 'Acme', 'acme-saml'],
    neverSays: [
      'Jane is not a member',
      'the user is blocked',
      'enable acme-db for the application Portal',
      'nothing was found',
    ],
  },
  {
    name: 'connection row exists but is_enabled is false',
    source: ENABLE,
    state: { ...base, organization_connections: [{ ...ocDb, is_enabled: false }, ocGoogle] },
    question: { application: PORTAL, user: JANE },
    cause:
      'acme-db is listed for Acme but switched off (is_enabled false), so Jane cannot sign in through it; only google-oauth2 is on.',
    certainty: 'certain',
    mentions: ['acme-db', 'is_enabled', 'google-oauth2'],
    neverSays: ['acme-db is enabled', 'nothing was found', 'Jane is not a member'],
  },
  {
    name: 'no connection enabled at all',
    source: ENABLE,
    state: {
      ...base,
      organization_connections: [],
      logs: [
        {
          type: 'f',
          minutes_ago: 3,
          ...err('no connections enabled for the organization', 'invalid_request'),
          ...toAcme,
        },
      ],
    },
    question: { application: PORTAL },
    cause: 'No connection is enabled for Acme, so nobody can log in to it.',
    certainty: 'certain',
    mentions: ['no connection', 'Acme', 'no connections enabled for the organization'],
    neverSays: ['Jane is blocked', 'the application does not allow organizations', 'all connections are hidden'],
  },
  {
    name: 'only hidden enterprise connections',
    source: ENABLE,
    state: {
      ...base,
      organization_connections: [{ ...ocSaml, show_as_button: false }],
      users: [sami],
      members: [SAMI],
      logs: [
        {
          type: 'f',
          minutes_ago: 8,
          ...err('no connections enabled for the organization are visible', 'invalid_request'),
          ...toAcme,
        },
      ],
    },
    question: { application: PORTAL, user: 'sami@acme.example' },
    cause:
      'The only enabled connection, acme-saml, is an enterprise connection that is not displayed as a button: the login prompt of Acme ends in an error. A request that names the connection still works.',
    certainty: 'probable',
    mentions: [
      'acme-saml',
      'show_as_button',
      'connection parameter',
      'no connections enabled for the organization are visible',
    ],
    neverSays: ['nobody can log in to Acme', 'acme-saml is not enabled', 'Sami is not a member', 'every login fails'],
  },
  {
    name: 'the request names a connection that no application has',
    source: SAML_ERRORS,
    state: {
      ...base,
      connections: [db, { ...saml, clients: [] }, google],
      organization_connections: [ocDb, ocSaml],
      logs: [
        {
          type: 'f',
          minutes_ago: 5,
          description: 'the connection is not enabled',
          ...toAcme,
          connection: 'acme-saml',
          connection_id: SAML,
          strategy: 'samlp',
          strategy_type: 'enterprise',
          user_id: '',
          user_name: '',
          details: {
            error: { message: 'the connection is not enabled', oauthError: 'invalid_request', type: 'request-error' },
            qs: { client_id: PORTAL, connection: 'acme-saml', organization: ORG_ID },
          },
        },
      ],
    },
    question: { application: PORTAL },
    cause:
      '5 minutes ago a request of Portal named acme-saml and was refused ("the connection is not enabled"): acme-saml is enabled for Acme but for no application. Logins through acme-db are not concerned.',
    certainty: 'may be',
    mentions: ['acme-saml', 'the connection is not enabled', '5 minutes', 'application'],
    neverSays: ['acme-saml is not enabled for Acme', 'acme-db fails', 'nothing was found', 'certain'],
  },
  {
    name: 'hidden SAML beside a visible database: healthy',
    source: ENABLE,
    state: { ...base, organization_connections: [ocDb, { ...ocSaml, show_as_button: false }], logs: [login(25)] },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Nothing is wrong: acme-db is shown, Jane is a member and logged in 25 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '25 minutes'],
    neverSays: ['no connections are visible', 'acme-saml is hidden, so logins fail', 'probably fails'],
  },
  {
    name: 'enabled for the organization, not for the application: works',
    source: OVERRIDES,
    state: { ...base, connections: [{ ...db, clients: [] }, saml, google], logs: [login(200)] },
    question: { application: PORTAL, user: JANE },
    cause:
      "Nothing is wrong: with an organization the connections of the organization count; the list of the application's connections does not restrict access. Jane logged in 200 minutes ago.",
    certainty: 'none',
    mentions: ['logged in'],
    neverSays: ['the connection is not enabled for Portal, so the login fails', 'certain'],
  },
  {
    name: 'a pending discovery domain does not matter where the application sends the organization',
    source: DOMAINS,
    state: {
      ...base,
      discovery_domains: [
        {
          id: 'ord_0000000000000000000001',
          domain: 'example.com',
          status: 'pending',
          use_for_organization_discovery: true,
        },
      ],
      logs: [login(70)],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Nothing is wrong: domains only help to find the organization; Portal sends it (no_prompt), and Jane logged in 70 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '70 minutes'],
    neverSays: ['the pending domain keeps people out', 'verify example.com to let Jane in', 'probably'],
  },
  {
    name: 'the application asks for the email address and the domain is pending',
    source: FLOWS,
    state: {
      ...base,
      clients: [
        {
          ...portal,
          organization_usage: 'require',
          organization_require_behavior: 'pre_login_prompt',
          organization_discovery_methods: ['email'],
        },
      ],
      discovery_domains: [
        {
          id: 'ord_0000000000000000000001',
          domain: 'example.com',
          status: 'pending',
          use_for_organization_discovery: true,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      "Portal finds the organization by email address, and example.com of Acme is not verified yet: Jane's address does not lead to Acme. A login that names Acme works.",
    certainty: 'probable',
    mentions: ['example.com', 'pending', 'email', 'Portal'],
    neverSays: ['Jane may not log in to Acme', 'certain', 'Jane is not a member', 'nothing was found'],
  },
  {
    name: 'the verified domain is not used for discovery',
    source: DOMAINS,
    state: {
      ...base,
      clients: [
        {
          ...portal,
          organization_usage: 'require',
          organization_require_behavior: 'pre_login_prompt',
          organization_discovery_methods: ['email', 'organization_name'],
        },
      ],
      discovery_domains: [
        {
          id: 'ord_0000000000000000000001',
          domain: 'example.com',
          status: 'verified',
          use_for_organization_discovery: false,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'If Jane enters her email address in Portal, Acme is not found, since example.com is not used for discovery; with the name "acme" it works.',
    certainty: 'may be',
    mentions: ['example.com', 'use_for_organization_discovery', 'organization name'],
    neverSays: ['certain', 'example.com is pending', 'the login fails in any case'],
  },
];

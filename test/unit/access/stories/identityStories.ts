import { DOC, LINKING, OVERVIEW } from './sources.ts';
import { atPortalForm, byGoogle, err, inAcme, inDb, login, ofJane, toAcme } from './usualEvents.ts';
import {
  JANE,
  LEGACY,
  ORG_ID,
  PORTAL,
  SAMI,
  base,
  db,
  jane,
  legacy,
  ocDb,
  ocGoogle,
  ocLegacy,
  ocSaml,
  sami,
} from './usualTenant.ts';
import type { Story } from './story.ts';

export const identityStories: readonly Story[] = [
  // The story asked by the address and expected "probable". The product asks for one account: for the one that was used, it is
  // certain, as the story says itself; for the other one, what happened may be meant.
  {
    name: 'two accounts with one address: the one that was used is not a member',
    source: LINKING,
    state: {
      ...base,
      organization_connections: [ocDb, ocGoogle],
      users: [
        jane,
        {
          ...jane,
          user_id: 'google-oauth2|1050001',
          name: 'Jane R.',
          identities: [{ connection: 'google-oauth2', user_id: '1050001', provider: 'google-oauth2', isSocial: true }],
        },
      ],
      logs: [
        {
          type: 'f',
          minutes_ago: 8,
          ...err(`user google-oauth2|1050001 is not part of the ${ORG_ID} organization`, 'access_denied'),
          ...toAcme,
          ...byGoogle,
          user_id: 'google-oauth2|1050001',
          user_name: 'jane@example.com',
        },
        login(2000),
      ],
    },
    question: { application: PORTAL, user: 'google-oauth2|1050001' },
    cause:
      'Two accounts have this address. The Google account was used 8 minutes ago and is not a member of Acme (certain for that account); the acme-db account is one.',
    certainty: 'certain',
    mentions: ['google-oauth2|1050001', 'google-oauth2', 'not a member', '8 minutes'],
    neverSays: ['Jane is not a member with either account', 'nothing was found', 'the failure of another person'],
  },
  {
    name: 'two accounts with one address: the other one was used',
    source: LINKING,
    state: {
      ...base,
      organization_connections: [ocDb, ocGoogle],
      users: [
        jane,
        {
          ...jane,
          user_id: 'google-oauth2|1050001',
          name: 'Jane R.',
          identities: [{ connection: 'google-oauth2', user_id: '1050001', provider: 'google-oauth2', isSocial: true }],
        },
      ],
      logs: [
        {
          type: 'f',
          minutes_ago: 8,
          ...err(`user google-oauth2|1050001 is not part of the ${ORG_ID} organization`, 'access_denied'),
          ...toAcme,
          ...byGoogle,
          user_id: 'google-oauth2|1050001',
          user_name: 'jane@example.com',
        },
        login(2000),
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause:
      'Two accounts have this address. The Google account was used 8 minutes ago and is not a member of Acme (certain for that account); the acme-db account is one.',
    certainty: 'may be',
    mentions: ['google-oauth2|1050001', 'google-oauth2', 'acme-db', 'is not part of', '8 minutes'],
    neverSays: ['Jane is not a member with either account', 'nothing was found', 'the failure of another person'],
  },
  {
    name: 'two accounts with one address, failure without a user ID',
    source: LINKING,
    state: {
      ...base,
      organization_connections: [ocDb, ocLegacy],
      connections: [db, legacy],
      users: [
        jane,
        {
          ...jane,
          user_id: 'auth0|legacy-77',
          identities: [{ connection: 'legacy-db', user_id: 'legacy-77', provider: 'auth0', isSocial: false }],
        },
      ],
      members: [JANE, 'auth0|legacy-77'],
      logs: [
        {
          type: 'fu',
          minutes_ago: 5,
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
    question: { application: PORTAL, user: JANE },
    cause:
      "No failure is surely this account's. 5 minutes ago the same address failed at legacy-db (wrong email or password), where another account has it; the asked account is in acme-db.",
    certainty: 'may be',
    mentions: ['legacy-db', 'jane@example.com', '5 minutes', 'auth0|legacy-77'],
    neverSays: ['nothing was found', "this account's password is wrong", 'certain', 'the account does not exist'],
  },
  {
    name: 'linked identities: the one that was used is not enabled',
    source: LINKING,
    state: {
      ...base,
      users: [
        {
          ...jane,
          identities: [
            ...jane.identities,
            {
              connection: 'google-oauth2',
              user_id: '1050001',
              provider: 'google-oauth2',
              isSocial: true,
              profileData: { email: 'jane.roe@gmail.example' },
            },
          ],
        },
      ],
      logs: [
        {
          type: 'f',
          minutes_ago: 10,
          ...err(
            `user ${JANE} belongs to connection google-oauth2 that is not part of the ${ORG_ID} organization`,
            'access_denied',
          ),
          ...toAcme,
          ...byGoogle,
          ...ofJane,
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause:
      "Jane's account is linked with Google, and 10 minutes ago she came through google-oauth2, which is not enabled for Acme; through acme-db it works.",
    certainty: 'probable',
    mentions: ['google-oauth2', 'acme-db', 'not enabled', '10 minutes'],
    neverSays: [
      "Jane's connection is enabled, so all is well",
      'Jane is not a member',
      'every login of Jane fails',
      'nothing was found',
    ],
  },
  {
    name: 'linked identities: one enabled connection is enough',
    source: LINKING,
    state: {
      ...base,
      users: [
        {
          ...jane,
          user_id: 'google-oauth2|1050001',
          identities: [
            { connection: 'google-oauth2', user_id: '1050001', provider: 'google-oauth2', isSocial: true },
            { connection: 'acme-db', user_id: '66a000000000000000000001', provider: 'auth0', isSocial: false },
          ],
        },
      ],
      members: ['google-oauth2|1050001'],
      logs: [login(28, { user_id: 'google-oauth2|1050001' })],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Nothing is wrong: the primary identity is Google, which Acme does not have, but the linked acme-db is enabled and was used 28 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '28 minutes', 'acme-db'],
    neverSays: ['google-oauth2 is not enabled, so the login fails', 'certain', 'probably'],
  },
  {
    name: 'all is well',
    source: OVERVIEW,
    state: {
      ...base,
      organization_connections: [ocDb, ocSaml, ocGoogle],
      users: [jane, sami],
      members: [JANE, SAMI],
      logs: [
        login(20),
        {
          type: 'seacft',
          minutes_ago: 20,
          description: 'Authorization Code for Access Token',
          ...toAcme,
          ...inDb,
          ...ofJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Nothing is wrong; Jane logged in 20 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '20 minutes'],
    neverSays: ['probably', 'may be', 'certain'],
  },
  {
    name: 'all is well and the log is empty',
    source: `${DOC}/deploy-monitor/logs/log-data-retention`,
    state: { ...base, logs: [] },
    question: { application: PORTAL, user: JANE },
    cause:
      'The settings do not forbid this login, and the log (kept for a few days, by plan) has neither a failure nor a success of it.',
    certainty: 'none',
    mentions: ['no failure', 'no login'],
    neverSays: ['the login works', 'Jane has never logged in', 'probably'],
  },
];

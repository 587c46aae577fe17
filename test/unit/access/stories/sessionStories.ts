import { CODES, FERTFT, OVERVIEW, ROTATION, SILENT } from './sources.ts';
import { blockedText, callbackText, inAcme, inDb, login, ofJane, toAcme } from './usualEvents.ts';
import { ORG_ID, PORTAL, TV, base, jane, portal } from './usualTenant.ts';
import type { Story, StoryLog } from './story.ts';

export const sessionStories: readonly Story[] = [
  {
    name: 'a rotating refresh token was used twice',
    source: ROTATION,
    state: {
      ...base,
      logs: [
        {
          type: 'fertft',
          minutes_ago: 8,
          description: 'Token could not be decoded or is missing in DB',
          client_id: PORTAL,
          client_name: 'Portal',
          ip: '203.0.113.7',
          user_id: '',
          user_name: '',
          details: {},
        },
        {
          type: 'ferrt',
          minutes_ago: 10,
          description: 'Reused rotating refresh token detected, revoked the family',
          client_id: PORTAL,
          client_name: 'Portal',
          ip: '203.0.113.7',
          ...ofJane,
          details: { familyId: 'fam1', tokenCounter: 3, latestCounter: 4 },
        },
        login(400),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Portal used a refresh token of Jane twice 10 minutes ago, so the whole family was revoked: her session in Portal has ended, and she must log in again. A new login is not affected.',
    certainty: 'probable',
    mentions: [
      'refresh token',
      'Reused rotating refresh token detected, revoked the family',
      '10 minutes',
      'log in again',
    ],
    neverSays: ['Jane cannot log in', 'wrong password', 'nothing was found'],
  },
  {
    name: 'a refresh token failed, logged in since',
    source: FERTFT,
    state: {
      ...base,
      logs: [
        {
          type: 'seacft',
          minutes_ago: 12,
          description: 'Authorization Code for Access Token',
          ...toAcme,
          ...inDb,
          ...ofJane,
          details: {},
        },
        login(12),
        {
          type: 'fertft',
          minutes_ago: 13,
          description: 'Token could not be decoded or is missing in DB',
          client_id: PORTAL,
          client_name: 'Portal',
          ip: '203.0.113.7',
          ...ofJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'No fault: an old refresh token was refused, and Jane logged in a minute later (12 minutes ago).',
    certainty: 'none',
    mentions: ['logged in', '12 minutes'],
    neverSays: ['the refresh token is revoked, so the login fails', 'probably'],
  },
  {
    name: '150 silent failures and a login: normal',
    source: SILENT,
    state: {
      ...base,
      logs: [
        login(20),
        ...Array.from({ length: 150 }, (_, i): StoryLog => ({
          type: 'fsa',
          minutes_ago: 21 + i * 8,
          description: 'Login required',
          client_id: PORTAL,
          client_name: 'Portal',
          hostname: 'example.eu.auth0.com',
          ip: '203.0.113.7',
          ...inAcme,
          user_id: '',
          user_name: '',
          details: {},
        })),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'No fault: Portal asks in the background whether there is a session (login_required means there was none); Jane logged in 20 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '20 minutes'],
    neverSays: ['150 failed logins', 'the login fails', 'probably', '150 causes'],
  },
  {
    name: "silent failures hide the person's own block",
    source: SILENT,
    state: {
      ...base,
      users: [{ ...jane, blocked: true }],
      logs: [
        ...Array.from({ length: 150 }, (_, i): StoryLog => ({
          type: 'fsa',
          minutes_ago: 1 + i,
          description: 'Login required',
          client_id: PORTAL,
          client_name: 'Portal',
          hostname: 'example.eu.auth0.com',
          ip: '203.0.113.7',
          ...inAcme,
          user_id: '',
          user_name: '',
          details: {},
        })),
        blockedText(155),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Jane is blocked by an administrator (refused 155 minutes ago); the silent failures are normal.',
    certainty: 'certain',
    mentions: ['blocked', 'administrator', 'user is blocked'],
    neverSays: ['login_required is the cause', 'nothing was found'],
  },
  {
    name: 'silent login from a page that is not allowed',
    source: SILENT,
    state: {
      ...base,
      logs: [
        {
          type: 'fsa',
          minutes_ago: 7,
          description: callbackText('https://portal.example.com/silent'),
          client_id: PORTAL,
          client_name: 'Portal',
          hostname: 'example.eu.auth0.com',
          ip: '203.0.113.7',
          ...inAcme,
          user_id: '',
          user_name: '',
          details: {
            qs: {
              client_id: PORTAL,
              redirect_uri: 'https://portal.example.com/silent',
              prompt: 'none',
              organization: ORG_ID,
            },
          },
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'A silent login of Portal 7 minutes ago wanted to return to https://portal.example.com/silent, which is not allowed. It names no person: it may be this one. An ordinary login is not shown to fail.',
    certainty: 'may be',
    mentions: ['https://portal.example.com/silent', 'silent', '7 minutes'],
    neverSays: ['login_required', 'no session', 'certain', 'no failure is about this login'],
  },
  {
    name: 'device flow cannot be used with organizations',
    source: OVERVIEW,
    state: {
      ...base,
      clients: [
        {
          ...portal,
          client_id: TV,
          name: 'TV',
          app_type: 'native',
          grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
        },
      ],
      logs: [
        {
          type: 'fede',
          minutes_ago: 30,
          description: 'The device code has expired',
          client_id: TV,
          client_name: 'TV',
          hostname: 'example.eu.auth0.com',
          ip: '203.0.113.7',
          user_id: '',
          user_name: '',
          details: {},
        },
      ],
    },
    question: { application: TV, user: 'jane@example.com' },
    cause:
      'TV can only use the device flow, which does not work with organizations: it cannot log in to Acme. (Its device code of 30 minutes ago expired as well.)',
    certainty: 'certain',
    mentions: ['device', 'TV', 'organizations'],
    neverSays: ['Jane is not a member', 'nothing was found', 'the device code is the cause'],
  },
  {
    name: 'the person cancelled the device, and logs in elsewhere',
    source: CODES,
    state: {
      ...base,
      clients: [
        portal,
        {
          ...portal,
          client_id: TV,
          name: 'TV',
          app_type: 'native',
          grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        },
      ],
      logs: [
        login(90),
        {
          type: 'fdecc',
          minutes_ago: 15,
          description: 'User cancelled device confirmation',
          client_id: TV,
          client_name: 'TV',
          ip: '203.0.113.7',
          ...ofJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'No fault in Portal: Jane logged in 90 minutes ago. 15 minutes ago she cancelled a device in another application, TV.',
    certainty: 'none',
    mentions: ['logged in', '90 minutes'],
    neverSays: ['the login in Portal fails', 'probably', 'device code'],
  },
];

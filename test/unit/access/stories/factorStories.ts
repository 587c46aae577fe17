import { CODES, DOC, GD_FAILED } from './sources.ts';
import { inDb, login, ofJane } from './usualEvents.ts';
import { JANE, PORTAL, base } from './usualTenant.ts';
import type { Story, StoryLog } from './story.ts';

export const factorStories: readonly Story[] = [
  {
    name: 'wrong MFA code',
    source: GD_FAILED,
    state: {
      ...base,
      logs: [
        {
          type: 'gd_auth_failed',
          minutes_ago: 7,
          description: 'Guardian - Login failed',
          client_id: PORTAL,
          client_name: 'Portal',
          ...inDb,
          ip: '203.0.113.7',
          ...ofJane,
          details: {
            authenticator: { type: 'otp' },
            failure_details: { errorCode: 'invalid_otp', message: 'Invalid OTP code' },
          },
        },
        {
          type: 'gd_auth_failed',
          minutes_ago: 8,
          description: 'Guardian - Login failed',
          client_id: PORTAL,
          client_name: 'Portal',
          ...inDb,
          ip: '203.0.113.7',
          ...ofJane,
          details: {
            authenticator: { type: 'otp' },
            failure_details: { errorCode: 'invalid_otp', message: 'Invalid OTP code' },
          },
        },
        {
          type: 'gd_start_auth',
          minutes_ago: 8,
          description: 'Guardian - Second factor authentication started',
          ip: '203.0.113.7',
          ...ofJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'The second factor failed twice, 7 minutes ago (code not valid); the password was right.',
    certainty: 'probable',
    mentions: ['MFA', '7 minutes', 'Invalid OTP code'],
    neverSays: ['wrong password', 'Acme requires MFA', 'Jane is blocked', 'nothing was found'],
  },
  {
    name: 'wrong MFA code, then the right one',
    source: CODES,
    state: {
      ...base,
      logs: [
        login(31),
        { type: 'gd_auth_succeed', minutes_ago: 31, description: '', ip: '203.0.113.7', ...ofJane, details: {} },
        {
          type: 'gd_auth_failed',
          minutes_ago: 32,
          description: 'Guardian - Login failed',
          client_id: PORTAL,
          client_name: 'Portal',
          ...inDb,
          ip: '203.0.113.7',
          ...ofJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Past: one wrong code, a minute later the login succeeded (31 minutes ago).',
    certainty: 'none',
    mentions: ['logged in', '31 minutes'],
    neverSays: ['the second factor fails', 'probably'],
  },
  {
    name: 'push notification rejected; the event names no application',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'gd_auth_rejected',
          minutes_ago: 3,
          description: '',
          ip: '203.0.113.7',
          ...ofJane,
          details: { authenticator: { type: 'push-notification' } },
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      "The push notification was rejected on Jane's device 3 minutes ago; the event does not say in which application.",
    certainty: 'probable',
    mentions: ['rejected', 'push', '3 minutes'],
    neverSays: ['wrong code', 'nothing was found', 'no failure is about this login'],
  },
  {
    name: 'too many MFA requests',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'gd_otp_rate_limit_exceed',
          minutes_ago: 12,
          description: 'Too many failed codes. Wait for some minutes before retrying.',
          client_id: PORTAL,
          client_name: 'Portal',
          ...inDb,
          ip: '203.0.113.7',
          ...ofJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Jane hit the limit of MFA requests 12 minutes ago; she has to wait.',
    certainty: 'probable',
    mentions: ['MFA', 'limit', '12 minutes', 'wait'],
    neverSays: ['brute-force protection', 'blocked by an administrator', 'change the password'],
  },
  {
    name: 'the SMS with the code could not be sent',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'gd_send_sms_failure',
          minutes_ago: 4,
          description: 'Error sending MFA SMS',
          client_id: PORTAL,
          client_name: 'Portal',
          ...inDb,
          ip: '203.0.113.7',
          ...ofJane,
          details: { provider_error: { errorCode: '30006', message: 'Landline or unreachable carrier' } },
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Auth0 could not send the SMS with the code (Landline or unreachable carrier), 4 minutes ago.',
    certainty: 'probable',
    mentions: ['SMS', 'Landline or unreachable carrier', '4 minutes'],
    neverSays: ['wrong code', 'Jane rejected', 'nothing was found'],
  },
  {
    name: 'recovery code wrong too often',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'gd_recovery_rate_limit_exceed',
          minutes_ago: 9,
          description: '',
          ip: '203.0.113.7',
          ...ofJane,
          details: {},
        },
        ...[10, 11, 12].map((minutes_ago): StoryLog => ({
          type: 'gd_recovery_failed',
          minutes_ago,
          description: '',
          ip: '203.0.113.7',
          ...ofJane,
          details: {},
        })),
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause:
      'Jane entered a wrong recovery code too many times (the limit was reached 9 minutes ago); an administrator can reset her MFA.',
    certainty: 'probable',
    mentions: ['recovery code', '9 minutes'],
    neverSays: ['wrong password', 'blocked by an administrator'],
  },
  {
    name: 'MFA for all applications is no fault',
    source: `${DOC}/secure/multi-factor-authentication`,
    state: {
      ...base,
      logs: [
        login(300),
        { type: 'gd_auth_succeed', minutes_ago: 300, description: '', ip: '203.0.113.7', ...ofJane, details: {} },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Nothing is wrong: MFA is on for the tenant and Jane passed it 5 hours ago.',
    certainty: 'none',
    mentions: ['logged in'],
    neverSays: ['MFA makes the login fail', 'MFA is set for Acme', 'probably'],
  },
];

import { BLOCK, BREACH, BRUTE, CODES, SUSPICIOUS } from './sources.ts';
import { api, atPortal, blockedText, byDb, inDb, invited, login, ofJane, wrongPassword } from './usualEvents.ts';
import { BO, JANE, PORTAL, base, bo, jane, ocDb } from './usualTenant.ts';
import type { Story } from './story.ts';

export const blockStories: readonly Story[] = [
  {
    name: 'blocked by an administrator',
    source: BLOCK,
    state: { ...base, users: [{ ...jane, blocked: true }], logs: [blockedText(9), blockedText(11)] },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Jane is blocked by an administrator; the block does not end by itself.',
    certainty: 'certain',
    mentions: ['blocked', 'administrator', 'user is blocked', '9 minutes'],
    neverSays: ['brute-force', 'too many attempts', 'blocked from one IP address', 'not a member'],
  },
  {
    name: 'blocked and not a member: both are told',
    source: BLOCK,
    state: { ...base, users: [{ ...jane, blocked: true }], members: [], logs: [blockedText(30)] },
    question: { application: PORTAL, user: JANE },
    cause:
      'Two causes, each enough: Jane is blocked by an administrator, and she is not a member of Acme (acme-db adds nobody).',
    certainty: 'certain',
    mentions: ['blocked', 'not a member'],
    neverSays: ['unblocking is enough', 'Jane is a member'],
  },
  {
    name: 'was blocked, unblocked and logged in since',
    source: BLOCK,
    state: {
      ...base,
      users: [{ ...jane, blocked: false }],
      logs: [
        login(90),
        api(120, 'Update a User', 'patch', `users/${encodeURIComponent(JANE)}`, { blocked: false }),
        blockedText(180),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Past: Jane was blocked 3 hours ago; she is not blocked now and logged in 90 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '90 minutes', 'not blocked'],
    neverSays: ['Jane is blocked', 'probably blocked', 'unblock Jane'],
  },
  {
    name: 'blocked in the log, not blocked now, nobody has tried since',
    source: BLOCK,
    state: { ...base, logs: [blockedText(35)] },
    question: { application: PORTAL, user: JANE },
    cause:
      'Past: 35 minutes ago the account was blocked; it is not now (an unblock or a password reset by the Management API removes it). No login since.',
    certainty: 'none',
    mentions: ['user is blocked', '35 minutes', 'not blocked now'],
    neverSays: ['Jane is blocked by an administrator', 'nothing was found', 'certain'],
  },
  {
    name: 'brute-force protection, logged by user name only and as typed',
    source: BRUTE,
    state: {
      ...base,
      logs: [
        {
          type: 'limit_wc',
          minutes_ago: 14,
          description:
            'User (Jane@Example.com) attempted 10 consecutive logins unsuccessfully. Brute force protection is enabled for this connection, further attempts are blocked from this IP address for this user.',
          ...atPortal,
          ...inDb,
          user_id: '',
          user_name: 'Jane@Example.com',
        },
        ...[15, 15, 16, 16, 17, 17, 18, 18, 19, 20].map((m) => wrongPassword(m)),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Brute-force protection blocks Jane from the address 203.0.113.7 after 10 wrong passwords; it ends with a new password, an unblock, or 30 days after the last failed attempt.',
    certainty: 'probable',
    mentions: ['brute-force', '203.0.113.7', '14 minutes', 'change the password or unblock'],
    neverSays: ['blocked by an administrator', 'blocked from everywhere', 'nothing was found', 'somebody else'],
  },
  {
    name: 'brute-force block, password changed and logged in since',
    source: BRUTE,
    state: {
      ...base,
      logs: [
        login(40),
        {
          type: 'scp',
          minutes_ago: 44,
          description: 'You can now login to the application with the new password.',
          client_id: PORTAL,
          client_name: 'Portal',
          ...byDb,
          ...ofJane,
          details: {},
        },
        {
          type: 'limit_wc',
          minutes_ago: 60,
          description:
            'User (jane@example.com) attempted 10 consecutive logins unsuccessfully. Brute force protection is enabled for this connection, further attempts are blocked from this IP address for this user.',
          ...atPortal,
          ...inDb,
          user_id: '',
          user_name: 'jane@example.com',
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Past: the block of an hour ago ended with the new password; Jane logged in 40 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '40 minutes'],
    neverSays: ['Jane is blocked', 'probably', 'unblock'],
  },
  {
    name: 'brute-force block released, no login since',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'ublkdu',
          minutes_ago: 22,
          description: '',
          ...byDb,
          ...ofJane,
          client_id: PORTAL,
          client_name: 'Portal',
          details: { email: 'jane@example.com', title: 'User login block released' },
        },
        {
          type: 'limit_wc',
          minutes_ago: 70,
          description:
            'User (jane@example.com) attempted 10 consecutive logins unsuccessfully. Brute force protection is enabled for this connection, further attempts are blocked from this IP address for this user.',
          ...atPortal,
          ...inDb,
          user_id: '',
          user_name: 'jane@example.com',
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Past: the block was released 22 minutes ago; no login since.',
    certainty: 'none',
    mentions: ['released', '22 minutes'],
    neverSays: ['Jane is blocked', 'brute-force protection blocks Jane'],
  },
  {
    name: 'an IP address is blocked for trying many accounts',
    source: SUSPICIOUS,
    state: {
      ...base,
      users: [jane, bo],
      members: [JANE, BO],
      logs: [
        {
          type: 'limit_mu',
          minutes_ago: 5,
          description:
            'An IP address is blocked because it attempted too many failed logins without a successful login',
          ip: '203.0.113.7',
          client_id: PORTAL,
          client_name: 'Portal',
          hostname: 'example.eu.auth0.com',
          user_id: '',
          user_name: 'someone@example.org',
          ...inDb,
        },
        wrongPassword(6),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Jane entered a wrong password 6 minutes ago, from 203.0.113.7; suspicious IP throttling blocked that address 5 minutes ago, so her next tries from there may be refused whatever the password.',
    certainty: 'probable',
    mentions: ['203.0.113.7', 'IP address', 'wrong password', '6 minutes'],
    neverSays: ["Jane's account is blocked", 'blocked by an administrator', 'certain'],
  },
  {
    name: 'too many logins of one account from one address',
    source: CODES,
    state: {
      ...base,
      logs: [
        {
          type: 'limit_sul',
          minutes_ago: 2,
          description:
            'A user is temporarily prevented from logging in because they reached the maximum logins per time period from the same IP address',
          ...atPortal,
          ...inDb,
          ...ofJane,
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause:
      'Jane is for a short time kept from logging in: too many logins in one period from one address. It ends by itself.',
    certainty: 'probable',
    mentions: ['temporarily', '203.0.113.7', '2 minutes'],
    neverSays: ['wrong passwords', 'blocked by an administrator', 'change the password'],
  },
  {
    name: 'breached password',
    source: BREACH,
    state: {
      ...base,
      logs: [
        {
          type: 'pwd_leak',
          minutes_ago: 16,
          description:
            'Someone behind the IP address: 203.0.113.7 attempted to login with a leaked password. A shield to prevent this action was enabled, further attempts are blocked.',
          ...atPortal,
          ...inDb,
          ...ofJane,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'The password was found in a breach; Jane cannot log in until she changes it.',
    certainty: 'probable',
    mentions: ['breach', 'change the password', '16 minutes'],
    neverSays: ['wrong password', 'blocked by an administrator', 'unblock', 'nothing was found'],
  },
  {
    name: 'breached password, changed since',
    source: BREACH,
    state: {
      ...base,
      logs: [
        {
          type: 'scp',
          minutes_ago: 100,
          description: 'You can now login to the application with the new password.',
          client_id: PORTAL,
          client_name: 'Portal',
          ...byDb,
          ...ofJane,
          details: {},
        },
        {
          type: 'pwd_leak',
          minutes_ago: 130,
          description:
            'Someone behind the IP address: 203.0.113.7 attempted to login with a leaked password. A shield to prevent this action was enabled, further attempts are blocked.',
          ...atPortal,
          ...inDb,
          ...ofJane,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Past: Jane changed the password 100 minutes ago, which ends the block; no login since.',
    certainty: 'none',
    mentions: ['password was changed', '100 minutes'],
    neverSays: ['Jane must change her password', 'Jane cannot log in'],
  },
  {
    name: 'invited person signs up with a breached password',
    source: BREACH,
    state: {
      ...base,
      users: [],
      members: [],
      organization_connections: [{ ...ocDb, assign_membership_on_login: true, is_signup_enabled: true }],
      invitations: [invited('nina@example.com', { expires_in_minutes: 7200 })],
      logs: [
        {
          type: 'signup_pwd_leak',
          minutes_ago: 11,
          description:
            'Someone behind the IP address: 203.0.113.20 attempted to signup with a leaked password. A shield to prevent this action was enabled, further attempts are blocked.',
          ...atPortal,
          ip: '203.0.113.20',
          ...inDb,
          user_id: '',
          user_name: 'nina@example.com',
        },
      ],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause:
      'Nina has an open invitation but no account: her sign-up 11 minutes ago was refused because the password was found in a breach. She should choose another; the invitation still holds.',
    certainty: 'may be',
    mentions: ['nina@example.com', 'breach', 'invitation', '11 minutes', 'another password'],
    neverSays: [
      'invitation expired',
      'the tenant does not have the user, so the login fails',
      'Nina is blocked',
      'nothing was found',
    ],
  },
];

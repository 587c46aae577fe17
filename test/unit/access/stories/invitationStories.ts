import { INVITE, INVITE_GONE, INVITE_SIGNUP, SEND_INVITE } from './sources.ts';
import { api, atPortalForm, err, inDb, invited, login, notMember, ofBo, ofJane, toAcme } from './usualEvents.ts';
import { ADMIN, ORG_ID, PORTAL, SAML, admin, base, bo, db, google, ocDb, ocSaml, portal, saml } from './usualTenant.ts';
import type { Story } from './story.ts';

export const invitationStories: readonly Story[] = [
  {
    name: 'the only invitation has expired',
    source: SEND_INVITE,
    state: {
      ...base,
      users: [],
      members: [],
      invitations: [invited('nina@example.com', { created_minutes_ago: 11520, expires_in_minutes: -1440 })],
      logs: [
        { type: 'f', minutes_ago: 20, ...err('invitation not found or already used', 'invalid_request'), ...toAcme },
      ],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause: 'The invitation of nina@example.com expired a day ago; she has no account. She needs a new invitation.',
    certainty: 'certain',
    mentions: ['nina@example.com', 'expired', 'new invitation', 'invitation not found or already used', '20 minutes'],
    neverSays: [
      'the invitation was already used',
      'no failure is about this login',
      'nothing was found',
      'Nina is blocked',
    ],
  },
  {
    name: 'an old invitation link is opened again by a member',
    source: INVITE_GONE,
    state: {
      ...base,
      logs: [
        { type: 'f', minutes_ago: 10, ...err('invitation not found or already used', 'invalid_request'), ...toAcme },
        {
          type: 'organization_member_added',
          minutes_ago: 2880,
          description: '',
          ...toAcme,
          ...inDb,
          ...ofJane,
          details: { reason: 'invitation' },
        },
        {
          type: 'si',
          minutes_ago: 2880,
          description: '',
          ...toAcme,
          ...inDb,
          ...ofJane,
          details: {
            invitation: {
              id: 'uinv_0000000000000001',
              client_id: PORTAL,
              invitee: { email: 'jane@example.com' },
              ticket_id: 'masked',
            },
          },
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Jane is a member since she accepted her invitation two days ago. The failure 10 minutes ago (somebody opened an invitation link that is used up) names no person and may be hers: she should log in without the link.',
    certainty: 'may be',
    mentions: ['invitation not found or already used', '10 minutes', 'member', 'without the link'],
    neverSays: ['Jane needs a new invitation', 'Jane is not a member', 'no failure is about this login', 'certain'],
  },
  {
    name: 'the invitation was revoked',
    source: INVITE_GONE,
    state: {
      ...base,
      users: [],
      members: [],
      logs: [
        { type: 'f', minutes_ago: 33, ...err('invitation not found or already used', 'invalid_request'), ...toAcme },
        api(
          1500,
          'Delete an invitation to an Organization',
          'delete',
          `organizations/${ORG_ID}/invitations/uinv_0000000000000007`,
        ),
      ],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause:
      'nina@example.com has no account and no open invitation. 33 minutes ago somebody used an invitation link that is gone; an invitation of Acme was deleted a day ago. Either may be hers.',
    certainty: 'may be',
    mentions: ['no account', 'no open invitation', 'invitation not found or already used', '33 minutes'],
    neverSays: ['the invitation expired', "Nina's invitation was deleted", 'nothing was found', 'certain'],
  },
  {
    name: 'the invitation was used up by another account',
    source: INVITE_GONE,
    state: {
      ...base,
      users: [bo],
      members: [],
      logs: [
        {
          type: 'fi',
          minutes_ago: 18,
          description: 'the specified account is not allowed to accept the current invitation',
          ...toAcme,
          ...inDb,
          ...ofBo,
          details: {
            invitation: {
              id: 'uinv_0000000000000003',
              client_id: PORTAL,
              created_at: '2026-11-20T08:00:00.000Z',
              expires_at: '2026-12-20T08:00:00.000Z',
              invitee: { email: 'nina@example.com' },
              inviter: { name: 'Ada Admin', organization_id: ORG_ID },
              roles: [],
              ticket_id: 'masked',
            },
          },
        },
      ],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause:
      'The invitation to nina@example.com was opened while signed in as bo@example.com 18 minutes ago: it is used up and nobody was added. She needs a new one and must sign in with the invited address.',
    certainty: 'probable',
    mentions: ['nina@example.com', 'bo@example.com', '18 minutes', 'new invitation'],
    neverSays: [
      'the invitation expired',
      'the invitation is for another email address',
      'nothing was found',
      'Bo is not a member, so the login fails',
      'the invitation is still open',
    ],
  },
  {
    name: 'the open invitation is for another application',
    source: SEND_INVITE,
    state: {
      ...base,
      clients: [portal, admin],
      users: [],
      members: [],
      invitations: [invited('nina@example.com', { client_id: ADMIN, expires_in_minutes: 8000 })],
      logs: [
        {
          type: 'f',
          minutes_ago: 6,
          ...err('invalid invitation ticket (client_id mismatch)', 'invalid_request'),
          ...toAcme,
        },
      ],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause:
      "Nina's open invitation is for Admin Console, not for Portal; the ticket is refused in another application. She has no account yet.",
    certainty: 'probable',
    mentions: ['Admin Console', 'Portal', 'invitation', 'client_id mismatch', '6 minutes'],
    neverSays: ['the invitation expired', 'already used', 'no invitation', 'nothing was found'],
  },
  {
    name: 'the invitation names a connection that is not enabled any more',
    source: SEND_INVITE,
    state: {
      ...base,
      users: [],
      members: [],
      organization_connections: [ocDb],
      invitations: [invited('sami@acme.example', { connection_id: SAML, expires_in_minutes: 5000 })],
    },
    question: { application: PORTAL, user: 'sami@acme.example' },
    cause: "Sami's open invitation must be accepted through acme-saml, which is not enabled for Acme now.",
    certainty: 'probable',
    mentions: ['acme-saml', 'not enabled', 'invitation'],
    neverSays: ['the invitation expired', 'nothing was found', 'the tenant does not have the user'],
  },
  {
    name: 'invitation for a connection, account in another one',
    source: SEND_INVITE,
    state: {
      ...base,
      members: [],
      organization_connections: [ocDb, ocSaml],
      invitations: [invited('jane@example.com', { connection_id: SAML, expires_in_minutes: 6000 })],
      logs: [notMember(13)],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      'Jane is not a member: her open invitation has to be accepted through acme-saml, and she signed in with her acme-db account without it.',
    certainty: 'certain',
    mentions: ['not a member', 'invitation', 'acme-saml', 'acme-db', '13 minutes'],
    neverSays: ['no invitation', 'expired', 'send a new invitation'],
  },
  {
    name: 'open invitation, not accepted yet',
    source: INVITE,
    state: {
      ...base,
      users: [],
      members: [],
      invitations: [invited('nina@example.com', { expires_in_minutes: 4320 })],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause:
      'No fault: Nina has an open invitation for Portal (3 days left) that she has not accepted; until then she has no account and cannot log in without the link.',
    certainty: 'none',
    mentions: ['nina@example.com', 'invitation', 'not accepted', 'link'],
    neverSays: ['expired', 'the tenant does not have the user', 'must be invited', 'nothing was found'],
  },
  {
    name: 'one expired and one open invitation of the same person',
    source: INVITE,
    state: {
      ...base,
      users: [],
      members: [],
      invitations: [
        invited('nina@example.com', {
          id: 'uinv_0000000000000002',
          created_minutes_ago: 60,
          expires_in_minutes: 10020,
        }),
        invited('nina@example.com', { created_minutes_ago: 14400, expires_in_minutes: -4320 }),
      ],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause:
      'No fault: the newer invitation, sent an hour ago, is open; only the older one has expired. She must use the newer link.',
    certainty: 'none',
    mentions: ['open invitation', 'newer'],
    neverSays: ['all invitations have expired', 'needs a new invitation', 'the tenant does not have the user'],
  },
  {
    name: 'healthy organization with a stale invitation of somebody else',
    source: INVITE,
    state: {
      ...base,
      invitations: [invited('old@example.org', { created_minutes_ago: 43200, expires_in_minutes: -33120 })],
      logs: [login(15)],
    },
    question: { application: PORTAL },
    cause:
      'Nothing is wrong: one invitation of somebody who never came has expired; logins to Acme work (15 minutes ago).',
    certainty: 'none',
    mentions: ['15 minutes'],
    neverSays: ['all invitations have expired', 'logins fail', 'probably'],
  },
  {
    name: 'invited person without account, sign-up is off everywhere',
    source: INVITE_SIGNUP,
    state: {
      ...base,
      connections: [{ ...db, options: { disable_signup: true } }, saml, google],
      users: [],
      members: [],
      invitations: [invited('nina@example.com', { expires_in_minutes: 9000 })],
      logs: [
        {
          type: 'fs',
          minutes_ago: 25,
          description: 'Public signup is disabled',
          ...atPortalForm,
          ...inDb,
          user_id: '',
          user_name: 'nina@example.com',
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: 'nina@example.com' },
    cause:
      'Nina has an open invitation but cannot create an account: sign-up is off for acme-db both in Acme and in the connection (failed sign-up 25 minutes ago).',
    certainty: 'probable',
    mentions: ['sign-up', 'acme-db', 'invitation', '25 minutes'],
    neverSays: ['the invitation expired', 'wrong password', 'nothing was found'],
  },
];

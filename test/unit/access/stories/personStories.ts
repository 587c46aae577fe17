import { BEHAVIOR, BRUTE, CODES, ENABLE, INVITE_GONE, LINKING, MEMBER_FIRST, SEND_INVITE } from './sources.ts';
import { atAdmin, byJane, err, inAcme, inDb, invited, notMember, ofBo, toAcme } from './usualEvents.ts';
import {
  DB,
  GLOBEX_ID,
  JANE,
  ORG_ID,
  PORTAL,
  SAML,
  admin,
  base,
  bo,
  globex,
  jane,
  ocDb,
  ocSaml,
  ocSamlAuto,
  portal,
} from './usualTenant.ts';
import type { Story } from './story.ts';

const asked = { application: PORTAL, user: 'jane@example.com' };
const JANE_GOOGLE = 'google-oauth2|77';
const janeAtGoogle = {
  ...jane,
  user_id: JANE_GOOGLE,
  identities: [{ connection: 'google-oauth2', user_id: '77', provider: 'google-oauth2', isSocial: true }],
};

/** Of these, it decides who is meant, and in which application and organization. */
export const personStories: readonly Story[] = [
  {
    name: 'two accounts of one address, and the one that is asked about is of another connection',
    source: ENABLE,
    state: { ...base, users: [jane, janeAtGoogle] },
    question: { application: PORTAL, user: JANE_GOOGLE },
    cause: 'google-oauth2 is not enabled for Acme. Her database account is a member and may log in.',
    certainty: 'certain',
    mentions: ['google-oauth2', JANE_GOOGLE, JANE],
    neverSays: ['nothing was found', 'acme-db is not enabled', 'Jane is blocked'],
  },
  {
    name: 'linked identities, and the one that was used is not enabled',
    source: LINKING,
    state: {
      ...base,
      organization_connections: [{ ...ocDb, is_enabled: false }, ocSaml],
      users: [
        {
          ...jane,
          identities: [
            ...jane.identities,
            { connection: 'acme-saml', user_id: 'acme-saml|jane', provider: 'samlp', isSocial: false },
          ],
        },
      ],
      logs: [
        {
          type: 'f',
          minutes_ago: 5,
          ...err(
            `user ${JANE} belongs to connection acme-db that is not part of the ${ORG_ID} organization`,
            'access_denied',
          ),
          ...byJane,
        },
      ],
    },
    question: asked,
    cause: 'Five minutes ago she used acme-db, which is not enabled for Acme; she can log in with acme-saml.',
    certainty: 'probable',
    mentions: ['acme-db', 'acme-saml', '5 minutes'],
    neverSays: ['certain', 'nothing was found', 'Jane is not a member'],
  },
  {
    name: 'the failure is of another application that takes no organizations',
    source: BEHAVIOR,
    state: {
      ...base,
      clients: [portal, { ...admin, organization_usage: 'deny' }],
      logs: [
        {
          type: 'f',
          minutes_ago: 5,
          ...err('parameter organization is not allowed for this client', 'invalid_request'),
          ...atAdmin,
          ...inAcme,
          user_id: '',
          user_name: '',
        },
      ],
    },
    question: asked,
    cause: 'Nothing for Portal: the failure five minutes ago was in Admin Console, of nobody that is named.',
    certainty: 'none',
    mentions: [],
    neverSays: ['Portal does not allow organizations', 'organization_usage is deny', 'certain', 'probably'],
  },
  {
    name: 'blocked by the address as it was typed',
    source: BRUTE,
    state: {
      ...base,
      logs: [
        {
          type: 'limit_wc',
          minutes_ago: 12,
          description:
            'An IP address has been blocked because 10 failed login attempts were made into a single account.',
          ...inDb,
          ip: '203.0.113.7',
          user_name: 'Jane@example.com',
          details: {},
        },
      ],
    },
    question: asked,
    cause: 'Blocked 12 minutes ago after wrong passwords for her address, as somebody typed it.',
    certainty: 'probable',
    mentions: ['12 minutes', 'Jane@example.com'],
    neverSays: ['certain', 'nothing was found', 'no failure is about this login'],
  },
  {
    name: 'the failure was in another organization',
    source: MEMBER_FIRST,
    state: {
      ...base,
      other_organizations: [{ ...globex, members: [] }],
      logs: [
        notMember(10, {
          ...err(`user ${JANE} is not part of the ${GLOBEX_ID} organization`, 'access_denied'),
          organization_id: GLOBEX_ID,
          organization_name: 'globex',
        }),
      ],
    },
    question: asked,
    cause: 'Nothing for Acme, of which she is a member; ten minutes ago she was refused by Globex.',
    certainty: 'none',
    mentions: ['globex', '10 minutes'],
    neverSays: ['Jane is not a member', 'certain', 'probably'],
  },
  {
    name: 'only the other connection adds members',
    source: MEMBER_FIRST,
    state: { ...base, organization_connections: [ocDb, ocSamlAuto], members: [] },
    question: asked,
    cause: 'She is not a member, and her connection acme-db adds nobody; acme-saml would, but she is not of it.',
    certainty: 'certain',
    mentions: ['acme-db', 'not a member'],
    neverSays: ['will be added', 'nothing was found'],
  },
  {
    name: 'three causes at once',
    source: BEHAVIOR,
    state: {
      ...base,
      clients: [{ ...portal, organization_usage: 'deny' }],
      users: [{ ...jane, blocked: true }],
      members: [],
    },
    question: asked,
    cause: 'Portal takes no organizations, she is blocked by an administrator, and she is no member.',
    certainty: 'certain',
    mentions: ['deny', 'blocked', 'not a member'],
    neverSays: ['nothing was found'],
  },
  {
    name: 'invited without an account, and the invitation expired yesterday',
    source: SEND_INVITE,
    state: {
      ...base,
      users: [bo],
      members: [],
      organization_connections: [ocSaml],
      invitations: [
        invited('carla@acme.example', { created_minutes_ago: 11520, expires_in_minutes: -1440, connection_id: SAML }),
      ],
    },
    question: { application: PORTAL, user: 'carla@acme.example' },
    cause: 'Her invitation expired yesterday; she needs a new one.',
    certainty: 'probable',
    mentions: ['expired', 'carla@acme.example', 'new invitation'],
    neverSays: ['nothing was found', 'Jane is a member', 'blocked'],
  },
  {
    name: 'the invitation was accepted with another account, and is gone',
    source: INVITE_GONE,
    state: {
      ...base,
      users: [bo],
      members: [],
      logs: [
        {
          type: 'fi',
          minutes_ago: 30,
          description: 'the specified account is not allowed to accept the current invitation',
          ...toAcme,
          connection: 'acme-db',
          connection_id: DB,
          ...ofBo,
          details: {
            invitation: {
              id: 'uinv_0000000000000009',
              client_id: PORTAL,
              invitee: { email: 'carla@acme.example' },
              inviter: { name: 'Ada Admin', organization_id: ORG_ID },
              ticket_id: 'live-secret-ticket',
            },
          },
        },
      ],
    },
    question: { application: PORTAL, user: 'bo@example.com' },
    cause: 'Bo is no member and acme-db adds nobody; 30 minutes ago he opened an invitation for carla@acme.example.',
    certainty: 'certain',
    mentions: ['not a member', '30 minutes'],
    neverSays: ['live-secret-ticket', 'nothing was found', 'the invitation expired'],
  },
  {
    name: 'the invitation was accepted with its own address, and could not be provisioned',
    source: CODES,
    state: {
      ...base,
      members: [],
      logs: [
        {
          type: 'fi',
          minutes_ago: 10,
          ...byJane,
          description: 'The invitation could not be provisioned',
          details: { invitation: { id: 'uinv_0000000000000008', invitee: { email: 'Jane@Example.com' } } },
        },
      ],
    },
    question: asked,
    cause: 'Jane opened her own invitation 10 minutes ago, and Auth0 failed with it; she is no member yet.',
    certainty: 'certain',
    mentions: ['not a member', '10 minutes', 'could not be provisioned'],
    neverSays: ['an invitation was opened with an account of another email address', 'nothing was found'],
  },
];

import { APP_ACCESS, PERMISSIVE, THIRD, THIRD_ORG } from './sources.ts';
import { api, atPartner, byJane, err, inAcme, login } from './usualEvents.ts';
import {
  ADMIN,
  JANE,
  ORG_ID,
  PARTNER,
  PORTAL,
  acme,
  admin,
  base,
  db,
  google,
  partner,
  portal,
  saml,
} from './usualTenant.ts';
import type { Story } from './story.ts';

export const accessStories: readonly Story[] = [
  {
    name: 'per-application access on, application not associated',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: true },
      clients: [portal, admin],
      organization_clients: [{ client_id: ADMIN, use_for_member_access: true }],
      logs: [
        {
          type: 'organization_access_denied',
          minutes_ago: 4,
          description: 'The organization is not allowed to use the application',
          ...byJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Acme has per-application access on and Portal is not among its applications.',
    certainty: 'certain',
    mentions: ['Portal', 'per-application access', '4 minutes'],
    neverSays: ['Jane is not a member', 'third-party', 'nothing was found'],
  },
  {
    name: 'per-application access on, member access off for the application',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: true },
      organization_clients: [{ client_id: PORTAL, use_for_member_access: false }],
    },
    question: { application: PORTAL, user: JANE },
    cause: "Portal is among Acme's applications but members may not log in through it (use_for_member_access false).",
    certainty: 'certain',
    mentions: ['Portal', 'use_for_member_access'],
    neverSays: ['Portal is not associated', 'nothing was found', 'no effect'],
  },
  {
    name: 'per-application access off: associations have no effect',
    source: APP_ACCESS,
    state: {
      ...base,
      connections: [{ ...db, is_domain_connection: true }, saml, google],
      clients: [portal, admin, partner],
      organization_clients: [
        { client_id: ADMIN, use_for_member_access: false },
        { client_id: PARTNER, use_for_member_access: false },
      ],
      logs: [login(18)],
    },
    question: { application: PORTAL },
    cause:
      'Nothing is wrong: per-application access is off, so associations do not count; a member logged in 18 minutes ago.',
    certainty: 'none',
    mentions: ['18 minutes'],
    neverSays: ['logins to Acme fail', 'member access is off', 'Portal is not associated', 'certain'],
  },
  {
    name: 'per-application access on and nothing associated',
    source: APP_ACCESS,
    state: { ...base, organization: { ...acme, is_app_entitlement_active: true }, organization_clients: [] },
    question: {},
    cause:
      'Acme has per-application access on and no application is associated: members cannot log in through any first-party application.',
    certainty: 'certain',
    mentions: ['per-application access', 'no application', 'first-party'],
    neverSays: ['nothing was found', 'third-party applications are blocked by this'],
  },
  {
    name: 'access was denied, the application has been associated since',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: true },
      organization_clients: [{ client_id: PORTAL, use_for_member_access: true }],
      logs: [
        api(170, 'Create Organization Client Associations', 'post', `organizations/${ORG_ID}/clients`, {
          clients: [{ client_id: PORTAL, use_for_member_access: true }],
        }),
        {
          type: 'organization_access_denied',
          minutes_ago: 200,
          description: 'The organization is not allowed to use the application',
          ...byJane,
          details: {},
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Past: 200 minutes ago Portal was not granted to Acme; it is now. No login since.',
    certainty: 'none',
    mentions: ['200 minutes', 'granted now'],
    neverSays: ['Portal is not among the applications', 'certain', 'probably'],
  },
  {
    name: 'third-party application, not associated, organization blocks',
    source: THIRD,
    state: {
      ...base,
      connections: [{ ...db, is_domain_connection: true }, saml, google],
      clients: [partner],
      logs: [
        {
          type: 'f',
          minutes_ago: 6,
          ...err(`parameter organization is invalid: ${ORG_ID}`, 'invalid_request'),
          ...atPartner,
          ...inAcme,
        },
      ],
    },
    question: { application: PARTNER, user: 'jane@example.com' },
    cause:
      'Acme does not let third-party applications log in (third_party_client_access block), and Partner Planner is one.',
    certainty: 'certain',
    mentions: ['Partner Planner', 'third-party', 'third_party_client_access', '6 minutes'],
    neverSays: ['Acme does not exist', 'use_for_member_access', 'Jane is not a member'],
  },
  {
    name: 'third-party application: its association overrides the block',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: true, third_party_client_access: 'block' },
      connections: [{ ...db, is_domain_connection: true }, saml, google],
      clients: [partner],
      organization_clients: [{ client_id: PARTNER, use_for_member_access: true }],
      logs: [login(45, atPartner)],
    },
    question: { application: PARTNER, user: 'jane@example.com' },
    cause:
      'Nothing is wrong: per-application access is on and Partner Planner is granted there, which overrides the block of third-party applications; Jane logged in 45 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '45 minutes'],
    neverSays: ['third-party applications are blocked', 'certain'],
  },
  {
    name: 'third-party application: its association overrides the permission',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: true, third_party_client_access: 'allow' },
      connections: [{ ...db, is_domain_connection: true }, saml, google],
      clients: [partner],
      organization_clients: [{ client_id: PARTNER, use_for_member_access: false }],
    },
    question: { application: PARTNER, user: JANE },
    cause:
      'Partner Planner is listed at Acme with member access off, which overrides the general permission for third-party applications.',
    certainty: 'certain',
    mentions: ['Partner Planner', 'use_for_member_access'],
    neverSays: ['third_party_client_access blocks', 'nothing was found', 'may log in'],
  },
  {
    name: 'third-party application: an association without per-application access does not help',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: false, third_party_client_access: 'block' },
      connections: [{ ...db, is_domain_connection: true }, saml, google],
      clients: [partner],
      organization_clients: [{ client_id: PARTNER, use_for_member_access: true }],
    },
    question: { application: PARTNER, user: 'jane@example.com' },
    cause:
      'Acme blocks third-party applications; the association of Partner Planner has no effect while per-application access is off.',
    certainty: 'certain',
    mentions: ['Partner Planner', 'third_party_client_access', 'off'],
    neverSays: ['Partner Planner may log in', 'nothing was found', 'overrides the block'],
  },
  {
    name: 'third-party application: connection is not at the domain level',
    source: THIRD_ORG,
    state: { ...base, organization: { ...acme, third_party_client_access: 'allow' }, clients: [partner] },
    question: { application: PARTNER, user: 'jane@example.com' },
    cause:
      "Acme lets third-party applications in, but Jane's connection acme-db is not promoted to the domain level (is_domain_connection), which they need as well.",
    certainty: 'certain',
    mentions: ['acme-db', 'is_domain_connection', 'Partner Planner'],
    neverSays: ['third-party applications are blocked', 'acme-db is not enabled for Acme', 'nothing was found'],
  },
  {
    name: 'third-party application in permissive mode: no organizations',
    source: PERMISSIVE,
    state: {
      ...base,
      organization: { ...acme, third_party_client_access: 'allow' },
      connections: [{ ...db, is_domain_connection: true }, saml, google],
      clients: [{ ...partner, client_id: 'PartnerOld0000000000000000000006', third_party_security_mode: 'permissive' }],
    },
    question: { application: 'PartnerOld0000000000000000000006', user: JANE },
    cause:
      'The application is a third-party application in permissive mode, which does not support organizations in user logins.',
    certainty: 'certain',
    mentions: ['permissive', 'third-party'],
    neverSays: ['third_party_client_access blocks', 'allowed', 'nothing was found'],
  },
  {
    name: 'per-application access on, third-party application not listed, permission given: works',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: true, third_party_client_access: 'allow' },
      connections: [{ ...db, is_domain_connection: true }, saml, google],
      clients: [portal, partner],
      organization_clients: [{ client_id: PORTAL, use_for_member_access: true }],
    },
    question: { application: PARTNER, user: 'jane@example.com' },
    cause:
      'Nothing is wrong: a third-party application that is not listed follows third_party_client_access, which allows it.',
    certainty: 'none',
    mentions: ['Partner Planner'],
    neverSays: ['Partner Planner is not associated, so', 'organization_access_denied', 'certain'],
  },
];

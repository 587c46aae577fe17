import { APP_ACCESS, M2M, M2M_ACCESS, THIRD_ORG } from './sources.ts';
import { inAcme, tokenEvent } from './usualEvents.ts';
import { BOT, PARTNER, PORTAL, acme, associated, base, bot, portal, reports } from './usualTenant.ts';
import type { Story } from './story.ts';

export const machineStories: readonly Story[] = [
  {
    name: 'machine: another API than the one of the grant',
    source: M2M_ACCESS,
    state: {
      ...associated,
      logs: [tokenEvent(5, 'Client is not authorized to access "https://billing.example.com".', inAcme)],
    },
    question: { application: BOT },
    cause: 'Five minutes ago Report Bot asked for https://billing.example.com, for which it has no grant in Acme.',
    certainty: 'probable',
    mentions: ['https://billing.example.com', '5 minutes', 'grant for the API'],
    neverSays: ['certain', 'nothing was found', 'not associated with Acme', 'organization_usage is deny'],
  },
  {
    name: 'machine: another API, without an organization',
    source: M2M_ACCESS,
    state: {
      ...associated,
      logs: [tokenEvent(5, 'Client is not authorized to access "https://billing.example.com".')],
    },
    question: { application: BOT },
    cause: 'The refusal five minutes ago named no organization and another API: it may be about something else.',
    certainty: 'may be',
    mentions: ['https://billing.example.com', '5 minutes'],
    neverSays: ['certain', 'probably', 'nothing was found', 'logins fail'],
  },
  {
    name: 'machine: a wrong secret, without an organization',
    source: M2M,
    state: { ...associated, logs: [tokenEvent(1, 'Unauthorized')] },
    question: { application: BOT },
    cause: 'A minute ago Report Bot was refused a token, for no organization that is named: it may be about this one.',
    certainty: 'may be',
    mentions: ['Unauthorized', '1 minutes'],
    neverSays: ['certain', 'probably', 'nothing was found'],
  },
  {
    name: 'machine: the grant was associated since the refusal',
    source: M2M_ACCESS,
    state: {
      ...associated,
      logs: [tokenEvent(10, 'Client is not authorized to access "https://reports.example.com".', inAcme)],
    },
    question: { application: BOT },
    cause: 'Past: ten minutes ago Report Bot had no grant for the reports in Acme; it has one now.',
    certainty: 'none',
    mentions: ['10 minutes', 'do not show its cause any more'],
    neverSays: ['certain', 'probably', 'not associated'],
  },
  {
    name: 'machine: the grant is not associated with the organization',
    source: M2M_ACCESS,
    state: {
      ...base,
      clients: [bot],
      client_grants: [reports],
      logs: [tokenEvent(5, 'Client is not authorized to access "https://reports.example.com".', inAcme)],
    },
    question: { application: BOT },
    cause:
      "Report Bot's grant for https://reports.example.com is not associated with Acme, and it is not open to any organization.",
    certainty: 'certain',
    mentions: ['Report Bot', 'https://reports.example.com', 'not associated', '5 minutes'],
    neverSays: ['members', 'no connection', 'third_party_client_access', 'nothing was found'],
  },
  {
    name: 'machine: the grant takes no organization',
    source: M2M,
    state: {
      ...associated,
      client_grants: [{ ...reports, organization_usage: 'deny' }],
    },
    question: { application: BOT },
    cause:
      "Report Bot's grant for https://reports.example.com is associated with Acme but forbids organizations (organization_usage deny).",
    certainty: 'certain',
    mentions: ['deny', 'https://reports.example.com', 'Report Bot'],
    neverSays: ['not associated', 'nothing was found'],
  },
  {
    name: 'machine: required organization is not sent and there is no default',
    source: M2M,
    state: {
      ...associated,
      client_grants: [{ ...reports, organization_usage: 'require' }],
      logs: [tokenEvent(2, 'parameter organization is required for this client')],
    },
    question: { application: BOT },
    cause:
      'The grant for https://reports.example.com requires an organization; 2 minutes ago Report Bot sent none, and it has no default organization.',
    certainty: 'probable',
    mentions: ['require', 'default organization', '2 minutes', 'Report Bot'],
    neverSays: ['not associated with Acme', 'nothing was found', 'no failure is about this login'],
  },
  {
    name: 'machine: grant open to any organization, no association needed',
    source: M2M,
    state: {
      ...base,
      clients: [bot],
      client_grants: [{ ...reports, allow_any_organization: true }],
      logs: [tokenEvent(30, 'Client Credentials for Access Token', { type: 'seccft', ...inAcme })],
    },
    question: { application: BOT },
    cause:
      'Nothing is wrong: the grant may be used with any organization; Report Bot got a token for Acme 30 minutes ago.',
    certainty: 'none',
    mentions: ['30 minutes'],
    neverSays: ['not associated, so it fails', 'certain', 'probably'],
  },
  {
    name: 'machine under per-application access: no effect',
    source: APP_ACCESS,
    state: {
      ...base,
      organization: { ...acme, is_app_entitlement_active: true },
      clients: [portal, bot],
      organization_clients: [{ client_id: PORTAL, use_for_member_access: true }],
      organization_client_grants: [reports.id],
      client_grants: [{ ...reports, organization_usage: 'require' }],
    },
    question: { application: BOT },
    cause:
      "Nothing is wrong: per-application access concerns members' logins (authorization_code, implicit); Report Bot uses client credentials and its grant is associated.",
    certainty: 'none',
    mentions: ['client credentials'],
    neverSays: ['Report Bot is not granted access to Acme', 'organization_access_denied', 'certain'],
  },
  {
    name: 'third-party machine: third_party_client_access is not looked at',
    source: THIRD_ORG,
    state: {
      ...base,
      clients: [
        {
          ...bot,
          client_id: PARTNER,
          name: 'Partner Sync',
          is_first_party: false,
          third_party_security_mode: 'strict',
        },
      ],
      organization_client_grants: ['cgr_Partner000000001'],
      client_grants: [{ ...reports, id: 'cgr_Partner000000001', client_id: PARTNER }],
    },
    question: { application: PARTNER },
    cause:
      'Nothing is wrong: for client credentials third_party_client_access is not evaluated, and the grant is associated with Acme.',
    certainty: 'none',
    mentions: ['Partner Sync'],
    neverSays: ['third-party applications are blocked', 'certain', 'domain-level connection'],
  },
];

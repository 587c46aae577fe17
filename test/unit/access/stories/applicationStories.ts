import { BEHAVIOR, DOC, NAMES, SCHEMA_F } from './sources.ts';
import { api, atPortal, callback, callbackText, err, login, ofBo, toAcme } from './usualEvents.ts';
import { BO, GLOBEX_ID, JANE, ORG_ID, PORTAL, base, bo, jane, portal } from './usualTenant.ts';
import type { Story } from './story.ts';

export const applicationStories: readonly Story[] = [
  {
    name: 'application denies organizations',
    source: BEHAVIOR,
    state: {
      ...base,
      clients: [{ ...portal, organization_usage: 'deny' }],
      logs: [
        {
          type: 'f',
          minutes_ago: 2,
          ...err('parameter organization is not allowed for this client', 'invalid_request'),
          ...toAcme,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Portal does not allow organizations (organization_usage deny): no one can log in to Acme through it.',
    certainty: 'certain',
    mentions: [
      'Portal',
      'organization_usage',
      'deny',
      'parameter organization is not allowed for this client',
      '2 minutes',
    ],
    neverSays: ['Jane is not a member', 'no failure is about this login', 'nothing was found'],
  },
  {
    name: 'organization_usage was never set',
    source: BEHAVIOR,
    state: {
      ...base,
      clients: [
        {
          client_id: PORTAL,
          name: 'Portal',
          app_type: 'spa',
          is_first_party: true,
          grant_types: ['authorization_code'],
          callbacks: ['https://portal.example.com/callback'],
        },
      ],
    },
    question: { application: PORTAL, user: JANE },
    cause: 'Portal has never been set up for organizations; not set means deny.',
    certainty: 'certain',
    mentions: ['Portal', 'organization_usage', 'deny'],
    neverSays: ['Portal allows organizations', 'nothing was found', 'could not be read'],
  },
  {
    name: 'application requires an organization and the request named none',
    source: BEHAVIOR,
    state: {
      ...base,
      clients: [{ ...portal, organization_usage: 'require' }],
      logs: [
        {
          type: 'f',
          minutes_ago: 5,
          ...err('parameter organization is required for this client', 'invalid_request'),
          ...atPortal,
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      '5 minutes ago Portal started a login without an organization, which it requires (no_prompt). The event names neither person nor organization, so it may be this login.',
    certainty: 'may be',
    mentions: ['Portal', 'require', 'no_prompt', 'parameter organization is required for this client', '5 minutes'],
    neverSays: [
      'certain',
      'Jane is not a member',
      'no failure is about this login',
      'Portal does not allow organizations',
    ],
  },
  {
    name: 'requires an organization, asks for it first: healthy',
    source: BEHAVIOR,
    state: {
      ...base,
      clients: [
        {
          ...portal,
          organization_usage: 'require',
          organization_require_behavior: 'pre_login_prompt',
          organization_discovery_methods: ['organization_name'],
        },
      ],
      logs: [login(50)],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Nothing is wrong: Portal asks for the organization before the login; Jane logged in 50 minutes ago.',
    certainty: 'none',
    mentions: ['logged in', '50 minutes'],
    neverSays: ['the request must send the organization', 'probably', 'discovery domain is missing'],
  },
  {
    name: 'the organization name is sent, the tenant takes IDs only',
    source: NAMES,
    state: {
      ...base,
      logs: [
        {
          type: 'f',
          minutes_ago: 3,
          description: 'authorization request parameter organization must be an organization id',
          ...atPortal,
          organization_id: 'acme',
          organization_name: '',
          details: {
            error: {
              message: 'authorization request parameter organization must be an organization id',
              oauthError: 'invalid_request',
            },
            qs: { client_id: PORTAL, organization: 'acme' },
          },
        },
      ],
    },
    question: { application: PORTAL },
    cause:
      'Portal sends the name "acme" as organization; the tenant accepts only IDs (Allow Organization Names in Authentication API is off).',
    certainty: 'probable',
    mentions: ['acme', 'allow_organization_name_in_authentication_api', ORG_ID, '3 minutes'],
    neverSays: ['the organization does not exist', 'nothing was found', 'Portal does not allow organizations'],
  },
  {
    name: 'the request names an organization that this tenant does not have',
    source: SCHEMA_F,
    state: {
      ...base,
      logs: [
        {
          type: 'f',
          minutes_ago: 7,
          description: 'parameter organization is invalid: org_Wrong00000000001',
          ...atPortal,
          organization_id: 'org_Wrong00000000001',
          details: {
            error: {
              message: 'parameter organization is invalid: org_Wrong00000000001',
              oauthError: 'invalid_request',
            },
            qs: { client_id: PORTAL, organization: 'org_Wrong00000000001' },
          },
        },
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      '7 minutes ago Portal sent an organization ID that the tenant does not accept (org_Wrong00000000001). It names no person; it may be the login that was meant for Acme.',
    certainty: 'may be',
    mentions: ['org_Wrong00000000001', 'Portal', '7 minutes'],
    neverSays: ['Acme does not exist', 'third_party_client_access', 'no failure is about this login', 'certain'],
  },
  {
    name: 'the organization was renamed, the application sends the old name',
    source: NAMES,
    state: {
      ...base,
      tenant_settings: {
        allow_organization_name_in_authentication_api: true,
        default_redirection_uri: 'https://portal.example.com/login',
      },
      logs: [
        {
          type: 'f',
          minutes_ago: 4,
          description: 'parameter organization is invalid: acme-inc',
          ...atPortal,
          organization_id: 'acme-inc',
          details: {
            error: { message: 'parameter organization is invalid: acme-inc', oauthError: 'invalid_request' },
            qs: { client_id: PORTAL, organization: 'acme-inc' },
          },
        },
        api(90, 'Update an Organization', 'patch', `organizations/${ORG_ID}`, { name: 'acme' }),
      ],
    },
    question: { application: PORTAL },
    cause:
      'Acme got the name "acme" 90 minutes ago; Portal sent "acme-inc" 4 minutes ago, which no organization has now. It may be its old name.',
    certainty: 'may be',
    mentions: ['acme-inc', 'Portal', '4 minutes'],
    neverSays: ['names are not allowed', 'nothing was found', 'certain'],
  },
  {
    name: 'callback URL mismatch',
    source: `${DOC}/get-started/applications/application-settings`,
    state: { ...base, logs: [callback(6, 'https://portal.example.com/cb')] },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause:
      '6 minutes ago Portal asked to return to https://portal.example.com/cb, which is not among its allowed callback URLs. The event names no person, so it may be this login.',
    certainty: 'may be',
    mentions: ['https://portal.example.com/cb', 'Portal', 'callback', '6 minutes'],
    neverSays: ['no failure is about this login', 'Jane is not a member', 'nothing was found', 'certain'],
  },
  {
    name: 'callback URL mismatch of a request for the organization, which the event repeats, and nobody is asked about',
    source: `${DOC}/get-started/applications/application-settings`,
    state: { ...base, logs: [callback(6, 'https://portal.example.com/cb')] },
    question: { application: PORTAL },
    cause: 'Portal asked to return to https://portal.example.com/cb in a login to Acme: it is not among its callbacks.',
    certainty: 'probable',
    mentions: ['https://portal.example.com/cb', 'Portal', 'allowed callback URLs', '6 minutes'],
    neverSays: ['certain', 'nothing was found'],
  },
  {
    name: 'callback URL mismatch of a request for another organization',
    source: `${DOC}/get-started/applications/application-settings`,
    state: {
      ...base,
      logs: [callback(6, 'https://portal.example.com/cb', { details: { qs: { organization: GLOBEX_ID } } })],
    },
    question: { application: PORTAL },
    cause:
      'Portal asked to return to an address that is not among its callbacks; in a login to Acme it may do the same.',
    certainty: 'may be',
    mentions: ['https://portal.example.com/cb', '6 minutes'],
    neverSays: ['probably', 'certain', 'nothing was found'],
  },
  {
    name: 'callback URL mismatch as it was recorded: the application stands in details.qs only',
    source: 'https://github.com/elastic/integrations/blob/main/packages/auth0/docs/README.md',
    state: {
      ...base,
      logs: [
        {
          type: 'f',
          minutes_ago: 9,
          description: callbackText('http://portal.example.com/callback'),
          connection_id: '',
          hostname: 'example.eu.auth0.com',
          ip: '203.0.113.7',
          details: {
            body: {},
            error: {
              message: callbackText('http://portal.example.com/callback'),
              oauthError: `${callbackText('http://portal.example.com/callback')}. Please go to 'https://manage.auth0.com/#/applications/${PORTAL}/settings' and make sure you are sending the same callback url from your application.`,
              payload: {
                attempt: 'http://portal.example.com/callback',
                authorized: [],
                client: { clientID: PORTAL },
                code: 'unauthorized_client',
                message: callbackText('http://portal.example.com/callback'),
                name: 'CallbackMismatchError',
                status: 403,
              },
              type: 'callback-url-mismatch',
            },
            qs: {
              client_id: PORTAL,
              redirect_uri: 'http://portal.example.com/callback',
              response_type: 'code',
              scope: 'openid profile',
            },
          },
        },
      ],
    },
    question: { application: PORTAL },
    cause:
      '9 minutes ago Portal asked to return to http://portal.example.com/callback (http, not https), which is not allowed. The event itself has neither application, person nor organization; the request in it names Portal.',
    certainty: 'may be',
    mentions: ['http://portal.example.com/callback', 'Portal', '9 minutes'],
    neverSays: ['nothing was found', 'certain', 'Jane'],
  },
  {
    name: 'callback URL mismatch, the URL has been added since',
    source: `${DOC}/get-started/applications/application-settings`,
    state: {
      ...base,
      clients: [{ ...portal, callbacks: ['https://portal.example.com/callback', 'https://portal.example.com/cb'] }],
      users: [jane, bo],
      members: [JANE, BO],
      logs: [
        login(20, ofBo),
        api(110, 'Update a Client', 'patch', `clients/${PORTAL}`, {
          callbacks: ['https://portal.example.com/callback', 'https://portal.example.com/cb'],
        }),
        callback(120, 'https://portal.example.com/cb'),
      ],
    },
    question: { application: PORTAL, user: 'jane@example.com' },
    cause: 'Past: the URL that was refused two hours ago is allowed now, and people log in to Portal (20 minutes ago).',
    certainty: 'none',
    mentions: ['https://portal.example.com/cb', '20 minutes'],
    neverSays: ['not in the list of allowed callback URLs now', 'probably fails', 'Jane logged in 20 minutes ago'],
  },
];

import type { StoryLog, StoryState } from './story.ts';
import { ADMIN, BO, BOT, DB, GOOGLE, JANE, ORG_ID, PARTNER, PORTAL, SAMI, SAML } from './usualTenant.ts';

export const atPortal = {
  client_id: PORTAL,
  client_name: 'Portal',
  hostname: 'example.eu.auth0.com',
  ip: '203.0.113.7',
};
export const atPortalForm = { client_id: PORTAL, client_name: 'Portal', ip: '203.0.113.7' };
export const atAdmin = {
  client_id: ADMIN,
  client_name: 'Admin Console',
  hostname: 'example.eu.auth0.com',
  ip: '203.0.113.7',
};
export const atPartner = {
  client_id: PARTNER,
  client_name: 'Partner Planner',
  hostname: 'example.eu.auth0.com',
  ip: '203.0.113.9',
};
export const inAcme = { organization_id: ORG_ID, organization_name: 'acme' };
export const toAcme = { ...atPortal, ...inAcme };
export const inDb = { connection: 'acme-db', connection_id: DB };
export const byDb = { ...inDb, strategy: 'auth0', strategy_type: 'database' };
export const bySaml = { connection: 'acme-saml', connection_id: SAML, strategy: 'samlp', strategy_type: 'enterprise' };
export const byGoogle = {
  connection: 'google-oauth2',
  connection_id: GOOGLE,
  strategy: 'google-oauth2',
  strategy_type: 'social',
};
export const ofJane = { user_id: JANE, user_name: 'jane@example.com' };
export const byJane = { ...toAcme, ...byDb, ...ofJane };
export const bySomebodySaml = { ...toAcme, ...bySaml, user_id: '', user_name: '' };
export const ofSami = { user_id: SAMI, user_name: 'sami@acme.example' };
export const ofBo = { user_id: BO, user_name: 'bo@example.com' };
export const err = (
  message: string,
  oauthError: string,
  more: Record<string, unknown> = {},
): { description: string; details: Record<string, unknown> } => ({
  description: message,
  details: { error: { message, oauthError, ...more } },
});
export const api = (
  minutes_ago: number,
  description: string,
  method: string,
  path: string,
  body: unknown = {},
): StoryLog => ({
  type: 'sapi',
  minutes_ago,
  description,
  client_id: 'DashboardClient00000000000000009',
  client_name: '',
  ip: '198.51.100.4',
  details: {
    request: { method, path: `/api/v2/${path}`, body },
    response: { statusCode: method === 'delete' ? 204 : 200, body: {} },
  },
});
export const callbackText = (url: string): string =>
  `Callback URL mismatch. ${url} is not in the list of allowed callback URLs`;
export const callback = (minutes_ago: number, url: string, more: Partial<StoryLog> = {}): StoryLog => ({
  type: 'f',
  minutes_ago,
  description: callbackText(url),
  connection_id: '',
  hostname: 'example.eu.auth0.com',
  ip: '203.0.113.7',
  client_id: PORTAL,
  client_name: 'Portal',
  details: {
    error: {
      message: callbackText(url),
      oauthError: `${callbackText(url)}.`,
      type: 'callback-url-mismatch',
      payload: {
        attempt: url,
        authorized: ['https://portal.example.com/callback'],
        clientID: PORTAL,
        code: 'unauthorized_client',
        message: callbackText(url),
        name: 'CallbackMismatchError',
        status: 403,
      },
    },
    qs: { client_id: PORTAL, redirect_uri: url, response_type: 'code', organization: ORG_ID },
  },
  ...more,
});
export const notMember = (minutes_ago: number, more: Partial<StoryLog> = {}): StoryLog => ({
  type: 'f',
  minutes_ago,
  ...err(`user ${JANE} is not part of the ${ORG_ID} organization`, 'access_denied'),
  ...byJane,
  ...more,
});
export const login = (minutes_ago: number, more: Partial<StoryLog> = {}): StoryLog => ({
  type: 's',
  minutes_ago,
  description: '',
  details: {},
  ...byJane,
  ...more,
});
export const wrongPassword = (minutes_ago: number, more: Partial<StoryLog> = {}): StoryLog => ({
  type: 'fp',
  minutes_ago,
  description: 'Wrong email or password.',
  details: { error: { message: 'Wrong email or password.' } },
  ...atPortalForm,
  ...inAcme,
  ...byDb,
  ...ofJane,
  ...more,
});
export const blockedText = (minutes_ago: number, more: Partial<StoryLog> = {}): StoryLog => ({
  type: 'f',
  minutes_ago,
  ...err('user is blocked', 'unauthorized'),
  ...byJane,
  ...more,
});
/** An event of the machine: a refused token, unless it says another type. */
export const tokenEvent = (minutes_ago: number, description: string, more: Partial<StoryLog> = {}): StoryLog => ({
  type: 'feccft',
  minutes_ago,
  description,
  client_id: BOT,
  client_name: 'Report Bot',
  ip: '198.51.100.9',
  details: {},
  ...more,
});
export const invited = (
  email: string,
  more: Record<string, unknown> & { expires_in_minutes: number },
): StoryState['invitations'][number] => ({
  id: 'uinv_0000000000000001',
  organization_id: ORG_ID,
  inviter: { name: 'Ada Admin' },
  invitee: { email },
  client_id: PORTAL,
  created_minutes_ago: 2880,
  roles: [],
  ticket_id: 'masked',
  invitation_url: 'https://portal.example.com/login?invitation=masked&organization=' + ORG_ID,
  ...more,
});

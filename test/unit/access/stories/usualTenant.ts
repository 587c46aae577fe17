import type { StoryState } from './story.ts';

export const ORG_ID = 'org_Acme000000000001';
export const acme = {
  id: ORG_ID,
  name: 'acme',
  display_name: 'Acme',
  third_party_client_access: 'block',
  is_app_entitlement_active: false,
};
export const GLOBEX_ID = 'org_Globex0000000001';
export const globex = {
  id: GLOBEX_ID,
  name: 'globex',
  display_name: 'Globex',
  third_party_client_access: 'block',
  is_app_entitlement_active: false,
};

export const PORTAL = 'PortalClient00000000000000000001';
export const ADMIN = 'AdminClient000000000000000000002';
export const BOT = 'BotClient00000000000000000000003';
export const TV = 'TvClient000000000000000000000004';
export const PARTNER = 'tpc_PartnerClient000000000000005';
export const portal = {
  client_id: PORTAL,
  name: 'Portal',
  app_type: 'regular_web',
  is_first_party: true,
  grant_types: ['authorization_code', 'refresh_token'],
  organization_usage: 'allow',
  organization_require_behavior: 'no_prompt',
  initiate_login_uri: 'https://portal.example.com/login',
  callbacks: ['https://portal.example.com/callback'],
};
export const admin = {
  ...portal,
  client_id: ADMIN,
  name: 'Admin Console',
  initiate_login_uri: 'https://admin.example.com/login',
  callbacks: ['https://admin.example.com/callback'],
};
export const bot = {
  client_id: BOT,
  name: 'Report Bot',
  app_type: 'non_interactive',
  is_first_party: true,
  grant_types: ['client_credentials'],
  callbacks: [],
};
export const partner = {
  ...portal,
  client_id: PARTNER,
  name: 'Partner Planner',
  is_first_party: false,
  third_party_security_mode: 'strict',
  callbacks: ['https://partner.example.net/callback'],
};

export const DB = 'con_Db00000000000001';
export const SAML = 'con_Saml000000000001';
export const GOOGLE = 'con_Google0000000001';
export const LEGACY = 'con_Legacy0000000001';
export const db = {
  id: DB,
  name: 'acme-db',
  strategy: 'auth0',
  is_domain_connection: false,
  clients: [PORTAL, ADMIN],
  options: { disable_signup: false },
};
export const saml = {
  id: SAML,
  name: 'acme-saml',
  strategy: 'samlp',
  is_domain_connection: false,
  clients: [PORTAL, ADMIN],
  options: { entityId: 'urn:auth0:example:acme-saml' },
};
export const google = {
  id: GOOGLE,
  name: 'google-oauth2',
  strategy: 'google-oauth2',
  is_domain_connection: false,
  clients: [PORTAL, ADMIN],
};
export const legacy = {
  id: LEGACY,
  name: 'legacy-db',
  strategy: 'auth0',
  is_domain_connection: false,
  clients: [PORTAL],
  options: { enabledDatabaseCustomization: true },
};
export const ocDb = {
  connection_id: DB,
  is_enabled: true,
  assign_membership_on_login: false,
  is_signup_enabled: false,
  show_as_button: true,
};
export const ocSaml = {
  connection_id: SAML,
  is_enabled: true,
  assign_membership_on_login: false,
  show_as_button: true,
};
export const ocSamlAuto = { ...ocSaml, assign_membership_on_login: true };
export const ocGoogle = {
  connection_id: GOOGLE,
  is_enabled: true,
  assign_membership_on_login: false,
  show_as_button: true,
};
export const ocLegacy = {
  connection_id: LEGACY,
  is_enabled: true,
  assign_membership_on_login: false,
  is_signup_enabled: false,
  show_as_button: true,
};

export const JANE = 'auth0|66a000000000000000000001';
export const jane = {
  user_id: JANE,
  email: 'jane@example.com',
  email_verified: true,
  name: 'Jane Roe',
  logins_count: 12,
  last_login_minutes_ago: 4000,
  identities: [{ connection: 'acme-db', user_id: '66a000000000000000000001', provider: 'auth0', isSocial: false }],
};
export const SAMI = 'samlp|acme-saml|sami@acme.example';
export const sami = {
  user_id: SAMI,
  email: 'sami@acme.example',
  email_verified: true,
  name: 'Sami Saari',
  logins_count: 3,
  last_login_minutes_ago: 9000,
  identities: [{ connection: 'acme-saml', user_id: 'acme-saml|sami@acme.example', provider: 'samlp', isSocial: false }],
};
export const BO = 'auth0|66a000000000000000000002';
export const bo = {
  user_id: BO,
  email: 'bo@example.com',
  email_verified: true,
  name: 'Bo Berg',
  logins_count: 40,
  last_login_minutes_ago: 500,
  identities: [{ connection: 'acme-db', user_id: '66a000000000000000000002', provider: 'auth0', isSocial: false }],
};

export const base: StoryState = {
  organization: acme,
  tenant_settings: {
    allow_organization_name_in_authentication_api: false,
    default_redirection_uri: 'https://portal.example.com/login',
  },
  connections: [db, saml, google],
  organization_connections: [ocDb],
  clients: [portal],
  organization_clients: [],
  client_grants: [],
  organization_client_grants: [],
  users: [jane],
  members: [JANE],
  invitations: [],
  discovery_domains: [],
  logs: [],
  scopes_missing: [],
};

/** The client grant of the machine for the reports. */
export const reports = {
  id: 'cgr_Reports000000001',
  client_id: BOT,
  audience: 'https://reports.example.com',
  scope: ['read:reports'],
  organization_usage: 'allow',
  allow_any_organization: false,
};
/** A tenant in which the grant for the reports is associated. */
export const associated: StoryState = {
  ...base,
  clients: [bot],
  client_grants: [reports],
  organization_client_grants: [reports.id],
};

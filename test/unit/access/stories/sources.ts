/** Pages of Auth0's documentation, of its support and of its community. */
export const DOC = 'https://auth0.com/docs';
const ORG = `${DOC}/manage-users/organizations`;
export const CODES = `${DOC}/deploy-monitor/logs/log-event-type-codes`;
export const ENABLE = `${ORG}/configure-organizations/enable-connections`;
export const FLOWS = `${ORG}/login-flows-for-organizations`;
export const BEHAVIOR = `${ORG}/configure-organizations/define-organization-behavior`;
export const OVERVIEW = `${ORG}/organizations-overview`;
export const JIT = `${ORG}/configure-organizations/grant-just-in-time-membership`;
export const INVITE = `${ORG}/configure-organizations/invite-members`;
export const SEND_INVITE = `${ORG}/configure-organizations/send-membership-invitations`;
export const NAMES = `${ORG}/configure-organizations/use-org-name-authentication-api`;
export const APP_ACCESS = `${ORG}/configure-organizations/grant-application-access`;
export const THIRD_ORG = `${ORG}/configure-organizations/enable-third-party-application-access`;
export const THIRD = `${DOC}/get-started/applications/third-party-applications/troubleshooting`;
export const PERMISSIVE = `${DOC}/get-started/applications/third-party-applications/permissive-mode`;
export const M2M = `${ORG}/organizations-for-m2m-applications/configure-your-application-for-m2m-access`;
export const M2M_ACCESS = `${ORG}/organizations-for-m2m-applications/manage-m2m-access`;
export const DOMAINS = `${ORG}/configure-organizations/create-org-domains`;
export const BLOCK = `${DOC}/manage-users/user-accounts/block-and-unblock-users`;
export const BRUTE = `${DOC}/secure/attack-protection/brute-force-protection`;
export const BREACH = `${DOC}/secure/attack-protection/breached-password-detection`;
export const SUSPICIOUS = `${DOC}/secure/attack-protection/suspicious-ip-throttling`;
export const SAML_ERRORS = `${DOC}/troubleshoot/authentication-issues/saml-errors`;
export const SILENT = `${DOC}/authenticate/login/configure-silent-authentication`;
export const ROTATION = `${DOC}/secure/tokens/refresh-tokens/refresh-token-rotation`;
export const CUSTOM_DB = `${DOC}/authenticate/database-connections/custom-db/error-handling`;
export const LINKING = `${DOC}/manage-users/user-accounts/user-account-linking`;
export const INVITE_GONE =
  'https://support.auth0.com/center/s/article/auth0-organization-invitation-disappears-without-being-accepted';
export const INVITE_SIGNUP =
  'https://support.auth0.com/center/s/article/organization-invitation-flow-and-auto-membership-requirements';
export const MEMBER_FIRST =
  'https://community.auth0.com/t/organization-user-onboarding-without-enable-auto-membership/200110';
export const OVERRIDES =
  'https://community.auth0.com/t/understanding-access-behavior-with-connections-and-organizations/167644';
export const FERTFT =
  'https://community.auth0.com/t/refresh-token-exchange-fertft-events-token-could-not-be-decoded-or-is-missing-in-db/151632';
export const GD_FAILED = 'https://support.auth0.com/center/s/article/the-auth0-gd-auth-failed-log-event';
export const RATE =
  'https://support.auth0.com/center/s/article/How-to-differentiate-rate-limit-errors-global-vs-others';
export const VERIFY =
  'https://community.auth0.com/t/prevent-users-from-logging-in-until-they-verify-their-email-address/184929';
export const SCHEMA_F = `${DOC}/tenant-logs/auth-login-fail/f`;

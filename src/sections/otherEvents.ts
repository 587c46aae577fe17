import * as vscode from 'vscode';

/**
 * The log events that tell of no failure and no success, in words, keyed by their type codes.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export const noticedEvents: Readonly<Record<string, string>> = {
  // Logins.
  w: vscode.l10n.t('Warning during login'),
  mfar: vscode.l10n.t('MFA required'),
  pla: vscode.l10n.t('Assessment before login'),
  gd_send_email: vscode.l10n.t('MFA email sent'),
  gd_send_email_verification: vscode.l10n.t('MFA verification email sent'),
  gd_send_pn: vscode.l10n.t('MFA push notification sent'),
  gd_send_sms: vscode.l10n.t('MFA text message sent'),
  gd_send_voice: vscode.l10n.t('MFA call made'),
  gd_start_auth: vscode.l10n.t('MFA started'),
  gd_start_enroll: vscode.l10n.t('MFA enrollment started'),
  gd_tenant_update: vscode.l10n.t('MFA settings changed'),
  gd_unenroll: vscode.l10n.t('MFA enrollment removed'),
  gd_update_device_account: vscode.l10n.t('MFA device changed'),
  passkey_challenge_started: vscode.l10n.t('Passkey challenge started'),
  // Limits.
  api_limit_warning: vscode.l10n.t('Rate limit almost reached'),
  ublkdu: vscode.l10n.t('User unblocked'),
  acls_summary: vscode.l10n.t('Summary of access control lists'),
  appi: vscode.l10n.t('Peak performance rate limit used'),
  srrt: vscode.l10n.t('Refresh token revoked'),
  // User changes.
  cs: vscode.l10n.t('Code sent'),
  cls: vscode.l10n.t('Code or link sent'),
  wn: vscode.l10n.t('Warning while sending a notification'),
  wum: vscode.l10n.t('Warning about user management'),
  ss_sso_info: vscode.l10n.t('Self-service configuration of single sign-on'),
  // System.
  sapi: vscode.l10n.t('Management API: change'),
  mgmt_api_read: vscode.l10n.t('Management API: secrets read'),
  acul_sdk_notice: vscode.l10n.t('Notice of the login page SDK'),
  depnote: vscode.l10n.t('Deprecation notice'),
  directory_sync_started: vscode.l10n.t('Directory sync started'),
  kms_key_state_changed: vscode.l10n.t('State of a key changed'),
  resource_cleanup: vscode.l10n.t('Resources cleaned up'),
};

/** The log events that tell of a success, in words, keyed by their type codes. */
export const succeededEvents: Readonly<Record<string, string>> = {
  // Logins.
  s: vscode.l10n.t('Login'),
  scoa: vscode.l10n.t('Login by cross-origin authentication'),
  sens: vscode.l10n.t('Native social login'),
  sdel: vscode.l10n.t('Login by delegation'),
  ssa: vscode.l10n.t('Silent login'),
  sdelsa: vscode.l10n.t('Silent login by delegation'),
  scv: vscode.l10n.t('Credentials valid'),
  ss: vscode.l10n.t('Signup'),
  si: vscode.l10n.t('Invitation accepted'),
  organization_member_added: vscode.l10n.t('Member added'),
  // Exchanges.
  seacft: vscode.l10n.t('Authorization code exchanged'),
  sdeleacft: vscode.l10n.t('Authorization code exchanged by delegation'),
  seccft: vscode.l10n.t('Client credentials exchanged'),
  secte: vscode.l10n.t('Custom token exchanged'),
  sede: vscode.l10n.t('Device code exchanged'),
  seoobft: vscode.l10n.t('Password and out-of-band code exchanged'),
  seotpft: vscode.l10n.t('Password and one-time code exchanged'),
  sepft: vscode.l10n.t('Password exchanged'),
  sepkoobft: vscode.l10n.t('Passkey and out-of-band code exchanged'),
  sepkotpft: vscode.l10n.t('Passkey and one-time code exchanged'),
  sepkrcft: vscode.l10n.t('Passkey and recovery code exchanged'),
  sercft: vscode.l10n.t('Password and recovery code exchanged'),
  sertft: vscode.l10n.t('Refresh token exchanged'),
  seta: vscode.l10n.t('Exchange with Token Vault'),
  idjag_exchange_succeeded: vscode.l10n.t('Identity assertion exchanged'),
  success_on_behalf_of_token_exchange: vscode.l10n.t('Token exchanged on behalf of a user'),
  ciba_exchange_succeeded: vscode.l10n.t('Exchange for a backchannel login'),
  ciba_start_succeeded: vscode.l10n.t('Backchannel login started'),
  sd: vscode.l10n.t('Delegation'),
  // MFA.
  gd_auth_succeed: vscode.l10n.t('MFA passed'),
  gd_auth_email_verification: vscode.l10n.t('MFA by email passed'),
  gd_enrollment_complete: vscode.l10n.t('MFA enrollment completed'),
  gd_recovery_succeed: vscode.l10n.t('MFA passed by recovery code'),
  // Logout.
  slo: vscode.l10n.t('Logout'),
  oidc_backchannel_logout_succeeded: vscode.l10n.t('Backchannel logout'),
  universal_logout_succeeded: vscode.l10n.t('Universal logout'),
  // User changes.
  sce: vscode.l10n.t('Email address changed'),
  scp: vscode.l10n.t('Password changed'),
  scpn: vscode.l10n.t('Phone number changed'),
  scpr: vscode.l10n.t('Change of password requested'),
  scu: vscode.l10n.t('User name changed'),
  sdu: vscode.l10n.t('User deleted'),
  sui: vscode.l10n.t('Users imported'),
  sv: vscode.l10n.t('Email address verified'),
  svr: vscode.l10n.t('Verification email requested'),
  connected_accounts_connection_succeeded: vscode.l10n.t('Account connected'),
  connected_accounts_delete_succeeded: vscode.l10n.t('Account disconnected'),
  my_account_authentication_method_succeeded: vscode.l10n.t('Authentication method changed'),
  ss_sso_success: vscode.l10n.t('Self-service configuration of single sign-on completed'),
  // System.
  flows_execution_completed: vscode.l10n.t('Flow completed'),
  forms_submission_succeeded: vscode.l10n.t('Form submitted'),
  directory_sync_completed: vscode.l10n.t('Directory sync completed'),
  sscim: vscode.l10n.t('SCIM operation'),
  kms_key_management_success: vscode.l10n.t('Key management'),
};

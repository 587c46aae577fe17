/*
 * The names that parameters take. Those of fields and of types of applications are no longer stated; they are as of
 * April 2026: https://github.com/auth0/docs-v2/blob/a3a176b0b/main/docs/oas/management/v2/management-api-oas.json
 */

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Fields of applications: https://auth0.com/docs/api/management/v2/clients/get-clients */
export const clientFields = words(`
  name description callbacks oidc_backchannel_logout oidc_logout session_transfer allowed_origins web_origins
  client_id tenant global config_route callback_url_template jwt_configuration jwt_configuration.lifetime_in_seconds
  jwt_configuration.secret_encoded jwt_configuration.scopes jwt_configuration.alg api_type logo_uri allowed_clients
  owners custom_login_page custom_login_page_on sso addons form_template custom_login_page_preview encryption_key
  encryption_key.pub encryption_key.cert client_secret signing_keys mobile mobile.android mobile.ios
  token_endpoint_auth_method allowed_logout_urls app_type is_first_party oidc_conformant client_metadata
  is_token_endpoint_ip_header_trusted initiate_login_uri grant_types refresh_token refresh_token.rotation_type
  refresh_token.expiration_type refresh_token.leeway refresh_token.policies refresh_token.token_lifetime
  default_organization organization_usage organization_require_behavior organization_discovery_methods
  client_authentication_methods client_authentication_methods.private_key_jwt require_pushed_authorization_requests
  require_proof_of_possession id_token signed_request_object signed_request_object.required
  signed_request_object.credentials compliance_level skip_non_verifiable_callback_uri_confirmation_prompt
  token_exchange token_exchange.allow_any_profile_of_type token_quota identity_assertion_authorization_grant
  third_party_security_mode subject_type_authorization resource_server_identifier express_configuration
  my_organization_configuration async_approval_notification_channels token_vault_privileged_access
  token_vault_privileged_access.credentials registration_type external_metadata_type external_metadata_created_by
  external_client_id redirection_policy
`);

/** Types of applications. */
export const applicationTypes = words(`
  native spa regular_web non_interactive resource_server express_configuration rms box cloudbees concur dropbox
  mscrm echosign egnyte newrelic office365 salesforce sentry sharepoint slack springcm zendesk zoom sso_integration
  oag
`);

/** Fields of connections: https://auth0.com/docs/api/management/v2/clients/get-client-connections */
export const connectionFields = words(`
  name display_name strategy options id provisioning_ticket_url metadata show_as_button clients authentication
  connected_accounts cross_app_access_requesting_app cross_app_access_resource_app
`);

/** https://auth0.com/docs/authenticate/identity-providers */
export const strategies = words(`
  ad adfs amazon apple dropbox bitbucket auth0-oidc auth0 baidu bitly box custom daccount dwolla email
  evernote-sandbox evernote exact facebook fitbit github google-apps google-oauth2 instagram ip line linkedin oauth1
  oauth2 office365 oidc okta paypal paypal-sandbox pingfederate planningcenter salesforce-community
  salesforce-sandbox salesforce samlp sharepoint shopify shop sms soundcloud thirtysevensignals twitter untappd
  vkontakte waad weibo windowslive wordpress yahoo yandex auth0-adldap
`);

/** Fields of the settings of a tenant: https://auth0.com/docs/api/management/v2/tenants/tenant-settings-route */
export const settingFields = words(`
  allowed_logout_urls change_password default_token_quota error_page flags friendly_name picture_url support_email
  support_url session_lifetime default_audience default_directory device_flow idle_session_lifetime
  ephemeral_session_lifetime idle_ephemeral_session_lifetime default_redirection_uri universal_login
  universal_login.colors universal_login.passwordless enabled_locales session_cookie sessions oidc_logout
  allow_organization_name_in_authentication_api mtls customize_mfa_in_postlogin_action
  skip_non_verifiable_callback_uri_confirmation_prompt resource_parameter_profile enable_ai_guide
  client_id_metadata_document_supported phone_consolidated_experience
`);

/**
 * The arguments that the Auth0 provider documents for what is written, each with the version whose documentation first
 * has it, as the tags of its repository tell. Blocks in a block have a dot.
 * @see https://github.com/auth0/terraform-provider-auth0/tree/v1.55.0/docs
 */
export const documentedArguments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'resource auth0_organization': {
    name: '0.35',
    display_name: '0.35',
    metadata: '0.35',
    branding: '0.35',
    'branding.logo_url': '0.35',
    'branding.colors': '0.35',
    token_quota: '1.21',
    'token_quota.client_credentials': '1.21',
    'token_quota.client_credentials.enforce': '1.21',
    'token_quota.client_credentials.per_day': '1.21',
    'token_quota.client_credentials.per_hour': '1.21',
    third_party_client_access: '1.53',
    is_app_entitlement_active: '1.55',
  },
  'resource auth0_organization_connections': {
    organization_id: '0.49',
    enabled_connections: '0.49',
    'enabled_connections.connection_id': '0.49',
    'enabled_connections.assign_membership_on_login': '0.49',
    'enabled_connections.is_signup_enabled': '1.3',
    'enabled_connections.show_as_button': '1.3',
    'enabled_connections.organization_access_level': '1.44',
    'enabled_connections.organization_connection_name': '1.44',
  },
  'resource auth0_organization_client_grant': { organization_id: '1.7', grant_id: '1.7' },
  'resource auth0_organization_client': {
    organization_id: '1.55',
    client_id: '1.55',
    use_for_member_access: '1.55',
  },
  'resource auth0_organization_discovery_domain': {
    organization_id: '1.33',
    domain: '1.33',
    status: '1.33',
    use_for_organization_discovery: '1.39',
  },
  'data auth0_connection': { name: '0.44' },
  'data auth0_client': { name: '0.27.1', hide_client_secret: '1.54' },
  // Its expressions read client_grants, id and subject_type, which came with it.
  'data auth0_client_grants': { client_id: '1.33', audience: '1.33' },
};

/** The lowest version whose import IDs have `::` between their parts. */
export const lowestVersion = '1.0';

/** What it takes to read all that this tenant has: https://auth0.com/docs/api/management/v2/organizations */
export const readScopes = [
  'read:organizations',
  'read:organization_members',
  'read:organization_member_roles',
  'read:organization_member_effective_roles',
  'read:organization_member_role_source_groups',
  'read:organization_connections',
  'read:organization_invitations',
  'read:organization_discovery_domains',
  'read:organization_client_grants',
  'read:organization_clients',
  'read:organization_groups',
  'read:organization_group_roles',
  'read:roles',
  'read:clients',
  'read:users',
  'read:logs',
] as const;

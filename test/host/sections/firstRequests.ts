const checkpoint = 'take=100';
const offset = 'page=0&per_page=100&include_totals=true';
const withRoles = 'fields=user_id,email,picture,name,roles&include_fields=true';

/** The first request of each section. That of the roles is the one for the tenant's. */
export const firstRequests: Readonly<Record<string, string>> = {
  members: `/organizations/ORG/members?${withRoles}&${checkpoint}`,
  'members/roles': `/organizations/ORG/members/KEY/roles?${offset}`,
  'members/effective-roles': `/organizations/ORG/members/KEY/effective-roles?${checkpoint}`,
  'members/organizations': `/users/KEY/organizations?${offset}`,
  'members/events': `/logs?q=user_id:%22QUOTED%22&sort=date:-1&${offset}`,
  connections: `/organizations/ORG/connections?${offset}`,
  invitations: `/organizations/ORG/invitations?${offset}`,
  'discovery-domains': `/organizations/ORG/discovery-domains?${checkpoint}`,
  'client-grants': `/organizations/ORG/client-grants?${offset}`,
  'client-grants/organizations': `/client-grants/KEY/organizations?${checkpoint}`,
  groups: `/organizations/ORG/groups?${checkpoint}`,
  'groups/roles': `/organizations/ORG/groups/KEY/roles?${checkpoint}`,
  roles: `/roles?type=tenant&${offset}`,
  'roles/members': `/organizations/ORG/roles/KEY/members?${checkpoint}`,
  'roles/groups': `/organizations/ORG/roles/KEY/groups?${checkpoint}`,
  clients: `/organizations/ORG/clients?${checkpoint}`,
  'organization-templates': '/organizations/ORG/organization-templates',
  events: `/logs?q=organization_id:%22ORG%22&sort=date:-1&${offset}`,
};

/** The request for a further page. */
export function nextRequest(first: string, cursor: string): string {
  return first.endsWith(checkpoint) ? `${first}&from=${cursor}` : first.replace('page=0', 'page=1');
}

import * as vscode from 'vscode';
import { firstTextOf, partOf, textOf, textsOf, type Section } from './section.ts';

const reference = 'https://auth0.com/docs/api/management/v2';

export const connections: Section = {
  name: 'connections',
  title: vscode.l10n.t('Connections'),
  icon: 'plug',
  source: {
    path: (organization) => `/organizations/${organization}/enabled_connections`,
    field: 'enabled_connections',
    paging: 'offset',
    scope: 'read:organization_connections',
    documentation: `${reference}/organizations/get-enabled-connections`,
  },
  keyOf: (connection) => textOf(connection, 'connection_id'),
  looksOf: (connection) => ({
    label: firstTextOf(partOf(connection, 'connection'), 'name') || textOf(connection, 'connection_id'),
    description: textOf(partOf(connection, 'connection'), 'strategy'),
    tooltip: [
      textOf(connection, 'connection_id'),
      ...(connection['assign_membership_on_login'] === true
        ? [vscode.l10n.t('Users become members when they log in')]
        : []),
      ...(connection['show_as_button'] === false ? [vscode.l10n.t('Not shown in the login prompt')] : []),
    ],
  }),
};

export const invitations: Section = {
  name: 'invitations',
  title: vscode.l10n.t('Invitations'),
  icon: 'mail',
  source: {
    path: (organization) => `/organizations/${organization}/invitations`,
    field: 'invitations',
    paging: 'offset',
    scope: 'read:organization_invitations',
    documentation: `${reference}/organizations/get-invitations`,
  },
  keyOf: (invitation) => textOf(invitation, 'id'),
  looksOf: (invitation) => {
    const expiresAt = new Date(textOf(invitation, 'expires_at'));
    const day = Number.isNaN(expiresAt.valueOf()) ? '' : expiresAt.toLocaleDateString(vscode.env.language);
    const inviter = textOf(partOf(invitation, 'inviter'), 'name');
    const roles = textsOf(invitation, 'roles');
    return {
      label: firstTextOf(partOf(invitation, 'invitee'), 'email') || textOf(invitation, 'id'),
      description:
        expiresAt.valueOf() <= Date.now() ? vscode.l10n.t('expired on {0}', day) : vscode.l10n.t('until {0}', day),
      tooltip: [
        vscode.l10n.t('Invited by {0}', inviter),
        ...(roles.length > 0 ? [vscode.l10n.t('Roles: {0}', roles.join(', '))] : []),
      ],
    };
  },
  // Whoever has the link of an invitation can accept it.
  secretFields: ['invitation_url', 'ticket_id'],
};

export const discoveryDomains: Section = {
  name: 'discovery-domains',
  title: vscode.l10n.t('Discovery Domains'),
  icon: 'globe',
  source: {
    path: (organization) => `/organizations/${organization}/discovery-domains`,
    field: 'domains',
    paging: 'checkpoint',
    scope: 'read:organization_discovery_domains',
    documentation: `${reference}/organizations/get-discovery-domains`,
  },
  keyOf: (domain) => textOf(domain, 'id'),
  looksOf: (domain) => ({
    label: firstTextOf(domain, 'domain', 'id'),
    description: textOf(domain, 'status'),
    icon: textOf(domain, 'status') === 'verified' ? 'verified' : 'circle-outline',
  }),
};

const grantOrganizations: Section = {
  name: 'organizations',
  title: vscode.l10n.t('Organizations With This Grant'),
  icon: 'organization',
  source: {
    path: (_organization, grant) => `/client-grants/${grant}/organizations`,
    field: 'organizations',
    paging: 'checkpoint',
    scope: 'read:organization_client_grants',
    documentation: `${reference}/client-grants/get-client-grant-organizations`,
  },
  keyOf: (organization) => textOf(organization, 'id'),
  looksOf: (organization) => ({
    label: firstTextOf(organization, 'display_name', 'name', 'id'),
    description: textOf(organization, 'name'),
  }),
};

export const clientGrants: Section = {
  name: 'client-grants',
  title: vscode.l10n.t('Client Grants'),
  icon: 'key',
  source: {
    path: (organization) => `/organizations/${organization}/client-grants`,
    field: 'client_grants',
    paging: 'offset',
    scope: 'read:organization_client_grants',
    documentation: `${reference}/organizations/get-organization-client-grants`,
  },
  keyOf: (grant) => textOf(grant, 'id'),
  looksOf: (grant) => ({
    label: firstTextOf(grant, 'audience', 'id'),
    description: textsOf(grant, 'scope').join(' '),
    tooltip: [vscode.l10n.t('Application {0}', textOf(grant, 'client_id')), ...textsOf(grant, 'scope')],
  }),
  sections: [grantOrganizations],
};

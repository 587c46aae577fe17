import * as vscode from 'vscode';
import { firstTextOf, partOf, textOf, textsOf, type Section } from './section.ts';

const documentation = 'https://auth0.com/docs/api/management/v2/organizations/get-organization-member';

/** The roles that were given to a member itself, in this organization. */
export const memberRoles: Section = {
  name: 'roles',
  title: vscode.l10n.t('Roles'),
  icon: 'shield',
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/roles`,
    field: 'roles',
    paging: 'offset',
    scope: 'read:organization_member_roles',
    documentation: `${documentation}-roles`,
  },
  keyOf: (role) => textOf(role, 'id'),
  looksOf: (role) => ({ label: firstTextOf(role, 'name', 'id'), description: textOf(role, 'description') }),
};

const effectiveRoles: Section = {
  ...memberRoles,
  name: 'effective-roles',
  title: vscode.l10n.t('Effective Roles'),
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/effective-roles`,
    field: 'roles',
    paging: 'checkpoint',
    scope: 'read:organization_member_effective_roles',
    documentation: `${documentation}-effective-roles`,
  },
  looksOf: (role) => ({ label: firstTextOf(role, 'name', 'id'), description: textsOf(role, 'sources').join(', ') }),
};

const otherOrganizations: Section = {
  name: 'organizations',
  title: vscode.l10n.t('Organizations of This User'),
  icon: 'organization',
  source: {
    path: (_organization, user) => `/users/${user}/organizations`,
    field: 'organizations',
    paging: 'offset',
    scope: 'read:organizations',
    documentation: 'https://auth0.com/docs/api/management/v2/users/get-user-organizations',
  },
  keyOf: (organization) => textOf(organization, 'id'),
  looksOf: (organization) => ({
    label: firstTextOf(organization, 'display_name', 'name', 'id'),
    description: textOf(organization, 'name'),
  }),
};

export const members: Section = {
  name: 'members',
  title: vscode.l10n.t('Members'),
  icon: 'person',
  source: {
    path: (organization) => `/organizations/${organization}/members`,
    field: 'members',
    paging: 'checkpoint',
    scope: 'read:organization_members',
    documentation: `${documentation}s`,
  },
  keyOf: (member) => textOf(member, 'user_id'),
  looksOf: (member) => ({
    label: firstTextOf(member, 'name', 'email', 'user_id'),
    description: textOf(member, 'email'),
    tooltip: [textOf(member, 'user_id')],
  }),
  sections: [memberRoles, effectiveRoles, otherOrganizations],
};

const groupRoles: Section = {
  ...memberRoles,
  source: {
    path: (organization, group) => `/organizations/${organization}/groups/${group}/roles`,
    field: 'roles',
    paging: 'checkpoint',
    scope: 'read:organization_group_roles',
    documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-organization-group-roles',
  },
};

export const groups: Section = {
  name: 'groups',
  title: vscode.l10n.t('Groups'),
  icon: 'organization',
  source: {
    path: (organization) => `/organizations/${organization}/groups`,
    field: 'groups',
    paging: 'checkpoint',
    scope: 'read:organization_groups',
    documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-organization-groups',
  },
  keyOf: (group) => textOf(group, 'id'),
  looksOf: (group) => ({ label: firstTextOf(group, 'name', 'id'), description: textOf(group, 'external_id') }),
  sections: [groupRoles],
};

export const clients: Section = {
  name: 'clients',
  title: vscode.l10n.t('Applications'),
  icon: 'window',
  source: {
    path: (organization) => `/organizations/${organization}/clients`,
    field: 'clients',
    paging: 'checkpoint',
    scope: 'read:organization_clients',
    documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-organization-clients',
  },
  keyOf: (client) => textOf(client, 'client_id'),
  looksOf: (client) => ({
    label: firstTextOf(partOf(client, 'client'), 'name') || textOf(client, 'client_id'),
    description: textOf(partOf(client, 'client'), 'app_type'),
    tooltip: [textOf(client, 'client_id')],
  }),
};

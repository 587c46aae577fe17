import * as vscode from 'vscode';
import { firstTextField, organizationItems, textField, textListField, type Section } from './section.ts';

const documentation = 'https://auth0.com/docs/api/management/v2/organizations/get-organization-member';

/** The roles that are assigned to a member directly, in this organization. */
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
  keyOf: (role) => textField(role, 'id'),
  present: (role) => ({ label: firstTextField(role, 'name', 'id'), description: textField(role, 'description') }),
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
  present: (role) => ({
    label: firstTextField(role, 'name', 'id'),
    description: textListField(role, 'sources').join(', '),
  }),
};

const otherOrganizations: Section = {
  ...organizationItems,
  name: 'organizations',
  title: vscode.l10n.t('Organizations of This User'),
  source: {
    path: (_organization, user) => `/users/${user}/organizations`,
    field: 'organizations',
    paging: 'offset',
    scope: 'read:organizations',
    documentation: 'https://auth0.com/docs/api/management/v2/users/get-user-organizations',
  },
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
  keyOf: (member) => textField(member, 'user_id'),
  present: (member) => ({
    label: firstTextField(member, 'name', 'email', 'user_id'),
    description: textField(member, 'email'),
    tooltip: [textField(member, 'user_id')],
  }),
  sections: [memberRoles, effectiveRoles, otherOrganizations],
};

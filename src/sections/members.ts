import * as vscode from 'vscode';
import { effectiveRoles } from './effectiveRoles.ts';
import { userEvents } from './events.ts';
import { memberRoles, memberRolesScope, rolesOfMember } from './memberRoles.ts';
import { firstTextField, organizationItems, textField, type Section } from './section.ts';

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
    documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-organization-members',
    preferred: {
      // Fields that are not named are not sent.
      query: { fields: 'user_id,email,picture,name,roles', include_fields: 'true' },
      scope: memberRolesScope,
      isRefused: ({ reason }) => reason === 'insufficientScope',
      describe: (isServed) =>
        isServed ? '' : vscode.l10n.t('Without roles, which need the scope {0}', memberRolesScope),
    },
  },
  isPersonal: true,
  keyOf: (member) => textField(member, 'user_id'),
  present: (member) => {
    const label = firstTextField(member, 'name', 'email', 'user_id');
    const email = firstTextField(member, 'name') === '' ? '' : textField(member, 'email');
    const roles = rolesOfMember(member);
    const names = roles?.map((role) => firstTextField(role, 'name', 'id')).join(', ') ?? '';
    return {
      label,
      // Addresses are long. Behind them, a sidebar of usual width shows no roles.
      description: [names, email].filter((text) => text !== '').join(' · '),
      tooltip: [
        email,
        textField(member, 'user_id'),
        ...(roles ? [roles.length > 0 ? vscode.l10n.t('Roles: {0}', names) : vscode.l10n.t('No roles')] : []),
      ],
    };
  },
  sections: [memberRoles, effectiveRoles, otherOrganizations, userEvents],
};

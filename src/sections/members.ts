import * as vscode from 'vscode';
import { userEvents } from './events.ts';
import {
  firstTextField,
  objectListField,
  organizationItems,
  textField,
  textListField,
  type Item,
  type Section,
} from './section.ts';

const documentation = 'https://auth0.com/docs/api/management/v2/organizations/get-organization-member';

const rolesScope = 'read:organization_member_roles';

/** The roles that a member was sent with. `undefined` if they are not known, unlike an empty list. */
const rolesOf = (member: Item) => objectListField(member, 'roles');

/** The roles that are assigned to a member directly, in this organization. */
export const memberRoles: Section = {
  name: 'roles',
  title: vscode.l10n.t('Roles'),
  icon: 'shield',
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/roles`,
    field: 'roles',
    paging: 'offset',
    scope: rolesScope,
    documentation: `${documentation}-roles`,
    heldItems: rolesOf,
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
    preferred: {
      // Fields that are not named are not sent.
      query: { fields: 'user_id,email,picture,name,roles', include_fields: 'true' },
      scope: rolesScope,
      isRefused: ({ reason }) => reason === 'insufficientScope',
      describe: (isServed) => (isServed ? '' : vscode.l10n.t('Without roles, which need the scope {0}', rolesScope)),
    },
  },
  keyOf: (member) => textField(member, 'user_id'),
  present: (member) => {
    const label = firstTextField(member, 'name', 'email', 'user_id');
    const roles = rolesOf(member);
    const names = roles?.map((role) => firstTextField(role, 'name', 'id')).join(', ') ?? '';
    return {
      label,
      description: [textField(member, 'email'), names].filter((text) => text !== '' && text !== label).join(' · '),
      tooltip: [
        textField(member, 'user_id'),
        ...(roles ? [roles.length > 0 ? vscode.l10n.t('Roles: {0}', names) : vscode.l10n.t('No roles')] : []),
      ],
    };
  },
  sections: [memberRoles, effectiveRoles, otherOrganizations, userEvents],
};

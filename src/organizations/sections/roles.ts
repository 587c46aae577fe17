import * as vscode from 'vscode';
import { groups, memberRoles, members } from './members.ts';
import type { Section } from './section.ts';

const reference = 'https://auth0.com/docs/api/management/v2';

/** Those to whom the role was given itself; others have it through a group. */
const roleMembers: Section = {
  name: 'members',
  title: vscode.l10n.t('Members With This Role'),
  icon: members.icon,
  source: {
    path: (organization, role) => `/organizations/${organization}/roles/${role}/members`,
    field: 'members',
    paging: 'checkpoint',
    scope: 'read:organization_members',
    documentation: `${reference}/organizations/get-organization-role-members`,
  },
  keyOf: members.keyOf,
  looksOf: members.looksOf,
};

const roleGroups: Section = {
  name: 'groups',
  title: vscode.l10n.t('Groups With This Role'),
  icon: groups.icon,
  source: {
    path: (organization, role) => `/organizations/${organization}/roles/${role}/groups`,
    field: 'groups',
    paging: 'checkpoint',
    scope: 'read:organization_groups',
    documentation: `${reference}/organizations/get-organization-role-groups`,
  },
  keyOf: groups.keyOf,
  looksOf: groups.looksOf,
};

/** Roles belong to the tenant, and each organization has all of them; who has one is told for the organization. */
export const roles: Section = {
  ...memberRoles,
  source: {
    path: () => '/roles',
    field: 'roles',
    paging: 'offset',
    scope: 'read:roles',
    documentation: `${reference}/roles/get-roles`,
  },
  sections: [roleMembers, roleGroups],
};

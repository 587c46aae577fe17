import * as vscode from 'vscode';
import { groups } from './groups.ts';
import { memberRoles } from './memberRoles.ts';
import { members } from './members.ts';
import { rolesIn } from './rolePages.ts';
import { firstTextField, textField, type Item, type Section } from './section.ts';

const reference = 'https://auth0.com/docs/api/management/v2';

/** The members to whom the role is assigned directly. Other members have the role through a group. */
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
  isPersonal: true,
  keyOf: members.keyOf,
  present: members.present,
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
  present: groups.present,
};

/** The roles that can be assigned in an organization: first its own roles, then the roles of the tenant. */
export const roles: Section = {
  ...memberRoles,
  present: (role) => ({
    label: firstTextField(role, 'name', 'id'),
    description: [originOf(role), textField(role, 'description')].filter((text) => text !== '').join(' · '),
  }),
  source: {
    pages: (pagesWith, { id }) => rolesIn(pagesWith, id),
    path: () => '/roles',
    field: 'roles',
    paging: 'offset',
    scope: 'read:roles',
    documentation: `${reference}/roles/get-roles`,
  },
  sections: [roleMembers, roleGroups],
};

/** Empty in a tenant without Organization Roles, whose roles have no `type`. */
function originOf(role: Item): string {
  switch (textField(role, 'type')) {
    case 'organization':
      return vscode.l10n.t('of this organization');
    case 'tenant':
      return vscode.l10n.t('of the tenant');
    default:
      return '';
  }
}

import * as vscode from 'vscode';
import { groups } from './groups.ts';
import { memberRoles } from './memberRoles.ts';
import { firstTextField, textListField, type Item, type Section } from './section.ts';

const documentation = 'https://auth0.com/docs/api/management/v2/organizations/get-organization-member-effective-roles';

/** The groups through which a member has a role. */
const sourceGroups: Section = {
  name: 'groups',
  title: vscode.l10n.t('Groups This Role Comes From'),
  icon: groups.icon,
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/effective-roles/sources/groups`,
    pages: (pagesWith, { path }) => pagesWith({ role_id: path.at(-2) ?? '' }),
    field: 'groups',
    paging: 'checkpoint',
    scope: 'read:organization_member_role_source_groups',
    documentation: `${documentation}-sources-groups`,
    heldItems: (role) => (comesFromGroups(role) ? undefined : []),
  },
  keyOf: groups.keyOf,
  present: groups.present,
};

/** The roles that a member has in this organization, whether directly or through groups. */
export const effectiveRoles: Section = {
  ...memberRoles,
  name: 'effective-roles',
  title: vscode.l10n.t('Effective Roles'),
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/effective-roles`,
    field: 'roles',
    paging: 'checkpoint',
    scope: 'read:organization_member_effective_roles',
    documentation,
  },
  present: (role) => ({
    label: firstTextField(role, 'name', 'id'),
    description: textListField(role, 'sources').join(', '),
  }),
  sections: [sourceGroups],
};

/** Also if the sources of the role are not known. */
function comesFromGroups(role: Item): boolean {
  const sources = textListField(role, 'sources');
  return sources.length === 0 || sources.includes('groups');
}

import * as l10n from '@vscode/l10n';
import { firstTextField, idOf, type Item, objectListField, type Section, textField } from './section.ts';

/** The scope that the roles of members need. */
export const memberRolesScope = 'read:organization_member_roles';

/** The roles that a member was sent with. `undefined` if they are not known, unlike an empty list. */
export function rolesOfMember(member: Item): readonly Item[] | undefined {
  return objectListField(member, 'roles');
}

/** The roles that are assigned to a member directly, in this organization. */
export const memberRoles: Section = {
  name: 'roles',
  get title() {
    return l10n.t('Roles');
  },
  icon: 'shield',
  schema: 'role',
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/roles`,
    field: 'roles',
    paging: 'offset',
    scope: memberRolesScope,
    documentation: 'organizations/get-organization-member-roles',
    heldItems: rolesOfMember,
  },
  keyOf: idOf,
  present: (role) => ({ label: firstTextField(role, 'name', 'id'), description: textField(role, 'description') }),
};

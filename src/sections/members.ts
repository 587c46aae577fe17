import * as l10n from '@vscode/l10n';
import { dotted } from '../text/plainText.ts';
import { userEvents } from './events.ts';
import { groups } from './groups.ts';
import { memberRoles, memberRolesScope, rolesOfMember } from './memberRoles.ts';
import { firstTextField, type Item, organizationItems, type Section, textField, textListField } from './section.ts';

/** The groups through which a member has a role. */
const sourceGroups: Section = {
  name: 'groups',
  get title() {
    return l10n.t('Groups This Role Comes From');
  },
  icon: groups.icon,
  schema: 'group',
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/effective-roles/sources/groups`,
    pages: (pagesWith, { path }) => pagesWith({ role_id: path.at(-2) ?? '' }),
    field: 'groups',
    scope: 'read:organization_member_role_source_groups',
    documentation: 'organizations/get-organization-member-role-source-groups',
    heldItems: (role) => (comesFromGroups(role) ? undefined : []),
  },
  keyOf: groups.keyOf,
  present: groups.present,
};

/** The roles that a member has in this organization, whether directly or through groups. */
const effectiveRoles: Section = {
  ...memberRoles,
  name: 'effective-roles',
  get title() {
    return l10n.t('Effective Roles');
  },
  source: {
    path: (organization, user) => `/organizations/${organization}/members/${user}/effective-roles`,
    field: 'roles',
    scope: 'read:organization_member_effective_roles',
    documentation: 'organizations/get-organization-member-effective-roles',
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

const otherOrganizations: Section = {
  ...organizationItems,
  name: 'organizations',
  get title() {
    return l10n.t('Organizations of This User');
  },
  source: {
    path: (_organization, user) => `/users/${user}/organizations`,
    field: 'organizations',
    paging: 'offset',
    scope: 'read:organizations',
    documentation: 'users/get-user-organizations',
  },
};

export const members: Section = {
  name: 'members',
  get title() {
    return l10n.t('Members');
  },
  icon: 'person',
  schema: 'member',
  source: {
    path: (organization) => `/organizations/${organization}/members`,
    field: 'members',
    scope: 'read:organization_members',
    documentation: 'organizations/get-organization-members',
    preferred: {
      // Fields that are not named are not sent.
      query: { fields: 'user_id,email,picture,name,roles', include_fields: 'true' },
      scope: memberRolesScope,
      isRefused: ({ reason }) => reason === 'insufficientScope',
      describe: (isServed) => (isServed ? '' : l10n.t('Without roles, which need the scope {0}', memberRolesScope)),
    },
  },
  isPersonal: true,
  keyOf: (member) => textField(member, 'user_id'),
  present: (member) => {
    const label = firstTextField(member, 'name', 'email', 'user_id');
    const address = textField(member, 'email');
    // Auth0 takes the address as the name of whoever has none.
    const email = address === label ? '' : address;
    const roles = rolesOfMember(member);
    const names = roles?.map((role) => firstTextField(role, 'name', 'id')).join(', ') ?? '';
    return {
      label,
      // Addresses are long. Behind them, a sidebar of usual width shows no roles.
      description: dotted(names, email),
      tooltip: [
        email,
        textField(member, 'user_id'),
        ...(roles ? [roles.length > 0 ? l10n.t('Roles: {0}', names) : l10n.t('No direct roles')] : []),
      ],
    };
  },
  sections: [memberRoles, effectiveRoles, otherOrganizations, userEvents],
};

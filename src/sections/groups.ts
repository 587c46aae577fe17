import * as l10n from '@vscode/l10n';
import { memberRoles } from './memberRoles.ts';
import { firstTextField, idOf, type Section, textField } from './section.ts';

const groupRoles: Section = {
  ...memberRoles,
  get title() {
    return memberRoles.title;
  },
  source: {
    path: (organization, group) => `/organizations/${organization}/groups/${group}/roles`,
    field: 'roles',
    scope: 'read:organization_group_roles',
    documentation: 'organizations/get-organization-group-roles',
  },
};

export const groups: Section = {
  name: 'groups',
  get title() {
    return l10n.t('Groups');
  },
  icon: 'organization',
  schema: 'group',
  idPrefix: 'grp',
  source: {
    path: (organization) => `/organizations/${organization}/groups`,
    field: 'groups',
    scope: 'read:organization_groups',
    documentation: 'organizations/get-organization-groups',
  },
  keyOf: idOf,
  present: (group) => ({ label: firstTextField(group, 'name', 'id'), description: textField(group, 'external_id') }),
  sections: [groupRoles],
};

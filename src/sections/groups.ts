import * as l10n from '@vscode/l10n';
import { apiReference } from '../api/organizationsClient.ts';
import { memberRoles } from './memberRoles.ts';
import { firstTextField, type Section, textField } from './section.ts';

const groupRoles: Section = {
  ...memberRoles,
  source: {
    path: (organization, group) => `/organizations/${organization}/groups/${group}/roles`,
    field: 'roles',
    paging: 'checkpoint',
    scope: 'read:organization_group_roles',
    documentation: `${apiReference}/organizations/get-organization-group-roles`,
  },
};

export const groups: Section = {
  name: 'groups',
  title: l10n.t('Groups'),
  icon: 'organization',
  schema: 'group',
  source: {
    path: (organization) => `/organizations/${organization}/groups`,
    field: 'groups',
    paging: 'checkpoint',
    scope: 'read:organization_groups',
    documentation: `${apiReference}/organizations/get-organization-groups`,
  },
  keyOf: (group) => textField(group, 'id'),
  present: (group) => ({ label: firstTextField(group, 'name', 'id'), description: textField(group, 'external_id') }),
  sections: [groupRoles],
};

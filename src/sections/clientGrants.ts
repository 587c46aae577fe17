import * as l10n from '@vscode/l10n';
import { firstTextField, organizationItems, type Section, textField, textListField } from './section.ts';

const grantOrganizations: Section = {
  ...organizationItems,
  name: 'organizations',
  title: l10n.t('Organizations With This Grant'),
  source: {
    path: (_organization, grant) => `/client-grants/${grant}/organizations`,
    field: 'organizations',
    paging: 'checkpoint',
    scope: 'read:organization_client_grants',
    documentation: 'https://auth0.com/docs/api/management/v2/client-grants/get-client-grant-organizations',
  },
};

export const clientGrants: Section = {
  name: 'client-grants',
  title: l10n.t('Client Grants'),
  icon: 'key',
  schema: 'clientGrant',
  source: {
    path: (organization) => `/organizations/${organization}/client-grants`,
    field: 'client_grants',
    paging: 'offset',
    scope: 'read:organization_client_grants',
    documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-organization-client-grants',
  },
  keyOf: (grant) => textField(grant, 'id'),
  present: (grant) => ({
    label: firstTextField(grant, 'audience', 'id'),
    description: textListField(grant, 'scope').join(' '),
    tooltip: [l10n.t('Application {0}', textField(grant, 'client_id')), ...textListField(grant, 'scope')],
  }),
  sections: [grantOrganizations],
};

import * as l10n from '@vscode/l10n';
import { dotted } from '../text/plainText.ts';
import { firstTextField, idOf, organizationItems, type Section, textField, textListField } from './section.ts';

/** As much of a client ID as tells it from others. In UTF-16 code units. */
const shortLength = 8;

const grantOrganizations: Section = {
  ...organizationItems,
  name: 'organizations',
  get title() {
    return l10n.t('Organizations With This Grant');
  },
  source: {
    path: (_organization, grant) => `/client-grants/${grant}/organizations`,
    field: 'organizations',
    scope: 'read:organization_client_grants',
    documentation: 'client-grants/get-client-grant-organizations',
  },
};

export const clientGrants: Section = {
  name: 'client-grants',
  get title() {
    return l10n.t('Client Grants');
  },
  icon: 'key',
  schema: 'clientGrant',
  idPrefix: 'cgr',
  source: {
    path: (organization) => `/organizations/${organization}/client-grants`,
    field: 'client_grants',
    paging: 'offset',
    scope: 'read:organization_client_grants',
    documentation: 'organizations/get-organization-client-grants',
  },
  keyOf: idOf,
  present: (grant, _language, applicationName = () => '') => {
    const clientId = textField(grant, 'client_id');
    const name = applicationName(clientId);
    const scopes = textListField(grant, 'scope');
    // Grants of one API differ in the application alone.
    const application = name || (clientId.length > shortLength ? `${clientId.slice(0, shortLength)}…` : clientId);
    return {
      label: firstTextField(grant, 'audience', 'id'),
      description: dotted(application, scopes.join(' ')),
      tooltip: [l10n.t('Application {0}', name ? `${name} (${clientId})` : clientId), ...scopes],
    };
  },
  sections: [grantOrganizations],
};

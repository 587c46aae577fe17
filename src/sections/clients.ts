import * as l10n from '@vscode/l10n';
import { firstTextField, objectField, type Section, textField } from './section.ts';

/** The applications (clients in the API) that are assigned to the organization. */
export const clients: Section = {
  name: 'clients',
  title: l10n.t('Applications'),
  icon: 'window',
  schema: 'client',
  source: {
    path: (organization) => `/organizations/${organization}/clients`,
    field: 'clients',
    paging: 'checkpoint',
    scope: 'read:organization_clients',
    documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-organization-clients',
  },
  keyOf: (client) => textField(client, 'client_id'),
  present: (client) => ({
    label: firstTextField(objectField(client, 'client'), 'name') || textField(client, 'client_id'),
    description: textField(objectField(client, 'client'), 'app_type'),
    tooltip: [textField(client, 'client_id')],
  }),
};

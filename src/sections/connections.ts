import * as vscode from 'vscode';
import { firstTextField, objectField, textField, type Section } from './section.ts';

export const connections: Section = {
  name: 'connections',
  title: vscode.l10n.t('Connections'),
  icon: 'plug',
  source: {
    path: (organization) => `/organizations/${organization}/enabled_connections`,
    field: 'enabled_connections',
    paging: 'offset',
    scope: 'read:organization_connections',
    documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections',
  },
  keyOf: (connection) => textField(connection, 'connection_id'),
  present: (connection) => ({
    label: firstTextField(objectField(connection, 'connection'), 'name') || textField(connection, 'connection_id'),
    description: textField(objectField(connection, 'connection'), 'strategy'),
    tooltip: [
      textField(connection, 'connection_id'),
      ...(connection['assign_membership_on_login'] === true
        ? [vscode.l10n.t('Users become members when they log in')]
        : []),
      ...(connection['show_as_button'] === false ? [vscode.l10n.t('Not shown in the login prompt')] : []),
    ],
  }),
};

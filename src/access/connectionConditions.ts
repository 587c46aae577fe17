import * as l10n from '@vscode/l10n';
import { type Item, textField } from '../sections/section.ts';
import type { Condition } from './condition.ts';
import { condition } from './rules.ts';
import {
  connectionName,
  connectionNames,
  connectionsForLogin,
  connectionsOfUser,
  connectionStrategy,
  enabledOf,
  listed,
} from './subjects.ts';

const documentation = 'https://auth0.com/docs/manage-users/organizations/configure-organizations/enable-connections';

const connectionsEnabled = condition({
  id: 'connectionsEnabled',
  needs: ['connections'],
  documentation,
  title: () => l10n.t('Connections of the organization'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('no connection is enabled for the organization'),
    remedy: () => l10n.t('Enable a connection for the organization.'),
  },
  check: ({ connections }) => {
    const enabled = enabledOf(connections);
    return enabled.length === 0
      ? { result: 'failed', fact: l10n.t('The organization has no enabled connection.') }
      : { result: 'passed', fact: l10n.t('Enabled connections: {0}.', connectionNames(enabled)) };
  },
});

/** The strategies of enterprise connections, which alone can be hidden. */
const enterpriseStrategies = [
  ...['ad', 'adfs', 'auth0-adldap', 'google-apps', 'ip', 'office365', 'oidc', 'okta'],
  ...['pingfederate', 'samlp', 'sharepoint', 'waad'],
];

const connectionsVisible = condition({
  id: 'connectionsVisible',
  needs: ['connections'],
  documentation,
  title: () => l10n.t('Connections in the login page'),
  // The parameter `connection` leads past the page, and no setting tells whether it is sent.
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the login page shows no connection of the organization'),
    remedy: () => l10n.t('Set show_as_button of a connection, or send the parameter connection.'),
  },
  check: ({ connections }) => {
    const enabled = enabledOf(connections);
    if (enabled.length === 0) {
      return undefined;
    }
    const isHidden = (connection: Item) =>
      connection['show_as_button'] === false && enterpriseStrategies.includes(connectionStrategy(connection));
    return enabled.every(isHidden)
      ? {
          result: 'failed',
          fact: l10n.t('show_as_button of all enabled connections is false: {0}.', connectionNames(enabled)),
        }
      : { result: 'passed', fact: l10n.t('The login page shows a connection.') };
  },
});

const applicationConnections = condition({
  id: 'applicationConnections',
  needs: ['connections', 'applicationConnections'],
  mayUse: ['user'],
  documentation: 'https://auth0.com/docs/manage-users/organizations/login-flows-for-organizations',
  title: () => l10n.t('Connections of the application'),
  // The sources disagree on whether a connection must be enabled for the application as well.
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('the connection is not enabled for the application'),
    remedy: () => l10n.t('Enable the connection for the application as well.'),
  },
  check: ({ connections, applicationConnections: ofApplication }, facts) => {
    const forLogin = connectionsForLogin(connections, facts);
    const ids = ofApplication.map((connection) => textField(connection, 'id'));
    const common = forLogin.filter((connection) => ids.includes(textField(connection, 'connection_id')));
    if (common.length > 0) {
      return { result: 'passed', fact: l10n.t('Enabled for the application as well: {0}.', connectionNames(common)) };
    }
    return forLogin.length === 0
      ? undefined
      : {
          result: 'failed',
          fact: l10n.t('Enabled for the organization, but not for the application: {0}.', connectionNames(forLogin)),
        };
  },
});

const userConnection = condition({
  id: 'userConnection',
  needs: ['connections', 'user'],
  documentation,
  title: () => l10n.t('Connection of the user'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('the connection of the user is not enabled for the organization'),
    remedy: () => l10n.t('Enable the connection for the organization, or have the user log in with an enabled one.'),
  },
  check: ({ connections, user }, facts) => {
    const own = connectionsOfUser(user ?? {});
    const enabled = enabledOf(connections);
    if (own.length === 0 || enabled.length === 0) {
      return undefined;
    }
    const common = connectionsForLogin(connections, facts);
    if (common.length > 0) {
      return { result: 'passed', fact: l10n.t('The user has the enabled connection {0}.', connectionNames(common)) };
    }
    return enabled.some((connection) => connectionName(connection) === '')
      ? undefined
      : {
          result: 'failed',
          reason: l10n.t('the connection {0} of the user is not enabled for the organization', listed(own)),
          fact: l10n.t('The user has {0}. Enabled for the organization: {1}.', listed(own), connectionNames(enabled)),
        };
  },
});

/** What a login needs of the connections. */
export const connectionConditions: readonly Condition[] = [
  connectionsEnabled,
  connectionsVisible,
  applicationConnections,
  userConnection,
];

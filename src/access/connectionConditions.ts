import * as l10n from '@vscode/l10n';
import { type Item, textField } from '../sections/section.ts';
import { type Condition, condition } from './condition.ts';
import {
  connectionName,
  connectionNames,
  connectionsForLogin,
  connectionsOfUser,
  connectionStrategy,
  enabledOf,
  isAskedByEmail,
  listed,
  short,
} from './facts.ts';

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
      const fact = l10n.t('The user has the enabled connection {0}.', connectionNames(common));
      // Only the log tells which connection of several was used.
      return { result: own.length > common.length ? 'open' : 'passed', fact };
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

/** Discovery domains never restrict who can log in, so these conditions are hints. */
const domainsDocumentation =
  'https://auth0.com/docs/manage-users/organizations/configure-organizations/create-org-domains';

const discoveryDomains = condition({
  id: 'discoveryDomains',
  needs: ['application', 'discoveryDomains'],
  applies: ({ application }) => !('value' in application) || isAskedByEmail(application.value),
  documentation: domainsDocumentation,
  title: () => l10n.t('Discovery domains'),
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('the login page cannot find the organization by an email address'),
    remedy: () =>
      l10n.t('Verify a discovery domain and set its use_for_organization_discovery, or send the organization.'),
  },
  check: ({ discoveryDomains: domains }) => {
    const usable = domains.filter(isUsable);
    if (domains.length === 0) {
      return undefined;
    }
    if (usable.length > 0) {
      return { result: 'passed', fact: l10n.t('Domains that lead to the organization: {0}.', namesOf(usable)) };
    }
    return {
      result: 'failed',
      fact: domains.some(isVerified)
        ? l10n.t('No discovery domain is verified and has use_for_organization_discovery: {0}.', namesOf(domains))
        : l10n.t('All discovery domains are pending: {0}.', namesOf(domains)),
    };
  },
});

const discoveryOfUser = condition({
  id: 'discoveryOfUser',
  needs: ['application', 'discoveryDomains', 'user'],
  applies: ({ application, discoveryDomains: domains }) =>
    (!('value' in application) || isAskedByEmail(application.value)) &&
    // Otherwise another condition tells that no domain leads to the organization.
    (!('value' in domains) || domains.value.length === 0 || domains.value.some(isUsable)),
  documentation: domainsDocumentation,
  title: () => l10n.t('Discovery domain of the user'),
  failure: {
    certainty: 'hint',
    reason: () => l10n.t('the login page cannot find the organization by the email address of the user'),
    remedy: () => l10n.t('Add and verify the domain, or send the organization in the request.'),
  },
  check: ({ discoveryDomains: domains, user }) => {
    const email = textField(user ?? {}, 'email').toLowerCase();
    const domain = email.slice(email.lastIndexOf('@') + 1);
    if (domain === '') {
      return undefined;
    }
    return domains.some((item) => isUsable(item) && textField(item, 'domain').toLowerCase() === domain)
      ? { result: 'passed', fact: l10n.t('The domain {0} leads to the organization.', short(domain)) }
      : {
          result: 'failed',
          fact: l10n.t(
            'The application asks for an email address, and {0} does not lead to the organization.',
            short(domain),
          ),
        };
  },
});

function isVerified(domain: Item): boolean {
  return domain['status'] === 'verified';
}

function isUsable(domain: Item): boolean {
  return isVerified(domain) && domain['use_for_organization_discovery'] !== false;
}

function namesOf(domains: readonly Item[]): string {
  return listed(domains.map((domain) => textField(domain, 'domain')));
}

/** What the login page needs to find the organization by an email address. */
export const discoveryConditions: readonly Condition[] = [discoveryDomains, discoveryOfUser];

import * as l10n from '@vscode/l10n';
import { connectionName, type Item, textField, textListField } from '../sections/section.ts';
import {
  certain,
  type Certainty,
  type Condition,
  condition,
  configuring,
  fails,
  logCondition,
  passed,
  possible,
  probable,
  unknown,
} from './condition.ts';
import {
  addressOf,
  type Asked,
  connectionIdOf,
  connectionNames,
  connectionsForLogin,
  connectionsOfUser,
  connectionStrategy,
  enabledOf,
  type Facts,
  isAskedByEmail,
  isStrictThirdParty,
  listed,
  short,
  valueOf,
} from './facts.ts';
import { openInvitation } from './invitationConditions.ts';
import { loginFlows } from './requestConditions.ts';

const documentation = configuring('enable-connections');

const connectionsEnabled = condition({
  id: 'connectionsEnabled',
  needs: ['connections'],
  documentation,
  title: l10n.t('Connections of the organization'),
  failure: certain(
    l10n.t('no connection is enabled for the organization'),
    l10n.t('Enable a connection for the organization.'),
  ),
  check: ({ connections }) => {
    const enabled = enabledOf(connections);
    return enabled.length === 0
      ? fails(l10n.t('The organization has no enabled connection.'))
      : passed(l10n.t('Enabled connections: {0}.', connectionNames(enabled)));
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
  title: l10n.t('Connections in the login page'),
  // The parameter `connection` leads past the page, and no setting tells whether it is sent.
  failure: probable(
    l10n.t('the login page shows no connection of the organization'),
    l10n.t('Set show_as_button of a connection, or send the parameter connection.'),
  ),
  check: ({ connections }) => {
    const enabled = enabledOf(connections);
    if (enabled.length === 0) {
      return undefined;
    }
    const isHidden = (connection: Item) =>
      connection['show_as_button'] === false && enterpriseStrategies.includes(connectionStrategy(connection));
    return enabled.every(isHidden)
      ? fails(l10n.t('show_as_button of all enabled connections is false: {0}.', connectionNames(enabled)))
      : passed(l10n.t('The login page shows a connection.'));
  },
});

const enableForApplication = l10n.t('Enable the connection for the application as well.');

const applicationConnections = condition({
  id: 'applicationConnections',
  needs: ['application', 'connections', 'applicationConnections'],
  documentation: loginFlows,
  title: l10n.t('Connections of the application'),
  failure: probable(l10n.t('the connection is not enabled for the application'), enableForApplication),
  check: ({ application, connections, applicationConnections: ofApplication }, facts) => {
    const forLogin = connectionsForLogin(connections, facts);
    const ids = ofApplication.map((connection) => textField(connection, 'id'));
    const common = forLogin.filter((connection) => ids.includes(connectionIdOf(connection)));
    if (common.length > 0) {
      return passed(l10n.t('Enabled for the application as well: {0}.', connectionNames(common)));
    }
    // A request that names the organization needs none; only the search by an email address looks at both.
    return forLogin.length === 0 || !isAskedByEmail(application)
      ? undefined
      : fails(l10n.t('Enabled for the organization, but not for the application: {0}.', connectionNames(forLogin)), {
          certainty: 'hint',
        });
  },
});

const connectionRequested = logCondition(
  'connectionRequested',
  documentation,
  l10n.t('Connection in the request'),
  possible(
    l10n.t('a request has named a connection that is not enabled, perhaps for the application'),
    enableForApplication,
  ),
  'login',
);

const domainConnection = condition({
  id: 'domainConnection',
  needs: ['application', 'connections', 'connectionDetails'],
  applies: ({ application }) => 'value' in application && isStrictThirdParty(application.value),
  documentation: configuring('enable-third-party-application-access'),
  title: l10n.t('Connection of the domain'),
  failure: certain(
    l10n.t('the connection is not promoted to the domain level, as third-party applications need it'),
    l10n.t('Set is_domain_connection of the connection.'),
  ),
  check: ({ connections, connectionDetails: details }, facts) => {
    const forLogin = connectionsForLogin(connections, facts);
    const isOfDomain = forLogin.map(
      (connection) =>
        details.find((one) => textField(one, 'id') === connectionIdOf(connection))?.['is_domain_connection'],
    );
    if (forLogin.length === 0) {
      return undefined;
    }
    if (isOfDomain.includes(true)) {
      return passed(l10n.t('The connection has is_domain_connection.'));
    }
    return isOfDomain.every((value) => value === false)
      ? fails(l10n.t('is_domain_connection is false for {0}.', connectionNames(forLogin)))
      : unknown('connectionDetails');
  },
});

const userConnection = condition({
  id: 'userConnection',
  needs: ['connections', 'user'],
  documentation,
  title: l10n.t('Connection of the user'),
  failure: certain(
    l10n.t('the connection of the user is not enabled for the organization'),
    l10n.t('Enable the connection for the organization, or have the user log in with an enabled one.'),
  ),
  check: ({ connections }, facts) => {
    const own = connectionsOfUser(facts);
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
      : fails(l10n.t('The user has {0}. Enabled for the organization: {1}.', listed(own), connectionNames(enabled)), {
          reason: l10n.t('the connection {0} of the user is not enabled for the organization', listed(own)),
        });
  },
});

function providerAnswer(
  id: string,
  remedy: string,
  documentation = 'troubleshoot/authentication-issues/saml-errors',
  reason = l10n.t('the answer of the identity provider was refused'),
): Condition {
  return logCondition(id, documentation, l10n.t('Answer of the identity provider'), probable(reason, remedy), 'login');
}

/** What a login needs of the connections. */
export const connectionConditions: readonly Condition[] = [
  connectionsEnabled,
  connectionsVisible,
  applicationConnections,
  connectionRequested,
  domainConnection,
  userConnection,
  providerAnswer(
    'samlAudience',
    l10n.t('Give the entity ID of the connection to the identity provider as its audience.'),
  ),
  providerAnswer('samlTime', l10n.t('Compare the clock of the identity provider with the time.')),
  providerAnswer(
    'samlCertificate',
    l10n.t('Upload the signing certificate of the identity provider to the connection.'),
  ),
  // Okta says so: https://community.auth0.com/t/user-not-assigned-to-the-client-application-error-at-log-in/186794
  providerAnswer(
    'assignment',
    l10n.t('Assign the user to the application at the identity provider.'),
    'authenticate/identity-providers/enterprise-identity-providers/okta',
    l10n.t('the identity provider does not let the user in'),
  ),
];

/** Discovery domains never restrict who can log in, but who finds the organization in the login page. */
const domainsDocumentation = configuring('create-org-domains');

const discoveryDomains = condition({
  id: 'discoveryDomains',
  needs: ['application', 'discoveryDomains'],
  applies: isByEmail,
  documentation: domainsDocumentation,
  title: l10n.t('Discovery domains'),
  failure: possible(
    l10n.t('the login page cannot find the organization by an email address'),
    l10n.t(
      'Verify a discovery domain and set its use_for_organization_discovery, or send the organization name or ID.',
    ),
  ),
  check: ({ application, discoveryDomains: domains }, facts, nowMs, asked) => {
    const usable = domains.filter(isUsable);
    if (domains.length === 0 || isInvited(facts, nowMs, asked)) {
      return undefined;
    }
    if (usable.length > 0) {
      return passed(l10n.t('Domains that lead to the organization: {0}.', namesOf(usable)));
    }
    return fails(
      l10n.t(
        'No discovery domain is verified, rather than pending, and has use_for_organization_discovery: {0}.',
        namesOf(domains),
      ),
      { certainty: certaintyFor(application) },
    );
  },
});

const discoveryOfUser = condition({
  id: 'discoveryOfUser',
  needs: ['application', 'discoveryDomains'],
  isAboutUser: true,
  applies: (facts) => {
    const domains = valueOf(facts.discoveryDomains);
    // Otherwise another condition tells that no domain leads to the organization.
    return isByEmail(facts) && (!domains || domains.length === 0 || domains.some(isUsable));
  },
  documentation: domainsDocumentation,
  title: l10n.t('Discovery domain of the user'),
  failure: possible(
    l10n.t('the login page cannot find the organization by the email address of the user'),
    l10n.t('Add and verify the domain, or send the organization in the request.'),
  ),
  check: ({ application, discoveryDomains: domains }, facts, nowMs, asked) => {
    const email = addressOf(asked, facts).toLowerCase();
    const domain = email.slice(email.lastIndexOf('@') + 1);
    if (domain === '') {
      return 'missing' in facts.user ? unknown('user') : undefined;
    }
    if (isInvited(facts, nowMs, asked)) {
      return undefined;
    }
    return domains.some((item) => isUsable(item) && textField(item, 'domain').toLowerCase() === domain)
      ? passed(l10n.t('The domain {0} leads to the organization.', short(domain)))
      : fails(
          l10n.t(
            'The application asks for an email address, and {0} does not lead to the organization.',
            short(domain),
          ),
          { certainty: certaintyFor(application) },
        );
  },
});

function isByEmail({ application }: Facts): boolean {
  return !('value' in application) || isAskedByEmail(application.value);
}

/** Whether the first login goes through the link of an invitation, which names the organization. */
function isInvited(facts: Facts, nowMs: number, asked: Asked): boolean {
  const invitations = valueOf(facts.invitations) ?? [];
  return valueOf(facts.user) === null && openInvitation(invitations, addressOf(asked, facts), nowMs) !== undefined;
}

/** Whoever can type the name of the organization, or log in without one, does without a domain. */
function certaintyFor(application: Item): Certainty {
  return textField(application, 'organization_usage') === 'require' &&
    textListField(application, 'organization_discovery_methods').every((method) => method === 'email')
    ? 'likely'
    : 'hint';
}

function isUsable(domain: Item): boolean {
  return domain['status'] === 'verified' && domain['use_for_organization_discovery'] !== false;
}

function namesOf(domains: readonly Item[]): string {
  return listed(domains.map((domain) => textField(domain, 'domain')));
}

/** What the login page needs to find the organization by an email address. */
export const discoveryConditions: readonly Condition[] = [discoveryDomains, discoveryOfUser];

import { faker } from '@faker-js/faker/locale/en';
import type { EnabledConnection, OrganizationConnection } from './model.ts';

const connectionId = () => `con_${faker.string.alphanumeric(16)}`;

/** The connections that people of an organization sign in with. Those of a tenant as a whole have the same IDs everywhere. */
export function sampleConnections(seed: number, organization: number, name: string): readonly EnabledConnection[] {
  const [database, google] = tenantConnections(seed);
  const enterprise = enterpriseConnections(seed);
  faker.seed([seed, organization, 3]);
  switch (organization) {
    case 1:
      return [database, google, ...enterprise];
    case 2:
      return [];
    case 4:
      return [
        { connection_id: connectionId() },
        { connection_id: connectionId(), is_signup_enabled: true, connection: {} },
        connection('$(warning) <b>Not a strategy</b>', 'strategy-of-the-future', {
          assign_membership_on_login: true,
          is_signup_enabled: true,
        }),
        { ...connection('ad-without-button', 'ad', {}), show_as_button: false },
      ];
    default:
      return organization % 2 === 0 ? [database] : [google, connection(`${name.slice(0, 30)}-saml`, 'samlp', {})];
  }
}

/** What an organization has of its own about a connection. */
export function inOrganization({
  connection,
}: EnabledConnection): Pick<OrganizationConnection, 'organization_access_level' | 'organization_connection_name'> {
  switch (connection?.strategy ?? '') {
    case 'samlp':
      return { organization_access_level: 'full', organization_connection_name: 'corporate-login' };
    case 'ad':
      return { organization_access_level: 'readonly', organization_connection_name: '<b>${AD}</b> $(warning)' };
    default:
      return { organization_access_level: 'none' };
  }
}

/** The connections of a tenant that each organization can have. */
export function tenantConnections(seed: number): readonly [EnabledConnection, EnabledConnection] {
  faker.seed([seed, 0, 3]);
  return [
    connection('Username-Password-Authentication', 'auth0', { is_signup_enabled: true }),
    connection('google-oauth2', 'google-oauth2', { assign_membership_on_login: true }),
  ];
}

/** The connections of a company, of which the second organization has all. */
export function enterpriseConnections(seed: number): readonly EnabledConnection[] {
  faker.seed([seed, 1, 3]);
  return [
    connection('acme', 'samlp', { assign_membership_on_login: true, show_as_button: true }),
    connection('acme-entra-id', 'waad', { assign_membership_on_login: true, show_as_button: false }),
    connection('acme-okta', 'okta', { show_as_button: true }),
  ];
}

/** The connections of users that no organization has. */
export function otherConnections(seed: number): readonly EnabledConnection[] {
  faker.seed([seed, 1, 7]);
  return [connection('sms', 'sms', {}), connection('evil', 'samlp', {})];
}

function connection(name: string, strategy: string, more: Partial<EnabledConnection>): EnabledConnection {
  return {
    connection_id: connectionId(),
    assign_membership_on_login: false,
    show_as_button: true,
    is_signup_enabled: false,
    ...more,
    connection: { name, strategy },
  };
}

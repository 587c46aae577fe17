import { hostile } from './hostileText.ts';
import { assigning, loginFailed, type Plot, usualClient } from './plot.ts';
import { database, entra, odd, okta, saml } from './storyConnections.ts';

/** What stands between a member and a login, or nothing. */
export const loginPlots = {
  samlNotEnabled: {
    title: 'SAML connection not enabled',
    person: 'Sam Lindqvist',
    account: saml,
    enabled: [assigning(okta)],
    tell: ({ organizationId, userId }) => ({
      loggedInMinutesAgo: 3 * 24 * 60,
      events: [
        loginFailed(
          8,
          `user ${userId} belongs to connection ${saml.connection.name} that is not part of the ${organizationId} organization`,
          'access_denied',
        ),
        { type: 's', minutesAgo: 3 * 24 * 60 },
      ],
    }),
  },
  noConnection: {
    title: 'No connection enabled',
    person: 'Noor Haddad',
    account: database,
    enabled: [],
    tell: () => ({
      events: [
        loginFailed(25, 'no connections enabled for the organization', 'invalid_request', { isAnonymous: true }),
      ],
    }),
  },
  hiddenConnections: {
    title: 'Connections without a button',
    person: 'Hideo Kojima',
    account: okta,
    enabled: [okta, entra].map((connection) => ({ ...assigning(connection), show_as_button: false })),
    tell: () => ({
      events: [
        loginFailed(40, 'no connections enabled for the organization are visible', 'invalid_request', {
          isAnonymous: true,
        }),
      ],
    }),
  },
  blockedUser: {
    title: 'User blocked',
    person: 'Blanca Ruiz',
    account: database,
    enabled: [database],
    tell: () => ({
      user: { blocked: true },
      loggedInMinutesAgo: 9 * 24 * 60,
      events: [loginFailed(15, 'user is blocked', 'unauthorized')],
    }),
  },
  bruteForce: {
    title: 'Too many wrong passwords',
    person: 'Bruno Costa',
    account: database,
    enabled: [database],
    tell: () => ({
      loggedInMinutesAgo: 2 * 24 * 60,
      events: [
        {
          type: 'limit_wc',
          minutesAgo: 5,
          description: 'Too many failed logins from 203.0.113.7',
          isElsewhere: true,
        },
        ...Array.from({ length: 10 }, (_, attempt) => ({
          type: 'fp',
          minutesAgo: 6 + attempt,
          description: 'Wrong email or password.',
          details: { error: { message: 'Wrong email or password.' } },
        })),
      ],
    }),
  },
  everythingFine: {
    title: 'Everything is fine',
    person: 'Fiona Byrne',
    account: saml,
    enabled: [assigning(saml), assigning(okta)],
    tell: ({ email }) => ({
      organization: { is_app_entitlement_active: true },
      client: {
        ...usualClient,
        organization_usage: 'require',
        organization_require_behavior: 'pre_login_prompt',
        organization_discovery_methods: ['email', 'organization_name'],
      },
      isAssociated: true,
      domains: [{ domain: domainOf(email), status: 'verified', use_for_organization_discovery: true }],
      loggedInMinutesAgo: 20,
      events: [
        { type: 's', minutesAgo: 20 },
        { type: 'organization_member_added', minutesAgo: 21, details: { reason: 'auto_membership' } },
      ],
    }),
  },
  hostileNames: {
    title: hostile.organization,
    person: hostile.user,
    account: odd,
    enabled: [odd],
    tell: () => ({
      organization: { metadata: { [hostile.account]: hostile.event } },
      client: { ...usualClient, name: hostile.application },
      isMember: false,
      events: [loginFailed(3, hostile.event, 'access_denied')],
    }),
  },
} as const satisfies Readonly<Record<string, Plot>>;

function domainOf(email: string): string {
  return email.slice(email.indexOf('@') + 1);
}

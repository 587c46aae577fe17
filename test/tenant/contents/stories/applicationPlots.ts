import { assigning, loginFailed, type Plot, usualClient } from './plot.ts';
import { database, saml } from './storyConnections.ts';

const notAllowed = 'parameter organization is not allowed for this client';

/** What keeps an application from logging a member in. */
export const applicationPlots = {
  usageDeny: {
    title: 'Application without organizations',
    person: 'Denise Okafor',
    account: database,
    enabled: [database],
    tell: () => ({
      client: { organization_usage: 'deny' },
      events: [loginFailed(30, notAllowed, 'invalid_request', { isAnonymous: true })],
    }),
  },
  usageAbsent: {
    title: 'Application that was never set up',
    person: 'Absalom Reyes',
    account: database,
    enabled: [database],
    tell: () => ({
      client: {},
      events: [loginFailed(50, notAllowed, 'invalid_request', { isAnonymous: true })],
    }),
  },
  requireWithoutOrganization: {
    title: 'Login without an organization',
    person: 'Renata Kowalska',
    account: database,
    enabled: [database],
    tell: () => ({
      client: { ...usualClient, organization_usage: 'require', organization_require_behavior: 'no_prompt' },
      events: [
        loginFailed(10, 'parameter organization is required for this client', 'invalid_request', {
          isAnonymous: true,
          isElsewhere: true,
        }),
      ],
    }),
  },
  appNotAssociated: {
    title: 'Application not associated',
    person: 'Astrid Nilsen',
    account: saml,
    enabled: [assigning(saml)],
    tell: () => ({
      organization: { is_app_entitlement_active: true },
      events: [
        {
          type: 'organization_access_denied',
          minutesAgo: 12,
          description:
            'A login or token request was blocked because the organization is not allowed to use the application.',
        },
      ],
    }),
  },
  thirdPartyBlocked: {
    title: 'Third-party application blocked',
    person: 'Theo Papadakis',
    account: database,
    enabled: [database],
    tell: ({ organizationId }) => ({
      organization: { third_party_client_access: 'block' },
      client: { organization_usage: 'allow', is_first_party: false, third_party_security_mode: 'strict' },
      events: [
        loginFailed(35, `parameter organization is invalid: ${organizationId}`, 'invalid_request', {
          isAnonymous: true,
        }),
      ],
    }),
  },
} as const satisfies Readonly<Record<string, Plot>>;

import { assigning, loginFailed, type Plot, usualClient } from './plot.ts';
import { database, saml } from './storyConnections.ts';

/** How somebody is no member yet, or is one whom the organization does not find. */
export const membershipPlots = {
  notAMember: {
    title: 'Not a member',
    person: 'Nadia Petrova',
    account: database,
    enabled: [database],
    tell: ({ organizationId, userId }) => ({
      isMember: false,
      loggedInMinutesAgo: 5 * 24 * 60,
      events: [
        loginFailed(7, `user ${userId} is not part of the ${organizationId} organization`, 'access_denied'),
        loginFailed(9, `user ${userId} is not part of the ${organizationId} organization`, 'access_denied'),
      ],
    }),
  },
  invitationForAnotherAddress: {
    title: 'Invitation for another address',
    person: 'Ingrid Weber',
    account: database,
    enabled: [database],
    // The invitation was consumed by the attempt.
    tell: ({ organizationId, clientId }) => ({
      isMember: false,
      events: [
        {
          type: 'fi',
          minutesAgo: 18,
          description: 'the specified account is not allowed to accept the current invitation',
          details: {
            invitation: {
              id: 'uinv_StoryOtherAddr01',
              client_id: clientId,
              invitee: { email: 'ingrid.weber@home.example' },
              inviter: { name: 'Support', organization_id: organizationId },
              roles: [],
              ticket_id: 'live-secret-ticket-of-a-story',
            },
          },
        },
      ],
    }),
  },
  invitationExpired: {
    title: 'Invitation expired',
    person: 'Ezra Cohen',
    account: saml,
    enabled: [saml],
    tell: ({ email, clientId, organizationId }) => ({
      isMember: false,
      invitations: [{ email, daysAgo: 10 }],
      events: [
        {
          ...loginFailed(22, 'invitation not found or already used', 'invalid_request', { isAnonymous: true }),
          details: {
            error: { message: 'invitation not found or already used', oauthError: 'invalid_request' },
            qs: { client_id: clientId, organization: organizationId, invitation: 'live-secret-invitation-of-a-story' },
          },
        },
      ],
    }),
  },
  signUpOff: {
    title: 'Sign-up is off',
    person: 'Signe Dahl',
    account: database,
    enabled: [database],
    tell: ({ email }) => ({
      isMember: false,
      invitations: [{ email, daysAgo: 1 }],
      events: [
        {
          type: 'fs',
          minutesAgo: 14,
          description: 'Public signup is disabled',
          isAnonymous: true,
          isElsewhere: true,
          userName: email,
        },
      ],
    }),
  },
  domainPending: {
    title: 'Domain not verified',
    person: 'Dominic Laurent',
    account: saml,
    enabled: [assigning(saml)],
    // The prompt finds no organization for the address, of which no event is recorded. A direct login works.
    tell: ({ email }) => ({
      client: {
        ...usualClient,
        organization_usage: 'require',
        organization_require_behavior: 'pre_login_prompt',
        organization_discovery_methods: ['email'],
      },
      domains: [
        {
          domain: email.slice(email.indexOf('@') + 1),
          status: 'pending',
          use_for_organization_discovery: true,
        },
      ],
      loggedInMinutesAgo: 4 * 24 * 60,
      events: [{ type: 's', minutesAgo: 4 * 24 * 60 }],
    }),
  },
} as const satisfies Readonly<Record<string, Plot>>;

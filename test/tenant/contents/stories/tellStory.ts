import { datedEvent } from '../logEvent.ts';
import type { Client, Invitation } from '../model.ts';
import type { User } from '../users.ts';
import { type Plot, usualClient } from './plot.ts';
import type { Story, StoryIds } from './story.ts';
import { eventOf } from './storyEvents.ts';
import { dashed, idsOf } from './storyIds.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** In days: https://auth0.com/docs/api/management/v2/organizations/post-invitations */
const lifeOfInvitations = 7;
const createdAt = '2025-11-03T08:30:00.000Z';

/** A whole story, with dates before `now`, in milliseconds since 1970. */
export function tellStory(name: string, number: number, plot: Plot, now: number): Story {
  const ids = idsOf(name, number, plot);
  const twist = plot.tell?.(ids) ?? {};
  const ago = (ms: number) => new Date(now - ms).toISOString();
  const organization: Story['organization'] = {
    id: ids.organizationId,
    name: `story-${dashed(name)}`,
    display_name: plot.title,
    third_party_client_access: 'block',
    is_app_entitlement_active: false,
    ...twist.organization,
  };
  const client: Client = {
    tenant: 'local',
    client_id: ids.clientId,
    name: `Portal of ${plot.person}`,
    global: false,
    app_type: 'regular_web',
    is_first_party: true,
    grant_types: ['authorization_code', 'refresh_token'],
    ...(twist.client ?? usualClient),
  };
  const user: User = {
    ...newUser(ids, plot),
    ...(twist.loggedInMinutesAgo !== undefined && {
      last_login: ago(twist.loggedInMinutesAgo * minuteMs),
      last_ip: '203.0.113.7',
      logins_count: 12,
    }),
    ...twist.user,
  };
  const { is_first_party, grant_types = [], app_type = '', organization_usage } = client;
  return {
    organization,
    client,
    user,
    isMember: twist.isMember ?? true,
    connections: plot.enabled,
    invitations: (twist.invitations ?? []).map(({ email, daysAgo }, index) =>
      invitation(ids, organization.name, email, index, (days) => ago((daysAgo - days) * dayMs)),
    ),
    domains: (twist.domains ?? []).map((domain, index) => ({
      id: `ord_SupportStory${String(number * 100 + index).padStart(10, '0')}`,
      ...domain,
      verification_txt: String(number).padStart(32, '0'),
      verification_host: `_ss-verification.${ids.organizationId}.${domain.domain}`,
    })),
    associations: twist.isAssociated
      ? [
          {
            client_id: client.client_id,
            use_for_member_access: true,
            client: {
              name: client.name,
              app_type,
              is_first_party,
              grant_types,
              ...(organization_usage !== undefined && { organization_usage }),
            },
          },
        ]
      : [],
    events: (twist.events ?? []).map((event, index) =>
      datedEvent(
        eventOf(event, plot, organization, client),
        user,
        now - event.minutesAgo * minuteMs,
        90_000_000 + number * 100 + index,
      ),
    ),
  };
}

function newUser({ userId, email }: StoryIds, { person, account }: Plot): User {
  const { name, strategy } = account.connection;
  const local = userId.slice(userId.indexOf('|') + 1);
  return {
    user_id: userId,
    email,
    email_verified: true,
    name: person,
    nickname: email.slice(0, email.indexOf('@')),
    identities: [{ connection: name, user_id: local, provider: strategy, isSocial: false }],
    created_at: createdAt,
    updated_at: createdAt,
  };
}

function invitation(
  { organizationId, clientId }: StoryIds,
  organizationName: string,
  email: string,
  index: number,
  dateAfter: (days: number) => string,
): Invitation {
  const ticket = `liveSecretTicketOf${organizationId.slice(4)}${index}`;
  const query = new URLSearchParams({
    invitation: ticket,
    organization: organizationId,
    organization_name: organizationName,
  });
  return {
    id: `uinv_${organizationId.slice(4)}${index}`,
    organization_id: organizationId,
    inviter: { name: 'Support' },
    invitee: { email },
    invitation_url: `https://portal.acme.example/login?${query.toString()}`,
    created_at: dateAfter(0),
    expires_at: dateAfter(lifeOfInvitations),
    client_id: clientId,
    ticket_id: ticket,
  };
}

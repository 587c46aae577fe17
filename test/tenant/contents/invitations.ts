import { faker } from '@faker-js/faker/locale/en';
import type { Organization } from '../organization.ts';
import type { EnabledConnection, Invitation, OrganizationClient, Role } from './model.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** The default in days: https://auth0.com/docs/api/management/v2/organizations/post-invitations */
const usualLife = 7;

/** What an invitation can refer to. */
interface Circumstances {
  readonly organization: Organization;
  /** The place of the organization in the order of creation. */
  readonly place: number;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly roles: readonly Role[];
  readonly clients: readonly OrganizationClient[];
  readonly connections: readonly EnabledConnection[];
}

/** The invitations of an organization, the newest first. Every third of them has expired. */
export function sampleInvitations(circumstances: Circumstances): readonly Invitation[] {
  faker.seed([circumstances.seed, circumstances.place, 4]);
  return Array.from({ length: count(circumstances.place) }, (_, index) =>
    sampleInvitation(circumstances, index),
  ).toSorted((a, b) => (a.created_at > b.created_at ? -1 : 1));
}

/** More than offsets can reach in the large organization. */
function count(place: number): number {
  switch (place) {
    case 1:
      return 7;
    case 2:
      return 0;
    case 3:
      return 1100;
    default:
      return place % 3;
  }
}

function sampleInvitation(circumstances: Circumstances, index: number): Invitation {
  const { organization, now, roles, clients, connections } = circumstances;
  const createdAt = now - index * 60_000 - (index % 3 === 2 ? 30 : 1) * dayMs;
  const ticket = faker.string.alphanumeric(32);
  const connection = connections[index % (connections.length + 1)];
  const role = roles[index % 4];
  const query = new URLSearchParams({
    invitation: ticket,
    organization: organization.id,
    organization_name: organization.name,
  });
  return {
    id: `uinv_${faker.string.alphanumeric(16)}`,
    organization_id: organization.id,
    inviter: { name: index % 5 === 4 ? '[Support](command:workbench.action.quit)' : faker.person.fullName() },
    invitee: { email: faker.internet.email({ provider: 'acme.example' }).toLowerCase() },
    invitation_url: `https://portal.acme.example/login?${query.toString()}`,
    created_at: new Date(createdAt).toISOString(),
    expires_at: new Date(createdAt + usualLife * dayMs).toISOString(),
    client_id: clients[0]?.client_id ?? '',
    ...(connection && { connection_id: connection.connection_id }),
    ...(index % 3 === 1 && { app_metadata: { plan: 'pro' }, user_metadata: { language: 'sv' } }),
    ...(role && index % 2 === 0 && { roles: [role.id] }),
    ticket_id: ticket,
  };
}

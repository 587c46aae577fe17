import type { Organization } from '../organization.ts';
import type { Inside } from './inside.ts';
import type { Invitation, OwnedRole } from './model.ts';

/** One way in which a staging tenant differs from its production tenant. */
export interface Difference {
  readonly name: string;
  /** The place of the organization in the order of creation. */
  readonly place: number;
  /** Where a comparison shows it: a field of the organization, or a section and what the item is matched by. */
  readonly shownIn: string;
  readonly organization?: (organization: Organization) => Organization;
  readonly inside?: (inside: Inside) => Inside;
  readonly ownRoles?: (roles: readonly OwnedRole[], owner: string) => readonly OwnedRole[];
}

/** All ways in which a staging tenant differs, apart from IDs, times and members. */
export const differences: readonly Difference[] = [
  {
    name: 'display name',
    place: 0,
    shownIn: 'display_name',
    organization: (organization) => ({ ...organization, display_name: 'Staging of the First' }),
  },
  {
    name: 'value of metadata',
    place: 1,
    shownIn: 'metadata.plan',
    organization: (organization) => ({ ...organization, metadata: { ...organization.metadata, plan: 'trial' } }),
  },
  {
    name: 'key of metadata in production alone',
    place: 3,
    shownIn: 'metadata.crm_id',
    // The other key has the value null there, which is no difference.
    organization: ({ metadata, ...organization }) => organization,
  },
  {
    name: 'colour',
    place: 1,
    shownIn: 'branding.colors.primary',
    organization: (organization) => ({
      ...organization,
      branding: { ...organization.branding, colors: { primary: '#0e5a6b', page_background: '#ffffff' } },
    }),
  },
  {
    name: 'connection in production alone',
    place: 1,
    shownIn: 'connections acme-okta',
    inside: ({ connections, ...inside }) => ({
      ...inside,
      connections: connections.filter(({ connection }) => connection?.name !== 'acme-okta'),
    }),
  },
  {
    name: 'membership on login',
    place: 1,
    shownIn: 'connections acme',
    inside: (inside) => withConnection(inside, 'acme', { assign_membership_on_login: false }),
  },
  {
    name: 'button of a connection',
    place: 1,
    shownIn: 'connections acme-entra-id',
    inside: (inside) => withConnection(inside, 'acme-entra-id', { show_as_button: true }),
  },
  {
    name: 'status of a discovery domain',
    place: 1,
    shownIn: 'discovery-domains acme.co.uk.example',
    inside: ({ domains, ...inside }) => ({
      ...inside,
      domains: domains.map((domain) =>
        domain.domain === 'acme.co.uk.example' ? { ...domain, status: 'pending' as const } : domain,
      ),
    }),
  },
  {
    name: 'application in production alone',
    place: 1,
    shownIn: 'clients Mobile App',
    inside: ({ clients, ...inside }) => ({
      ...inside,
      clients: clients.filter(({ client }) => client.name !== 'Mobile App'),
    }),
  },
  {
    name: 'client grant in production alone',
    place: 1,
    shownIn: 'client-grants urn:acme:legacy',
    inside: ({ grants, ...inside }) => ({
      ...inside,
      grants: grants.filter(({ audience }) => audience !== 'urn:acme:legacy'),
    }),
  },
  {
    name: 'role in staging alone',
    place: 1,
    shownIn: 'roles Release Manager',
    ownRoles: (roles, owner) => [
      ...roles,
      { id: 'rol_ReleaseManager00', name: 'Release Manager', type: 'organization', owner_id: owner },
    ],
  },
];

/** The place of the organization that production alone has: the twelfth difference, since the samples end before it. */
export const placeInProductionAlone = 11;

/** The organizations of production as staging has them. */
export function stagingOrganizations(organizations: readonly Organization[]): readonly Organization[] {
  return organizations.map((organization, place) => {
    const own = differences.filter((difference) => difference.place === place);
    const changed = own.reduce((before, { organization: change }) => change?.(before) ?? before, organization);
    return { ...changed, id: `org_${reversed(organization.id.slice('org_'.length))}` };
  });
}

/** What is inside an organization as staging has it. @param inside with the IDs of staging */
export function insideStaging(inside: Inside): Inside {
  const own = differences.filter(({ place }) => place === inside.entry.place);
  const changed = own.reduce((before, { inside: change }) => change?.(before) ?? before, inside);
  return { ...changed, invitations: changed.invitations.map(stagingInvitation) };
}

/** The roles that an organization owns, as staging has them. */
export function ownStagingRoles(roles: readonly OwnedRole[], place: number, owner: string): readonly OwnedRole[] {
  const own = differences.filter((difference) => difference.place === place);
  return own.reduce((before, { ownRoles }) => ownRoles?.(before, owner) ?? before, roles);
}

/** People are invited to both, with other IDs. */
function stagingInvitation({ id, ticket_id: ticket, ...invitation }: Invitation): Invitation {
  return { ...invitation, id: `uinv_${reversed(id.slice('uinv_'.length))}`, ticket_id: reversed(ticket) };
}

function withConnection(inside: Inside, name: string, changes: Partial<Inside['connections'][number]>): Inside {
  const connections = inside.connections.map((connection) =>
    connection.connection?.name === name ? { ...connection, ...changes } : connection,
  );
  return { ...inside, connections };
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

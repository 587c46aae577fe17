import type { Entry } from '../directory.ts';
import { hasGrant } from './applications.ts';
import { sampleConnections } from './connections.ts';
import { insideStaging } from './differences.ts';
import { type DiscoveryDomain, sampleDomains } from './domains.ts';
import { sampleGroups } from './groups.ts';
import { sampleInvitations } from './invitations.ts';
import type { ClientGrant, EnabledConnection, Group, Invitation, OrganizationClient } from './model.ts';
import type { TenantRecords } from './tenantRecords.ts';

/** What is inside an organization, as far as several files need it. */
export interface Inside {
  readonly entry: Entry;
  /**
   * The place of a sample organization, for a file that makes up more, which no other one needs. Missing where nothing is
   * made up.
   */
  readonly samplePlace: number | undefined;
  readonly connections: readonly EnabledConnection[];
  readonly invitations: readonly Invitation[];
  readonly domains: readonly DiscoveryDomain[];
  readonly grants: readonly ClientGrant[];
  readonly clients: readonly OrganizationClient[];
  readonly groups: readonly Group[];
}

/** What is inside an organization in which nobody has put anything. */
export const nothing: Omit<Inside, 'entry'> = {
  samplePlace: undefined,
  connections: [],
  invitations: [],
  domains: [],
  grants: [],
  clients: [],
  groups: [],
};

/** What is inside a sample organization, and nothing inside one that came later. @param now in milliseconds since 1970 */
export function makeUp(entry: Entry, tenant: TenantRecords, now: number): Inside {
  const { organization, place } = entry;
  if (place === undefined) {
    return { entry, ...nothing };
  }
  const { seed, productionSeed, roles } = tenant;
  const { clients, grants } = tenant.applications;
  const connections = sampleConnections(seed, place, organization.name);
  const people = productionSeed ?? seed;
  const inside = {
    entry,
    samplePlace: place,
    connections,
    invitations: sampleInvitations({ organization, place, seed: people, now, roles, clients, connections }),
    domains: sampleDomains(seed, place, organization),
    grants: grants.filter((_, grant) => hasGrant(place, grant)),
    clients: place === 2 ? [] : clients.slice(0, place === 1 ? undefined : 1 + (place % 2)),
    groups: sampleGroups(seed, place, connections),
  };
  return productionSeed === undefined ? inside : insideStaging(inside);
}

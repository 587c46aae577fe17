import { isRecord } from '../../src/api/jsonFields.ts';
import { namesOfApplications, type OrganizationParts } from '../../src/asCode/organizationParts.ts';
import { readTenant } from '../tenant/askTenant.ts';
import type { DiscoveryDomain } from '../tenant/contents/domains.ts';
import type { Client, ClientGrant, OrganizationClient, OrganizationConnection } from '../tenant/contents/model.ts';
import type { Organization, Tenant } from '../tenant/server.ts';
import type { Write } from './recorder.ts';

export type Contents = Awaited<ReturnType<typeof contentsOf>>;

/** What an organization has, as the tenant sends it and as parts. */
export async function contentsOf(tenant: Tenant, token: string, organization: Organization) {
  const read = <T>(path: string) => readTenant<T>(tenant, token, path);
  const path = `/organizations/${organization.id}`;
  const connections = await read<readonly OrganizationConnection[]>(`${path}/connections`);
  const grants = await read<readonly ClientGrant[]>(`${path}/client-grants`);
  const { clients } = await read<{ readonly clients: readonly OrganizationClient[] }>(`${path}/clients`);
  const { domains } = await read<{ readonly domains: readonly DiscoveryDomain[] }>(`${path}/discovery-domains`);
  const applications = await read<readonly Client[]>('/clients');
  const part = (items: readonly object[]) => ({ items: items.map((item) => ({ ...item })) });
  const parts: OrganizationParts = {
    domain: tenant.domain,
    organization: { ...organization },
    connections: part(connections),
    clientGrants: part(grants),
    clients: part(clients),
    discoveryDomains: part(domains),
    applicationNames: namesOfApplications(new Map(applications.map(({ client_id: id, name }) => [id, name]))),
  };
  return { parts, connections, grants, clients, domains };
}

/** The lists of the tenant that `startRecorder` answers. */
export function listsFor(all: readonly Contents[]): Readonly<Record<string, unknown>> {
  const connections = all.flatMap((contents) => contents.connections);
  const grants = all.flatMap((contents) => contents.grants);
  return {
    '/connections': { connections: connections.map(({ connection_id: id, connection }) => ({ id, ...connection })) },
    '/client-grants': { client_grants: grants, start: 0, limit: 50, total: grants.length },
  };
}

/** What the Deploy CLI writes of an organization even if nothing is new: its domains. */
export function domainWrites({ parts, domains }: Contents): readonly Write[] {
  return domains.map(({ id, status, use_for_organization_discovery: isUsed }) => ({
    method: 'PATCH',
    path: `/organizations/${parts.organization.id}/discovery-domains/${id}`,
    body: JSON.parse(JSON.stringify({ status, use_for_organization_discovery: isUsed })) as unknown,
  }));
}

/** In an order of its own: the Deploy CLI writes several things at the same time. */
export function sorted(values: readonly unknown[]): readonly unknown[] {
  const inOrder = (_: string, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted()) : value;
  return values.map((value) => JSON.stringify(value, inOrder)).toSorted();
}

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ManagementClient } from 'auth0';
import { askTenant, readTenant } from '../tenant/askTenant.ts';
import type { Client, OrganizationClient, OrganizationConnection } from '../tenant/contents/model.ts';
import type { DiscoveryDomain } from '../tenant/contents/domains.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { runDeployCli } from './deployCli.ts';
import { startTlsProxy, type TlsProxy } from './tlsProxy.ts';

/** More than a page of each client. */
const count = 120;

describe('Clients of the Management API', function () {
  // The Deploy CLI makes five requests for each organization.
  this.timeout('5 min');

  let folder: string;
  let tenant: Tenant;
  let token: string;
  let proxy: TlsProxy;

  before(async () => {
    folder = await temporaryFolder();
    tenant = await startTenant({ organizations: count, search: true });
    token = await tenant.mintToken();
    proxy = await startTlsProxy(tenant.url, folder);
  });
  after(async () => {
    proxy.close();
    await tenant.close();
    await removeFolder(folder);
  });

  const read = <T>(path: string) => readTenant<T>(tenant, token, path);

  it('are understood by the local tenant: the Deploy CLI exports each organization as it is', async () => {
    const args = ['export', '--format', 'directory', '--output_folder', join(folder, 'export')];
    await runDeployCli(folder, tenant, proxy, args);
    const exported = join(folder, 'export', 'organizations');
    assert.equal((await readdir(exported)).length, count);
    const refused = tenant.requests.filter(({ status }) => status !== 200);
    assert.deepEqual(refused, []);
    const clients = await read<readonly Client[]>('/clients');
    const nameOf = (id: string) => clients.find(({ client_id }) => client_id === id)?.name;
    for (const { id, ...organization } of tenant.organizations) {
      const path = `/organizations/${id}`;
      const connections = await read<readonly OrganizationConnection[]>(`${path}/connections`);
      const grants = await read<readonly { readonly client_id: string }[]>(`${path}/client-grants`);
      const { domains } = await read<{ readonly domains: readonly DiscoveryDomain[] }>(`${path}/discovery-domains`);
      const associated = await read<{ readonly clients: readonly OrganizationClient[] }>(`${path}/clients`);
      // It leaves out what the tenant makes by itself, and calls things by their names.
      const file: unknown = JSON.parse(await readFile(join(exported, `${organization.name}.json`), 'utf8'));
      assert.deepEqual(
        file,
        JSON.parse(
          JSON.stringify({
            ...organization,
            connections: connections.map(({ connection_id: _, connection, ...rest }) => ({
              name: connection?.name,
              ...rest,
            })),
            client_grants: grants.map(({ client_id }) => ({ client_id: nameOf(client_id) })),
            discovery_domains: domains.map(({ id: _, ...rest }) => rest),
            clients: associated.clients.map(({ client_id, use_for_member_access }) => ({
              client_id: nameOf(client_id),
              use_for_member_access,
            })),
          }),
        ),
      );
    }
  });

  it('are understood by the local tenant: the SDK lists, gets and searches, and reads what is inside', async () => {
    setDefaultCACertificates([...getCACertificates('default'), await readFile(proxy.certificate, 'utf8')]);
    const { organizations, roles } = new ManagementClient({ domain: proxy.host, token });
    const listed: unknown[] = [];
    for await (const organization of await organizations.list({ take: 50 })) {
      listed.push(organization);
    }
    assert.deepEqual(listed, tenant.organizations);
    const [, second] = tenant.organizations;
    assert.ok(second);
    assert.deepEqual(await organizations.get(second.id), second);
    assert.deepEqual(await organizations.getByName(second.name), second);
    const found = await organizations.search({ q: `name eq "${second.name}"`, parser: 'scim' });
    assert.deepEqual(found.data, [second]);

    const path = `/organizations/${second.id}`;
    const members: unknown[] = [];
    for await (const member of await organizations.members.list(second.id, { take: 30 })) {
      members.push(member);
    }
    assert.deepEqual(members, await read(`${path}/members`));
    assert.deepEqual((await organizations.connections.list(second.id)).data, await read(`${path}/connections`));
    assert.deepEqual(
      (await organizations.enabledConnections.list(second.id)).data,
      await read(`${path}/enabled_connections`),
    );
    assert.deepEqual((await organizations.invitations.list(second.id)).data, await read(`${path}/invitations`));
    assert.deepEqual((await organizations.clientGrants.list(second.id)).data, await read(`${path}/client-grants`));
    const { domains } = await read<{ readonly domains: readonly DiscoveryDomain[] }>(`${path}/discovery-domains`);
    assert.deepEqual((await organizations.discoveryDomains.list(second.id)).data, domains);
    assert.deepEqual(await organizations.discoveryDomains.getByName(second.id, domains[0]?.domain ?? '-'), domains[0]);
    const owned = await roles.list({ type: 'organization', owner_id: second.id });
    assert.deepEqual(owned.data, await read(`/roles?type=organization&owner_id=${second.id}`));
    assert.equal((await askTenant(tenant, token, '/organizations/org_none')).status, 404);
    await assert.rejects(organizations.get('org_none'), { statusCode: 404 });
  });
});

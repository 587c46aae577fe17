import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTenant } from '../tenant/askTenant.ts';
import type { DiscoveryDomain } from '../tenant/contents/domains.ts';
import type { Client, OrganizationClient, OrganizationConnection } from '../tenant/contents/model.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { runDeployCli } from './deployCli.ts';
import { startTlsProxy, type TlsProxy } from './tlsProxy.ts';

/** More than a page of each client. */
const count = 120;

describe('The Deploy CLI of Auth0', function () {
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

  it('understands the local tenant: it exports each organization as it is', async () => {
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
});

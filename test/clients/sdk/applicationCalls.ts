import assert from 'node:assert/strict';
import type { Management } from 'auth0';
import type { Client, TenantConnection } from '../../tenant/contents/model.ts';
import { fieldsOf, itemsOf, type Sdk, type SdkCall, sdkCall } from './sdkCall.ts';

type ClientFilters = Omit<Management.ListClientsRequestParameters, 'q'>;

/** Calls for the applications, connections and settings of the tenant. */
export const applicationCalls: readonly SdkCall[] = [
  sdkCall<ClientFilters>(
    '/clients',
    () => ({
      fields: 'client_id,name',
      include_fields: true,
      page: 0,
      per_page: 50,
      include_totals: true,
      is_global: false,
      is_first_party: false,
      app_type: 'spa,native',
      external_client_id: 'https://partner.example/client.json',
    }),
    async (sdk, parameters) => {
      assert.deepEqual((await sdk.client.clients.list(parameters)).data, []);
      const { app_type: _, ...others } = parameters;
      const { data } = await sdk.client.clients.list(others);
      const partner = (await clientsOf(sdk)).find(({ is_first_party: isFirstParty }) => !isFirstParty);
      assert.deepEqual(data, [{ tenant: 'local', client_id: partner?.client_id, name: partner?.name }]);
    },
  ),
  sdkCall<Pick<Management.ListClientsRequestParameters, 'q'>>(
    '/clients',
    ({ organization }) => ({ q: `client_grant.organization_id:${organization.id}` }),
    async (sdk, { q }) => {
      const grants = await sdk.read<readonly { readonly client_id: string }[]>(
        `/organizations/${sdk.organization.id}/client-grants`,
      );
      const ids = new Set(grants.map(({ client_id: id }) => id));
      const page = await sdk.client.clients.list({ q }, { queryParams: { take: 1 } });
      const { next } = page.response as unknown as { readonly next: string };
      const rest = await sdk.client.clients.list({ q }, { queryParams: { take: 50, from: next } });
      assert.deepEqual(new Set([...page.data, ...rest.data].map(({ client_id: id }) => id)), ids);
      await assert.rejects(sdk.client.clients.list({ q }), { statusCode: 400 });
    },
    ['take', 'from'],
  ),
  sdkCall<Management.GetClientRequestParameters>(
    '/clients/{}',
    () => ({ fields: 'client_id,organization_usage', include_fields: true }),
    async (sdk, parameters) => {
      const [portal] = await clientsOf(sdk);
      assert.deepEqual(await sdk.client.clients.get(portal?.client_id ?? '-', parameters), {
        tenant: 'local',
        client_id: portal?.client_id,
        organization_usage: 'require',
      });
    },
  ),
  sdkCall<Management.ConnectionsGetRequest>(
    '/clients/{}/connections',
    () => ({ strategy: ['waad', 'okta'], take: 1, fields: 'id,name,strategy', include_fields: true }),
    async (sdk, parameters) => {
      const [portal] = await clientsOf(sdk);
      const path = `/clients/${portal?.client_id}/connections?take=100`;
      const { connections } = await sdk.read<{ readonly connections: readonly TenantConnection[] }>(path);
      const found = await itemsOf(sdk.client.clients.connections.get(portal?.client_id ?? '-', parameters));
      assert.deepEqual(
        found,
        connections
          .filter(({ strategy }) => strategy === 'waad' || strategy === 'okta')
          .map(({ id, name, strategy }) => ({ id, name, strategy })),
      );
    },
  ),
  sdkCall<Management.ListConnectionsQueryParameters>(
    '/connections',
    () => ({
      name: 'evil',
      strategy: ['sms', 'samlp'],
      take: 1,
      fields: 'id,name,strategy',
      include_fields: true,
      include_totals: true,
    }),
    async (sdk, parameters) => {
      const path = '/connections?fields=id,name,strategy&take=100';
      const { connections } = await sdk.read<{ readonly connections: readonly TenantConnection[] }>(path);
      const { name, ...others } = parameters;
      const found = await itemsOf(sdk.client.connections.list(others));
      assert.deepEqual(
        found,
        connections.filter(({ strategy }) => strategy === 'sms' || strategy === 'samlp'),
      );
      assert.deepEqual(
        await itemsOf(sdk.client.connections.list(parameters)),
        found.filter((connection) => connection.name === name),
      );
    },
  ),
  sdkCall<Management.GetConnectionRequestParameters>(
    '/connections/{}',
    () => ({ fields: 'id,name', include_fields: true }),
    async (sdk, parameters) => {
      const [portal] = await clientsOf(sdk);
      const path = `/clients/${portal?.client_id}/connections?take=100`;
      const { connections } = await sdk.read<{ readonly connections: readonly TenantConnection[] }>(path);
      const { id = '-', name } = connections[0] ?? {};
      assert.deepEqual(await sdk.client.connections.get(id, parameters), { id, name });
    },
  ),
  sdkCall<Management.GetTenantSettingsRequestParameters>(
    '/tenants/settings',
    () => ({ fields: 'friendly_name,allow_organization_name_in_authentication_api', include_fields: true }),
    async ({ client }, parameters) => {
      const settings = await client.tenants.settings.get(parameters);
      assert.deepEqual(fieldsOf([settings]), ['allow_organization_name_in_authentication_api', 'friendly_name']);
    },
  ),
];

function clientsOf({ read }: Sdk): Promise<readonly Client[]> {
  return read('/clients');
}

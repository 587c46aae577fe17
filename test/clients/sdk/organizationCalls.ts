import assert from 'node:assert/strict';
import type { Management } from 'auth0';
import type { OrganizationClient } from '../../tenant/contents/model.ts';
import { itemsOf, noParameters, type Sdk, type SdkCall, sdkCall } from './sdkCall.ts';

/** Calls that return organizations. */
export const organizationCalls: readonly SdkCall[] = [
  sdkCall<Management.ListOrganizationsRequestParameters>(
    '/organizations',
    async (sdk) => ({
      include_totals: true,
      take: 3,
      sort: 'created_at:1',
      include_client_association_for: (await applicationOf(sdk)).client_id,
    }),
    async ({ client, tenant, read }, parameters) => {
      const pages = client.organizations.list(parameters, { queryParams: { page: 0, per_page: 50 } });
      // With checkpoints there is no total, and `take` wins.
      assert.deepEqual(Object.keys((await pages).response), ['organizations', 'next']);
      const clientId = parameters.include_client_association_for;
      const expected = tenant.organizations.map(async (organization) => {
        const { clients } = await read<Clients>(`/organizations/${organization.id}/clients`);
        const associated = clients.find(({ client_id }) => client_id === clientId);
        return {
          ...organization,
          ...(associated && { client: { use_for_member_access: associated.use_for_member_access } }),
        };
      });
      assert.deepEqual(await itemsOf(pages), await Promise.all(expected));
    },
    ['page', 'per_page'],
  ),
  sdkCall<Management.SearchOrganizationsRequestParameters>(
    '/organizations/search',
    () => ({ q: 'name pr', parser: 'scim', take: 3, sort: 'name' }),
    async ({ client, tenant }, parameters) => {
      const sorted = tenant.organizations.toSorted((one, other) => (one.name < other.name ? -1 : 1));
      assert.deepEqual(await itemsOf(client.organizations.search(parameters)), sorted);
    },
  ),
  sdkCall('/organizations/{}', noParameters, async ({ client, organization }) => {
    assert.deepEqual(await client.organizations.get(organization.id), organization);
  }),
  sdkCall('/organizations/name/{}', noParameters, async ({ client, organization }) => {
    assert.deepEqual(await client.organizations.getByName(organization.name), organization);
  }),
  sdkCall<Management.ListUserOrganizationsRequestParameters>(
    '/users/{}/organizations',
    () => ({ page: 0, per_page: 3, include_totals: true }),
    async ({ client, organization, read }, parameters) => {
      const [member] = await read<readonly { readonly user_id: string }[]>(`/organizations/${organization.id}/members`);
      const found = await itemsOf(client.users.organizations.list(member?.user_id ?? '-', parameters));
      assert.ok(found.some(({ id }) => id === organization.id));
      const path = `/users/${encodeURIComponent(member?.user_id ?? '-')}/organizations`;
      assert.deepEqual(found, await read(path));
    },
  ),
  sdkCall<Management.ListClientGrantOrganizationsRequestParameters>(
    '/client-grants/{}/organizations',
    () => ({ include_totals: true, take: 2 }),
    async ({ client, organization, read }, parameters) => {
      const [grant] = await read<readonly { readonly id: string }[]>(`/organizations/${organization.id}/client-grants`);
      const pages = client.clientGrants.organizations.list(grant?.id ?? '-', parameters, {
        queryParams: { page: 0, per_page: 50 },
      });
      assert.deepEqual(Object.keys((await pages).response), ['organizations', 'next']);
      const found = await itemsOf(pages);
      assert.ok(found.some(({ id }) => id === organization.id));
      assert.deepEqual(found, await read(`/client-grants/${grant?.id}/organizations`));
    },
    ['page', 'per_page'],
  ),
];

interface Clients {
  readonly clients: readonly OrganizationClient[];
}

async function applicationOf({ organization, read }: Sdk): Promise<OrganizationClient> {
  const { clients } = await read<Clients>(`/organizations/${organization.id}/clients`);
  return clients[0] ?? assert.fail('the organization has no application');
}

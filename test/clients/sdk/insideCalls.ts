import assert from 'node:assert/strict';
import type { Management } from 'auth0';
import type { DiscoveryDomain } from '../../tenant/contents/domains.ts';
import type {
  ClientGrant,
  EnabledConnection,
  Group,
  Invitation,
  OrganizationClient,
  OrganizationTemplate,
  Role,
} from '../../tenant/contents/model.ts';
import { fieldsOf, itemsOf, noParameters, type Sdk, type SdkCall, sdkCall } from './sdkCall.ts';

/** Calls for what is inside an organization, without its members and roles. */
export const insideCalls: readonly SdkCall[] = [
  sdkCall<Management.ListOrganizationConnectionsRequestParameters>(
    '/organizations/{}/enabled_connections',
    () => ({ page: 0, per_page: 2, include_totals: true }),
    async (sdk, parameters) => {
      const pages = sdk.client.organizations.enabledConnections.list(sdk.organization.id, parameters);
      const all = await inside<readonly EnabledConnection[]>(sdk, 'enabled_connections');
      const { data, response } = await pages;
      const { start, total } = response as unknown as Record<string, number>;
      assert.deepEqual([data.length, start, total], [2, 0, all.length]);
      assert.deepEqual(await itemsOf(pages), all);
    },
  ),
  sdkCall<Management.ListOrganizationAllConnectionsRequestParameters>(
    '/organizations/{}/connections',
    () => ({ page: 0, per_page: 2, include_totals: true, is_enabled: true }),
    async (sdk, parameters) => {
      const found = await itemsOf(sdk.client.organizations.connections.list(sdk.organization.id, parameters));
      const enabled = await inside<readonly EnabledConnection[]>(sdk, 'enabled_connections');
      assert.deepEqual(
        found.map(({ connection_id: id, is_enabled: isEnabled }) => [id, isEnabled]),
        enabled.map(({ connection_id: id }) => [id, true]),
      );
    },
  ),
  sdkCall<Management.ListOrganizationInvitationsRequestParameters>(
    '/organizations/{}/invitations',
    () => ({
      page: 0,
      per_page: 2,
      include_totals: true,
      fields: 'id,invitee',
      include_fields: true,
      sort: 'created_at:1',
    }),
    async (sdk, parameters) => {
      const pages = sdk.client.organizations.invitations.list(sdk.organization.id, parameters);
      const newestFirst = await inside<readonly Invitation[]>(sdk, 'invitations');
      assert.ok(!('total' in (await pages).response), 'their number is not told');
      assert.deepEqual(
        await itemsOf(pages),
        newestFirst.toReversed().map(({ id, invitee }) => ({ id, invitee })),
      );
    },
  ),
  sdkCall<Management.GetOrganizationInvitationRequestParameters>(
    '/organizations/{}/invitations/{}',
    () => ({ fields: 'invitation_url,roles', include_fields: false }),
    async (sdk, parameters) => {
      const [invitation] = await inside<readonly Invitation[]>(sdk, 'invitations');
      assert.ok(invitation);
      const { invitation_url: _, roles: __, ...rest } = invitation;
      const { invitations } = sdk.client.organizations;
      assert.deepEqual(await invitations.get(sdk.organization.id, invitation.id, parameters), rest);
    },
  ),
  sdkCall<Management.ListOrganizationDiscoveryDomainsRequestParameters>(
    '/organizations/{}/discovery-domains',
    () => ({ take: 1 }),
    async (sdk, parameters) => {
      const { domains } = await inside<{ readonly domains: readonly DiscoveryDomain[] }>(sdk, 'discovery-domains');
      const found = itemsOf(sdk.client.organizations.discoveryDomains.list(sdk.organization.id, parameters));
      assert.deepEqual(await found, domains);
    },
  ),
  sdkCall('/organizations/{}/discovery-domains/name/{}', noParameters, async (sdk) => {
    const { domains } = await inside<{ readonly domains: readonly DiscoveryDomain[] }>(sdk, 'discovery-domains');
    const { discoveryDomains } = sdk.client.organizations;
    assert.deepEqual(await discoveryDomains.getByName(sdk.organization.id, domains[0]?.domain ?? '-'), domains[0]);
  }),
  sdkCall<Management.ListOrganizationClientGrantsRequestParameters>(
    '/organizations/{}/client-grants',
    async (sdk) => {
      const [first, second] = await inside<readonly ClientGrant[]>(sdk, 'client-grants');
      assert.ok(first && second);
      const { audience, client_id } = first;
      return { audience, client_id, grant_ids: [first.id, second.id], page: 0, per_page: 50, include_totals: true };
    },
    async (sdk, parameters) => {
      const { data, response } = await sdk.client.organizations.clientGrants.list(sdk.organization.id, parameters);
      const [first] = await inside<readonly ClientGrant[]>(sdk, 'client-grants');
      assert.deepEqual(data, [first]);
      assert.deepEqual(response, { client_grants: [first], start: 0, limit: 50, total: 1 });
    },
  ),
  sdkCall<Management.ListOrganizationClientsRequestParameters>(
    '/organizations/{}/clients',
    () => ({ take: 1 }),
    async (sdk, parameters) => {
      const { clients } = await inside<{ readonly clients: readonly OrganizationClient[] }>(sdk, 'clients');
      assert.deepEqual(await itemsOf(sdk.client.organizations.clients.list(sdk.organization.id, parameters)), clients);
    },
  ),
  sdkCall('/organizations/{}/clients/{}', noParameters, async (sdk) => {
    const { clients } = await inside<{ readonly clients: readonly OrganizationClient[] }>(sdk, 'clients');
    const { client_id: id = '-' } = clients[0] ?? {};
    assert.deepEqual(await sdk.client.organizations.clients.get(sdk.organization.id, id), clients[0]);
  }),
  sdkCall<Management.ListOrganizationGroupsRequestParameters>(
    '/organizations/{}/groups',
    () => ({ take: 1 }),
    async (sdk, parameters) => {
      const { groups } = await inside<{ readonly groups: readonly Group[] }>(sdk, 'groups');
      assert.deepEqual(await itemsOf(sdk.client.organizations.groups.list(sdk.organization.id, parameters)), groups);
    },
  ),
  sdkCall<Management.ListOrganizationGroupRolesRequestParameters>(
    '/organizations/{}/groups/{}/roles',
    () => ({ take: 1 }),
    async (sdk, parameters) => {
      const { groups } = await inside<{ readonly groups: readonly Group[] }>(sdk, 'groups');
      for (const { id } of groups) {
        const { roles } = await inside<{ readonly roles: readonly Role[] }>(sdk, `groups/${id}/roles`);
        const list = sdk.client.organizations.groups.roles;
        // With the next page, the SDK writes the cursor into what it was given.
        assert.deepEqual(await itemsOf(list.list(sdk.organization.id, id, { ...parameters })), roles);
      }
    },
  ),
  sdkCall('/organizations/{}/organization-templates', noParameters, async (sdk) => {
    const template = await sdk.client.organizations.organizationTemplate.get(sdk.organization.id);
    assert.deepEqual(template, await inside<OrganizationTemplate>(sdk, 'organization-templates'));
    assert.ok(fieldsOf([template]).includes('allowed_strategies'));
  }),
];

function inside<T>({ organization, read }: Sdk, path: string): Promise<T> {
  return read<T>(`/organizations/${organization.id}/${path}`);
}

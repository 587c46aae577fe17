import assert from 'node:assert/strict';
import type { Management } from 'auth0';
import type { EffectiveRole, Group, OwnedRole, Person, Role } from '../../tenant/contents/model.ts';
import { fieldsOf, itemsOf, noParameters, type Sdk, type SdkCall, sdkCall } from './sdkCall.ts';

/** Calls for members, users, their roles and what happened to them. */
export const peopleCalls: readonly SdkCall[] = [
  sdkCall<Management.ListOrganizationMembersRequestParameters>(
    '/organizations/{}/members',
    () => ({ include_totals: true, take: 10, fields: 'user_id,roles', include_fields: true }),
    async (sdk, parameters) => {
      const { members } = sdk.client.organizations;
      const pages = members.list(sdk.organization.id, parameters, { queryParams: { page: 0, per_page: 50 } });
      assert.deepEqual(Object.keys((await pages).response), ['members', 'next']);
      const found = await itemsOf(pages);
      assert.deepEqual(fieldsOf(found), ['roles', 'user_id']);
      const people = await inside<readonly Person[]>(sdk, 'members');
      assert.deepEqual(
        found.map(({ user_id: id }) => id),
        people.map(({ user_id: id }) => id),
      );
    },
    ['page', 'per_page'],
  ),
  sdkCall<Management.ListOrganizationMemberRolesRequestParameters>(
    '/organizations/{}/members/{}/roles',
    () => ({ page: 0, per_page: 30, include_totals: true }),
    async (sdk, parameters) => {
      const userId = await memberWithRoles(sdk);
      const found = await itemsOf(sdk.client.organizations.members.roles.list(sdk.organization.id, userId, parameters));
      assert.equal(found.length, 50);
      assert.deepEqual(fieldsOf(found), ['description', 'id', 'name']);
      const roles = await inside<readonly Role[]>(sdk, `members/${encodeURIComponent(userId)}/roles?per_page=100`);
      assert.deepEqual(found, roles);
    },
  ),
  sdkCall<Management.ListOrganizationMemberEffectiveRolesRequestParameters>(
    '/organizations/{}/members/{}/effective-roles',
    () => ({ take: 20 }),
    async (sdk, parameters) => {
      const userId = await memberWithRoles(sdk);
      const { effectiveRoles } = sdk.client.organizations.members;
      const found = await itemsOf(effectiveRoles.list(sdk.organization.id, userId, parameters));
      assert.deepEqual(found, await effectiveRolesOf(sdk, userId));
      assert.ok(found.every(({ sources }) => sources.length > 0));
    },
  ),
  sdkCall<Management.ListOrganizationMemberRoleSourceGroupsRequestParameters>(
    '/organizations/{}/members/{}/effective-roles/sources/groups',
    async (sdk) => ({ take: 1, role_id: (await roleThroughGroups(sdk)).roleId }),
    async (sdk, parameters) => {
      const { userId, groups } = await roleThroughGroups(sdk);
      const list = sdk.client.organizations.members.effectiveRoles.sources.groups;
      assert.deepEqual(await itemsOf(list.list(sdk.organization.id, userId, parameters)), groups);
    },
  ),
  sdkCall<Management.ListRolesRequestParameters>(
    '/roles',
    ({ organization }) => ({
      per_page: 50,
      page: 0,
      include_totals: true,
      name_filter: 'VIEW',
      type: 'organization',
      owner_id: organization.id,
    }),
    async (sdk, parameters) => {
      const all = await ownRoles(sdk);
      const viewers = all.filter(({ name }) => name === 'Viewer');
      assert.deepEqual(await itemsOf(sdk.client.roles.list(parameters)), viewers);
      const tenantRoles = await itemsOf(sdk.client.roles.list({ type: 'tenant' }));
      assert.ok(tenantRoles.every((role) => !('owner_id' in role)));
      // With `take`, which the SDK does not know, a page has no total.
      const { owner_id } = parameters;
      const page = await sdk.client.roles.list({ type: 'organization', owner_id }, { queryParams: { take: 1 } });
      const { next, ...first } = page.response as unknown as { readonly next: string };
      assert.deepEqual(first, { roles: all.slice(0, 1) });
      const queryParams = { take: 1, from: next };
      const second = await sdk.client.roles.list({ type: 'organization', owner_id }, { queryParams });
      assert.deepEqual(second.data, all.slice(1, 2));
    },
    ['from', 'take'],
  ),
  sdkCall<Management.ListOrganizationRoleMembersRequestParameters>(
    '/organizations/{}/roles/{}/members',
    () => ({ take: 2, fields: 'picture', include_fields: false }),
    async (sdk, parameters) => {
      const role = await firstRole(sdk);
      const found = await itemsOf(sdk.client.organizations.roles.members.list(sdk.organization.id, role, parameters));
      const { members } = await inside<{ readonly members: readonly Person[] }>(sdk, `roles/${role}/members`);
      assert.deepEqual(
        found,
        members.map(({ picture: _, ...rest }) => rest),
      );
    },
  ),
  sdkCall<Management.ListOrganizationRoleGroupsRequestParameters>(
    '/organizations/{}/roles/{}/groups',
    async () => Promise.resolve({ take: 1 }),
    async (sdk, parameters) => {
      const { roleId, groups } = await roleThroughGroups(sdk);
      const found = await itemsOf(sdk.client.organizations.roles.groups.list(sdk.organization.id, roleId, parameters));
      assert.deepEqual(found, groups);
    },
  ),
  sdkCall<Management.ListUsersRequestParameters>(
    '/users',
    ({ organization }) => ({
      page: 0,
      per_page: 20,
      include_totals: true,
      sort: 'user_id:-1',
      connection: 'any',
      fields: 'user_id',
      include_fields: true,
      q: `organization_id:"${organization.id}"`,
      search_engine: 'v3',
      primary_order: true,
    }),
    async (sdk, parameters) => {
      const pages = sdk.client.users.list(parameters);
      const members = await inside<readonly Person[]>(sdk, 'members?per_page=100');
      const ids = members.map(({ user_id: id }) => id);
      const { data, response } = await pages;
      const { start, limit, length, total } = response as unknown as Record<string, number>;
      assert.deepEqual([start, limit, length, total], [0, 20, data.length, ids.length]);
      const found = await itemsOf(pages);
      assert.deepEqual(
        found,
        ids
          .toSorted()
          .toReversed()
          .map((id) => ({ user_id: id })),
      );
    },
  ),
  sdkCall<Management.ListUsersByEmailRequestParameters>(
    '/users-by-email',
    () => ({ email: 'jane@acme.example', fields: 'user_id,email', include_fields: true }),
    async ({ client }, parameters) => {
      const jane = { user_id: 'samlp|acme|jane@acme.example', email: parameters.email };
      assert.deepEqual(await client.users.listUsersByEmail(parameters), [jane]);
      // An address is found as it is written alone.
      assert.deepEqual(await client.users.listUsersByEmail({ ...parameters, email: 'Jane@acme.example' }), []);
    },
  ),
  sdkCall<Management.GetUserRequestParameters>(
    '/users/{}',
    () => ({ fields: 'user_id,name', include_fields: true }),
    async ({ client }, parameters) => {
      const user = await client.users.get('samlp|acme|jane@acme.example', parameters);
      assert.deepEqual(user, { user_id: 'samlp|acme|jane@acme.example', name: 'Jane Doe' });
    },
  ),
  sdkCall<Management.ListLogsRequestParameters>(
    '/logs',
    ({ organization }) => ({
      page: 0,
      per_page: 10,
      sort: 'date:-1',
      fields: 'details',
      include_fields: false,
      include_totals: true,
      search: `organization_id:"${organization.id}" AND type:(f OR fp OR fu)`,
    }),
    async ({ client, organization, read }, parameters) => {
      const { data, response } = await client.logs.list(parameters);
      const { start, limit, length, total } = response as unknown as Record<string, number>;
      // The total is that of the page.
      assert.deepEqual([start, limit, length, total], [0, 10, data.length, data.length]);
      assert.ok(data.length > 2 && !fieldsOf(data).includes('details'));
      assert.ok(data.every((event) => event['organization_id'] === organization.id && event.type?.startsWith('f')));
      const { search, ...others } = parameters;
      const asked = await client.logs.list(others, { queryParams: { q: search } });
      assert.deepEqual(asked.data, data);
      const events = await read<readonly { readonly log_id: string }[]>('/logs?take=100');
      const queryParams = { from: events[0]?.log_id ?? '', take: 2 };
      assert.deepEqual((await client.logs.list({}, { queryParams })).response, events.slice(1, 3));
    },
    ['q', 'from', 'take'],
  ),
  sdkCall('/logs/{}', noParameters, async ({ client, read }) => {
    const [event] = await read<readonly { readonly log_id: string }[]>('/logs?per_page=1');
    assert.deepEqual(await client.logs.get(event?.log_id ?? '-'), event);
  }),
];

function inside<T>({ organization, read }: Sdk, path: string): Promise<T> {
  return read<T>(`/organizations/${organization.id}/${path}`);
}

/** The member who has as many roles as the API allows. */
async function memberWithRoles(sdk: Sdk): Promise<string> {
  type Member = Person & { readonly roles: readonly Role[] };
  const members = await inside<readonly Member[]>(sdk, 'members?fields=user_id,roles&per_page=100');
  return members.find(({ roles }) => roles.length === 50)?.user_id ?? assert.fail('nobody has 50 roles');
}

async function effectiveRolesOf(sdk: Sdk, userId: string): Promise<readonly EffectiveRole[]> {
  const path = `members/${encodeURIComponent(userId)}/effective-roles?take=100`;
  return (await inside<{ readonly roles: readonly EffectiveRole[] }>(sdk, path)).roles;
}

/** A role that a member has through several groups. */
async function roleThroughGroups(sdk: Sdk) {
  for (const { user_id: userId } of await inside<readonly Person[]>(sdk, 'members?per_page=100')) {
    for (const { id: roleId, sources } of await effectiveRolesOf(sdk, userId)) {
      if (sources.includes('groups')) {
        const path = `members/${encodeURIComponent(userId)}/effective-roles/sources/groups?role_id=${roleId}`;
        const { groups } = await inside<{ readonly groups: readonly Group[] }>(sdk, path);
        if (groups.length > 1) return { userId, roleId, groups };
      }
    }
  }
  return assert.fail('nobody has a role through two groups');
}

async function ownRoles({ organization, read }: Sdk): Promise<readonly OwnedRole[]> {
  return read(`/roles?type=organization&owner_id=${organization.id}`);
}

/** A role that several members have. */
async function firstRole({ read }: Sdk): Promise<string> {
  const roles = await read<readonly Role[]>('/roles?type=tenant');
  return roles.find(({ name }) => name === 'Admin')?.id ?? '-';
}

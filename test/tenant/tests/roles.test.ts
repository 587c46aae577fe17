import assert from 'node:assert/strict';
import { useTenant } from '../askTenant.ts';
import type { Group, OwnedRole, Person, Role } from '../contents/model.ts';

interface Page {
  readonly members: readonly Person[];
  readonly next?: string;
}

describe('local tenant: roles', () => {
  const { tenant, ask, read, organization } = useTenant({ organizations: 5 });

  async function roleId(name: string): Promise<string> {
    const role = (await read<readonly Role[]>('/roles?type=tenant')).find((one) => one.name === name);
    assert.ok(role);
    return role.id;
  }

  it('are the roles of the tenant and of its organizations, each with its owner, on a tenant with Organization Roles', async () => {
    const [first, fourth] = [1, 4].map((place) => tenant().organizations[place]?.id ?? '');
    const ownersOf = async (query: string) =>
      (await read<readonly OwnedRole[]>(`/roles?per_page=100${query}`)).map(
        ({ type, owner_id: owner = type }) => owner,
      );
    const ofTenant = Array.from({ length: 50 }, () => 'tenant');
    assert.deepEqual(await ownersOf(''), [...ofTenant, first, first, fourth]);
    assert.deepEqual(await ownersOf('&type=tenant'), ofTenant);
    assert.deepEqual(await ownersOf(`&type=organization&owner_id=${first}`), [first, first]);
    const page = await read<{ readonly roles: readonly OwnedRole[]; readonly next: string }>('/roles?take=52');
    assert.equal(page.roles.length, 52);
    const rest = await read<{ readonly roles: readonly OwnedRole[] }>(`/roles?take=52&from=${page.next}`);
    assert.deepEqual(
      rest.roles.map(({ owner_id: owner }) => owner),
      [fourth],
    );
    for (const query of ['type=organization', 'type=none', 'take=101']) {
      assert.equal((await ask(`/roles?${query}`)).status, 400, query);
    }
  });

  it('are the roles of the tenant, by offset alone, on a tenant without Organization Roles', async () => {
    await tenant().setFeature('organizationRoles', 'notFound');
    const roles = await read<readonly Role[]>('/roles');
    assert.equal(roles.length, 50);
    assert.deepEqual(Object.keys(roles[0] ?? {}), ['id', 'name', 'description']);
    const page = await read('/roles?include_totals=true&page=2&per_page=20');
    assert.deepEqual(page, { roles: roles.slice(40), start: 40, limit: 20, total: 50 });
    assert.deepEqual(await read('/roles?page=9&per_page=100'), []);
    for (const query of ['page=10&per_page=100', 'take=5', 'type=tenant', 'per_page=101', 'fields=id']) {
      assert.equal((await ask(`/roles?${query}`)).status, 400, query);
    }
    await tenant().setFeature('organizationRoles', 'on');
  });

  it('are found by a part of their names', async () => {
    const names = async (filter: string) =>
      (await read<readonly Role[]>(`/roles?name_filter=${filter}`)).map(({ name }) => name);
    assert.deepEqual(await names('EDIT'), ['Editor']);
    assert.deepEqual(await names('nothing'), []);
  });

  it('ask for a scope of their own', async () => {
    const scope = 'read:organizations read:organization_members';
    const message = 'Insufficient scope, expected any of: read:roles';
    assert.deepEqual(await ask('/roles', await tenant().mintToken({ scope })), {
      status: 403,
      body: { statusCode: 403, error: 'Forbidden', message, errorCode: 'insufficient_scope' },
    });
    assert.equal((await ask('/roles', await tenant().mintToken({ scope: 'read:roles' }))).status, 200);
  });

  it('have the members to whom they were given, and those alone', async () => {
    const members = await read<readonly Person[]>(`${organization(1)}/members`);
    const rolesOf = new Map<string, readonly string[]>();
    for (const { user_id: id } of members) {
      const roles = await read<readonly Role[]>(`${organization(1)}/members/${encodeURIComponent(id)}/roles`);
      rolesOf.set(
        id,
        roles.map((role) => role.id),
      );
    }
    for (const { id } of await read<readonly Role[]>('/roles?type=tenant')) {
      const having = members.filter((member) => rolesOf.get(member.user_id)?.includes(id));
      assert.ok(having.length > 0, 'the first member has them all');
      assert.deepEqual(await read(`${organization(1)}/roles/${id}/members`), { members: having });
    }
  });

  it('have the groups that give them, and those alone', async () => {
    const { groups } = await read<{ readonly groups: readonly Group[] }>(`${organization(1)}/groups`);
    const rolesOf = new Map<string, readonly string[]>();
    for (const { id } of groups) {
      const path = `${organization(1)}/groups/${id}/roles`;
      const { roles } = await read<{ readonly roles: readonly Role[] }>(path);
      rolesOf.set(
        id,
        roles.map((role) => role.id),
      );
    }
    for (const { id } of await read<readonly Role[]>('/roles')) {
      const having = groups.filter((group) => rolesOf.get(group.id)?.includes(id));
      assert.deepEqual(await read(`${organization(1)}/roles/${id}/groups`), { groups: having });
    }
    assert.deepEqual(await read(`${organization(2)}/roles/${await roleId('Editor')}/groups`), { groups: [] });
  });

  it('have members by checkpoints alone, without a next on the last page', async () => {
    const path = `${organization(3)}/roles/${await roleId('Admin')}/members`;
    const members: Person[] = [];
    let from = '';
    let last = 0;
    do {
      const page = await read<Page>(`${path}?take=100${from}`);
      last = page.members.length;
      members.push(...page.members);
      from = page.next === undefined ? '' : `&from=${encodeURIComponent(page.next)}`;
    } while (from !== '');
    assert.ok(members.length > 1000 && last > 0);
    assert.equal(new Set(members.map(({ user_id: id }) => id)).size, members.length);
    assert.deepEqual((await read<Page>(path)).members, members.slice(0, 50));
    assert.deepEqual((await read<Page>(`${path}?take=1000`)).members, members.slice(0, 100), 'more is cut');
    for (const query of ['page=0', 'include_totals=true', 'take=0', 'take=5&from=none']) {
      assert.equal((await ask(`${path}?${query}`)).status, 400, query);
    }
  });

  it('have groups by checkpoints alone', async () => {
    const path = `${organization(1)}/roles/${await roleId('Editor')}/groups`;
    const { groups } = await read<{ readonly groups: readonly Group[] }>(path);
    assert.equal(groups.length, 2);
    const first = await read<{ readonly next: string }>(`${path}?take=1`);
    assert.deepEqual(first, { groups: groups.slice(0, 1), next: first.next });
    assert.deepEqual(await read(`${path}?take=1&from=${encodeURIComponent(first.next)}`), { groups: groups.slice(1) });
    assert.equal((await ask(`${path}?page=0`)).status, 400);
  });

  it('have members with the fields that were asked for', async () => {
    const path = `${organization(1)}/roles/${await roleId('Admin')}/members`;
    const fields = async (query: string) => Object.keys((await read<Page>(`${path}?${query}`)).members[0] ?? {}).sort();
    assert.deepEqual(await fields('take=1'), ['email', 'name', 'picture', 'user_id']);
    assert.deepEqual(await fields('fields=user_id,name'), ['name', 'user_id']);
    assert.deepEqual(await fields('fields=picture,email&include_fields=false'), ['name', 'user_id']);
    assert.equal((await ask(`${path}?fields=roles`)).status, 400);
  });

  it('have nobody any more who has left', async () => {
    const { id = '' } = tenant().organizations[4] ?? {};
    const path = `${organization(4)}/roles/${await roleId('Viewer')}/members`;
    const { members } = await read<Page>(path);
    const [leaving, ...others] = members;
    assert.ok(leaving);
    await tenant().removeMember(id, leaving.user_id);
    assert.deepEqual(await read(path), { members: others });
  });
});

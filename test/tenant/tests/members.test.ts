import assert from 'node:assert/strict';
import { useTenant } from '../askTenant.ts';
import { controlTenant } from '../control.ts';
import type { Person } from '../server.ts';

interface Member extends Person {
  readonly roles?: readonly { readonly id: string; readonly name: string }[];
}

interface Page {
  readonly members: readonly Member[];
  readonly next?: string;
}

describe('local tenant: members', () => {
  const { tenant, ask, read, organization } = useTenant({ organizations: 12 });

  function userPath(place: number, userId: string, rest: string): string {
    return `${organization(place)}/members/${encodeURIComponent(userId)}/${rest}`;
  }

  async function all(place: number, take = 100): Promise<readonly Page[]> {
    const pages: Page[] = [];
    let from = '';
    do {
      const page = await read<Page>(`${organization(place)}/members?take=${take}${from}`);
      pages.push(page);
      from = page.next === undefined ? '' : `&from=${encodeURIComponent(page.next)}`;
    } while (from !== '');
    return pages;
  }

  it('stand in a bare array, or beside totals', async () => {
    const path = `${organization(1)}/members`;
    const members = await read<readonly Member[]>(path);
    assert.equal(members.length, 40);
    assert.deepEqual(await read(`${path}?include_totals=false`), members);
    const page = await read(`${path}?include_totals=true&page=3&per_page=12`);
    assert.deepEqual(page, { members: members.slice(36), start: 36, limit: 12, total: 40 });
  });

  it('end with an empty page when they are read by checkpoints', async () => {
    const pages = await all(1, 20);
    assert.deepEqual(
      pages.map((page) => [page.members.length, page.next !== undefined]),
      [
        [20, true],
        [20, true],
        [0, false],
      ],
    );
    const members = await read<readonly Member[]>(`${organization(1)}/members`);
    assert.deepEqual(
      pages.flatMap((page) => page.members),
      members,
    );
    assert.deepEqual(await all(2), [{ members: [] }]);
  });

  it('are wrapped, but not paged, by from without take', async () => {
    const path = `${organization(0)}/members`;
    const { next = '' } = await read<Page>(`${path}?take=1`);
    const members = await read(path);
    const page = await read(`${path}?from=${encodeURIComponent(next)}`);
    assert.deepEqual(page, { members, start: 0, limit: 50, total: 3 });
  });

  it('are refused past 1000 by offset', async () => {
    const message =
      'Requesting page 10 exceeds the allowed maximum of 1000 records. To fetch results beyond 1000, use the checkpoint pagination method.';
    assert.deepEqual(await ask(`${organization(3)}/members?page=10&per_page=100`), {
      status: 400,
      body: { statusCode: 400, error: 'Bad Request', message, errorCode: 'invalid_paging' },
    });
  });

  it('are 12,000 in the large organization, each of them once', async () => {
    const pages = await all(3);
    const members = pages.flatMap((page) => page.members);
    assert.deepEqual([pages.length, members.length], [121, 12_000]);
    assert.equal(new Set(members.map(({ user_id: id }) => id)).size, 12_000);
    assert.ok(members.some(({ name }) => name === '<img src=x onerror=alert(1)>'));
  });

  it('come with the fields that were asked for', async () => {
    const names = async (query: string) => {
      const [first = {}] = await read<readonly object[]>(`${organization(1)}/members?per_page=1&${query}`);
      return Object.keys(first).sort().join();
    };
    assert.equal(await names(''), 'email,name,picture,user_id');
    assert.equal(await names('fields=user_id,roles'), 'roles,user_id');
    assert.equal(await names('fields=picture,email&include_fields=false'), 'name,user_id');
    for (const refused of ['password', 'email,', 'email,%20name', '']) {
      assert.equal((await ask(`${organization(1)}/members?fields=${refused}`)).status, 400, refused);
    }
  });

  it('show their roles only to a token that may read roles', async () => {
    const path = `${organization(1)}/members?fields=user_id,roles`;
    const body = {
      statusCode: 403,
      error: 'Forbidden',
      message: 'Insufficient scope, expected any of: read:organization_members, read:organization_member_roles',
      errorCode: 'insufficient_scope',
    };
    const withoutRoles = await tenant().mintToken({ scope: 'read:organization_members' });
    const rolesAlone = await tenant().mintToken({ scope: 'read:organization_member_roles' });
    assert.deepEqual(await ask(path, withoutRoles), { status: 403, body });
    assert.deepEqual(await ask(path, rolesAlone), { status: 403, body });
    assert.equal((await ask(`${organization(1)}/members`, withoutRoles)).status, 200);
    assert.equal((await ask(`${path}&include_fields=false`, withoutRoles)).status, 200);
    const members = await read<readonly Member[]>(path);
    assert.deepEqual(members[0]?.roles?.length, 50);
    assert.ok(members.some(({ roles }) => roles?.length === 0));
    assert.ok(members.some(({ roles }) => roles?.some(({ name }) => name === 'Billing')));
  });

  it('have their own roles by offset', async () => {
    const [first] = await read<readonly Member[]>(`${organization(1)}/members`);
    const path = userPath(1, first?.user_id ?? '', 'roles');
    const roles = await read<readonly object[]>(path);
    assert.equal(roles.length, 50);
    const page = await read(`${path}?include_totals=true&page=2&per_page=20`);
    assert.deepEqual(page, { roles: roles.slice(40), start: 40, limit: 20, total: 50 });
    assert.equal((await ask(`${path}?take=5`)).status, 400);
    assert.equal((await ask(`${path}?page=10&per_page=100`)).status, 400);
  });

  it('have effective roles by checkpoints, which tell where these come from', async () => {
    const [first] = await read<readonly Member[]>(`${organization(1)}/members`);
    const path = userPath(1, first?.user_id ?? '', 'effective-roles');
    const { roles } = await read<{ readonly roles: readonly { readonly sources: readonly string[] }[] }>(
      `${path}?take=200`,
    );
    assert.deepEqual(new Set(roles.map(({ sources }) => sources.join())), new Set(['direct,groups', 'direct']));
    const page = await read<{ readonly roles: unknown; readonly next: string }>(`${path}?take=49`);
    assert.deepEqual(page.roles, roles.slice(0, 49));
    const last = await read(`${path}?take=49&from=${encodeURIComponent(page.next)}`);
    assert.deepEqual(last, { roles: roles.slice(49) });
    assert.equal((await ask(`${path}?page=0`)).status, 400);
  });

  it('are found by user IDs with every character', async () => {
    const [, hostile] = await read<readonly Member[]>(`${organization(3)}/members`);
    assert.equal(hostile?.user_id, 'samlp|evil|a/b?c=d#e%20f');
    assert.equal((await ask(userPath(3, hostile.user_id, 'roles'))).status, 200);
    await controlTenant(tenant().url).removeMember(tenant().organizations[3]?.id ?? '', hostile.user_id);
    const [, next] = await read<readonly Member[]>(`${organization(3)}/members`);
    assert.notEqual(next?.user_id, hostile.user_id);
  });

  it('come and go while they are read', async () => {
    const remote = controlTenant(tenant().url);
    const { id = '' } = tenant().organizations[1] ?? {};
    const before = await read<readonly Member[]>(`${organization(1)}/members`);
    const { next = '' } = await read<Page>(`${organization(1)}/members?take=10`);
    const leaving = before[9]?.user_id ?? '';
    await remote.removeMember(id, leaving);
    const joined = { user_id: 'auth0|new', name: 'New' };
    await remote.addMember(id, joined);
    await remote.addMember(id, joined);
    const page = await read<Page>(`${organization(1)}/members?take=100&from=${encodeURIComponent(next)}`);
    assert.deepEqual(page.members, [...before.slice(10), joined]);
    assert.deepEqual(await read(userPath(1, 'auth0|new', 'roles')), []);
    assert.deepEqual(await read(userPath(1, leaving, 'roles')), []);
    await assert.rejects(remote.removeMember(id, leaving), /No member/);
    await assert.rejects(remote.addMember('org_none', joined), /No organization org_none/);
  });

  it('are not in an organization that was added', async () => {
    await tenant().addOrganization({ id: 'org_aaaaaaaaaaaaaaaa', name: 'added' });
    assert.deepEqual(await read('/organizations/org_aaaaaaaaaaaaaaaa/members'), []);
    await tenant().addMember('org_aaaaaaaaaaaaaaaa', { user_id: 'samlp|acme|jane@acme.example' });
    const [jane] = await read<readonly Member[]>('/organizations/org_aaaaaaaaaaaaaaaa/members');
    assert.equal(jane?.name, 'Jane Doe');
  });
});

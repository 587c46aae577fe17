import * as assert from 'node:assert/strict';
import { members } from '../../../src/sections/members.ts';
import type { Item } from '../../../src/sections/section.ts';
import type { SectionRow } from '../../../src/sidebar/rows.ts';
import { until } from '../../patience.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { failureOf } from '../messages.ts';
import { connect, contentOf, documentOf, forget, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;

const withRoles = 'fields=user_id,email,picture,name,roles&include_fields=true&take=100';
const withoutRoles = 'take=100';
const rolesScope = 'read:organization_member_roles';
const scopesWithout = (...missing: readonly string[]) =>
  readScopes.filter((scope) => !missing.includes(scope)).join(' ');

describe('The roles beside members', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  const requestedPages = async () => (await requestsOf(inside)).map((each) => each.replace(/from=.*/, 'from=…'));

  it('come with the members, and are below a member without a request', async () => {
    const row = await membersOf(1);
    const [first] = await shown(row);
    assert.equal(rolesOf(first)?.length, 50);
    await inside.clearRequests();
    const below = await rolesRow(first);
    assert.deepEqual(await contentOf(await run('openSectionJson', below)), { roles: rolesOf(first) });
    assert.deepEqual(await requestsOf(inside), []);
    await run('refresh', below);
    const path = `/api/v2/organizations/${below.id}/members/${encodeURIComponent(idOf(first))}/roles`;
    // Some tenants send at most 50 a page.
    assert.deepEqual(
      await requestsOf(inside),
      [0, 1].map((page) => `GET ${path}?page=${page}&per_page=100&include_totals=true`),
    );
    // The request for the roles alone tells more of them.
    const { roles } = (await contentOf(documentOf(below))) as { readonly roles: readonly Item[] };
    assert.ok(roles.every((role) => 'description' in role));
  });

  it('are the roles of the members that were read last, also after a refresh of the tenant', async () => {
    const row = await membersOf(1);
    const [first] = await shown(row);
    const below = await rolesRow(first);
    await run('openSectionJson', below);
    await inside.clearRequests();
    await inside.inject({
      match: '/members',
      answer: { status: 200, body: { members: [{ ...first, roles: [{ id: 'rol_new', name: 'New' }] }] } },
    });
    await run('refresh', inside.domain);
    assert.deepEqual(
      (await requestsOf(inside)).filter((request) => request.includes(`/${row.id}/`)),
      [request(row, withRoles)],
    );
    await run('openSectionJson', below);
    assert.deepEqual(await contentOf(documentOf(below)), { roles: [{ id: 'rol_new', name: 'New' }] });
  });

  it('change in their open document when the members above them are refreshed', async () => {
    const row = await membersOf(1);
    const [first] = await shown(row);
    const below = await rolesRow(first);
    await run('openSectionJson', below);
    await inside.inject({
      match: '/members',
      answer: { status: 200, body: { members: [{ ...first, roles: [{ id: 'rol_new', name: 'New' }] }] } },
    });
    await inside.clearRequests();
    await run('refresh', row);
    await until(async () => JSON.stringify(await contentOf(documentOf(below))).includes('rol_new'));
    assert.deepEqual(await requestsOf(inside), [request(row, withRoles)]);
  });

  it('go with a token that may not read roles, also in the middle of the list', async () => {
    await connect(inside, { hidesScope: true });
    const row = await membersOf(3);
    await shown(row);
    await run('updateAccessToken', inside.domain, await inside.mintToken({ scope: scopesWithout(rolesScope) }));
    await inside.clearRequests();
    await run('loadMore', row);
    assert.deepEqual(
      (await requestsOf(inside)).map((each) => each.replace(/&from=.*/, '')),
      [request(row, withRoles), request(row, withoutRoles), request(row, withoutRoles)],
    );
    const members = await shown(row);
    assert.equal(members.length, 200);
    assert.ok(members.every((member) => rolesOf(member) === undefined));
  });

  it('are read with each further page', async () => {
    const row = await membersOf(3);
    await shown(row);
    await run('loadMore', row);
    await until(async () => (await shown(row)).length === 200);
    assert.deepEqual(await requestedPages(), [request(row, withRoles), `${request(row, withRoles)}&from=…`]);
    assert.ok((await shown(row)).every((member) => rolesOf(member)));
  });

  it('are not asked for with a token that says that it may not read roles', async () => {
    await connect(inside, { scope: scopesWithout(rolesScope) });
    const row = await membersOf(1);
    const [first] = await shown(row);
    assert.deepEqual(await requestedPages(), [request(row, withoutRoles), `${request(row, withoutRoles)}&from=…`]);
    assert.equal(rolesOf(first), undefined);
    assert.match(await failureOf(documentOf(await rolesRow(first))), new RegExp(rolesScope));
    assert.equal((await requestsOf(inside)).length, 3, 'roles that are not known are asked for');
  });

  it('are asked for once in vain with a token that says nothing, until it is replaced', async () => {
    await connect(inside, { scope: scopesWithout(rolesScope), hidesScope: true });
    const rows = [await membersOf(1), await membersOf(3)] as const;
    for (const row of rows) await shown(row);
    await run('loadMore', rows[1]);
    await until(async () => (await shown(rows[1])).length === 200);
    assert.deepEqual(await requestedPages(), [
      request(rows[0], withRoles),
      request(rows[0], withoutRoles),
      `${request(rows[0], withoutRoles)}&from=…`,
      request(rows[1], withoutRoles),
      `${request(rows[1], withoutRoles)}&from=…`,
    ]);
    await run('updateAccessToken', inside.domain, await inside.mintToken({ hidesScope: true }));
    await inside.clearRequests();
    await run('refresh', rows[0]);
    assert.deepEqual(await requestedPages(), [request(rows[0], withRoles), `${request(rows[0], withRoles)}&from=…`]);
    assert.equal(rolesOf((await shown(rows[0]))[0])?.length, 50);
  });

  for (const hidesScope of [false, true]) {
    it(`do not hide that the members may not be read, with a token that ${hidesScope ? 'hides' : 'lists'} its scopes`, async () => {
      await connect(inside, { scope: scopesWithout('read:organization_members'), hidesScope });
      const row = await membersOf(1);
      assert.match(await failureOf(documentOf(row)), /403 insufficient_scope.*read:organization_members/);
      const asked = [request(row, withRoles), ...(hidesScope ? [request(row, withoutRoles)] : [])];
      assert.deepEqual(await requestsOf(inside), asked);
      await run('refresh', row);
      // Two refusals do not tell which of the requests is allowed.
      assert.deepEqual(await requestsOf(inside), [...asked, ...asked]);
    });
  }

  it('are not given up after a refusal that says nothing about scopes', async () => {
    const row = await membersOf(1);
    const reset = String(Math.ceil(Date.now() / 1000) + 3600);
    for (const answer of [
      { status: 403, body: { statusCode: 403, error: 'Forbidden', message: 'This is forbidden.' } },
      { status: 429, body: { statusCode: 429 }, headers: { 'retry-after': '3600', 'x-ratelimit-reset': reset } },
    ]) {
      await connect(inside, { hidesScope: true });
      await inside.inject({ times: 1, answer });
      await failureOf(documentOf(row));
      assert.deepEqual(await requestsOf(inside), [request(row, withRoles)]);
      await forget(inside);
    }
  });

  it('are shown before the address, and only where they are known', async () => {
    const jane = { user_id: 'auth0|1', name: 'Jane Doe', email: 'jane@acme.example' };
    const roles = [{ id: 'rol_1', name: 'Admin' }, { id: 'rol_2', name: 'Billing' }, 'not a role'];
    const about = ['Jane Doe', 'jane@acme.example', 'jane@acme.example', 'auth0|1'];
    const rowOf = async (member: Item) => {
      const { label, description, tooltip } = await members.present(member, 'en');
      return [label, description, ...(tooltip ?? []).filter((line) => line !== '')];
    };
    assert.deepEqual(await rowOf({ ...jane, roles }), [
      'Jane Doe',
      'Admin, Billing · jane@acme.example',
      'jane@acme.example',
      'auth0|1',
      'Roles: Admin, Billing',
    ]);
    assert.deepEqual(await rowOf({ ...jane, roles: [] }), [...about, 'No direct roles']);
    const admin = { user_id: 'auth0|1', name: 'Admin', roles: [{ id: 'rol_1', name: 'Admin' }] };
    assert.deepEqual((await rowOf(admin)).slice(0, 2), ['Admin', 'Admin']);
    assert.deepEqual(await rowOf(jane), about);
    assert.deepEqual(await rowOf({ user_id: 'auth0|1', email: 'j@acme.example', roles: [{ id: 'rol_1' }] }), [
      'j@acme.example',
      'rol_1',
      'auth0|1',
      'Roles: rol_1',
    ]);
  });
});

function membersOf(place: number): Promise<SectionRow> {
  return sectionRow(inside, place, 'members');
}

/** The roles below a member of the second organization. */
function rolesRow(member: Item | undefined): Promise<SectionRow> {
  return sectionRow(inside, 1, 'members', idOf(member), 'roles');
}

function request({ id }: SectionRow, query: string): string {
  return `GET /api/v2/organizations/${id}/members?${query}`;
}

async function shown(row: SectionRow): Promise<readonly Item[]> {
  await run('openSectionJson', row);
  return ((await contentOf(documentOf(row))) as { readonly members: readonly Item[] }).members;
}

function rolesOf(member: Item | undefined): readonly unknown[] | undefined {
  return member?.['roles'] as readonly unknown[] | undefined;
}

function idOf(member: Item | undefined): string {
  return String(member?.['user_id']);
}

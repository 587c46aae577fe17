import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { sectionAt } from '../../../src/sections/organizationSections.ts';
import type { SectionRow } from '../../../src/sidebar/rows.ts';
import { sectionItem } from '../../../src/sidebar/sectionItems.ts';
import { until } from '../../patience.ts';
import { nextRequest } from '../../sectionEndpoints.ts';
import type { Group, Invitation, Person, Role } from '../../tenant/contents/model.ts';
import { failureOf } from '../messages.ts';
import {
  answerOf,
  connect,
  contentOf,
  documentOf,
  forget,
  listedIds,
  requestsOf,
  run,
  sectionRow,
  tenants,
} from '../tenants.ts';

const { inside } = tenants;

const paging = 'page=0&per_page=100&include_totals=true';
const listRequest = `GET /api/v2/roles?${paging}`;
const listRequests = (id: string) => [
  `GET /api/v2/roles?type=organization&owner_id=${id}&${paging}`,
  `GET /api/v2/roles?type=tenant&${paging}`,
];

describe('The roles in an organization', () => {
  let roles: readonly Role[];

  beforeEach(async () => {
    await connect(inside);
    roles = await answerOf<readonly Role[]>(inside, '/api/v2/roles?type=tenant');
  });
  afterEach(async () => {
    await inside.setFeature('organizationRoles', 'on');
    // What a test has added, and not taken away when it failed, would stand in the way of the next one.
    for (const { id } of (await inside.organizations()).slice(12)) await inside.removeOrganization(id);
    await forget(inside);
  });

  const roleId = (name: string) => roles.find((role) => role.name === name)?.id ?? '-';
  const membersRow = (place: number, role: string) => sectionRow(inside, place, 'roles', roleId(role), 'members');
  const groupsRow = (place: number, role: string) => sectionRow(inside, place, 'roles', roleId(role), 'groups');

  it('have members that Find User cannot search, unlike the members of the organization', async () => {
    const contextOf = (row: SectionRow) => sectionItem(row).contextValue;
    assert.equal(contextOf(await sectionRow(inside, 1, 'members')), 'section requested members');
    assert.equal(contextOf(await membersRow(1, 'Admin')), 'section requested');
    assert.equal(contextOf(await sectionRow(inside, 1, 'members', 'auth0|1', 'events')), 'section requested events');
  });

  it('are the roles that the organization owns and then the ones of the tenant, never those of others', async () => {
    const rows = await Promise.all([1, 2].map((place) => sectionRow(inside, place, 'roles')));
    const own = await Promise.all(
      rows.map(({ id }) => answerOf<readonly Role[]>(inside, `/api/v2/roles?type=organization&owner_id=${id}`)),
    );
    assert.deepEqual(
      own.map(({ length }) => length),
      [2, 0],
    );
    for (const [index, row] of rows.entries()) {
      assert.deepEqual(await shown(row), { roles: [...(own[index] ?? []), ...roles] });
    }
    assert.deepEqual(
      await requestsOf(inside),
      rows.flatMap(({ id }) => [...listRequests(id), nextRequest(listRequests(id)[1] ?? '', '')]),
    );
  });

  it('tell page by page which members have a role, and are refreshed alone', async () => {
    const row = await membersRow(3, 'Admin');
    const { members: having } = await answerOf<{ readonly members: readonly Person[] }>(
      inside,
      `/api/v2/organizations/${row.id}/roles/${roleId('Admin')}/members?take=100`,
    );
    for (const other of [await sectionRow(inside, 3, 'roles'), await groupsRow(3, 'Admin')]) {
      await shown(other);
    }
    assert.deepEqual(await membersIn(row), having);
    await run('loadMore', row);
    await until(async () => (await membersIn(row)).length === 200);
    await inside.clearRequests();
    const path = `GET /api/v2/organizations/${row.id}/roles/${roleId('Admin')}/members?take=100`;
    await run('refresh', row);
    const paths = (await requestsOf(inside)).map((request) => request.replace(/from=.*/, 'from=…'));
    assert.deepEqual(paths, [path, `${path}&from=…`]);
    assert.deepEqual((await membersIn(row)).slice(0, 100), having);
  });

  it('tell which groups have a role', async () => {
    const row = await groupsRow(1, 'Editor');
    assert.deepEqual(
      (await groupsIn(row)).map(({ name }) => name),
      ['Engineering', 'Finance'],
    );
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('can be had by nobody', async () => {
    assert.deepEqual(await shown(await membersRow(2, 'Admin')), { members: [] });
    assert.deepEqual(await shown(await groupsRow(1, 'Store 1 Manager')), { groups: [] });
    assert.equal((await requestsOf(inside)).length, 2);
  });

  it('need one scope for all that is told of roles', async () => {
    await connect(inside, { scope: 'read:organizations read:roles' });
    for (const row of [
      await sectionRow(inside, 1, 'roles'),
      await membersRow(1, 'Admin'),
      await groupsRow(1, 'Admin'),
    ]) {
      await shown(row);
    }
    assert.equal((await requestsOf(inside)).length, 5);
  });

  it('are listed by a tenant without Organization Roles, which refuses the parameters and does not tell who has a role', async () => {
    await inside.setFeature('organizationRoles', 'notFound');
    const row = await sectionRow(inside, 1, 'roles');
    const ofTenant = await answerOf<readonly Role[]>(inside, '/api/v2/roles');
    assert.deepEqual(await shown(row), { roles: ofTenant });
    assert.match(await failureOf(documentOf(await membersRow(1, 'Admin'))), /\(404\)/);
    const [refused = '', ...others] = await requestsOf(inside);
    assert.deepEqual([refused, others[0], others.length], [listRequests(row.id)[0], listRequest, 3]);
  });

  it('are not held back by the rate limit of the list of members', async () => {
    const reset = Math.ceil(Date.now() / 1000) + 3600;
    await inside.inject({
      match: '/organizations/[^/]+/members',
      answer: {
        status: 200,
        body: { members: [] },
        headers: { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      },
    });
    await shown(await sectionRow(inside, 1, 'members'));
    assert.match(await failureOf(documentOf(await sectionRow(inside, 3, 'members'))), /rate limit/);
    assert.ok((await membersIn(await membersRow(1, 'Admin'))).length > 0);
    assert.equal((await requestsOf(inside)).length, 2);
  });

  it('find out that the organization is gone when a role is opened', async () => {
    for (const name of ['members', 'groups']) {
      const gone = { id: 'org_gone000000000002', name: 'without-roles' };
      await inside.addOrganization(gone);
      await run('openOrganizationList', inside.domain);
      await run('refresh', inside.domain);
      await until(async () => (await listedIds(inside)).includes(gone.id));
      const row = await sectionRow(inside, 12, 'roles', roleId('Admin'), name);
      await inside.removeOrganization(gone.id);
      assert.match(await failureOf(documentOf(row)), /\(404\)/);
      await until(async () => !(await listedIds(inside)).includes(gone.id));
    }
  });

  it('are where the IDs of roles lead', async () => {
    const row = await sectionRow(inside, 1, 'invitations');
    const invitations = await answerOf<readonly Invitation[]>(inside, `/api/v2/organizations/${row.id}/invitations`);
    const { id = '-', roles: [role = '-'] = [] } = invitations.find((invitation) => invitation.roles) ?? {};
    const uri = organizationUri(row.domain, row.organization, ['invitations', id]);
    await opened(uri);
    const links = await vscode.commands.executeCommand<readonly vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      uri,
      1000,
    );
    const target = organizationUri(row.domain, row.organization, ['roles', role]);
    assert.ok(links.some((link) => link.target?.toString() === target.toString()));
    await inside.clearRequests();
    // Other hosts than VS Code give it a tab only after it is read.
    await vscode.workspace.fs.readFile(target);
    assert.deepEqual(
      JSON.parse((await opened(target)).getText()),
      roles.find((one) => one.id === role),
    );
    const expected = listRequests(row.id);
    assert.deepEqual(await requestsOf(inside), [...expected, nextRequest(expected[1] ?? '', '')]);
  });

  it('have members and groups that hold nothing here, since they do in their own sections', () => {
    for (const name of ['members', 'groups']) {
      assert.equal(sectionAt(['roles', 'rol_1', name])?.sections, undefined);
    }
  });

  it('are explained in their documents', async () => {
    const { organization } = await sectionRow(inside, 1, 'roles');
    const role = ['roles', roleId('Editor')];
    const [member] = await membersIn(await membersRow(1, 'Editor'));
    const [group] = await groupsIn(await groupsRow(1, 'Editor'));
    for (const [path, key, text] of [
      [['roles'], 'roles', 'The roles of the organization and of the tenant'],
      [role, 'name', 'The name of the role'],
      [[...role, 'members'], 'members', 'to whom a role was given'],
      [[...role, 'members', member?.user_id ?? '-'], 'user_id', 'this user'],
      [[...role, 'groups'], 'groups', 'that have a role'],
      [[...role, 'groups', group?.id ?? '-'], 'name', 'The name of the group'],
    ] as const) {
      const uri = organizationUri(inside.domain, organization, path);
      const document = await opened(uri);
      const position = document.positionAt(document.getText().indexOf(`"${key}"`) + 1);
      await until(async () => (await hoverAt(uri, position)).includes(text));
    }
  });
});

async function membersIn(row: SectionRow): Promise<readonly Person[]> {
  return ((await shown(row)) as { readonly members: readonly Person[] }).members;
}

async function groupsIn(row: SectionRow): Promise<readonly Group[]> {
  return ((await shown(row)) as { readonly groups: readonly Group[] }).groups;
}

/** What the document of a section holds. It has a tab then; without one its content would serve the next test as well. */
async function shown(row: SectionRow): Promise<unknown> {
  await run('openSectionJson', row);
  return contentOf(documentOf(row));
}

/** A document in a tab, which it is gone with: VS Code would hold for minutes what is opened by its API. */
async function opened(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('vscode.open', uri);
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document?.uri.toString() === uri.toString());
  return document;
}

/** What is shown of a place in a document. */
async function hoverAt(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

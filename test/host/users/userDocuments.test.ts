import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { userUri } from '../../../src/users/userDocuments.ts';
import { until } from '../../patience.ts';
import type { Organization, Person } from '../../tenant/server.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks } from '../observedPick.ts';
import {
  answerOf,
  cancelled,
  connect,
  connectLoaded,
  contentOf,
  forget,
  openDocument,
  run,
  tenants,
} from '../tenants.ts';
import { asked, openedContent, organizationsOf, profileOf, rolesIn, type UserContent } from './userRequests.ts';

const { inside } = tenants;

const jane = 'samlp|acme|jane@acme.example';
const uriOf = (userId: string, withAllRoles = false) => userUri({ domain: inside.domain, userId, withAllRoles });
const pageOf = (userId: string, withAllRoles = false) =>
  userUri({ domain: inside.domain, userId, withAllRoles, isPage: true });
const open = (userId: string) => run<vscode.Uri | undefined>('openUser', userId, inside.domain);

/** A consultant, who is in nearly all organizations, and these. */
async function consultant(): Promise<{ readonly userId: string; readonly organizations: readonly Organization[] }> {
  const [, second] = await inside.organizations();
  const [member] = await answerOf<readonly Person[]>(inside, `/api/v2/organizations/${second?.id}/members`);
  assert.ok(member);
  const path = `/api/v2/users/${encodeURIComponent(member.user_id)}/organizations`;
  return { userId: member.user_id, organizations: await answerOf<readonly Organization[]>(inside, path) };
}

describe('The document of a user', () => {
  afterEach(() => forget(inside));

  it('says what roles in many organizations cost, before they are read', async () => {
    await connect(inside);
    const { userId, organizations } = await consultant();
    // Other tests remove organizations.
    const count = organizations.length;
    assert.ok(count > 5, `${count}`);
    const choose = async (label: string, content: (finding: Thenable<vscode.Uri | undefined>) => Promise<void>) => {
      await inside.clearRequests();
      await observePicks(async (pick) => {
        const opening = open(userId);
        await until(() => pick()?.items.length === 2);
        assert.ok(pick()?.title?.endsWith(` is in ${count} organizations of ${inside.domain}`), pick()?.title);
        assert.deepEqual(
          pick()?.items.map((item) => [item.label, item.description]),
          [
            ['Without roles', 'no more requests'],
            ['With roles', `at least ${count} requests, one for each organization`],
          ],
        );
        assert.deepEqual(await asked(inside), [profileOf(userId), organizationsOf(userId)]);
        await pick()?.accept(pick()?.items.find((item) => item.label === label));
        if (label === '') pick()?.hide();
        await content(opening);
      });
    };
    await choose('', async (opening) => {
      assert.equal(await opening, undefined);
    });
    await choose('Without roles', async (opening) => {
      const content = await openedContent(opening);
      assert.deepEqual(content.organizations, { items: organizations, complete: true });
      assert.deepEqual(content.roles, { complete: false });
      assert.equal((await asked(inside)).length, 2);
    });
    await choose('With roles', async (opening) => {
      const content = await openedContent(opening);
      assert.ok(content.organizations.items.every(({ roles }) => Array.isArray(roles)));
      assert.deepEqual(content.roles, { complete: true });
      assert.deepEqual(
        (await asked(inside)).slice(2),
        // 50 roles can be as many as a tenant sends on a page.
        organizations.flatMap(({ id }, place) => (place === 0 ? [0, 1] : [0]).map((page) => rolesIn(id, userId, page))),
      );
      assert.equal((await opening)?.toString(), pageOf(userId, true).toString());
    });
  });

  it('says what roles cost from more than five requests on', async () => {
    await connect(inside);
    const [, , third] = await inside.organizations();
    await inside.addMember(third?.id ?? '', { user_id: jane });
    try {
      await inside.clearRequests();
      await observePicks(async (pick) => {
        const opening = open(jane);
        await until(() => pick()?.title === `Jane Doe is in 4 organizations of ${inside.domain}`);
        pick()?.hide();
        assert.equal(await opening, undefined);
      });
      assert.equal((await asked(inside)).length, 2);
    } finally {
      await inside.removeMember(third?.id ?? '', jane);
    }
  });

  it('does not tell the number of organizations where the list may have more', async () => {
    await connect(inside);
    const listed = (await inside.organizations()).slice(0, 4);
    const body = { organizations: [...listed, 'not an organization'], start: 0, limit: 100, total: 5 };
    await inside.inject({ match: `/users/${encodeURIComponent(jane)}/organizations`, answer: { status: 200, body } });
    await observePicks(async (pick) => {
      const opening = open(jane);
      await until(() => pick()?.title === `Jane Doe is in 4 organizations of ${inside.domain} or more`);
      pick()?.hide();
      assert.equal(await opening, undefined);
    });
  });

  it('keeps the roles that were read before one of many organizations was deleted', async () => {
    await connect(inside);
    const { userId, organizations } = await consultant();
    const deleted = organizations[4]?.id ?? '';
    const body = { statusCode: 404, error: 'Not Found', message: 'The organization does not exist.' };
    await inside.inject({ match: `/organizations/${deleted}/members/`, answer: { status: 404, body } });
    await observePicks(async (pick) => {
      const opening = open(userId);
      await until(() => pick()?.items.length === 2);
      await pick()?.accept(pick()?.items[1]);
      const { organizations: found, roles } = await openedContent(opening);
      assert.deepEqual(
        found.items.map((item) => [item.id, Array.isArray(item.roles)]),
        organizations.map(({ id }, place) => [id, place < 4]),
      );
      assert.deepEqual([roles.complete, roles.error?.reason], [false, 'notFound']);
    });
  });

  it('keeps the roles that were read before a person cancels, in many organizations', async () => {
    await connect(inside);
    const { userId, organizations } = await consultant();
    await inside.inject({ match: `/organizations/${organizations[4]?.id}/members/`, hold: true });
    await vscode.commands.executeCommand('notifications.clearAll');
    await observePicks(async (pick) => {
      const opening = open(userId);
      await until(() => pick()?.items.length === 2);
      await pick()?.accept(pick()?.items[1]);
      await until(async () => (await asked(inside)).some((request) => request.includes(organizations[4]?.id ?? '?')));
      await cancelled(opening);
      const { organizations: found, roles } = await openedContent(opening);
      assert.deepEqual(
        found.items.map((item) => [item.id, Array.isArray(item.roles)]),
        organizations.map(({ id }, place) => [id, place < 4]),
      );
      assert.deepEqual([roles.complete, roles.error?.reason], [false, 'cancelled']);
    });
  });

  it('is read anew after a reload of the window and by Refresh, and leads on to its organizations', async () => {
    await connectLoaded(inside);
    const { document } = await openDocument(uriOf(jane));
    const [first] = await inside.organizations();
    assert.equal((await asked(inside)).length, 5);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
      100,
    );
    const commands = links.flatMap(({ target }) =>
      target?.scheme === 'command' ? decodeURIComponent(target.query) : [],
    );
    assert.equal(commands.length, 3);
    assert.equal(commands[0], JSON.stringify([first?.id, inside.domain]));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('"email_verified"') + 2),
    );
    assert.match(
      hovers.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value)).join(),
      /shown that the address is theirs/,
    );
    await inside.clearRequests();
    await inside.removeMember(first?.id ?? '', jane);
    try {
      await run('refresh', inside.domain);
      const { organizations } = (await contentOf(document.uri)) as UserContent;
      assert.equal(organizations.items.length, 2);
      assert.equal((await asked(inside)).filter((request) => request.includes('/users/')).length, 2);
    } finally {
      await inside.addMember(first?.id ?? '', { user_id: jane });
    }
  });

  it('leads to one of the organizations, whose row is selected and whose document opens', async () => {
    await connectLoaded(inside);
    const [, second] = await inside.organizations();
    // A view that is shown again draws its rows anew, and loses a selection that is made meanwhile.
    await vscode.commands.executeCommand('organizationInspector.organizations.focus');
    await observePicks(async (pick) => {
      const showing = run<vscode.Uri | undefined>('showOrganizationsOfUser', jane, inside.domain);
      await until(() => pick()?.items.length === 3);
      await pick()?.accept(pick()?.items[1]);
      const uri = await showing;
      assert.ok(uri);
      assert.deepEqual(await contentOf(uri), second);
    });
    assert.deepEqual(await asked(inside), [organizationsOf(jane), `GET /api/v2/organizations/${second?.id}`]);
    await run('copyOrganizationName', 'selection');
    assert.equal(await vscode.env.clipboard.readText(), second?.name);
    // The view that is shown now would ask for the rows of each tenant that another test connects.
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('has nothing to lead to for a user in no organization', async () => {
    await connect(inside);
    const lone = 'auth0|64a0b1c2d3e4f5a6b700000c';
    const [message] = await messagesDuring(() => run('showOrganizationsOfUser', lone, inside.domain));
    assert.equal(message?.text, `${lone} is in no organization.`);
  });

  it('does not say of a list without an organization that can be read that the user is in none', async () => {
    await connect(inside);
    for (const body of [
      { organizations: [], start: 0, limit: 100, total: 3 },
      { organizations: [null], start: 0, limit: 100, total: 1 },
      { organizations: [{ name: 'no-id' }], start: 0, limit: 100, total: 1 },
    ]) {
      await inside.inject({ match: '/users/.*/organizations', answer: { status: 200, body } });
      const [message] = await messagesDuring(() => run('showOrganizationsOfUser', jane, inside.domain));
      assert.equal(
        message?.text,
        'No organization was read. There may be more: Auth0 sends no more of this list.',
        JSON.stringify(body),
      );
      await inside.clearFaults();
    }
  });
});

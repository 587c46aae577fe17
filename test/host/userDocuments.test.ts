import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { userUri } from '../../src/documents/documentUri.ts';
import { until } from '../patience.ts';
import type { Organization, Person } from '../tenant/server.ts';
import { failureSamples } from '../unit/failures.ts';
import { isOneError, messagesDuring } from './messages.ts';
import { answerOf, connect, connectLoaded, contentOf, forget, openDocument, run, tenants } from './tenants.ts';
import { userPicks } from './userPicks.ts';
import { asked, openedContent, organizationsOf, profileOf, rolesIn, type UserContent } from './userRequests.ts';

const { inside } = tenants;

const jane = 'samlp|acme|jane@acme.example';
const uriOf = (userId: string, withAllRoles = false) => userUri({ domain: inside.domain, userId, withAllRoles });
const open = (userId: string) => run<vscode.Uri | undefined>('openUser', userId, inside.domain);
const find = (text: string) => run<vscode.Uri | undefined>('findUser', text, inside.domain);

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
    assert.equal(organizations.length, 10);
    const choose = async (label: string, content: (finding: Thenable<vscode.Uri | undefined>) => Promise<void>) => {
      await inside.clearRequests();
      await userPicks(async (pick) => {
        const opening = open(userId);
        await until(() => pick()?.items.length === 2);
        assert.match(pick()?.title ?? '', / is in 10 organizations$/);
        assert.deepEqual(
          pick()?.items.map((item) => [item.label, item.description]),
          [
            ['Without roles', 'no more requests'],
            ['With roles', '10 requests, one for each organization'],
          ],
        );
        assert.deepEqual(await asked(inside), [profileOf(userId), organizationsOf(userId)]);
        pick()?.choose(pick()?.items.find((item) => item.label === label));
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
        organizations.map(({ id }) => rolesIn(id, userId)),
      );
      assert.equal((await opening)?.toString(), uriOf(userId, true).toString());
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

  it('has the organizations of a user ID also without read:users, and says which scopes are missing', async () => {
    await connect(inside, { scope: 'read:organizations' });
    const content = await openedContent(find(jane));
    const { user, organizations, roles } = content;
    assert.deepEqual([user['user_id'], user.error?.reason], [jane, 'insufficientScope']);
    assert.deepEqual(user.error?.scopes, ['read:users']);
    assert.deepEqual([organizations.items.length, organizations.complete], [3, true]);
    assert.deepEqual(roles.error?.scopes, ['read:organization_member_roles']);
    // The first refusal is enough to know.
    assert.equal((await asked(inside)).length, 3);
  });

  for (const text of ['jane@acme.example', 'jan']) {
    it(`is not found for “${text}” without read:users, which is said`, async () => {
      await connect(inside, { scope: 'read:organizations' });
      const messages = await messagesDuring(() => find(text));
      isOneError(messages, {
        failed: `Users of ${inside.domain} could not be found`,
        text: /\(403 insufficient_scope\).*Expected any of: read:users\./,
        buttons: ['Update Access Token', 'Open Documentation'],
      });
      assert.equal((await asked(inside)).length, 1);
    });
  }

  for (const [situation, expected, retry] of [
    ['a search that took too long', /\(503\).*longer than the tenant allows.*a longer beginning/, 'Retry'],
    ['too many requests', /\(429 too_many_requests\).*Try again in 90 seconds/],
    ['a missing feature', /does not have this feature/],
  ] as const) {
    it(`is explained once after ${situation}${retry ? ', and found by Retry' : ''}`, async () => {
      await connect(inside);
      const plan = { status: 403, body: { message: 'Tenant not entitled to this feature.' } };
      const sample = failureSamples.find((other) => other.situation === situation) ?? plan;
      const { status, body, headers } = { headers: {}, ...sample };
      await inside.inject({ match: '/users?', times: 1, answer: { status, body, headers } });
      await userPicks(async (pick) => {
        const messages = await messagesDuring(() => find('Toni'), retry);
        assert.equal(messages.length, 1);
        assert.match(messages[0]?.text ?? '', expected);
        if (retry) {
          await until(() => pick()?.items.length === 3);
        }
      });
      assert.equal((await asked(inside)).length, retry ? 2 : 1);
    });
  }

  it('says that a user does not exist, and nothing when the search is cancelled', async () => {
    await connect(inside);
    const [message] = await messagesDuring(() => find('auth0|nobody'));
    assert.match(
      message?.text ?? '',
      /^User auth0\|nobody could not be read .*does not have it: The user does not exist/,
    );
    await inside.inject({ match: '/users-by-email', delayMs: 600_000 });
    await userPicks(async (pick) => {
      const finding = find('jane@acme.example');
      await until(async () => (await asked(inside)).some((request) => request.includes('users-by-email')));
      pick()?.hide();
      assert.equal(await finding, undefined);
    });
  });

  it('leads to one of the organizations, whose row is selected and whose document opens', async () => {
    await connectLoaded(inside);
    const [, second] = await inside.organizations();
    await userPicks(async (pick) => {
      const showing = run<vscode.Uri | undefined>('showOrganizationsOfUser', jane, inside.domain);
      await until(() => pick()?.items.length === 3);
      pick()?.choose(pick()?.items[1]);
      const uri = await showing;
      assert.ok(uri);
      assert.deepEqual(await contentOf(uri), second);
    });
    assert.deepEqual(await asked(inside), [organizationsOf(jane), `GET /api/v2/organizations/${second?.id}`]);
    await run('copyOrganizationName', 'selection');
    assert.equal(await vscode.env.clipboard.readText(), second?.name);
  });

  it('has nothing to lead to for a user in no organization', async () => {
    await connect(inside);
    const lone = 'auth0|64a0b1c2d3e4f5a6b700000c';
    const [message] = await messagesDuring(() => run('showOrganizationsOfUser', lone, inside.domain));
    assert.equal(message?.text, `${lone} is in no organization.`);
  });
});

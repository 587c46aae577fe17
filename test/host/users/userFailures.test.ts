import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { connect, forget, run, tenants } from '../tenants.ts';
import { asked, openedContent } from './userRequests.ts';

const { inside } = tenants;

const jane = 'samlp|acme|jane@acme.example';
const open = (userId: string) => run<vscode.Uri | undefined>('openUser', userId, inside.domain);
const find = (text: string) => run<vscode.Uri | undefined>('findUser', text, inside.domain);

async function contentOfPage(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('A user who cannot be read, or not all of it', () => {
  afterEach(() => forget(inside));

  it('has the organizations of a user ID also without read:users, and says which scopes are missing', async () => {
    await connect(inside, { scope: 'read:organizations' });
    const content = await openedContent(find(jane));
    const { user, organizations, roles } = content;
    assert.deepEqual([user['user_id'], user.error?.reason], [jane, 'insufficientScope']);
    assert.deepEqual(user.error?.scopes, ['read:users', 'read:current_user', 'read:user_idp_tokens']);
    assert.deepEqual([organizations.items.length, organizations.complete], [3, true]);
    assert.deepEqual(roles.error?.scopes, ['read:organization_member_roles']);
    // The first refusal is enough to know.
    assert.equal((await asked(inside)).length, 3);
  });

  it('has the organizations also with a token that may read the profile of its own user alone', async () => {
    await connect(inside);
    const message = 'User to be acted on does not match subject in bearer token.';
    const body = { statusCode: 403, error: 'Forbidden', message };
    await inside.inject({ match: '/users/[^/]+\\?', answer: { status: 403, body } });
    const { user, organizations } = await openedContent(open(jane));
    assert.deepEqual([user['user_id'], user.error?.reason], [jane, 'forbidden']);
    assert.equal(organizations.items.length, 3);
  });

  it('has the profile and the organizations also where the roles, which nobody has asked for, cannot be read', async () => {
    await connect(inside);
    const [, second] = (await openedContent(open(jane))).organizations.items;
    await inside.inject({ match: `/${second?.id}/members/`, answer: { status: 500, body: {} } });
    const { user, organizations, roles } = await openedContent(open(jane));
    assert.equal(user['name'], 'Jane Doe');
    assert.deepEqual(
      organizations.items.map((item) => Array.isArray(item.roles)),
      [true, false, false],
    );
    assert.deepEqual([roles.complete, roles.error?.reason], [false, 'serverError']);
  });

  it('keeps the roles that were read where a refresh does not come to them, and not what a token may not read', async () => {
    await connect(inside);
    const opened = await open(jane);
    assert.ok(opened);
    const before = await contentOfPage(opened);
    assert.doesNotMatch(before, /not read/);
    const [, second] = await inside.organizations();
    const match = `/${second?.id}/members/`;
    await inside.inject({ match, answer: { status: 500, body: {} } });
    const messages = await messagesDuring(() => run('refresh', inside.domain));
    assert.ok(messages.length > 0);
    assert.equal(await contentOfPage(opened), before);
    await inside.clearFaults();
    const body = {
      statusCode: 403,
      error: 'Forbidden',
      message: 'Insufficient scope',
      errorCode: 'insufficient_scope',
    };
    await inside.inject({ match, answer: { status: 403, body } });
    await run('refresh', inside.domain);
    assert.match(await contentOfPage(opened), /The roles could not be read in each organization/);
  });

  for (const command of ['findUser', 'showOrganizationsOfUser']) {
    it(`is found by Retry of ${command}, which keeps the text`, async () => {
      await connect(inside);
      const sample = failureSamples.find(({ situation }) => situation === 'a search that took too long');
      assert.ok(sample);
      const { status, body } = sample;
      await inside.inject({ match: '/users\\?', times: 1, answer: { status, body } });
      await withPick(
        () => run(command),
        async (pick) => {
          pick.type('Toni');
          await pick.accept(pick.items[0]);
          const failure = await pick.item(/^\$\(warning\) .* \(503\) Retry$/);
          await until(() => pick.active[0] === failure);
          assert.match(failure.detail ?? '', /a longer beginning/);
          await pick.accept(failure);
          await until(() => pick.items.length === 3);
          assert.equal(pick.value, 'Toni');
        },
      );
      assert.equal((await asked(inside)).length, 2);
    });
  }

  for (const text of ['jane@acme.example', 'jan']) {
    it(`is not found for “${text}” without read:users, which is said, and found with another token`, async () => {
      await connect(inside, { scope: 'read:organizations' });
      const token = await inside.mintToken();
      const { executeCommand } = vscode.commands;
      let wanted: unknown;
      // The extension has the same object, since these tests lie in its folder.
      Object.assign(vscode.commands, {
        executeCommand: (command: string, ...given: readonly unknown[]) => {
          if (!command.endsWith('updateAccessToken')) return executeCommand(command, ...given);
          [, , wanted] = given;
          return executeCommand(command, given[0], token);
        },
      });
      try {
        await withPick(
          () => find(text),
          async (pick) => {
            const refused = await pick.item(
              /^\$\(warning\) .*Expected any of: read:users(?:, read:user_idp_tokens)?\. \(403 insufficient_scope\)/,
            );
            assert.match(refused.detail ?? '', /^read:users(?:, read:user_idp_tokens)? · Grant /);
            assert.equal((await asked(inside)).length, 1);
            // Not Retry: the token would be refused again.
            const update = await pick.item(/^Update Access Token/);
            await until(() => pick.active[0] === update);
            await pick.accept(update);
            await until(async () => (await asked(inside)).length > 1);
          },
        );
        assert.equal([wanted].flat()[0], 'read:users');
      } finally {
        Object.assign(vscode.commands, { executeCommand });
      }
    });
  }

  for (const [situation, expected] of [
    ['a search that took too long', /longer than the tenant allows.* \(503\)/],
    ['a missing feature', /does not have this feature/],
  ] as const) {
    it(`is explained in a row after ${situation}, and found by Retry`, async () => {
      await connect(inside);
      const plan = { status: 403, body: { message: 'Tenant not entitled to this feature.' } };
      const sample = failureSamples.find((other) => other.situation === situation) ?? plan;
      const { status, body, headers } = { headers: {}, ...sample };
      await inside.inject({ match: '/users?', times: 1, answer: { status, body, headers } });
      await withPick(
        () => find('Toni'),
        async (pick) => {
          await pick.choose(expected);
          await until(() => pick.items.length === 3);
        },
      );
      assert.equal((await asked(inside)).length, 2);
    });
  }

  it('is explained in a row after too many requests', async () => {
    await connect(inside);
    const sample = failureSamples.find(({ situation }) => situation === 'too many requests');
    assert.ok(sample);
    const { status, body, headers = {} } = sample;
    await inside.inject({ match: '/users?', times: 1, answer: { status, body, headers } });
    await withPick(
      () => find('Toni'),
      async (pick) => {
        const row = await pick.item(/^\$\(warning\) .* \(429 too_many_requests\) Retry$/);
        assert.match(row.detail ?? '', /Try again in 90 seconds/);
      },
    );
    assert.equal((await asked(inside)).length, 1);
  });

  it('says that a user does not exist, and nothing when the search is cancelled', async () => {
    await connect(inside);
    const [message] = await messagesDuring(() => find('auth0|nobody'));
    assert.match(
      message?.text ?? '',
      /^User auth0\|nobody of .* could not be read .*The tenant does not have it: The user does not exist/,
    );
    await inside.inject({ match: '/users-by-email', delayMs: 600_000 });
    await observePicks(async (pick) => {
      const finding = find('jane@acme.example');
      await until(async () => (await asked(inside)).some((request) => request.includes('users-by-email')));
      pick()?.hide();
      assert.equal(await finding, undefined);
    });
  });
});

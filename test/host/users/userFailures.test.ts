import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { isOneError, messagesDuring } from '../messages.ts';
import { observePicks } from '../observedPick.ts';
import { connect, forget, run, tenants } from '../tenants.ts';
import { asked, openedContent } from './userRequests.ts';

const { inside } = tenants;

const jane = 'samlp|acme|jane@acme.example';
const open = (userId: string) => run<vscode.Uri | undefined>('openUser', userId, inside.domain);
const find = (text: string) => run<vscode.Uri | undefined>('findUser', text, inside.domain);

describe('A user who cannot be read, or not all of it', () => {
  afterEach(() => forget(inside));

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

  it('has the organizations also with a token that may read the profile of its own user alone', async () => {
    await connect(inside);
    const message = 'User to be acted on does not match subject in bearer token.';
    const body = { statusCode: 403, error: 'Forbidden', message };
    await inside.inject({ match: '/users/[^/]+\\?', answer: { status: 403, body } });
    const { user, organizations } = await openedContent(open(jane));
    assert.deepEqual([user['user_id'], user.error?.reason], [jane, 'forbidden']);
    assert.equal(organizations.items.length, 3);
  });

  for (const command of ['findUser', 'showOrganizationsOfUser']) {
    it(`is found by Retry of ${command}, which keeps the text and the tenant that was chosen`, async () => {
      await connect(inside);
      await connect(tenants.small);
      const { showQuickPick } = vscode.window;
      let choices = 0;
      const chooseTenant = (offered: readonly { readonly domain: string }[]) => {
        choices++;
        return Promise.resolve(offered.find(({ domain }) => domain === inside.domain));
      };
      Object.assign(vscode.window, { showQuickPick: chooseTenant });
      try {
        const sample = failureSamples.find(({ situation }) => situation === 'a search that took too long');
        assert.ok(sample);
        const { status, body } = sample;
        await inside.inject({ match: '/users\\?', times: 1, answer: { status, body } });
        await observePicks(async (pick) => {
          await messagesDuring(async () => {
            const finding = run(command);
            await until(() => pick() !== undefined);
            pick()?.type('Toni');
            pick()?.accept(pick()?.items[0]);
            await finding;
          }, 'Retry');
          await until(() => pick()?.items.length === 3);
          pick()?.hide();
        });
        assert.equal(choices, 1);
        assert.equal((await asked(inside)).length, 2);
      } finally {
        Object.assign(vscode.window, { showQuickPick });
        await forget(tenants.small);
      }
    });
  }

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
      await observePicks(async (pick) => {
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
    await observePicks(async (pick) => {
      const finding = find('jane@acme.example');
      await until(async () => (await asked(inside)).some((request) => request.includes('users-by-email')));
      pick()?.hide();
      assert.equal(await finding, undefined);
    });
  });
});

import * as assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { MOST_REQUESTS } from '../../../src/access/factReader.ts';
import { explanationUri } from '../../../src/access/accessDocuments.ts';
import { urisInTabs } from '../../../src/documents/requestedDocuments.ts';
import { until } from '../../patience.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { isOneError, messagesDuring } from '../messages.ts';
import { observePicks } from '../observedPick.ts';
import { cancelled, connect, forget, run, tenants } from '../tenants.ts';
import { asked } from '../users/userRequests.ts';
import { explain, explainAgreed, questionAt, reportOf } from './explainAccessSteps.ts';

const { support } = tenants;
const { organizationId, clientId, userId, email } = stories.notAMember;
const { domain } = support;
const question = { domain, organizationId, clientId, userId };

const failed = `The failed login to ${organizationId} in ${support.domain} could not be explained`;
const answerTo = (situation: string) => {
  const { status, body, headers = {} } = failureSamples.find((sample) => sample.situation === situation) ?? {};
  assert.ok(status);
  return { status, body, headers };
};

describe('Explain Failed Login', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  it('says how many requests it makes at most, and makes them once the person agrees', async () => {
    await observePicks(async (pick) => {
      const explaining = explain(question);
      const last = await questionAt(pick, '1/1');
      const most = Number(/^Make at Most (\d+) Requests$/.exec(last.items[0]?.label ?? '')?.[1]);
      assert.ok(most <= MOST_REQUESTS);
      assert.deepEqual(await asked(support), []);
      await last.accept(last.items[0]);
      const uri = await explaining;
      assert.equal(uri?.toString(), explanationUri(question, 'story-not-a-member', 'Nadia Petrova').toString());
      const { length } = await asked(support);
      assert.ok(length > 0 && length <= most, `${length}`);
    });
  });

  it('names the scopes that the token lacks for a complete answer', async () => {
    await forget(support);
    await connect(support, { scope: 'read:organizations read:users read:clients' });
    await observePicks(async (pick) => {
      const explaining = explain({ ...question, clientId: null });
      const last = await questionAt(pick, '1/1');
      assert.match(
        last.items[0]?.detail ?? '',
        /^With repeats after failures, at most \d+\. For a complete answer the token lacks: .*read:logs/,
      );
      assert.doesNotMatch(last.items[0]?.detail ?? '', /read:users|read:clients/);
      last.hide();
      await explaining;
    });
  });

  it('says that a token does not tell its scopes', async () => {
    await forget(support);
    await connect(support, { hidesScope: true });
    await observePicks(async (pick) => {
      const explaining = explain(question);
      const last = await questionAt(pick, '1/1');
      assert.match(last.items[0]?.detail ?? '', /\. The token does not say which scopes it has\.$/);
      last.hide();
      await explaining;
    });
  });

  it('does not read a profile again that was just found', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain, organizationId, clientId });
      const user = await questionAt(pick, '1/2');
      user.type(email);
      await user.accept(user.items[0]);
      const last = await questionAt(pick, '2/2');
      await last.accept(last.items[0]);
      assert.match(await reportOf(await explaining), /^## Nadia Petrova cannot log in to Not a member/);
    });
    const profiles = (await asked(support)).filter((request) => /users(-by-email|\/[^/]+)\?/.test(request));
    assert.equal(profiles.length, 1);
  });

  it('reads a profile again that was found before a failure, however late Retry is pressed', async () => {
    const isProfileRead = async () => (await asked(support)).some((request) => /\/users\/[^/]+\?/.test(request));
    const messages = await messagesDuring(
      () =>
        observePicks(async (pick) => {
          const explaining = explain({ domain, organizationId, clientId });
          const user = await questionAt(pick, '1/2');
          user.type(email);
          await user.accept(user.items[0]);
          const last = await questionAt(pick, '2/2');
          await support.inject({ answer: answerTo('a login page of a proxy') });
          await last.accept(last.items[0]);
          await explaining;
        }),
      async () => {
        // It was found by the address.
        assert.equal(await isProfileRead(), false);
        await support.clearFaults();
        return 'Retry';
      },
    );
    isOneError(messages, { failed, text: /\(200\)/, buttons: ['Retry', 'Show Log'] });
    await until(isProfileRead);
  });

  it('explains logins without an application and a user', async () => {
    const text = await reportOf(await explainAgreed({ domain, organizationId, clientId: null, userId: null }));
    assert.match(text, /^## The log has a failed login of nadia\\@not-a-member\.example to Not a member, .*: “user /);
    assert.match(text, /It points to: Membership\. Add or invite the user/);
    assert.ok((await asked(support)).every((request) => !/\/(clients|users)\//.test(request)));
  });

  it('is cancelled while it reads, and shows nothing', async () => {
    await support.inject({ delayMs: 60_000 });
    assert.equal(await cancelled(explainAgreed(question)), undefined);
    // The organization and the application come first.
    assert.equal((await asked(support)).length, 2);
  });

  it('tells one failure where no fact can be read', async () => {
    await support.inject({ answer: answerTo('an expired token') });
    const messages = await messagesDuring(() => explainAgreed(question));
    isOneError(messages, { failed, text: /401/, buttons: ['Update Access Token', 'Open Documentation'] });
    assert.ok((await asked(support)).length <= MOST_REQUESTS);
  });

  it('asks nothing again when Retry is pressed', async () => {
    await support.inject({ answer: answerTo('a login page of a proxy') });
    const messages = await messagesDuring(
      () => explainAgreed(question),
      async () => {
        await support.clearFaults();
        return 'Retry';
      },
    );
    isOneError(messages, { failed, text: /\(200\)/, buttons: ['Retry', 'Show Log'] });
    const uri = explanationUri(question, 'story-not-a-member', 'Nadia Petrova');
    await until(() => urisInTabs().some((open) => open.toString() === uri.toString()));
    assert.match(await reportOf(uri), /^## Nadia Petrova cannot log in to Not a member/);
  });

  it('waits where the rate limit is used up, and counts the refused request', async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 2);
    const answer = { status: 429, body: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset } };
    await support.inject({ match: '/enabled_connections', times: 1, answer });
    const text = await reportOf(await explainAgreed(question));
    const { length } = await asked(support);
    assert.ok(text.includes(`, with ${length} requests.`));
    assert.ok(length <= MOST_REQUESTS);
    assert.doesNotMatch(text, /What could not be checked/);
  });

  it('explains without what is refused for too long', async () => {
    await support.inject({ match: '/logs', answer: answerTo('too many requests') });
    const text = await reportOf(await explainAgreed(question));
    assert.match(text, /^## Nadia Petrova cannot log in to Not a member/);
    assert.match(text, /What could not be checked/);
    assert.ok((await asked(support)).length <= MOST_REQUESTS);
  });

  for (const [how, refresh] of [
    ['of the explanation', (uri: vscode.Uri) => run('refresh', uri)],
    ['without an argument, while it is in front,', () => run('refresh')],
  ] as const) {
    it(`explains again by Refresh ${how}`, async () => {
      const uri = await explainAgreed(question);
      assert.ok(uri);
      const first = await asked(support);
      await support.addMember(organizationId, { user_id: userId });
      await support.clearRequests();
      try {
        await refresh(uri);
        assert.match(
          await reportOf(uri),
          /^## The log has a failure that is probably history, .* The settings that were read do not show its cause any more: Membership\./,
        );
        // Other accounts with the address are of interest only for somebody who is no member.
        const again = first.filter((request) => !request.includes('/users-by-email?'));
        assert.equal(again.length, first.length - 1);
        assert.deepEqual((await asked(support)).toSorted(), again.toSorted());
      } finally {
        await support.removeMember(organizationId, userId);
      }
    });
  }

  it('keeps the explanation where the tenant is refreshed, which makes no request for it', async () => {
    const uri = await explainAgreed(question);
    const before = await reportOf(uri);
    await support.clearRequests();
    await run('refresh', domain);
    assert.deepEqual(
      (await asked(support)).filter((request) => !request.startsWith('GET /api/v2/organizations?')),
      [],
    );
    assert.equal(await reportOf(uri), before);
  });

  it('keeps the explanation where Refresh fails, which is told', async () => {
    const uri = await explainAgreed(question);
    const before = await reportOf(uri);
    await support.inject({ answer: answerTo('an expired token') });
    const messages = await messagesDuring(() => run('refresh', uri));
    const named = failed.replace(organizationId, 'Not a member');
    isOneError(messages, { failed: named, text: /401/, buttons: ['Update Access Token', 'Open Documentation'] });
    assert.equal(await reportOf(uri), before);
  });

  it('calls the organization by its name once an explanation has read it, also where it cannot be read again', async () => {
    await explainAgreed(question);
    await support.inject({ match: `/organizations/${organizationId}$`, answer: answerTo('a missing scope') });
    await observePicks(async (pick) => {
      const explaining = explain(question);
      const last = await questionAt(pick, '1/1');
      assert.equal(last.title, 'Explain Failed Login to Not a member');
      await last.accept(last.items[0]);
      assert.match(await reportOf(await explaining), /- Organization: \S*Not a member/);
    });
  });
});

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { isOneError, messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { cancelled, connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';
import { type Found, idsOf, itemRow, organizationsWhere, others, table } from './scanSteps.ts';

const { inside, small } = tenants;
const texts = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);
describe('Finding the organizations that use an application', () => {
  afterEach(async () => {
    await forget(inside);
    await forget(small);
    await inside.setFeature('clientAssociations', 'on');
  });

  /** The application has the same ID in each tenant. */
  const mobileApp = async () => ({ ...(await itemRow(inside, 1, 'clients', 1)), domain: small.domain });
  const pages = (id: string, count: number) =>
    Array.from(
      { length: count },
      (_, page) =>
        `GET /api/v2/organizations?include_client_association_for=${id}&take=100${page > 0 ? '&from=…' : ''}`,
    );
  const requests = async (tenant: HostTenant) =>
    (await requestsOf(tenant)).map((request) => request.replace(/from=[^&]+/, 'from=…'));

  /** With the time, since the list can be another one now. */
  const isToldAgain = ([again = '', ...others]: readonly string[], result = '') => {
    assert.ok(others.length === 0 && again.startsWith(result), again);
    assert.match(again.slice(result.length), /^ Result of .*\d{4}, \d+:\d+ [AP]M\.$/);
  };

  /** Six pages of one organization each. */
  const injectPages = async () => {
    for (const [place, { id }] of (await inside.organizations()).slice(0, 6).entries()) {
      const next = place < 5 ? { next: `cursor${place}` } : {};
      const body = { organizations: [{ id, client: { use_for_member_access: false } }], ...next };
      await inside.inject({ match: 'include_client', times: 1, answer: { status: 200, body } });
    }
  };
  const refusal = { status: 400, body: { statusCode: 400, error: 'Bad Request', message: 'No' } };

  it('takes one request for a hundred organizations, from the row of an application', async () => {
    await connect(small);
    const row = await mobileApp();
    const expected = await organizationsWhere(small, 'clients', (clients) =>
      clients.some(({ client_id: id }) => id === row.item['client_id']),
    );
    let found: Found;
    const messages = await messagesDuring(async () => {
      found = await run<Found>('findOrganizationsOfApplication', row);
    }, 'Open as Table');
    assert.deepEqual(
      idsOf(found),
      expected.map(({ id }) => id),
    );
    assert.deepEqual(texts(messages), [
      `${expected.length} organizations of ${small.domain} use Mobile App. Organizations asked: 150, which are all of the list. ${await others(small, expected)}`,
    ]);
    const [, ...lines] = await table();
    // Names hold line breaks.
    const begun = lines.filter((line) => line.startsWith('org_'));
    const ended = lines.filter((line) => line.endsWith(',Uses Mobile App for access of members'));
    assert.deepEqual(
      begun.map((line) => line.split(',')[0]),
      idsOf(found),
    );
    assert.equal(ended.length, expected.length);
    assert.deepEqual(await requests(small), pages(String(row.item['client_id']), 2));
  });

  it('asks again after too many requests, with the same question, whatever the application is called', async () => {
    await connect(inside);
    const row = await itemRow(inside, 1, 'clients', 0);
    const id = '" OR *:../';
    const name = '$(sync) [a](command:b) ${x} \u202e"*:\\';
    const hostile = { ...row, item: { client_id: id, client: { name } } };
    const body = { statusCode: 429, error: 'Too Many Requests', message: 'Global limit has been reached' };
    await inside.inject({ match: 'include_client', times: 1, answer: { status: 429, body } });
    const messages = await messagesDuring(() => run('findOrganizationsOfApplication', hostile));
    assert.deepEqual(texts(messages), [
      `0 organizations of ${inside.domain} use $(sync) [a] (command:b) \${x} \\u202e"*:\\. Organizations asked: 12, which are all of the list. ${await others(inside, [])}`,
    ]);
    assert.deepEqual(await requests(inside), Array(2).fill(pages('%22+OR+*:..%2F', 1)[0]));
  });

  it('knows the application of a client grant', async () => {
    await connect(inside);
    const row = await itemRow(inside, 1, 'client-grants', 0);
    const [message] = await messagesDuring(() => run('findOrganizationsOfApplication', row));
    assert.match(message?.text ?? '', / Its client grants are not counted\.$/);
    assert.deepEqual(await requests(inside), pages(String(row.item['client_id']), 1));
  });

  it('says so where no organization uses the application', async () => {
    await connect(inside);
    const messages = await messagesDuring(() => run('findOrganizationsOfApplication', inside.domain, 'none'));
    assert.deepEqual(texts(messages), [
      `0 organizations of ${inside.domain} use none. Organizations asked: 12, which are all of the list. ${await others(inside, [])} Whether the tenant has an application with this client ID is not known.`,
    ]);
  });

  it('asks after five requests whether to read the rest, and says what was found so far', async () => {
    await connect(inside);
    await injectPages();
    const [question, result] = await messagesDuring(() =>
      run('findOrganizationsOfApplication', inside.domain, 'portal'),
    );
    assert.equal(
      question?.text,
      `Organizations that use portal in ${inside.domain}: read the rest of the organizations?`,
    );
    assert.deepEqual(result, {
      kind: 'information',
      text: `Organizations that use portal in ${inside.domain}: stopped. Found: 5. Incomplete. Organizations asked: 5.`,
      buttons: ['Continue', 'Open as Table'],
    });
    assert.equal((await requestsOf(inside)).length, 5);
    await inside.clearFaults();
    await inside.clearRequests();
    await injectPages();
    const anew = () => run('findOrganizationsOfApplication', inside.domain, 'portal');
    const [, all] = await messagesDuring(() => withPick(anew, (pick) => pick.choose(/^All Organizations/)), 'Read');
    assert.equal(
      all?.text,
      `6 organizations of ${inside.domain} use portal. Organizations asked: 6, which are all of the list.`,
    );
    assert.equal((await requestsOf(inside)).length, 6);
  });

  it('offers to continue a search that was stopped, when it is started again', async () => {
    await connect(inside);
    await injectPages();
    const search = () => run<Found>('findOrganizationsOfApplication', inside.domain, 'portal');
    assert.equal((await messagesDuring(search)).length, 2);
    await inside.clearRequests();
    const messages = await messagesDuring(() =>
      withPick(search, async (pick) => {
        await pick.item(/Organizations read: 5, found: 5\./);
        await pick.choose(/^Continue/);
      }),
    );
    assert.deepEqual(texts(messages), [
      `6 organizations of ${inside.domain} use portal. Organizations asked: 6, which are all of the list.`,
    ]);
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('tells again what a search of many requests has found, without another one', async () => {
    await connect(inside);
    await injectPages();
    const search = () => run<Found>('findOrganizationsOfApplication', inside.domain, 'portal');
    const [, result] = await messagesDuring(search, 'Read');
    await inside.clearRequests();
    const again = await messagesDuring(() => withPick(search, (pick) => pick.choose(/^Result of .* Found: 6\.$/)));
    isToldAgain(texts(again), result?.text);
    assert.deepEqual(await requestsOf(inside), []);
    // Now there are fewer.
    await inside.clearFaults();
    await messagesDuring(() => withPick(search, (pick) => pick.choose(/^All Organizations/)));
    await inside.clearRequests();
    await messagesDuring(search);
    assert.equal((await requestsOf(inside)).length, 1, 'there is no older result to ask about');
  });

  it('tells again what a question to each organization has found', async () => {
    await connect(inside);
    const ask = (...extent: readonly string[]) => run('findOrganizationsWithoutConnection', inside.domain, ...extent);
    const [result] = await messagesDuring(() => ask('loaded'));
    await inside.clearRequests();
    const again = await messagesDuring(() =>
      withPick(ask, async (pick) => {
        await pick.item(/^All Organizations/);
        await pick.choose(/^Result of .* Found: 1\.$/);
      }),
    );
    isToldAgain(texts(again), result?.text);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('is joined by a second start, however its first notification is gone', async () => {
    await connect(small);
    const row = await mobileApp();
    await small.inject({ match: 'from=', times: 1, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    const messages = await messagesDuring(async () => {
      const search = () => run<Found>('findOrganizationsOfApplication', row);
      const first = search();
      await until(async () => (await requestsOf(small)).length === 2);
      await vscode.commands.executeCommand('notifications.hideToasts');
      const second = search();
      assert.deepEqual(await cancelled(second), await first);
    });
    assert.equal(messages.length, 1);
    assert.equal((await requestsOf(small)).length, 2);
  });

  it('asks after five requests also when it was started again by Retry', async () => {
    await connect(inside);
    await inside.inject({ match: 'include_client', times: 1, answer: refusal });
    await injectPages();
    const messages = await messagesDuring(
      async (soFar) => {
        await run('findOrganizationsOfApplication', inside.domain, 'portal');
        await until(() => soFar.length === 3);
      },
      ({ kind }) => (kind === 'error' ? 'Retry' : ''),
    );
    assert.deepEqual(texts(messages).slice(1), [
      `Organizations that use portal in ${inside.domain}: read the rest of the organizations?`,
      `Organizations that use portal in ${inside.domain}: stopped. Found: 5. Incomplete. Organizations asked: 5.`,
    ]);
    assert.equal((await requestsOf(inside)).length, 1 + 5);
  });

  it('does not take the size of a list for the number of the organizations once it has read more', async () => {
    await connect(inside);
    await run('openOrganizationList', inside.domain);
    const organizations = Array.from({ length: 20 }, (_, place) => ({ id: `org_${place}` }));
    await inside.inject({
      match: 'include_client',
      times: 1,
      answer: { status: 200, body: { organizations, next: 'c' } },
    });
    await injectPages();
    const [question] = await messagesDuring(() => run('findOrganizationsOfApplication', inside.domain, 'portal'));
    assert.equal(
      question?.detail,
      'Organizations read: 24, found: 4. Each request reads 100 more. How many there are is not known.',
    );
  });

  it('tells a failure and what was found in one message, which continues it', async () => {
    await connect(small);
    const row = await mobileApp();
    // A 400 would be taken for an expired cursor.
    await small.inject({ match: 'from=', times: 1, answer: { status: 409, body: { message: 'No' } } });
    const messages = await messagesDuring(async (soFar) => {
      await run('findOrganizationsOfApplication', row);
      await until(() => soFar.length === 2);
    }, 'Continue');
    assert.match(
      texts(messages)[0] ?? '',
      /could not all be found \(409\)\. .* Found: \d+\. Incomplete\. Organizations asked: 100\. Others that may .*: \d+\.$/,
    );
    assert.match(texts(messages)[1] ?? '', /Organizations asked: 150, which are all of the list\. Others .*: \d+\.$/);
    assert.equal((await requestsOf(small)).length, 3);
  });

  for (const [state, text] of [
    ['notFound', /The tenant does not have this feature: .*include_client_association_for/],
    ['insufficient_entitlement', /The tenant does not have this feature: Please upgrade your subscription/],
  ] as const) {
    it(`says that the tenant lacks the feature, after one request: ${state}`, async () => {
      await connect(inside);
      const row = await itemRow(inside, 1, 'clients', 0);
      await inside.setFeature('clientAssociations', state);
      const messages = await messagesDuring(() => run('findOrganizationsOfApplication', row));
      const code = state === 'notFound' ? '400 invalid_query_string' : `403 ${state}`;
      isOneError(messages, {
        failed: `Organizations that use Portal in ${inside.domain} could not all be found (${code}). `,
        text,
        buttons: ['Open Documentation', 'Show Log'],
      });
      assert.equal((await requestsOf(inside)).length, 1);
    });
  }

  it('names the scope that is missing', async () => {
    await connect(inside);
    const row = await itemRow(inside, 1, 'clients', 0);
    const message = 'Insufficient scope, expected any of: read:organizations';
    const body = { statusCode: 403, error: 'Forbidden', message, errorCode: 'insufficient_scope' };
    await inside.inject({ match: 'include_client_association_for', answer: { status: 403, body } });
    const messages = await messagesDuring(() => run('findOrganizationsOfApplication', row));
    isOneError(messages, {
      failed: `Organizations that use Portal in ${inside.domain} could not all be found (403 insufficient_scope). `,
      text: /read:organizations/,
      buttons: ['Update Access Token', 'Open Documentation'],
    });
  });

  it('offers what was found when a person cancels, and continues after it', async () => {
    await connect(small);
    const row = await mobileApp();
    await small.inject({ match: 'from=', times: 1, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    const [first] = await messagesDuring(async () => {
      const running = run<Found>('findOrganizationsOfApplication', row);
      await until(async () => (await requestsOf(small)).length === 2);
      await cancelled(running);
      await until(async () => (await requestsOf(small)).length === 3);
    }, 'Continue');
    assert.match(first?.text ?? '', /: \d+\. Incomplete\. Organizations asked: 100\. Others .*: \d+\.$/);
    assert.deepEqual(first?.buttons, ['Continue', 'Open as Table']);
    assert.deepEqual((await requests(small)).slice(1), Array(2).fill(pages(String(row.item['client_id']), 2)[1]));
  });
});

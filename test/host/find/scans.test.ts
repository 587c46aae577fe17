import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { isOneError, messagesDuring } from '../messages.ts';
import { observePicks } from '../observedPick.ts';
import { startTwice } from '../startTwice.ts';
import { cancelled, connect, forget, type HostTenant, requestsOf, run, tenants, whileRunning } from '../tenants.ts';
import { countNotifications, type Found, idsOf, itemRow, organizationsWhere, pressLater, table } from './scanSteps.ts';

const { inside, small } = tenants;

const request = '/enabled_connections?page=0&per_page=100&include_totals=true';
const scanned = async (tenant: HostTenant) =>
  (await requestsOf(tenant)).filter((sent) => sent.endsWith(request)).length;
const texts = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);

const withoutConnection = (tenant: HostTenant) =>
  organizationsWhere(tenant, 'enabled_connections', ({ length }) => length === 0);

/** Looks for those without a connection, and cancels it while the organization at this place is asked. */
const cancelledAt = async (tenant: HostTenant, place: number): Promise<Found> => {
  const { id } = (await tenant.organizations())[place] ?? assert.fail(`there is no ${place}`);
  await tenant.inject({ match: `${id}/enabled_connections`, times: 1, delayMs: 600_000 });
  // So that the only notification is the one that can be cancelled.
  await vscode.commands.executeCommand('notifications.clearAll');
  const running = run<Found>('findOrganizationsWithoutConnection', tenant.domain, 'loaded');
  await until(async () => (await scanned(tenant)) === place + 1);
  return cancelled(running);
};

describe('Finding organizations by their connections', () => {
  afterEach(async () => {
    await forget(inside);
    await forget(small);
  });

  it('finds the organizations that use the connection of a row, and opens them as a table', async () => {
    await connect(inside);
    const row = await itemRow(inside, 1, 'connections', 1);
    const expected = await organizationsWhere(inside, 'enabled_connections', (connections) =>
      connections.some(({ connection_id: id }) => id === row.item['connection_id']),
    );
    let found: Found;
    const messages = await messagesDuring(async () => {
      found = await run<Found>('findOrganizationsOfConnection', row, undefined, 'loaded');
    }, 'Open as Table');
    assert.deepEqual(
      idsOf(found),
      expected.map(({ id }) => id),
    );
    assert.deepEqual(texts(messages), [
      `${expected.length} organizations of ${inside.domain} use google-oauth2. Organizations asked: 12, which are all of the list.`,
    ]);
    const [header, ...lines] = await table();
    assert.equal(header, 'id,name,display_name,tenant,finding');
    assert.equal(lines.length, expected.length);
    for (const [index, { id, name }] of expected.entries()) {
      assert.ok(lines[index]?.startsWith(`${id},${name},`), lines[index]);
      assert.ok(lines[index]?.endsWith(`,${inside.domain},Uses google-oauth2`), lines[index]);
    }
    assert.equal(await scanned(inside), 12);
    assert.equal((await requestsOf(inside)).length, 13, 'and one for the list');
  });

  it('says so where no organization uses the connection, and shows a hostile name as text', async () => {
    await connect(inside);
    const row = await itemRow(inside, 1, 'connections', 0);
    const connection = { name: '$(sync) [a](command:b) ${x} \u202e"*:\\' };
    const hostile = { ...row, item: { connection_id: 'con_" OR ../*', connection } };
    const messages = await messagesDuring(() => run('findOrganizationsOfConnection', hostile, undefined, 'loaded'));
    assert.deepEqual(messages, [
      {
        kind: 'information',
        text: `0 organizations of ${inside.domain} use $(sync) [a] (command:b) \${x} \\u202e"*:\\. Organizations asked: 12, which are all of the list.`,
        buttons: [],
      },
    ]);
    assert.equal(await scanned(inside), 12);
  });

  it('finds the organizations without a connection among the loaded ones, and marks the table as incomplete', async () => {
    await connect(small);
    // Other tests may have removed the sample organization without a connection.
    const loaded = (await small.organizations()).slice(0, 100).map(({ id }) => id);
    const body = { enabled_connections: [], start: 0, limit: 100, total: 0 };
    await small.inject({ match: `/${loaded[7]}/enabled_connections`, times: 1, answer: { status: 200, body } });
    const messages = await messagesDuring(
      () => run('findOrganizationsWithoutConnection', small.domain, 'loaded'),
      'Open as Table',
    );
    assert.equal(await scanned(small), 100);
    assert.equal((await requestsOf(small)).length, 101);
    const extent = 'Organizations asked: 100, which were the loaded ones.';
    const others = (await withoutConnection(small)).map(({ id }) => id);
    const expected = loaded.filter((id, place) => place === 7 || others.includes(id));
    assert.deepEqual(texts(messages), [
      `${expected.length} organizations of the loaded part of ${small.domain} have no connection. ${extent}`,
    ]);
    const lines = (await table()).slice(1);
    assert.equal(lines.pop(), `,,,${small.domain},"${extent}"`);
    assert.deepEqual(
      lines.map((line) => line.split(',')[0]),
      expected,
    );
    assert.ok(lines.every((line) => line.endsWith(`,${small.domain},No connection`)));
  });

  it('loads the rest of the list first where all are asked for', async () => {
    await connect(small);
    const messages = await messagesDuring(() => run('findOrganizationsWithoutConnection', small.domain, 'all'));
    assert.match(String(texts(messages)), / ha(?:s|ve) no connection\. Organizations asked: 150, which are all/);
    assert.equal(await scanned(small), 150);
    assert.equal((await requestsOf(small)).length, 152, 'and two for the list');
  });

  it('asks nothing before a person has chosen', async () => {
    await connect(small);
    const done = run<Found>('findOrganizationsWithoutConnection', small.domain);
    assert.equal(await whileRunning(done, 'workbench.action.closeQuickOpen'), undefined);
    assert.equal(await scanned(small), 0);
    const messages = await messagesDuring(() =>
      whileRunning(
        run('findOrganizationsWithoutConnection', small.domain),
        'workbench.action.acceptSelectedQuickOpenItem',
      ),
    );
    assert.match(texts(messages).join('\n'), /Organizations asked: 100, which were the loaded ones\.$/);
    assert.equal(await scanned(small), 100);
  });

  it('keeps what was found when a person cancels, and goes on where it stopped', async () => {
    await connect(inside);
    const organizations = await inside.organizations();
    const ids = organizations.map(({ id }) => id);
    let found: Found;
    const messages = await messagesDuring(async () => {
      found = await cancelledAt(inside, 7);
    }, 'Open as Table');
    const extent = 'Incomplete. Organizations asked: 7 of 12.';
    assert.deepEqual(messages, [
      {
        kind: 'information',
        text: `Organizations without a connection in ${inside.domain}: stopped. Found: 1. ${extent}`,
        buttons: ['Continue', 'Open as Table'],
      },
    ]);
    assert.deepEqual(idsOf(found), [ids[2]]);
    assert.equal((await table()).at(-1), `,,,${inside.domain},${extent}`);
    await inside.clearRequests();
    const rest = await messagesDuring(async () => {
      const search = run<Found>('findOrganizationsWithoutConnection', inside.domain);
      found = await whileRunning(search, 'workbench.action.acceptSelectedQuickOpenItem');
    });
    assert.deepEqual(texts(rest), [
      `${organizations[2]?.display_name} in ${inside.domain} has no connection. Organizations asked: 12, which are all of the list.`,
    ]);
    assert.equal((await requestsOf(inside)).length, 5, 'the rest alone');
    assert.deepEqual(idsOf(found), [ids[2]]);
  });

  it('asks what a notification said, however late its button is pressed', async () => {
    await connect(small);
    const later = pressLater('Continue');
    const messages = await messagesDuring(
      async (soFar) => {
        await cancelledAt(small, 95);
        await run('loadAllOrganizations', small.domain);
        await small.clearRequests();
        later.press();
        await until(() => soFar.length === 2);
      },
      () => later.pressed,
    );
    assert.match(texts(messages)[1] ?? '', /Organizations asked: 100, which were the loaded ones\.$/);
    assert.equal(await scanned(small), 5, 'and not the organizations that were loaded since');
  });

  it('has ended for a button that is pressed after all is known', async () => {
    await connect(inside);
    const later = pressLater('Continue');
    const messages = await messagesDuring(
      async (soFar) => {
        await cancelledAt(inside, 7);
        await run('findOrganizationsWithoutConnection', inside.domain, 'loaded');
        await inside.clearRequests();
        later.press();
        await until(() => soFar.length === 3);
      },
      () => later.pressed,
    );
    const title = `Organizations without a connection in ${inside.domain}`;
    assert.equal(messages[2]?.text, `${title}: it has ended. Start it again.`);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('is joined by a second start, also when it was started while a person chose', async () => {
    await connect(small);
    const ids = (await small.organizations()).map(({ id }) => id);
    await small.inject({ match: `${ids[5]}/enabled_connections`, times: 1, delayMs: 600_000 });
    await observePicks(async (pick) => {
      const choosing = run<Found>('findOrganizationsWithoutConnection', small.domain);
      const question = await until(pick);
      await vscode.commands.executeCommand('notifications.clearAll');
      const messages = await messagesDuring(async () => {
        const shown = countNotifications();
        try {
          const running = run<Found>('findOrganizationsWithoutConnection', small.domain, 'loaded');
          await until(async () => shown.count() === 1 && (await scanned(small)) === 6);
          // Each that joins shows the notification of the search, which a person could have closed.
          const again = run<Found>('findOrganizationsWithoutConnection', small.domain, 'loaded');
          await until(() => shown.count() === 2);
          await question.choose(/Loaded Organizations/);
          await until(() => shown.count() === 3);
          const found = await cancelled(running);
          assert.deepEqual([await choosing, await again], [found, found]);
        } finally {
          shown.stop();
        }
      });
      assert.deepEqual(
        messages.map(({ buttons }) => buttons[0]),
        ['Continue'],
      );
    });
    assert.equal(await scanned(small), 6);
  });

  it('is joined by a second start that asks all, also where the list of organizations was cut off', async () => {
    await connect(inside);
    const [first, second] = await inside.organizations();
    const body = { organizations: [first, second, {}] };
    await inside.inject({ match: 'organizations\\?', answer: { status: 200, body } });
    const search = () => run<Found>('findOrganizationsWithoutConnection', inside.domain, 'all');
    const messages = await messagesDuring(async () => {
      const [running, again] = await startTwice(inside, { match: `${second?.id}/enabled_connections` }, search);
      assert.deepEqual(again, running);
    });
    assert.deepEqual([messages.length, await scanned(inside)], [1, 2]);
    assert.match(texts(messages)[0] ?? '', /Organizations asked: 2, which were the loaded ones\.$/);
  });

  it('keeps what was found when a request fails, and offers to continue first', async () => {
    await connect(inside);
    const ids = (await inside.organizations()).map(({ id }) => id);
    const body = { statusCode: 403, error: 'Forbidden', message: 'No' };
    await inside.inject({ match: `${ids[3]}/enabled_connections`, times: 1, answer: { status: 403, body } });
    const stopped = await messagesDuring(() => run('findOrganizationsWithoutConnection', inside.domain, 'loaded'));
    assert.deepEqual(
      stopped.map(({ kind, buttons }) => [kind, ...buttons]),
      [['error', 'Update Access Token', 'Continue', 'Open as Table']],
    );
    assert.match(texts(stopped)[0] ?? '', /\(403\)\. .* Found: 1\. Incomplete\. Organizations asked: 3 of 12\.$/);
    await inside.clearRequests();
    await messagesDuring(() =>
      whileRunning(
        run('findOrganizationsWithoutConnection', inside.domain),
        'workbench.action.acceptSelectedQuickOpenItem',
      ),
    );
    assert.equal(await scanned(inside), 9);
  });

  it('asks the others first where the first organization of all has failed, also when it is started anew', async () => {
    await connect(inside);
    const [first] = await inside.organizations();
    const body = { statusCode: 403, error: 'Forbidden', message: 'No' };
    await inside.inject({ match: `${first?.id}/enabled_connections`, answer: { status: 403, body } });
    await messagesDuring(() => run('findOrganizationsWithoutConnection', inside.domain, 'loaded'));
    assert.equal(await scanned(inside), 1);
    const stopped = await messagesDuring(() =>
      whileRunning(
        run('findOrganizationsWithoutConnection', inside.domain),
        'workbench.action.acceptSelectedQuickOpenItem',
      ),
    );
    assert.match(texts(stopped)[0] ?? '', /Organizations asked: 11 of 12\.$/);
  });

  it('names the scope that is missing, after one request', async () => {
    await connect(inside, { scope: 'read:organizations' });
    const messages = await messagesDuring(() => run('findOrganizationsWithoutConnection', inside.domain, 'loaded'));
    isOneError(messages, {
      failed: `Organizations without a connection in ${inside.domain} could not all be found (403 insufficient_scope). `,
      text: /read:organization_connections/,
      buttons: ['Update Access Token', 'Open Documentation'],
    });
    assert.equal(await scanned(inside), 1);
  });

  it('waits where the rate limit is used up, and goes on', async () => {
    await connect(inside);
    const body = { statusCode: 429, error: 'Too Many Requests', message: 'Global limit has been reached' };
    await inside.inject({ match: 'enabled_connections', times: 1, answer: { status: 429, body } });
    const messages = await messagesDuring(() => run('findOrganizationsWithoutConnection', inside.domain, 'loaded'));
    assert.match(texts(messages).join('\n'), /Organizations asked: 12, which are all of the list\.$/);
    assert.equal(await scanned(inside), 13);
  });
});

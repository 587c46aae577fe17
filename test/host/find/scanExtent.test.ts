import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks, pickTitled, withPick } from '../observedPick.ts';
import { cancelled, connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { type Found, idsOf, itemRow, organizationsWhere, others, pressLater, table } from './scanSteps.ts';

const { inside, small, support } = tenants;

/** Chooses the other question, and then what is asked. */
const search = (choice: RegExp): Promise<Found> =>
  observePicks(async (pick) => {
    const searching = run<Found>('findOrganizationsWithoutConnection', inside.domain);
    const first = await until(pick);
    assert.equal(first.title, `Organizations without a connection in ${inside.domain}`);
    await first.choose(/^Organizations without a discovery domain/);
    const title = `Organizations without a discovery domain in ${inside.domain}`;
    const second = await pickTitled(pick, title);
    assert.ok(!second.items.some(({ label }) => /^Organizations without|^In Another Tenant/.test(label)));
    await second.choose(choice);
    return searching;
  });

describe('The question for what a scan asks', () => {
  afterEach(async () => {
    await forget(inside);
    await forget(small);
  });

  it('offers organizations without a discovery domain in place of those without a connection, and tells them again', async () => {
    await connect(inside);
    const expected = await organizationsWhere(inside, 'domains', ({ length }) => length === 0);
    assert.equal(expected.length, 1);
    const [{ id, name } = { id: '', name: '' }] = expected;
    const one = (await inside.organizations()).find((organization) => organization.id === id);
    let found: Found;
    const messages = await messagesDuring(async () => {
      found = await search(/^All Organizations/);
    }, 'Open as Table');
    assert.deepEqual(idsOf(found), [id]);
    const extent = 'Organizations asked: 12, which are all of the list.';
    assert.deepEqual(
      messages.map(({ text }) => text),
      [`${one?.display_name ?? name} in ${inside.domain} has no discovery domain. ${extent}`],
    );
    const lines = (await table()).slice(1);
    assert.equal(lines.length, 1);
    assert.ok(lines[0]?.startsWith(`${id},`) && lines[0].endsWith(`,${inside.domain},No discovery domain`), lines[0]);
    const requests = await requestsOf(inside);
    assert.equal(requests.filter((request) => request.includes('/discovery-domains?')).length, 12);
    assert.ok(!requests.some((request) => request.includes('/enabled_connections')));

    await inside.clearRequests();
    await messagesDuring(async () => {
      assert.deepEqual(idsOf(await search(/^Result of /)), idsOf(found));
    }, 'Open as Table');
    const [, , age, ...others] = await table();
    assert.deepEqual(others, []);
    assert.match(age ?? '', /^,,,127\.0\.0\.1:\d+,"?Result of .*\d{4}, \d+:\d+.[AP]M\."?$/);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('offers the other tenants, and asks the same there', async () => {
    await connect(inside);
    await connect(small);
    await observePicks(async (pick) => {
      const searching = run<Found>('findOrganizationsWithoutConnection', inside.domain);
      await (await until(pick)).choose(/^In Another Tenant…/);
      const elsewhere = await pickTitled(pick, `Organizations without a connection in ${small.domain}`);
      await elsewhere.choose(/^Organizations without a discovery domain/);
      const what = 'Organizations without a discovery domain in';
      await (await pickTitled(pick, `${what} ${small.domain}`)).choose(/^In Another Tenant…/);
      (await pickTitled(pick, `${what} ${inside.domain}`)).hide();
      assert.equal(await searching, undefined);
    });
    assert.ok(![...(await requestsOf(inside)), ...(await requestsOf(small))].some((one) => one.includes('/discovery')));
  });

  it('lets a person choose which one, and asks none without a choice', async () => {
    const offered: unknown[] = [];
    try {
      for (const tenant of [inside, small, support]) await connect(tenant);
      for (const chosen of [support.domain, undefined]) {
        await observePicks(async (pick) => {
          const searching = run<Found>('findOrganizationsWithoutConnection', inside.domain);
          await (await until(pick)).choose(/^In Another Tenant…/);
          const asked = await until(() => [pick()].find((shown) => shown?.placeholder === 'Which tenant?'));
          await until(() => asked.items.length > 0);
          offered.push(asked.items.map(({ label }) => label));
          if (chosen === undefined) {
            asked.hide();
          } else {
            await asked.accept(asked.items.find(({ label }) => label === chosen));
            (await pickTitled(pick, `Organizations without a connection in ${chosen}`)).hide();
          }
          assert.equal(await searching, undefined);
        });
      }
      assert.deepEqual(offered, Array(2).fill([small.domain, support.domain]));
      assert.deepEqual(await requestsOf(small), []);
      assert.equal((await requestsOf(support)).length, 1);
    } finally {
      await forget(support);
    }
  });

  it('leaves nothing to an older search, once one that was begun later has ended', async () => {
    await connect(small);
    const later = pressLater('Continue');
    const find = () => run<Found>('findOrganizationsOfApplication', small.domain, 'portal');
    await small.inject({ match: 'from=', times: 1, hold: true });
    const messages = await messagesDuring(
      async (soFar) => {
        const running = find();
        await until(async () => (await requestsOf(small)).length === 2);
        await cancelled(running);
        await withPick(find, (pick) => pick.choose(/^All Organizations/));
        await small.clearRequests();
        later.press();
        await until(() => soFar.some(({ text }) => text.endsWith('it has ended. Start it again.')));
      },
      () => later.pressed,
    );
    const title = `Organizations that use portal in ${small.domain}`;
    assert.deepEqual(
      messages.map(({ text }) => text),
      [
        `${title}: stopped. Found: 0. Incomplete. Organizations asked: 100. ${await others(small, [], 100)}`,
        `0 organizations of ${small.domain} use portal. Organizations asked: 150, which are all of the list. ${await others(small, [])} Whether the tenant has an application with this client ID is not known.`,
        `${title}: it has ended. Start it again.`,
      ],
    );
    assert.deepEqual(await requestsOf(small), []);
  });

  it('is not asked where five requests are left, and there is no other question', async () => {
    await connect(inside);
    const row = await itemRow(inside, 1, 'connections', 1);
    const ask = (...extent: readonly string[]) =>
      run<Found>('findOrganizationsOfConnection', row, undefined, ...extent);
    const id = (await inside.organizations())[7]?.id ?? '-';
    await inside.inject({ match: `${id}/enabled_connections`, times: 1, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    await messagesDuring(async () => {
      const running = ask('loaded');
      await until(async () => (await requestsOf(inside)).some((request) => request.includes(`/${id}/`)));
      await cancelled(running);
      await inside.clearRequests();
      await observePicks(async (pick) => {
        const rest = ask();
        await until(async () => pick() !== undefined || (await requestsOf(inside)).length === 5);
        assert.equal(pick(), undefined);
        await rest;
      });
    });
    assert.equal((await requestsOf(inside)).length, 5);
  });
});

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationTitle } from '../../../src/api/organization.ts';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { eventQuery, presentEvent } from '../../../src/sections/eventRow.ts';
import { failedEvents, noticedEvents, succeededEvents } from '../../../src/sections/eventWords.ts';
import type { Item } from '../../../src/sections/section.ts';
import type { ItemRow, SectionRow } from '../../../src/sidebar/rows.ts';
import { sectionEntryItem } from '../../../src/sidebar/sectionItems.ts';
import { until } from '../../patience.ts';
import { failureOf, isOneError, messagesDuring } from '../messages.ts';
import {
  answerOf,
  cancelled,
  connect,
  contentOf,
  documentOf,
  forget,
  openDocument,
  requestsOf,
  run,
  sectionRow,
  tenants,
} from '../tenants.ts';

const { inside } = tenants;

describe('Recent events', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  it('are shown in words, without IP addresses and user agents, each with its exact time in the tooltip', async () => {
    const row = await sectionRow(inside, 1, 'events');
    const events = await eventsOf(row);
    const rows = new Map<unknown, vscode.TreeItem>();
    for (const event of events.toReversed()) {
      const item = await sectionEntryItem(itemRow(row, event));
      rows.set(event['type'], item);
      const text = JSON.stringify([item.label, item.description, item.tooltip, item.accessibilityInformation]);
      assert.doesNotMatch(text, /203\.0\.113\.7|Chrome|command:workbench\S*\)\\u202e/);
    }
    assert.equal(rows.get('fp')?.label, 'Failed login: wrong password');
    assert.ok(String(rows.get('f')?.description).includes('is not part of the'), String(rows.get('f')?.description));
    assert.match(String(rows.get('sapi')?.description), /days? ago · \S+/);
    assert.match(rows.get('s')?.tooltip as string, /20\d\d.*\d:\d\d:\d\d/);
    assert.equal(rows.get('future_event_code')?.label, 'future_event_code');
    const icons = ['fp', 's', 'w', 'future_event_code'].map((type) => rows.get(type)?.iconPath as vscode.ThemeIcon);
    assert.deepEqual(
      icons.map(({ id }) => id),
      ['error', 'pass', 'info', 'circle-outline'],
    );
  });

  it('are shown whatever they contain', () => {
    for (const event of [
      {},
      { type: 'constructor', date: null },
      { type: 7, date: { a: {} }, description: ['x'], ip: '', user_agent: '' },
      { type: 's', date: 'no date', user_name: null, user_id: 'auth0|1', scope: ['a'] },
    ]) {
      const { label, description } = presentEvent(event, 'en');
      assert.ok(!label.includes('Object') && !String(description).includes('Invalid Date'));
    }
    const nowMs = Date.UTC(2026, 7, 1, 12);
    const told = (date: string) => presentEvent({ type: 's', date: { $date: date } }, 'en', nowMs).description;
    assert.deepEqual(
      ['2026-08-01T11:59:50Z', '2026-08-01T11:58:00Z', '2026-07-30T14:00:00Z', '2026-07-02T12:00:00Z'].map(told),
      ['now', '2 minutes ago', '1 day ago', '30 days ago'],
    );
    assert.equal(told('2026-08-01T12:02:00Z'), 'now');
    const named = (user: Item) =>
      presentEvent({ type: 'f', ...user }, 'en').tooltip?.find((line) => line.startsWith('User'));
    assert.deepEqual(
      [
        { user_id: 'auth0|1', user_name: 'jane@acme.example' },
        { user_id: 'auth0|1' },
        { user_name: 'jane@acme.example', user_id: null },
        {},
      ].map(named),
      ['User jane@acme.example · auth0|1', 'User auth0|1', 'User jane@acme.example', undefined],
    );
  });

  it('have words for all documented types of events, each once', () => {
    const types = [failedEvents, noticedEvents, succeededEvents].flatMap((events) => Object.keys(events));
    assert.equal(new Set(types).size, types.length);
    assert.equal(types.length, 173);
  });

  it('contain no secret of the tenant in documents, rows and the clipboard', async () => {
    const row = await sectionRow(inside, 1, 'events');
    const member = await memberWithEvents();
    const sections = [
      { section: row, query: eventQuery('organization_id', row.id, false) },
      {
        section: await sectionRow(inside, 1, 'members', member, 'events'),
        query: eventQuery('user_id', member, false),
      },
    ];
    for (const { section, query } of sections) {
      const parameters = new URLSearchParams({ per_page: '100', q: String(query['q']), sort: 'date:-1' });
      const sent = await answerOf<readonly Item[]>(inside, `/api/v2/logs?${parameters.toString()}`);
      assert.ok(JSON.stringify(sent).includes('live-secret-'));
      const events = await eventsOf(section);
      const texts = [JSON.stringify(await contentOf(documentOf(section)))];
      for (const event of events) {
        texts.push(JSON.stringify(await sectionEntryItem(itemRow(section, event))));
      }
      for (const event of events.filter(({ details }) => details !== undefined).slice(0, 3)) {
        const uri = organizationUri(row.domain, row.organization, itemRow(section, event).path);
        texts.push((await openDocument(uri)).document.getText());
      }
      await run(
        'copyItemJson',
        itemRow(section, events[0] ?? {}),
        events.map((event) => itemRow(section, event)),
      );
      texts.push(await vscode.env.clipboard.readText());
      assert.equal((await requestsOf(inside)).length, 1);
      assert.doesNotMatch(texts.join('\n'), /live-secret-/);
    }
  });

  it('of an organization lack those of its members that name no organization', async () => {
    const types = new Set((await eventsOf(await sectionRow(inside, 1, 'events'))).map(({ type }) => type));
    const row = await sectionRow(inside, 1, 'members', await memberWithEvents(), 'events');
    const typesOfMember = (await eventsOf(row)).map(({ type }) => type);
    assert.ok(typesOfMember.some((type) => /^gd_|^limit_|^fe/.test(String(type)) && !types.has(type)));
  });

  it('can be filtered by failures with one request, until the section is dropped', async () => {
    const row = await sectionRow(inside, 1, 'events');
    await eventsOf(row);
    await inside.clearRequests();
    await run('showFailuresOnly', row);
    await until(async () => (await eventsOf(row)).every(({ type }) => Object.hasOwn(failedEvents, String(type))));
    assert.ok((await eventsOf(row)).length > 20);
    await run('showFailuresOnly', row);
    await run('refresh', row);
    const requests = await requestsOf(inside);
    assert.equal(requests.length, 2);
    for (const request of requests) {
      const { searchParams } = new URL(request.replace('GET ', 'http://localhost'));
      assert.match(
        searchParams.get('q') ?? '',
        /^organization_id:"org_\w+" AND type:\(f OR fp OR fu OR .* OR limit_wc OR /,
      );
    }
    await run('showAllEvents', row);
    await until(async () => (await eventsOf(row)).some(({ type }) => type === 's'));
    assert.equal((await requestsOf(inside)).length, 3);

    await run('showFailuresOnly', row);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until(() => !vscode.workspace.textDocuments.some(({ uri }) => uri.path.endsWith('/events.json')));
    await run('refresh', inside.domain);
    await inside.clearRequests();
    assert.ok((await eventsOf(row)).some(({ type }) => type === 's'));
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('are read by themselves in documents that are not among the listed ones, and only when asked for', async () => {
    const row = await sectionRow(inside, 1, 'events');
    const parameters = 'per_page=1&page=150&sort=date:-1';
    const query = `q=${encodeURIComponent(`organization_id:"${row.id}"`)}&${parameters}`;
    const [old] = await answerOf<readonly Item[]>(inside, `/api/v2/logs?${query}`);
    assert.ok(old);
    await inside.clearRequests();
    const uri = organizationUri(row.domain, row.organization, itemRow(row, old).path);
    const { document } = await openDocument(uri);
    assert.ok(document.getText().includes(String(old['log_id'])));
    assert.deepEqual(await requestsOf(inside), [`GET /api/v2/logs/${String(old['log_id'])}`]);
    await run('showFailuresOnly', row);
    await eventsOf(row);
    assert.equal((await requestsOf(inside)).length, 2);
    await run('refresh', inside.domain);
    const readAlone = (await requestsOf(inside)).filter((request) =>
      request.endsWith(`/logs/${String(old['log_id'])}`),
    );
    assert.equal(readAlone.length, 2);
    assert.ok(document.getText().includes(String(old['log_id'])));
  });

  it('are not filtered for a row of something else', async () => {
    await run('showFailuresOnly', await sectionRow(inside, 1, 'members'));
    await run('showFailuresOnly', 'org_1');
    await run('showAllEvents');
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('end at 1000, with ten requests', async () => {
    const row = await sectionRow(inside, 3, 'events');
    await run('openSectionJson', row);
    for (let page = 1; page <= 11; page += 1) await run('loadMore', row);
    await until(async () => (await eventsOf(row)).length === 1000);
    assert.equal((await requestsOf(inside)).length, 10);
  });

  for (const user of ['auth0|a" OR type:"s', 'auth0|\\', 'x*) AND (type:f', '${x}&q=type:f#', '[x](command:y)\u202e']) {
    it(`are the events of one user alone, whatever the ID: ${JSON.stringify(user)}`, async () => {
      const row = await sectionRow(inside, 1, 'members', user, 'events');
      assert.deepEqual(await eventsOf(row), []);
      await run('showFailuresOnly', row);
      await until(async () => (await requestsOf(inside)).length === 2);
      assert.deepEqual(await eventsOf(row), []);
      for (const { path, status } of await inside.requests()) {
        const { searchParams } = new URL(path, 'http://localhost');
        const quoted = user.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
        assert.ok(searchParams.get('q')?.startsWith(`user_id:"${quoted}"`), path);
        assert.equal(status, 200);
      }
    });
  }

  it('are given up at once when a person cancels, and read when they are asked for again', async () => {
    const row = await sectionRow(inside, 1, 'events');
    await inside.inject({ match: '/logs', answer: { status: 200, body: [] }, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    // The notification that can be cancelled comes when the request has turned out to be slow.
    await cancelled(run('showFailuresOnly', row));
    assert.equal((await requestsOf(inside)).length, 1);
    await inside.clearFaults();
    await run('refresh', row);
    assert.ok((await eventsOf(row)).every(({ type }) => Object.hasOwn(failedEvents, String(type))));
    assert.equal((await requestsOf(inside)).length, 2);
  });

  const refuse = (status: number, message: string, headers = {}) =>
    inside.inject({ times: 1, answer: { status, body: { statusCode: status, message }, headers } });

  it('say when the plan lacks them', async () => {
    const row = await sectionRow(inside, 1, 'events');
    await refuse(403, 'Permission Denied. This feature is not available on this plan.');
    assert.match(await failureOf(documentOf(row)), /\(403\)|not available on this plan/);
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('say that they could not be filtered after too many requests', async () => {
    const row = await sectionRow(inside, 1, 'events');
    await refuse(429, 'Global limit has been reached', { 'retry-after': '3600' });
    const messages = await messagesDuring(() => run('showFailuresOnly', row));
    isOneError(messages, {
      failed: `Recent Events of ${organizationTitle(row.organization)} in ${inside.domain} could not be loaded`,
      text: /429/,
      buttons: ['Retry', 'Open Documentation'],
    });
    assert.equal((await requestsOf(inside)).length, 1);
  });
});

async function eventsOf(row: SectionRow): Promise<readonly Item[]> {
  await run('openSectionJson', row);
  const { logs } = (await contentOf(documentOf(row))) as { readonly logs: readonly Item[] };
  return logs;
}

function itemRow({ domain, id, path, organization, section }: SectionRow, item: Item): ItemRow {
  return { kind: 'item', domain, id, path: [...path, section.keyOf(item)], organization, section, item };
}

/** One who has events that name no organization. */
async function memberWithEvents(): Promise<string> {
  const path = '/api/v2/logs?q=type:feacft&sort=date:-1';
  const [event] = await answerOf<readonly Item[]>(inside, path);
  const user = event?.['user_id'];
  assert.ok(typeof user === 'string');
  return user;
}

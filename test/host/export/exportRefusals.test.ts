import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readScopes } from '../../tenant/scopes.ts';
import { until } from '../../patience.ts';
import { isOneError, type Message, messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { connect, forget, requestsOf, sectionRow, tenants } from '../tenants.ts';
import { type Everything, ExportFolder, exportRows, organizationRow } from './exportSteps.ts';

const { inside } = tenants;

describe('An export of sections that a token or a tenant does not have', () => {
  const folder = new ExportFolder();
  const scopesWithout = (...missing: readonly string[]) =>
    readScopes.filter((scope) => !missing.includes(scope)).join(' ');

  beforeEach(() => folder.make());
  afterEach(async () => {
    await forget(inside);
    await folder.remove();
  });

  it('says which scope is missing, asks for it once, and has the rest', async () => {
    await connect(inside, { scope: scopesWithout('read:organization_invitations') });
    const rows = await Promise.all([0, 1, 4].map((place) => organizationRow(inside, place)));
    for (const format of ['json', 'ndjson']) {
      await inside.clearRequests();
      const messages = await messagesDuring(
        () => exportRows(rows, ['members', 'invitations'], format, folder.uri(`all.${format}`)),
        'Export',
      );
      const told = messages.at(-1);
      assert.equal(told?.kind, 'warning');
      assert.match(
        told.text,
        /Invitations: 0\. Incomplete: Invitations in 3 of 3 organizations\. The access token lacks a scope\. Expected any of: read:organization_invitations\.$/,
      );
      assert.equal((await requestsOf(inside)).filter((request) => request.includes('/invitations')).length, 1);
    }
    const { organizations } = await folder.json<Everything>('all.json');
    for (const { sections } of organizations) {
      assert.equal(sections['members']?.complete, true);
      assert.deepEqual(sections['invitations']?.items, []);
      assert.equal(sections['invitations'].complete, false);
      assert.equal(sections['invitations'].error?.reason, 'insufficientScope');
    }
    const lines = await folder.lines('all.ndjson');
    assert.deepEqual(
      lines.filter(({ section }) => section === 'invitations').map(({ complete, error }) => [complete, error?.reason]),
      Array.from({ length: 3 }, () => [false, 'insufficientScope']),
    );
    assert.ok(lines.some(({ section, item }) => section === 'members' && item));
  });

  it('says which feature is missing, and has the rest', async () => {
    await connect(inside);
    const answer = {
      status: 403,
      body: { statusCode: 403, error: 'Forbidden', message: 'Please upgrade your subscription to use this feature.' },
    };
    await inside.inject({ match: '/groups', answer });
    const messages = await messagesDuring(async () =>
      exportRows([await organizationRow(inside, 1)], ['groups', 'members'], 'csv', vscode.Uri.file(folder.path)),
    );
    assert.match(messages[0]?.text ?? '', /Members: \d+\. Groups: 0\. Incomplete: Groups\. /);
    const [members = '', groups = ''] = (await readdir(folder.path)).toSorted().toReversed();
    const [header = [], row = [], ...others] = await folder.table(groups);
    assert.deepEqual(others, []);
    assert.match(row[header.indexOf('not_read')] ?? '', /./);
    assert.ok((await folder.table(members)).length > 30);
  });

  it('writes nothing where nothing could be read, and says why', async () => {
    await connect(inside, { scope: scopesWithout('read:organization_invitations') });
    const messages = await messagesDuring(async () => {
      const row = await sectionRow(inside, 1, 'invitations');
      assert.equal(await exportRows([row], undefined, 'csv', folder.uri('all.csv')), undefined);
    });
    isOneError(messages, {
      failed: 'Invitations could not be exported from ',
      text: /\(403 insufficient_scope\)\. The access token lacks a scope\. .*read:organization_invitations/,
      buttons: ['Update Access Token', 'Open Documentation'],
    });
    assert.deepEqual(await readdir(folder.path), []);
  });

  it('says where members come without roles, and where the API sends no more', async () => {
    await connect(inside, { scope: scopesWithout('read:organization_member_roles') });
    const members = await messagesDuring(async () =>
      exportRows([await sectionRow(inside, 1, 'members')], undefined, 'csv', folder.uri('members.csv')),
    );
    assert.match(
      members[0]?.text ?? '',
      /Members: Without roles, which need the scope read:organization_member_roles\.$/,
    );
    const [header = [], row = []] = await folder.table('members.csv');
    assert.equal(row[header.indexOf('role_ids')], '');
    const invitations = await messagesDuring(async () =>
      exportRows([await sectionRow(inside, 3, 'invitations')], undefined, 'ndjson', folder.uri('invitations.ndjson')),
    );
    assert.match(invitations[0]?.text ?? '', /Invitations: 1,000\. Incomplete: Invitations\. There may be more: /);
    assert.equal((await folder.lines('invitations.ndjson')).at(-1)?.complete, false);
  });

  it('has all connections of the others where the tenant tells the enabled ones of one organization alone', async () => {
    await connect(inside);
    const rows = await Promise.all([0, 1, 4].map((place) => organizationRow(inside, place)));
    const body = { statusCode: 403, error: 'Forbidden', message: 'No' };
    const match = `${rows[1]?.organization.id}/connections`;
    await inside.inject({ match, answer: { status: 403, body } });
    const note =
      'Only the enabled ones, from GET /organizations/{id}/enabled_connections: the tenant refuses GET /organizations/{id}/connections.';
    for (const format of ['json', 'ndjson', 'csv']) {
      const [message] = await messagesDuring(() =>
        exportRows(rows, ['connections'], format, folder.uri(`all.${format}`)),
      );
      const name = rows[1]?.organization.display_name;
      assert.ok(message?.text.endsWith(` Incomplete: Connections of ${name}. ${note}`), message?.text);
    }
    const { organizations } = await folder.json<Everything>('all.json');
    assert.deepEqual(
      organizations.map(({ sections }) => [
        sections['connections']?.note,
        sections['connections']?.items.some((item) => 'is_enabled' in item),
      ]),
      [
        [undefined, true],
        [note, false],
        [undefined, true],
      ],
    );
    const noted = (await folder.lines('all.ndjson')).filter((line) => line.note);
    const id = rows[1]?.organization.id;
    assert.deepEqual(
      noted.map((line) => [line.organization.id, line.complete, line.note]),
      [[id, true, note]],
    );
    const [header = [], ...table] = await folder.table('all.csv');
    const unread = table.filter((row) => row[header.indexOf('not_read')] !== '');
    assert.deepEqual(
      unread.map((row) => [row[0], row[header.indexOf('not_read')]]),
      [[id, note]],
    );
  });

  it('is whole when it is saved again after another token came in between', async () => {
    await connect(inside, { scope: scopesWithout('read:organization_discovery_domains') });
    const rows = await Promise.all([0, 1, 2, 3].map((place) => organizationRow(inside, place)));
    const answer = { status: 401, body: { statusCode: 401, message: 'Expired token' } };
    await inside.inject({ match: `${rows[1]?.organization.id}/invitations`, times: 1, answer });
    const ends = (messages: readonly Message[]) => messages.filter(({ text }) => text.startsWith('Exported'));
    const messages = await messagesDuring(
      async (shown) => {
        await withPick(
          async () => {
            await exportRows(rows, ['discovery-domains', 'invitations'], 'json', folder.uri('all.json'));
            await until(() => ends(shown).length === 2);
          },
          (pick) => pick.choose(/^Continue/),
        );
      },
      async ({ buttons }) => {
        if (buttons.includes('Continue')) await connect(inside);
        return buttons.find((button) => ['Export', 'Continue', 'Save Again'].includes(button)) ?? '';
      },
    );
    assert.match(
      ends(messages)[0]?.text ?? '',
      / Incomplete: Discovery Domains of [^.]+\. The access token lacks a scope\./,
    );
    assert.deepEqual(
      ends(messages).map(({ buttons }) => buttons),
      [['Open File', 'Save Again'], ['Open File']],
    );
    const { organizations } = await folder.json<Everything>('all.json');
    assert.ok(organizations.every(({ sections }) => sections['discovery-domains']?.complete));
  });

  it('skips an organization that was deleted meanwhile', async () => {
    await connect(inside);
    const rows = [await organizationRow(inside, 0), await organizationRow(inside, 1)];
    const body = { statusCode: 404, error: 'Not Found', message: 'No organization found by that id or name.' };
    await inside.inject({ match: rows[0]?.organization.id ?? '-', answer: { status: 404, body } });
    const messages = await messagesDuring(() =>
      exportRows(rows, ['members', 'groups'], 'json', folder.uri('all.json')),
    );
    assert.match(messages[0]?.text ?? '', /Incomplete: Members of .+\. .*Incomplete: Groups of /);
    const { organizations } = await folder.json<Everything>('all.json');
    assert.deepEqual(
      organizations.map(({ sections }) => sections['members']?.complete),
      [false, true],
    );
  });

  it('keeps hostile values as they are in JSON, and out of formulas in CSV', async () => {
    await connect(inside);
    const name = '=HYPERLINK("https://evil.example")\n"};DROP\u2028\u202e$(sync) [a](command:b)';
    const hostile = { user_id: '=1+1', name, email: '@SUM(A1)', roles: [{ id: '-1', name: 'a;=1' }] };
    await inside.inject({ match: '/members', answer: { status: 200, body: { members: [hostile] } } });
    const row = await sectionRow(inside, 1, 'members');
    await messagesDuring(async () => {
      await exportRows([row], undefined, 'json', folder.uri('all.json'));
      await exportRows([row], undefined, 'csv', folder.uri('all.csv'));
    });
    const { organizations } = await folder.json<Everything>('all.json');
    assert.deepEqual(organizations[0]?.sections['members']?.items, [hostile]);
    const [, cells = []] = await folder.table('all.csv');
    assert.deepEqual(cells.slice(2), ["'=1+1", `'${name}`, "'@SUM(A1)", '', "'-1", "a;'=1", '']);
  });
});

import * as assert from 'node:assert/strict';
import { mkdir, readdir, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { isOneError, type Message, messagesDuring } from '../messages.ts';
import { cancelled, requestsOf, sectionRow, tenants } from '../tenants.ts';
import {
  type Everything,
  exportAllMembers,
  exportRows,
  noAnswer,
  organizationRow,
  pages,
  useExportFolder,
} from './exportSteps.ts';

const { inside } = tenants;

const scopesWithout = (...missing: readonly string[]) =>
  readScopes.filter((scope) => !missing.includes(scope)).join(' ');
describe('An export of sections that stops', () => {
  const folder = useExportFolder();

  /** Runs an export that writes a file after its stop, and answers the message about the stop. */
  const stopping = (act: () => Thenable<unknown>, answer: (message: Message) => string | Promise<string>) =>
    messagesDuring(
      async (messages) => {
        await act();
        await until(() => messages.some(({ text }) => text.startsWith('Exported')));
      },
      (message) => (message.text.startsWith('Exported') ? '' : answer(message)),
    );
  const allMembers = () => folder.hasAllMembers();
  const exportMembers = () => exportAllMembers(folder);

  it('goes on where the export was cancelled, and the file is right', async () => {
    await inside.inject({ match: 'from=', times: 4, delayMs: 1 });
    await inside.inject({ match: 'from=', delayMs: 600_000 });
    // So that the only notification is the one that can be cancelled.
    await vscode.commands.executeCommand('notifications.clearAll');
    const messages = await stopping(
      async () => {
        const running = exportMembers();
        await until(async () => (await requestsOf(inside)).length === 6);
        assert.equal((await readdir(folder.path)).length, 1, 'what is written lies in a file of another name');
        assert.equal(await cancelled(running), undefined);
      },
      async () => {
        assert.equal((await readdir(folder.path)).length, 1);
        await inside.clearFaults();
        return 'Continue';
      },
    );
    const { name } = (await sectionRow(inside, 3, 'members')).organization;
    assert.deepEqual(
      messages.map(({ kind, text, buttons }) => [
        kind,
        text.replace(/from .*?: s|from .*?\. M/, 'from … s'),
        ...buttons,
      ]),
      [
        [
          'information',
          'Exporting Members from … stopped. Items so far: 500. The export is saved once it is complete.',
          'Continue',
          'Discard',
        ],
        ['information', 'Exported from … sembers: 12,000.', 'Open File'],
      ],
      name,
    );
    assert.equal((await requestsOf(inside)).length, pages + 1, 'one page was asked for twice');
    assert.deepEqual(await readdir(folder.path), ['members.csv']);
    await allMembers();
  });

  it('goes on after an answer that another attempt would not mend', async () => {
    await inside.inject({ match: 'from=', times: 2, delayMs: 1 });
    await inside.inject({ match: 'from=', answer: { status: 409, body: { message: 'No' } } });
    const messages = await stopping(exportMembers, async ({ kind, text, buttons }) => {
      assert.equal(kind, 'error');
      assert.match(text, /^The export of Members from .* has stopped.*Items so far: 300\./);
      assert.deepEqual(buttons, ['Continue', 'Continue Without It', 'Discard']);
      await inside.clearFaults();
      return 'Continue';
    });
    assert.equal(messages.length, 2);
    await allMembers();
  });

  for (const [failure, fault] of [
    ['a 500', { answer: { status: 500, body: {} } }],
    ['a cut connection', { cut: 'body' }],
    [
      'an answer that is no JSON',
      { answer: { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } } },
    ],
  ] as const) {
    it(`outlasts ${failure}`, async () => {
      await inside.inject({ match: 'from=', times: 2, delayMs: 1 });
      await inside.inject({ ...fault, match: 'from=', times: 1 });
      assert.equal((await messagesDuring(exportMembers)).length, 1);
      await allMembers();
    });
  }

  it('goes on without the organization that the tenant answers with 500 for, and says so', async () => {
    const rows = [await organizationRow(inside, 0), await organizationRow(inside, 1), await organizationRow(inside, 4)];
    const { id = '', display_name: name = '' } = rows[1]?.organization ?? {};
    await inside.inject({ match: `${id}/invitations`, answer: { status: 500, body: {} } });
    const told: string[] = [];
    const { withProgress } = vscode.window;
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.window, {
      withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) =>
        withProgress(options, (_progress, token) =>
          task({ report: ({ message = '' }: { readonly message?: string }) => told.push(message) }, token),
        ),
    });
    try {
      const [message] = await messagesDuring(() => exportRows(rows, ['invitations'], 'json', folder.uri('all.json')));
      assert.equal(message?.kind, 'warning');
      assert.ok(message.text.includes(`Incomplete: Invitations of ${name}. Auth0, or a gateway`), message.text);
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
    const waits = told.filter((text) => text.includes('next attempt'));
    const said = (seconds: number) => `the tenant answers with 500 for ${name}, next attempt in ${seconds} s`;
    assert.equal(waits[0], said(2));
    assert.ok(waits.includes(said(1)), waits.join());
    const { organizations } = await folder.json<Everything>('all.json');
    assert.deepEqual(
      organizations.map(({ sections }) => [sections['invitations']?.complete, sections['invitations']?.error?.reason]),
      [
        [true, undefined],
        [false, 'serverError'],
        [true, undefined],
      ],
    );
  });

  it('waits where the rate limit is used up, and goes on', async () => {
    const body = { statusCode: 429, error: 'Too Many Requests', message: 'Global limit has been reached' };
    await inside.inject({ match: 'from=', times: 1, answer: { status: 429, body } });
    await messagesDuring(exportMembers);
    await allMembers();
    assert.equal((await requestsOf(inside)).length, pages + 1);
  });

  it('leaves nothing once it is discarded, or nothing was read when it was cancelled', async () => {
    await inside.inject({ match: 'from=', answer: noAnswer });
    await messagesDuring(exportMembers, 'Discard');
    await until(async () => (await readdir(folder.path)).length === 0);
    await inside.clearFaults();
    await inside.clearRequests();
    await inside.inject({ match: '/members', delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    const running = exportMembers();
    await until(async () => (await requestsOf(inside)).length === 1);
    assert.equal(await cancelled(running), undefined);
    await until(async () => (await readdir(folder.path)).length === 0);
  });

  it('can leave out what the tenant does not give, and says so', async () => {
    const rows = [await organizationRow(inside, 0), await organizationRow(inside, 1), await organizationRow(inside, 4)];
    await inside.inject({ match: `${rows[1]?.organization.id}/members`, answer: noAnswer });
    const messages = await stopping(
      () => exportRows(rows, ['members', 'discovery-domains'], 'json', folder.uri('all.json')),
      ({ text }) => (text.startsWith('Export ') ? 'Export' : 'Continue Without It'),
    );
    assert.match(messages.at(-1)?.text ?? '', /Incomplete: Members of .+\. The answer is not what/);
    assert.equal(messages.at(-1)?.kind, 'warning');
    const { organizations } = await folder.json<Everything>('all.json');
    assert.deepEqual(
      organizations.map(({ sections }) => sections['members']?.error?.reason),
      [undefined, 'unexpectedAnswer', undefined],
    );
    assert.deepEqual(organizations[1]?.sections['members']?.items, []);
    assert.ok(organizations.every(({ sections }) => sections['discovery-domains']?.complete));
  });

  it('goes on after the token was updated, also with one that may read less', async () => {
    await inside.inject({ match: 'from=', times: 2, delayMs: 1 });
    await inside.inject({
      match: 'from=',
      answer: { status: 401, body: { statusCode: 401, error: 'Unauthorized', message: 'Expired token' } },
    });
    const token = await inside.mintToken({ scope: scopesWithout('read:organization_member_roles'), hidesScope: true });
    const registered: unknown[] = [];
    const { executeCommand } = vscode.commands;
    Object.assign(vscode.commands, {
      executeCommand: (command: string, ...given: readonly unknown[]) => {
        if (!command.endsWith('updateAccessToken')) return executeCommand(command, ...given);
        registered.push(given[0]);
        return executeCommand(command, given[0], token);
      },
    });
    const asked: (readonly string[])[] = [];
    try {
      await stopping(exportMembers, async ({ buttons }) => {
        asked.push(buttons);
        await inside.clearFaults();
        return 'Update Access Token';
      });
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
    assert.deepEqual(registered, [inside.domain]);
    assert.deepEqual(asked, [['Update Access Token', 'Continue', 'Discard']]);
    await folder.hasAllMembers('Without roles, which need the scope read:organization_member_roles.');
  });

  it('writes the file again where its place was taken meanwhile, without a request', async () => {
    await inside.inject({ match: 'from=', times: 1, hold: true });
    await mkdir(folder.uri('other').fsPath);
    const messages = await stopping(
      async () => {
        const running = exportMembers();
        await until(async () => (await readdir(folder.path)).length === 2);
        await mkdir(folder.uri('members.csv').fsPath);
        await inside.clearFaults();
        await running;
      },
      async ({ text, buttons }) => {
        assert.match(text, /has stopped\. There is a folder with this name\..* Items so far: 12,000\./);
        assert.deepEqual(buttons, ['Continue', 'Choose Another File…', 'Discard']);
        await rm(folder.uri('members.csv').fsPath, { recursive: true });
        await inside.clearRequests();
        return 'Continue';
      },
    );
    assert.equal(messages.length, 2);
    assert.deepEqual(await requestsOf(inside), []);
    await allMembers();
  });

  it('makes no request where the file cannot be written, and says why', async () => {
    const row = await sectionRow(inside, 1, 'members');
    for (const [target, text] of [
      [vscode.Uri.file(folder.path), /There is a folder with this name\./],
      [folder.uri('missing/members.csv'), /The folder does not exist, or was removed meanwhile\./],
    ] as const) {
      const messages = await messagesDuring(async () => {
        assert.equal(await exportRows([row], undefined, 'csv', target), undefined);
      });
      isOneError(messages, { failed: 'Members could not be exported from ', text, buttons: ['Choose Another File…'] });
    }
    assert.deepEqual(await requestsOf(inside), []);
    assert.deepEqual(await readdir(folder.path), []);
  });
});

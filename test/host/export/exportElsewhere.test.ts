import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { messagesDuring } from '../messages.ts';
import { cancelled, connect, forget, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;
const scheme = 'export-sections-test';

describe('Exporting sections to another file system', () => {
  const files = new MemoryFiles(scheme);
  const target = files.uri('members.ndjson');
  let registration: vscode.Disposable;

  beforeEach(async () => {
    registration = vscode.workspace.registerFileSystemProvider(scheme, files);
    await connect(inside);
  });
  afterEach(async () => {
    await forget(inside);
    registration.dispose();
    files.clear();
  });

  const exportMembers = async () =>
    run('exportSections', await sectionRow(inside, 3, 'members'), undefined, undefined, 'ndjson', target);

  it('writes the whole file once, also where the export was cancelled and went on', async () => {
    await inside.inject({ match: 'from=', times: 2, delayMs: 1 });
    await inside.inject({ match: 'from=', delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    await messagesDuring(
      async (messages) => {
        const running = exportMembers();
        await until(async () => (await requestsOf(inside)).length === 4);
        await cancelled(running);
        await until(() => messages.length === 2);
      },
      async () => {
        assert.deepEqual(files.written, []);
        await inside.clearFaults();
        return 'Continue';
      },
    );
    const [text = '', ...others] = files.written;
    assert.deepEqual(others, []);
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { item: { user_id: string } }).item.user_id);
    assert.deepEqual([ids.length, new Set(ids).size], [12_000, 12_000]);
  });

  it('writes nothing after a failure that nobody answers', async () => {
    await inside.inject({ match: 'from=', answer: { status: 409, body: { statusCode: 409, message: 'No' } } });
    const messages = await messagesDuring(exportMembers);
    assert.deepEqual(
      messages.map(({ kind, buttons }) => [kind, ...buttons]),
      [['error', 'Continue', 'Continue Without It', 'Discard']],
    );
    assert.deepEqual(files.written, []);
  });
});

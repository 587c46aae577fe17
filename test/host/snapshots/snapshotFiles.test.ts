import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import { until } from '../../patience.ts';
import { pressLater } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { cancelled, connect, forget, requestsOf, run, tenants } from '../tenants.ts';

const { inside } = tenants;

describe('Snapshots in files of this machine', () => {
  let folder: string;
  const inFolder = (name: string) => vscode.Uri.file(join(folder, name));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'organization-inspector-'));
    await connect(inside);
  });
  afterEach(async () => {
    await forget(inside);
    await rm(folder, { recursive: true });
  });

  async function save(extent: string): Promise<vscode.Uri> {
    await messagesDuring(() => run('saveSnapshot', inside.domain, extent, inFolder('a.ndjson')));
    return inFolder('a.ndjson');
  }

  async function compare(uri: vscode.Uri): Promise<TenantComparison | undefined> {
    let result: TenantComparison | undefined;
    await messagesDuring(async () => {
      result = await run('compareWithSnapshot', inside.domain, uri, undefined, 'sections');
    });
    return result;
  }

  it('are written and read in pieces', async () => {
    await writeFile(join(folder, 'a.ndjson'), 'old');
    const uri = await save('withoutMembers');
    assert.deepEqual(await readdir(folder), ['a.ndjson']);
    assert.equal((await readFile(uri.fsPath, 'utf8')).split('\n').length, 15);
    assert.deepEqual((await compare(uri))?.different, []);
  });

  it('leave nothing behind, and what was there, when saving is cancelled and discarded', async () => {
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, delayMs: 600_000 });
    for (const before of [[], ['a.ndjson']]) {
      for (const name of before) await writeFile(join(folder, name), 'old');
      await vscode.commands.executeCommand('notifications.clearAll');
      await messagesDuring(async () => {
        const running = run('saveSnapshot', inside.domain, 'withoutMembers', inFolder('a.ndjson'));
        await until(async () => (await requestsOf(inside)).some((request) => request.includes(`${third?.id}/invit`)));
        assert.equal((await readdir(folder)).length, before.length + 1);
        assert.equal(await cancelled(running), undefined);
      }, 'Discard');
      await until(async () => (await readdir(folder)).length === before.length);
      assert.deepEqual(await readdir(folder), before);
      await inside.clearRequests();
    }
    assert.equal(await readFile(join(folder, 'a.ndjson'), 'utf8'), 'old');
  });

  it('make no request where the file cannot be written', async () => {
    await mkdir(join(folder, 'a.ndjson'));
    for (const name of ['a.ndjson', 'missing/a.ndjson']) {
      const target = inFolder(name);
      const [message] = await messagesDuring(() => run('saveSnapshot', inside.domain, 'organizations', target));
      assert.match(message?.text ?? '', /There is a folder with this name|The folder does not exist/);
    }
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('are not compared when they are folders, missing, or 2 GB of nothing', async () => {
    const large = await open(join(folder, 'large.ndjson'), 'w');
    await large.truncate(2 ** 31);
    await large.close();
    for (const [name, expected] of [
      ['.', /It is a folder/],
      ['missing.ndjson', /The file does not exist/],
      ['large.ndjson', /Line 1 is longer than 64 MB, and not read\. Save a snapshot/],
    ] as const) {
      const [message] = await messagesDuring(() => run('compareWithSnapshot', inside.domain, inFolder(name)));
      assert.match(message?.text ?? '', expected);
    }
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('are not compared to the end when the file changes meanwhile, which is said', async () => {
    const uri = await save('withoutMembers');
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, hold: true });
    const { pressed, press } = pressLater('');
    const [message] = await messagesDuring(
      async (shown) => {
        await inside.clearRequests();
        const running = run('compareWithSnapshot', inside.domain, uri, undefined, 'sections');
        await until(async () => (await requestsOf(inside)).some((request) => request.includes(`${third?.id}/`)));
        await writeFile(uri.fsPath, 'other');
        await inside.clearFaults();
        await until(() => shown.length === 1);
        press();
        assert.equal(await running, undefined);
      },
      () => pressed,
    );
    assert.match(message?.text ?? '', /The file was changed while it was compared\. Compare again\./);
  });
});

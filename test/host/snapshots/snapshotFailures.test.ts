import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { pressLater } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { cancelled, connect, requestsOf, run, tenants } from '../tenants.ts';
import { compare, save, saving, useSnapshots } from './snapshotSteps.ts';

const { inside } = tenants;

describe('Snapshots that meet a failure', () => {
  const files = useSnapshots();

  it('say what the tenant refuses, which is asked for once', async () => {
    const scope = readScopes.filter((each) => each !== 'read:organization_discovery_domains').join(' ');
    await connect(inside, { scope });
    const [message] = await saving('withoutMembers');
    assert.match(message?.text ?? '', /organizations: 12\. Not in it: discovery-domains: 403/);
    const asked = async () => (await requestsOf(inside)).filter((request) => request.includes('/discovery-domains'));
    assert.equal((await asked()).length, 1);
    await connect(inside);
    assert.deepEqual((await compare('sections')).different, []);
    assert.ok((await asked()).length <= 1);
    const summary = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(summary, /Not compared: .*403/);
  });

  it('wait for the rate limit', async () => {
    const answer = { status: 429, body: {}, headers: { 'retry-after': '1' } };
    await inside.inject({ match: '/connections|/enabled_connections', times: 1, answer });
    await save('withoutMembers');
    assert.deepEqual((await compare('sections')).different, []);
  });

  it('go on after a failure in the middle if a person wants it', async () => {
    const [, , third] = await inside.organizations();
    const answer = { status: 401, body: { statusCode: 401, message: 'Expired token' } };
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, answer });
    const messages = await saving('withoutMembers', ({ buttons }) => (buttons.includes('Continue') ? 'Continue' : ''));
    assert.equal(messages.length, 2);
    assert.ok(
      messages[0]?.text.startsWith(`The snapshot of ${inside.domain} could not be saved to `),
      messages[0]?.text,
    );
    assert.ok(messages[0]?.buttons.includes('Update Access Token'));
    assert.match(messages[1]?.text ?? '', /organizations: 12\./);
    assert.deepEqual((await compare('sections')).different, []);
  });

  it('leave no file when a person does not go on after a failure', async () => {
    const [, , third] = await inside.organizations();
    const answer = { status: 401, body: { statusCode: 401, message: 'Expired token' } };
    await inside.inject({ match: `${third?.id}/invitations`, answer });
    assert.equal((await saving('withoutMembers')).length, 1);
    assert.deepEqual(files.names, []);
  });

  it('leave the file as it was when they are cancelled, during a request and while a failure is shown', async () => {
    files.put('a.ndjson', 'before');
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    const target = files.uri('a.ndjson');
    assert.equal(await cancelled(run('saveSnapshot', inside.domain, 'withoutMembers', target)), undefined);
    assert.equal(files.text('a.ndjson'), 'before');

    await connect(inside);
    const answer = { status: 401, body: { statusCode: 401, message: 'Expired token' } };
    await inside.inject({ match: `${third?.id}/invitations`, answer });
    const { pressed, press } = pressLater('Continue');
    await messagesDuring(
      async (shown) => {
        await vscode.commands.executeCommand('notifications.clearAll');
        const running = run('saveSnapshot', inside.domain, 'withoutMembers', target);
        await until(() => shown.length === 1);
        assert.equal(await cancelled(running), undefined);
        press();
      },
      () => pressed,
    );
    assert.equal(files.text('a.ndjson'), 'before');
  });

  it('say that a file cannot be written', async () => {
    files.refusal = vscode.FileSystemError.NoPermissions();
    const [message] = await saving('organizations');
    assert.match(message?.text ?? '', /could not be saved to .*You may not write there/);
    assert.deepEqual(message?.buttons, ['Choose Another File…']);
  });

  it('are not compared when the file is no snapshot, damaged or newer, which is explained', async () => {
    const uri = await save('organizations');
    const text = files.text('a.ndjson');
    await inside.clearRequests();
    const lines = text.split('\n');
    const tables: readonly (readonly [string | Uint8Array, RegExp])[] = [
      ['', /The file is empty/],
      ['{"id":"org_1"}\n', /The first line does not say that it is a snapshot/],
      [text.replace('"version":1', '"version":2'), /has version 2 .* Update the extension/],
      [text.slice(0, 700), /ends in the middle of line \d/],
      [[...lines.slice(0, 4), ''].join('\n'), /ends after line 4/],
      [lines.with(5, '{').join('\n'), /Line 6 is not valid JSON/],
      [lines.with(5, lines[4] ?? '').join('\n'), /Lines 5 and 6 hold the same organization, org_/],
      [new Uint8Array([...new TextEncoder().encode(text).subarray(0, -3), 0xe9]), /Line 14 is not text in UTF-8/],
    ];
    for (const [content, expected] of tables) {
      files.put('a.ndjson', content);
      const [message, ...others] = await messagesDuring(() => run('compareWithSnapshot', inside.domain, uri));
      assert.deepEqual(others, []);
      assert.equal(message?.kind, 'error');
      assert.match(message.text, expected);
      assert.deepEqual(message.buttons, ['Choose Another File…']);
    }
    const [missing] = await messagesDuring(() => run('compareWithSnapshot', inside.domain, files.uri('b.ndjson')));
    assert.match(missing?.text ?? '', /The file does not exist/);
    files.size = 2 ** 31;
    const [large] = await messagesDuring(() => run('compareWithSnapshot', inside.domain, uri));
    assert.match(large?.text ?? '', /The file has 2,048 MB/);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('say why the tenant cannot be read', async () => {
    const uri = await save('organizations');
    await inside.inject({ match: 'organizations', answer: { status: 403, body: { statusCode: 403, message: 'No' } } });
    const [message] = await messagesDuring(() => run('compareWithSnapshot', inside.domain, uri));
    assert.match(message?.text ?? '', /^The organizations of .* could not be loaded \(403\)/);
  });
});

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { countNotifications, pressLater } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { startTwice } from '../startTwice.ts';
import { cancelled, connect, requestsOf, run, tenants } from '../tenants.ts';
import { compare, firstPages, save, saving, sectionRequests, summaryText, useSnapshots } from './snapshotSteps.ts';

const { inside } = tenants;

const expired = { status: 401, body: { statusCode: 401, message: 'Expired token' } };

describe('Snapshots that meet a failure', () => {
  const files = useSnapshots();
  let pressed: Promise<string>;
  let press: () => void;
  beforeEach(() => {
    ({ pressed, press } = pressLater('Continue'));
  });
  const goOnAsItIs = (isSaved: () => boolean) =>
    withPick(
      () => {
        press();
        return until(isSaved);
      },
      (pick) => pick.choose(/^Continue/),
    );

  it('say what the tenant refuses, which is not asked for again', async () => {
    const scope = readScopes.filter((each) => each !== 'read:organization_discovery_domains').join(' ');
    await connect(inside, { scope });
    const [message] = await saving('withoutMembers');
    assert.match(message?.text ?? '', /organizations: 12\. Not in it: Discovery Domains: 403/);
    const asked = async () => (await requestsOf(inside)).filter((request) => request.includes('/discovery-domains'));
    assert.equal((await asked()).length, 2, 'one organization can be refused alone');
    await connect(inside);
    assert.deepEqual((await compare('sections')).different, []);
    assert.ok((await asked()).length <= 2);
    assert.match(await summaryText(), /Not compared: .*403/);
  });

  it('go on without a section that the tenant fails to answer for in one organization, and say so', async () => {
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/discovery-domains`, answer: { status: 500, body: {} } });
    const [message, ...others] = await saving('withoutMembers');
    const gap = `Incomplete: Discovery Domains of ${third?.display_name}. 500: Auth0, or a gateway`;
    assert.ok(message?.text.includes(gap), message?.text);
    assert.deepEqual(others, []);
    await inside.clearFaults();
    const compared = await compare('sections');
    assert.deepEqual(compared.different, []);
    assert.ok(compared.unread.some(({ organizations: [{ id }] }) => id === third?.id));
    assert.match(await summaryText(), new RegExp(`Not compared: .*Discovery Domains`));
  });

  it('are saved again from their message where the tenant has failed to answer for a section', async () => {
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/discovery-domains`, answer: { status: 500, body: {} } });
    const messages = await messagesDuring(
      async (shown) => {
        await run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('a.ndjson'));
        await until(() => shown.length === 2);
      },
      async ({ buttons }) => {
        await inside.clearFaults();
        return buttons.includes('Save Again') ? 'Save Again' : '';
      },
    );
    // What Auth0 does not send is not in the second one either.
    assert.deepEqual(
      messages.map(({ buttons }) => buttons),
      [['Open File', 'Save Again'], ['Open File']],
    );
    assert.doesNotMatch(messages[1]?.text ?? '', /Discovery Domains/);
    assert.doesNotMatch(files.text('a.ndjson'), /"reason":"serverError"/);
  });

  it('wait for the rate limit', async () => {
    const answer = { status: 429, body: {}, headers: { 'retry-after': '1' } };
    await inside.inject({ match: '/connections|/enabled_connections', times: 1, answer });
    await save('withoutMembers');
    assert.deepEqual((await compare('sections')).different, []);
  });

  it('go on after a failure in the middle if a person wants it', async () => {
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, answer: expired });
    const messages = await messagesDuring(
      async (shown) => {
        assert.equal(await run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('a.ndjson')), undefined);
        assert.deepEqual(files.names, []);
        press();
        await until(() => shown.length === 2);
      },
      ({ buttons }) => (buttons.includes('Continue') ? pressed : ''),
    );
    assert.ok(
      messages[0]?.text.startsWith(`The snapshot of ${inside.domain} could not be saved to `),
      messages[0]?.text,
    );
    assert.match(messages[0]?.text ?? '', / Organizations so far: 2\. The file is saved once it is complete\.$/);
    assert.deepEqual(messages[0]?.buttons, ['Update Access Token', 'Continue', 'Discard']);
    assert.match(messages[1]?.text ?? '', /organizations: 12\./);
    assert.deepEqual((await compare('sections')).different, []);
  });

  it('go on in their own file, which the command gives back, where another one is chosen', async () => {
    const [, , third] = await inside.organizations();
    const answer = { status: 409, body: { message: 'No' } };
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, answer });
    await saving('withoutMembers');
    let saved: unknown;
    await messagesDuring(() =>
      withPick(
        async () => {
          saved = await run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('b.ndjson'));
        },
        (pick) => pick.choose(/^Continue/),
      ),
    );
    assert.equal(String(saved), String(files.uri('a.ndjson')));
    assert.deepEqual(files.names, ['a.ndjson']);
  });

  it('leave no file when they are discarded after a failure', async () => {
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, answer: expired });
    assert.equal((await saving('withoutMembers', () => 'Discard')).length, 1);
    assert.deepEqual(files.names, []);
  });

  it('leave the file as it was when they are cancelled, and go on where they stopped', async () => {
    files.put('a.ndjson', 'before');
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    const [message] = await messagesDuring(async () => {
      const running = run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('a.ndjson'));
      await until(async () => (await requestsOf(inside)).some((request) => request.includes(`${third?.id}/invit`)));
      assert.equal(await cancelled(running), undefined);
    });
    assert.equal(
      message?.text,
      `Saving a snapshot of ${inside.domain}: stopped. Organizations so far: 2. The file is saved once it is complete.`,
    );
    assert.deepEqual(message.buttons, ['Continue', 'Discard']);
    assert.equal(files.text('a.ndjson'), 'before');
    await inside.clearRequests();
    const saved = await messagesDuring(() =>
      withPick(
        () => run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('a.ndjson')),
        (pick) => pick.choose(/^Continue/),
      ),
    );
    assert.match(saved[0]?.text ?? '', /organizations: 12\./);
    assert.equal((await firstPages()).length, 10 * sectionRequests);
    assert.deepEqual((await compare('sections')).different, []);
  });

  it('ask again with a new token for what the former one may not read, and say where it is missing', async () => {
    const scope = readScopes.filter((each) => each !== 'read:organization_discovery_domains').join(' ');
    await connect(inside, { scope });
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, answer: expired });
    const messages = await messagesDuring(
      async (shown) => {
        await run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('a.ndjson'));
        await connect(inside);
        await goOnAsItIs(() => shown.length === 2);
      },
      ({ buttons }) => (buttons.includes('Continue') ? pressed : ''),
    );
    assert.match(messages[1]?.text ?? '', / Incomplete: Discovery Domains in 2 of 12 organizations\. 403/);
    assert.deepEqual(messages[1]?.buttons, ['Open File', 'Save Again']);
    const texts = files.text('a.ndjson').trim().split('\n').slice(1, -1);
    const missing = texts.map((line) => line.includes('"reason":"insufficientScope"'));
    assert.deepEqual(missing, [true, true, ...Array.from({ length: 10 }, () => false)]);
  });

  it('say where members come without roles, which they have once a token may read them', async () => {
    const scope = readScopes.filter((each) => each !== 'read:organization_member_roles').join(' ');
    // Only the tenant can tell what such a token may read.
    await connect(inside, { scope, hidesScope: true });
    const [, , third] = await inside.organizations();
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, answer: expired });
    const messages = await messagesDuring(
      async (shown) => {
        await run('saveSnapshot', inside.domain, 'withMembers', files.uri('a.ndjson'));
        await connect(inside, { hidesScope: true });
        await goOnAsItIs(() => shown.length === 2);
      },
      ({ buttons }) => (buttons.includes('Continue') ? pressed : ''),
    );
    assert.match(
      messages[1]?.text ?? '',
      / Incomplete: Members in 2 of 12 organizations\. Without roles, which need the scope read:organization_member_roles\.$/,
    );
    const lines = files.text('a.ndjson').trim().split('\n').slice(1, -1);
    const told = lines.map((line) => {
      const { sections } = JSON.parse(line) as { sections: { members: { items: readonly object[]; note?: string } } };
      const { items, note } = sections.members;
      return [items.some((member) => !('roles' in member)), note];
    });
    const without = [true, 'Without roles, which need the scope read:organization_member_roles.'];
    assert.deepEqual(told, [without, without, ...Array.from({ length: 10 }, () => [false, undefined])]);
  });

  it('are saved whole when an old message discards them while they go on', async () => {
    const [, , third] = await inside.organizations();
    const answer = { status: 409, body: { message: 'No' } };
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, answer });
    await inside.inject({ match: `${third?.id}/invitations`, times: 1, hold: true });
    const discard = pressLater('Discard');
    const start = () => run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('a.ndjson'));
    const messages = await messagesDuring(
      async (shown) => {
        await start();
        await until(() => shown.length === 1);
        await inside.clearRequests();
        const notifications = countNotifications();
        await withPick(start, async (pick) => {
          await pick.choose(/^Continue/);
          const isHeld = async () => (await requestsOf(inside)).some((request) => request.includes('/invitations'));
          await until(async () => notifications.count() > 0 && (await isHeld()));
          const before = notifications.count();
          discard.press();
          await until(() => notifications.count() > before);
          await inside.clearFaults();
          await until(() => shown.length === 2);
        }).finally(notifications.stop);
      },
      () => discard.pressed,
    );
    // A button of an old message shows the work that runs, and the next press discards it.
    assert.match(messages[1]?.text ?? '', /organizations: 12\./);
    assert.deepEqual((await compare('sections')).different, []);
  });

  it('join the one that runs, which shows its progress again', async () => {
    const [, , third] = await inside.organizations();
    const start = () => run('saveSnapshot', inside.domain, 'withoutMembers', files.uri('a.ndjson'));
    const messages = await messagesDuring(async () => {
      const [first, second] = await startTwice(inside, { match: `${third?.id}/invitations` }, start);
      assert.equal(String(second), String(first));
    });
    assert.equal(messages.length, 1);
    assert.equal((await firstPages()).length, 1 + 12 * sectionRequests);
  });

  it('say that a file cannot be written', async () => {
    files.refusal = vscode.FileSystemError.NoPermissions();
    const [message] = await saving('organizations');
    assert.match(message?.text ?? '', /could not be saved to .*You may not write there/);
    assert.deepEqual(message?.buttons, ['Continue', 'Choose Another File…', 'Discard']);
    files.refusal = undefined;
  });

  it('are not compared when the file is no snapshot, damaged or newer, which is explained', async () => {
    const uri = await save('organizations');
    const text = files.text('a.ndjson');
    await inside.clearRequests();
    const lines = text.split('\n');
    const tables: readonly (readonly [string | Uint8Array, RegExp])[] = [
      ['', /The file is empty/],
      ['{"id":"org_1"}\n', /The first line does not say that it is a snapshot/],
      [text.replace('"version":2', '"version":3'), /has version 3 .* Update the extension/],
      [text.replace('"name":"', '"name":"x'), /does not fit the hash in its last line/],
      [text.slice(0, 700), /ends at line \d, without/],
      [[...lines.slice(0, 4), ''].join('\n'), /ends at line 4, without/],
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

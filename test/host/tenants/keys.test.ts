import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connectWithCli } from '../../../src/connect/connectWithCli.ts';
import { updateAccessToken } from '../../../src/connect/manageTenants.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { run } from '../tenants.ts';
import { recorded } from './recorded.ts';
import { windowsWithOneStorage } from './secretStorage.ts';

type Services = Parameters<typeof updateAccessToken>[0];

describe('Another secret for an application', () => {
  const { storage, openWindow } = windowsWithOneStorage('Test of another secret');
  const { createInputBox } = vscode.window;
  afterEach(() => {
    Object.assign(vscode.window, { createInputBox });
  });

  it('is asked for with what is known of the application, also behind a custom domain', async () => {
    const boxes: vscode.InputBox[] = [];
    Object.assign(vscode.window, {
      createInputBox: () => {
        const box = createInputBox();
        boxes.push(box);
        return box;
      },
    });
    const asked: string[] = [];
    for (const [domain, audience] of [
      ['login.acme.example', 'https://acme.eu.auth0.com/api/v2/'],
      ['acme.eu.auth0.com', 'https://acme.eu.auth0.com/api/v2/'],
    ]) {
      await storage.context.globalState.update('tenants', [
        { domain, application: { clientId: 'the-client', audience } },
      ]);
      const updating = updateAccessToken({ tenants: openWindow().tenants } as Services, domain);
      const box = await until(() => boxes.shift());
      asked.push(box.value);
      assert.equal(box.validationMessage, undefined);
      box.hide();
      assert.equal(await updating, false);
    }
    assert.deepEqual(asked, ['acme.eu.auth0.com', 'the-client']);
  });

  it('is asked for with the scope that was missing', async () => {
    const audience = 'https://acme.eu.auth0.com/api/v2/';
    const tenant = { domain: 'acme.eu.auth0.com', application: { clientId: 'the-client', audience } };
    await storage.context.globalState.update('tenants', [tenant]);
    const told: string[] = [];
    await recorded(
      (_, text) => told.push(text),
      () => updateAccessToken({ tenants: openWindow().tenants } as Services, tenant.domain, undefined, ['read:roles']),
    );
    assert.ok(
      told.some((text) => text.endsWith('with read:organizations, read:roles')),
      told.join('\n'),
    );
  });
});

describe('The Auth0 CLI without a token that can be used', () => {
  const { openWindow } = windowsWithOneStorage('Test of the Auth0 CLI');

  it('is told as what it is, and offers its commands', async () => {
    const domain = 'acme.eu.auth0.com';
    const texts: string[] = [];
    for (const tenant of [{ domain }, { domain, expiresAt: 1 }, { domain, accessToken: 'a.b.c', expiresAt: 1 }]) {
      const [message] = await messagesDuring(() => connectWithCli(openWindow().tenants, tenant));
      assert.deepEqual(message?.buttons, ['Copy Commands']);
      texts.push(message.text);
    }
    const kept = 'The Auth0 CLI keeps its access token to itself.';
    assert.deepEqual(texts, [kept, kept, 'The Auth0 CLI has an access token that has expired.']);
  });
});

describe('A domain that a file of the workspace suggests', () => {
  const { asRelativePath } = vscode.workspace;
  afterEach(() => {
    Object.assign(vscode.workspace, { asRelativePath });
  });

  it('stands beside the name of the file as it is, without what cannot be seen or makes an icon', async () => {
    Object.assign(vscode.workspace, { asRelativePath: () => '$(check) \u202Evne.live' });
    await withPick(
      () => run('connectTenant'),
      async (pick) => {
        const { description } = await pick.item(/found in/);
        assert.equal(description, String.raw`found in \$(check) \u202evne.live`);
      },
    );
  });
});

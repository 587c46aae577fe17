import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { askForApplication, submitKey } from '../../../src/connect/askForCredentials.ts';
import { connectWithCli } from '../../../src/connect/askForTenant.ts';
import { updateAccessToken } from '../../../src/connect/manageTenants.ts';
import { parseSecret } from '../../../src/tenants/storedSecrets.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { withBoxes } from '../observedBoxes.ts';
import { withPick } from '../observedPick.ts';
import { requestsOf, run } from '../tenants.ts';
import { recorded } from './recorded.ts';
import { application, connectIn, context, listed, minted, tenant, windowsWithOneStorage } from './secretStorage.ts';

type Services = Parameters<typeof updateAccessToken>[0];

describe('Another secret for an application', () => {
  const { storage, openWindow } = windowsWithOneStorage('Test of another secret');

  it('is asked for with what is known of the application, also behind a custom domain', async () => {
    await withBoxes(async (boxes) => {
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
  });

  it('is asked for with the scope that was missing', async () => {
    const audience = 'https://acme.eu.auth0.com/api/v2/';
    const acme = { domain: 'acme.eu.auth0.com', application: { clientId: 'the-client', audience } };
    await storage.context.globalState.update('tenants', [acme]);
    const told: string[] = [];
    await recorded(
      (_, text) => told.push(text),
      () => updateAccessToken({ tenants: openWindow().tenants } as Services, acme.domain, undefined, ['read:roles']),
    );
    assert.ok(
      told.some((text) => text.endsWith('with read:organizations, read:roles')),
      told.join('\n'),
    );
  });
});

describe('Another token for an application', () => {
  const { storage, openWindow } = windowsWithOneStorage('Test of another token');
  const { createInputBox } = vscode.window;
  const { domain } = tenant;
  afterEach(() => {
    Object.assign(vscode.window, { createInputBox });
  });

  const pressEnter = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

  it('is got with the client secret that is stored where none is entered, such as after a new scope', async () => {
    await withBoxes(async (boxes) => {
      const { tenants, changes } = openWindow();
      await connectIn(tenants, application);
      const before = storage.secrets.get(`tenant:${domain}`);
      const asking = askForApplication(tenants, domain, {
        isCustom: false,
        typedBefore: new Map([['clientId', application.application.clientId]]),
      });
      await until(async () => (await pressEnter(), boxes.length > 1));
      const [, box] = boxes;
      assert.match(box?.prompt ?? '', /Empty: a new token with the one that is stored\.$/);
      // The second Enter comes before the window knows that the first one is worked on.
      const pressTwice = () => Promise.all([pressEnter(), pressEnter()]);
      await until(async () => (await pressTwice(), (await requestsOf(tenant)).length > 1));
      assert.equal(await asking, true);
      assert.deepEqual(await requestsOf(tenant), [minted, listed]);
      assert.deepEqual(changes, ['connected', 'tokenReplaced']);
      const after = storage.secrets.get(`tenant:${domain}`) ?? '';
      assert.notEqual(after, before);
      assert.deepEqual(parseSecret(after)?.application, parseSecret(before)?.application);
    });
  });

  it('is asked of another host where there is no such list, whatever ID or name is asked for', async () => {
    await tenant.inject({ match: '/api/', answer: { status: 404, body: { message: 'Not Found' } } });
    const key = { kind: 'token', accessToken: await tenant.mintToken() } as const;
    const problem = await submitKey(openWindow().tenants, domain, key, context.signal, false);
    assert.match(problem ?? '', / \(404\)\. .*: Not Found\. Check that the domain is that of an Auth0 tenant\.$/);
    await tenant.clearFaults();
    await tenant.clearRequests();
  });

  it('is not got with the secret of another application, nor without one', async () => {
    const { tenants } = openWindow();
    const other = { ...application.application, clientId: 'other', clientSecret: application.clientSecret };
    await tenants.store({ domain, secret: { accessToken: await tenant.mintToken(), application: other } });
    for (let attempt = 1; attempt <= 2; attempt++) {
      const key = { ...application, clientSecret: '' };
      const problem = await submitKey(tenants, domain, key, context.signal, attempt === 1);
      assert.equal(problem, 'No client secret is stored for this application. Enter it.');
      assert.deepEqual(await requestsOf(tenant), []);
      await tenants.disconnect(domain);
    }
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

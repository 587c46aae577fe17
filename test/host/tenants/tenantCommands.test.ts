import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { submitKey } from '../../../src/connect/askForCredentials.ts';
import { moveTenantDown, moveTenantUp, renameTenant, setEnvironment } from '../../../src/connect/manageTenants.ts';
import { connectWithCli } from '../../../src/connect/askForTenant.ts';
import { back } from '../../../src/ui/ask.ts';
import { until } from '../../patience.ts';
import { sampleClient } from '../../tenant/applications.ts';
import { failureOf, messagesDuring } from '../messages.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { cancelled, connect, forget, listedIds, requestsOf, run, tenants } from '../tenants.ts';
import { connectIn, context, pasted, windowsWithOneStorage } from './secretStorage.ts';

const { small, large } = tenants;
const { domain } = small;

describe('Connecting', () => {
  afterEach(async () => {
    await forget(small);
    await forget(large);
  });

  it('takes a domain and a token that work, with one request', async () => {
    const accessToken = await small.mintToken();
    await small.clearRequests();
    assert.equal(await run('connectTenant', { domain: ` http://${small.domain}/ `, accessToken }), small.domain);
    assert.deepEqual(await requestsOf(small), ['GET /api/v2/organizations?take=1']);
  });

  it('is offered where a command needs a tenant and there is none', async () => {
    const [message] = await messagesDuring(() => run('openOrganizationList'));
    assert.deepEqual(message, {
      kind: 'information',
      text: 'No tenant is connected yet.',
      buttons: ['Connect Tenant…'],
    });
  });

  it('shows the domain that the address of a page of the dashboard stands for', async () => {
    await withPick(
      () => run('connectTenant'),
      async (pick) => {
        pick.type('https://manage.auth0.com/dashboard/eu/acme/organizations');
        await pick.item(/^acme\.eu\.auth0\.com Connect$/);
        pick.type('acme');
        await pick.item(/^acme Connect$/);
      },
    );
  });

  it('refuses what is no domain or no usable token, without a request', async () => {
    const accessToken = await small.mintToken();
    const unusable = [
      await small.mintToken({ expiresInSeconds: -1 }),
      await small.mintToken({ scope: 'read:clients' }),
      await large.mintToken(),
      'client-secret',
    ];
    await small.clearRequests();
    assert.equal(await run('connectTenant', { domain: 'evilauth0.com', accessToken }), undefined);
    for (const token of unusable) {
      assert.equal(await run('connectTenant', { domain: small.domain, accessToken: token }), undefined);
    }
    assert.deepEqual(await requestsOf(small), []);
  });

  it('asks a person before anything is sent to a host that is not of Auth0', async () => {
    // VS Code shows no dialog in tests, and says so.
    const isAsked = /dialog/i;
    const accessToken = await small.mintToken();
    const connecting = run('connectTenant', { domain: 'login.customer.invalid', accessToken });
    await assert.rejects(Promise.resolve(connecting), isAsked);
  });

  it('keeps nothing that the tenant refuses', async () => {
    const forged = await small.mintToken({ forged: true });
    const messages = await messagesDuring(async () => {
      assert.equal(await run('connectTenant', { domain: small.domain, accessToken: forged }), undefined);
    });
    assert.deepEqual(
      messages.map(({ buttons }) => buttons),
      [['Connect Tenant…', 'Open Documentation']],
      'there is no access token that could be updated',
    );
    await connect(large);
    const uri = await run('openOrganizationList');
    assert.equal(
      String(uri),
      `auth0-organization://${large.domain}/organizations.json`,
      'only one tenant is connected',
    );
  });

  it('replaces a token, and then uses the new one', async () => {
    const accessToken = await small.mintToken({ scope: 'read:organizations_summary' });
    await run('connectTenant', { domain: small.domain, accessToken });
    const [organization] = await small.organizations();
    assert.equal(await run('openOrganizationByName', organization?.name, small.domain), undefined);
    await run('updateAccessToken', small.domain, await small.mintToken());
    assert.ok(await run('openOrganizationByName', organization?.name, small.domain));
  });

  it('keeps the old token when the new one is refused', async () => {
    await connect(small);
    const forged = await small.mintToken({ forged: true });
    const [message] = await messagesDuring(() => run('updateAccessToken', small.domain, forged));
    assert.deepEqual(message?.buttons, ['Update Access Token', 'Open Documentation']);
    const [organization] = await small.organizations();
    assert.ok(await run('openOrganizationById', organization?.id, small.domain));
  });

  it('leaves a tenant disconnected that was disconnected while its new token was checked, and says so', async () => {
    await connect(small);
    await small.inject({ match: '/api/', hold: true });
    const accessToken = await small.mintToken();
    const [message] = await messagesDuring(async () => {
      const updating = run('updateAccessToken', domain, accessToken);
      await until(async () => (await requestsOf(small)).length > 0);
      await run('disconnectTenant', domain);
      await small.clearFaults();
      await updating;
    });
    assert.match(message?.text ?? '', /^The access token of .* could not be replaced\. The tenant is not connected/);
    const [organization] = await small.organizations();
    assert.equal(await run('openOrganizationById', organization?.id, domain), undefined);
  });

  it('ends with disconnecting: no request is made for the tenant any more', async () => {
    await connect(small);
    // No other test opens it: VS Code holds a text that a test has opened for some minutes.
    const organization = (await small.organizations())[147];
    const uri = await run<vscode.Uri | undefined>('openOrganizationById', organization?.id, small.domain);
    await forget(small);
    await connect(large);
    await small.clearRequests();
    await run('refresh');
    assert.ok(uri);
    // VS Code holds a text for a moment after its editor is closed, and what it holds is not read again.
    await until(() => vscode.workspace.textDocuments.every((document) => document.uri.toString() !== uri.toString()));
    assert.match(await failureOf(uri), /not connected/);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('takes a token that sees no more than a summary, which is enough to list and to copy', async () => {
    await connect(small, { scope: 'read:organizations_summary' });
    const ids = (await small.organizations()).slice(0, 100).map(({ id }) => id);
    assert.deepEqual(await listedIds(small), ids);
    await vscode.commands.executeCommand('editor.action.selectAll');
    await run('copyOrganizationId');
    assert.equal(await vscode.env.clipboard.readText(), ids.join('\n'));
  });

  it('takes an application, which gets a new token by itself when the tenant refuses the old one', async () => {
    const { id: clientId, secret: clientSecret } = sampleClient;
    await small.clearRequests();
    await run('connectTenant', { domain: small.domain, clientId, clientSecret });
    assert.deepEqual(await requestsOf(small), ['POST /oauth/token', 'GET /api/v2/organizations?take=1']);
    const [organization] = await small.organizations();
    await small.revokeTokens();
    await small.clearRequests();
    assert.ok(await run('openOrganizationById', organization?.id, small.domain));
    const path = `GET /api/v2/organizations/${organization?.id}`;
    assert.deepEqual(await requestsOf(small), [path, 'POST /oauth/token', path]);
  });
});

describe('Names and places of tenants', () => {
  const { openWindow } = windowsWithOneStorage('Test of names and places');

  it('are kept for all windows, also for those that are opened later', async () => {
    const { tenants: own } = openWindow();
    const services = { tenants: own };
    const kept = () => openWindow().tenants.all;
    await connectIn(own, await pasted());
    // There is no other place, and nothing to ask.
    await moveTenantUp(services);
    const accessToken = await large.mintToken();
    await own.store({ domain: large.domain, secret: { accessToken } });

    await renameTenant(services, domain, '  Production ');
    assert.deepEqual(kept(), [{ domain, label: 'Production' }, { domain: large.domain }]);
    await moveTenantUp(services, large.domain);
    assert.deepEqual(kept(), [{ domain: large.domain }, { domain, label: 'Production' }]);
    // As far as the list goes.
    await moveTenantUp(services, large.domain);
    await moveTenantDown(services, domain);
    assert.deepEqual(kept(), [{ domain: large.domain }, { domain, label: 'Production' }]);
    await moveTenantDown(services, large.domain);
    await renameTenant(services, domain, 'x'.repeat(61));
    assert.deepEqual(kept(), [{ domain, label: 'x'.repeat(60) }, { domain: large.domain }]);
    // A token that is replaced takes neither away.
    await connectIn(own, await pasted());
    assert.deepEqual(kept(), [{ domain, label: 'x'.repeat(60) }, { domain: large.domain }]);
    await renameTenant(services, domain, '');
    assert.deepEqual(kept(), [{ domain }, { domain: large.domain }]);
    assert.deepEqual(await requestsOf(large), []);
  });

  it('are never those of two tenants in what people read', async () => {
    const { tenants: own } = openWindow();
    const services = { tenants: own };
    await connectIn(own, await pasted());
    const accessToken = await large.mintToken();
    await own.store({ domain: large.domain, secret: { accessToken } });
    const titles = () => [domain, large.domain].map((one) => own.titleOf(one));
    await renameTenant(services, domain, 'Acme');
    assert.deepEqual(titles(), ['Acme', large.domain]);
    await renameTenant(services, large.domain, 'Acme');
    assert.deepEqual(titles(), [domain, large.domain]);
    const asked: (string | undefined)[] = [];
    const { showQuickPick } = vscode.window;
    Object.assign(vscode.window, {
      showQuickPick: (_: unknown, { title }: vscode.QuickPickOptions) => Promise.resolve(void asked.push(title)),
    });
    try {
      await setEnvironment(services, domain);
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    assert.deepEqual(asked, [`Environment of ${domain}`]);
    await renameTenant(services, domain, large.domain);
    assert.deepEqual(titles(), [domain, 'Acme']);
    // A row that has its domain as its name would show it twice.
    await renameTenant(services, domain, domain);
    assert.deepEqual(own.find(domain), { domain });
  });
});

describe('Failed connections', () => {
  const { storage, openWindow } = windowsWithOneStorage('Test of failed connections');
  afterEach(() => forget(small));

  it('keep nothing that a person has canceled while the keyring was locked', async () => {
    const { tenants: own } = openWindow();
    const controller = new AbortController();
    const key = await pasted();
    storage.turn = () => {
      controller.abort();
      return Promise.resolve();
    };
    await submitKey(own, domain, key, controller.signal, false);
    assert.deepEqual([own.all, storage.secrets.size], [[], 0]);
  });

  it('say no more than is known: a tenant that fails has not refused a token', async () => {
    const { tenants: own } = openWindow();
    const { signal } = context;
    const key = await pasted();
    await small.inject({ match: '/api/', answer: { status: 500, body: 'down' } });
    const problem = await submitKey(own, domain, key, signal, false);
    assert.ok(problem?.startsWith(`${domain} could not be connected (500). `), problem);
  });

  it('are not told to a person who has canceled them', async () => {
    const { tenants: own } = openWindow();
    const accessToken = await small.mintToken();
    await small.inject({ match: '/api/', hold: true });
    const messages: unknown[] = [];
    const { showErrorMessage } = vscode.window;
    Object.assign(vscode.window, { showErrorMessage: (text: string) => Promise.resolve(void messages.push(text)) });
    try {
      assert.equal(await cancelled(connectWithCli(own, { domain, accessToken })), back);
    } finally {
      Object.assign(vscode.window, { showErrorMessage });
    }
    assert.deepEqual([messages, own.all], [[], []]);
  });

  it('lead to the box for the domain, which stands there', async () => {
    await observePicks(async (pick) => {
      const accessToken = await small.mintToken({ expiresInSeconds: -1 });
      await messagesDuring(
        async (messages) => {
          await run('connectTenant', { domain, accessToken });
          await until(pick);
          assert.equal(messages.length, 1);
        },
        ({ buttons: [button = ''] }) => button,
      );
      assert.equal(pick()?.value, domain);
      pick()?.hide();
    });
  });

  it('do not make icons of a label in the status bar', async () => {
    await connect(small);
    await run('renameTenant', domain, '$(trash) Acme');
    const shown: string[] = [];
    const { setStatusBarMessage } = vscode.window;
    Object.assign(vscode.window, { setStatusBarMessage: (text: string) => shown.push(text) });
    try {
      await run('disconnectTenant', domain);
    } finally {
      Object.assign(vscode.window, { setStatusBarMessage });
    }
    assert.deepEqual(shown, ['\\$(trash) Acme is disconnected']);
  });
});

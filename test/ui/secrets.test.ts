import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTenant, type Fault, type Tenant } from '../tenant/server.ts';
import { failureSamples } from '../unit/failures.ts';
import { removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';
import { clientSecretCanary, invitationCanaries, leaksIn, tokenCanaries, type Canary, type Trace } from './canaries.ts';
import { answerNext, commandDrives } from './commandDrives.ts';
import { openWindow, type UiWindow } from './harness.ts';
import { Eavesdropper, hostileWorkspace } from './hostileWorkspace.ts';
import { filesIn, listenToPage, pageTraces, processes } from './traces.ts';

const { text: secret } = clientSecretCanary;
const clientId = 'CanaryApplication000000000000001';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string }[] };
  };
}

async function json<T>(...path: readonly string[]): Promise<T> {
  return JSON.parse(await readFile(join(...path), 'utf8')) as T;
}

/** Enters a token for a domain. What becomes of it is seen in the box. */
async function enterToken({ workbench, page }: UiWindow, domain: string, token: string): Promise<void> {
  await workbench.quickPick('Paste a Management API access token').click();
  await page.getByText(`Access Token for ${domain}`).waitFor();
  await workbench.answer(token);
}

for (const restrictedMode of [true, false]) {
  describe(`A workspace that wants tokens for itself, ${restrictedMode ? 'in Restricted Mode' : 'trusted'},`, () => {
    const eavesdropper = new Eavesdropper();
    let temporary: string;
    let tenant: Tenant;
    let window: UiWindow;

    before(async () => {
      temporary = await temporaryFolder();
      tenant = await startTenant({ organizations: 3 });
      const folder = await hostileWorkspace(temporary, await eavesdropper.start());
      window = await openWindow({ folder, restrictedMode });
    });
    after(async () => {
      await window.dispose();
      await tenant.close();
      await eavesdropper.stop();
      await removeFolder(temporary);
    });

    it('gets none of them, nor keeps them from their tenant', async () => {
      const { workbench, page } = window;
      await workbench.runCommand('Organizations: Connect Tenant…');
      await workbench.quickPick('127.0.0.1:4001').getByText('found in .env').waitFor();
      assert.equal(await workbench.quickPick('evil').count(), 0);
      await workbench.answer(tenant.domain);
      await enterToken(window, tenant.domain, await tenant.mintToken());
      await workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
      // VS Code sends nothing for this machine through a proxy, whatever the settings: hence a host elsewhere, too.
      const domain = 'tenant.invalid';
      const issuer = `https://${domain}/`;
      await workbench.runCommand('Organizations: Connect Tenant…');
      await workbench.answer(domain);
      await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Connect' }).click();
      await enterToken(window, domain, await tenant.mintToken({ issuer, audience: `${issuer}api/v2/` }));
      await workbench
        .inputMessage()
        .filter({ hasText: /was not accepted.*\((ENOTFOUND|EAI_AGAIN)\)/ })
        .waitFor();
      assert.deepEqual(eavesdropper.heard, []);
      assert.ok(tenant.requests.every(({ authorized }) => authorized));
    });
  });
}

describe('Tokens and client secrets', () => {
  const eavesdropper = new Eavesdropper();
  const traces: Trace[] = [];
  let canaries: readonly Canary[] = [clientSecretCanary];
  let heard: readonly Trace[];
  let elsewhere: string;
  let temporary: string;
  let output: string;
  let pasted: Tenant;
  let application: Tenant;
  let window: UiWindow;

  const issue = async (name: string, options: Parameters<Tenant['mintToken']>[0] = {}) => {
    const token = await pasted.mintToken(options);
    canaries = [...canaries, ...tokenCanaries(name, token)];
    return token;
  };
  const clearNotifications = async () => {
    await window.workbench.runCommand('Notifications: Clear All Notifications');
    await window.workbench.notifications().first().waitFor({ state: 'detached' });
  };
  const errors = (text: string | RegExp) =>
    window.workbench
      .notifications()
      .filter({ has: window.page.locator('.codicon-error') })
      .filter({ hasText: text });
  const lookUp = async (tenant: Tenant, command: string, prompt: string, key: string) => {
    await window.workbench.runCommand(`Organizations: ${command}`);
    await window.workbench.quickPick(tenant.domain).click();
    await answerNext(window.workbench, prompt, key);
    await errors(key).first().waitFor();
  };
  const refresh = () => window.workbench.runCommand('Organizations: Refresh');
  /** Lets a fault befall the list of both tenants, and one organization by its ID or by its name. */
  const meet = async (fault: Fault, index: number) => {
    for (const tenant of [pasted, application]) {
      await tenant.clearFaults();
      await tenant.inject({ ...fault, match: '^/api/v2/' });
    }
    await refresh();
    await (index % 2 === 0
      ? lookUp(pasted, 'Open Organization by ID…', 'ID of', `org_${String(index).padStart(16, '0')}`)
      : lookUp(application, 'Open Organization by Name…', 'Name of', `nobody-${index}-`));
  };

  before(async () => {
    elsewhere = await eavesdropper.start();
    temporary = await temporaryFolder();
    output = join(temporary, 'output.txt');
    pasted = await startTenant({ organizations: 130 });
    application = await startTenant({ organizations: 130 });
    await application.addApplication({ id: clientId, secret: `${secret}-1` });
    window = await openWindow({
      folder: await hostileWorkspace(temporary, elsewhere),
      restrictedMode: true,
      env: {
        NODE_OPTIONS: `--require "${join(import.meta.dirname, 'loudServer.cjs').replaceAll('\\', '/')}"`,
        ORGANIZATION_INSPECTOR_OUTPUT: output,
      },
    });
    heard = listenToPage(window.page);
    await window.workbench.openSidebarView('Auth0 Organizations');
  });
  after(async () => {
    await window.dispose();
    await pasted.close();
    await application.close();
    await eavesdropper.stop();
    await removeFolder(temporary);
  });

  // What is on the screen and in the process list goes by.
  afterEach(async () => {
    traces.push(...(await pageTraces(window.page)), ...(await processes(output)));
  });

  it('are asked for until they are right', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organizations: Connect Tenant…');
    await workbench.answer(pasted.domain);
    await enterToken(window, pasted.domain, await issue('the forged token', { forged: true }));
    await workbench.inputMessage().filter({ hasText: '(401)' }).waitFor();
    await workbench.answer(`${secret}-in-the-wrong-box`);
    await workbench.inputMessage().filter({ hasText: 'not a JSON Web Token' }).waitFor();
    await workbench.answer(await issue('the pasted token'));
    await workbench.row(pasted.organizations[0]?.name ?? '-').waitFor();

    await workbench.runCommand('Organizations: Connect Tenant…');
    await workbench.answer(application.domain);
    await workbench.quickPick('Machine-to-Machine Application').click();
    await page.getByText(`Application for ${application.domain}`).waitFor();
    await workbench.answer(clientId);
    await page.getByText(`Client Secret for ${application.domain}`).waitFor();
    await workbench.answer(`${secret}-wrong`);
    await workbench.inputMessage().filter({ hasText: 'no application with this client ID and secret' }).waitFor();
    await workbench.answer(`${secret}-1`);
    await workbench.statusBar().getByText('2 tenants').waitFor();
    await workbench.row(application.domain).getByText('100+').waitFor();
  });

  it('are kept while every command runs', async () => {
    const { workbench, page } = window;
    const { commands, menus } = (await json<Manifest>(repository, 'package.json')).contributes;
    const hidden = menus.commandPalette.map(({ command }) => command.replace('organizationInspector.', ''));
    const titles = await json<Readonly<Record<string, string>>>(repository, 'package.nls.json');
    const names = commands.map(({ command }) => command.replace('organizationInspector.', ''));
    assert.deepEqual(Object.keys(commandDrives).sort(), [...names].sort());
    canaries = [...canaries, ...(await invitationCanaries(pasted)), ...(await invitationCanaries(application))];
    const refusedToken = await issue('the refused token', { forged: true });
    const scene = { window, pasted, application, refusedToken, nextToken: await issue('the next token') };
    for (const [index, name] of names.entries()) {
      if (!hidden.includes(name)) {
        await workbench.runCommand(`Organizations: ${titles[commands[index]?.title.slice(1, -1) ?? '-']}`);
      }
      await commandDrives[name]?.(scene);
      traces.push({ place: `the clipboard after ${name}`, content: await workbench.clipboard() });
    }
    await page.keyboard.press('Escape');
  }).timeout(300_000);

  it('are renewed while the tenant refuses them or answers with nonsense', async () => {
    const { workbench } = window;
    const answers: readonly Fault[] = [
      ...[429, 500].map((status) => ({
        answer: { status, body: { error: 'access_denied', error_description: 'No' } },
      })),
      { answer: { status: 200, body: '<html>Please log in</html>', headers: { 'content-type': 'text/html' } } },
      { answer: { status: 302, body: '', headers: { location: elsewhere } } },
      { answer: { status: 307, body: '', headers: { location: elsewhere } } },
      { cut: 'before' },
      { cut: 'body' },
      { answer: { status: 200, body: { access_token: 5 } } },
    ];
    for (const fault of answers) {
      await clearNotifications();
      await application.clearFaults();
      await application.revokeTokens();
      await application.inject({ ...fault, match: '^/oauth/token' });
      await refresh();
      await errors(application.domain).first().waitFor();
    }
    await application.clearFaults();
    await application.setApplicationSecret(clientId, `${secret}-2`);
    await clearNotifications();
    await refresh();
    await errors('no application with this client ID and secret').getByRole('button', { name: 'Update' }).click();
    await window.page.getByText(`Application for ${application.domain}`).waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.getByText(`Client Secret for ${application.domain}`).waitFor();
    await workbench.answer(`${secret}-2`);
    await workbench.statusBar().getByText('is updated').waitFor();
    await application.revokeTokens();
    await application.clearRequests();
    await refresh();
    await workbench.row(/^401/).waitFor({ state: 'detached' });
  }).timeout(300_000);

  it('are not told by what a server says about them', async () => {
    const token = await issue('the echoed token');
    const said = `You sent ${token} and ${secret}-2`;
    await meet({ answer: { status: 400, body: { statusCode: 400, message: `You sent ${token}` } } }, 90);
    await application.clearFaults();
    await application.revokeTokens();
    await clearNotifications();
    const body = { error: 'invalid_request', error_description: said };
    await application.inject({ match: '^/oauth/token', answer: { status: 400, body } });
    await refresh();
    await errors(application.domain).first().waitFor();
  });

  it('are kept while everything fails, rate limits last, since they stay used up', async () => {
    const isLimit = ({ status }: { readonly status: number }) => status === 429;
    const answers = [...failureSamples.filter((sample) => !isLimit(sample)), ...failureSamples.filter(isLimit)].map(
      ({ status, body, headers = {} }) => ({
        answer: { status, body, headers: 'location' in headers ? { location: elsewhere } : headers },
      }),
    );
    const faults: readonly Fault[] = [{ cut: 'before' }, { cut: 'body' }, ...answers];
    for (const [index, fault] of faults.entries()) await meet(fault, index);
  }).timeout(300_000);

  it('are kept over a reload of the window, and forgotten with their tenant', async () => {
    const { workbench, page } = window;
    for (const tenant of [pasted, application]) await tenant.clearFaults();
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await workbench.row(application.organizations[0]?.name ?? '-').waitFor();
    await workbench.runCommand('Organizations: Disconnect Tenant…');
    await workbench.quickPick(application.domain).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Disconnect' }).click();
    await workbench.row(application.domain).waitFor({ state: 'detached' });
  });

  it('were sent to their tenants only', () => {
    assert.deepEqual(eavesdropper.heard, []);
  });

  it('stand nowhere: on no screen, in no file, storage, log, console, process or address', async () => {
    const files = [...(await filesIn(window.dataDir)), ...(await filesIn(temporary))];
    const requested = [pasted, application].map(({ requests }) => ({
      place: 'the requests of a tenant',
      content: JSON.stringify(requests),
    }));
    const text = (name: string | RegExp) =>
      files
        .filter(({ place }) => place.match(name))
        .map(({ content }) => content.toString())
        .join('\n');
    assert.match(text('remoteexthost.log'), /\[trace\]/);
    assert.match(text(/Organization Inspector\.log$/), /POST 127\.0\.0\.1:\d+\/oauth\/token/);
    assert.match(text('output.txt'), /Extension host agent started/);
    assert.match(traces.map(({ content }) => content.toString()).join('\n'), /accessToken:127/);
    assert.deepEqual(leaksIn([...files, ...traces, ...heard, ...requested], canaries), []);
  });
});

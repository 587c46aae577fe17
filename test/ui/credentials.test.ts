import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientWithoutGrant, sampleClient } from '../tenant/applications.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('A machine-to-machine application', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 150 });
    window = await openWindow();
    await window.workbench.openSidebarView('Auth0 Organizations');
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  const requests = () => tenant.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
  const minted = 'POST /oauth/token 200';

  it('is asked for with its ID and its secret, and explained where it is refused', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organizations: Connect Tenant…');
    await workbench.answer(tenant.domain);
    await workbench.quickPick('Machine-to-Machine Application').click();
    await page.getByText(`Application for ${tenant.domain}`).waitFor();
    await workbench.answer('two words');
    await workbench.inputMessage().filter({ hasText: 'Enter the client ID' }).waitFor();
    await workbench.answer(clientWithoutGrant.id);
    await page.getByText(`Client Secret for ${tenant.domain}`).waitFor();
    assert.equal(await workbench.inputBox().getAttribute('type'), 'password');
    await workbench.answer(sampleClient.secret);
    await workbench.inputMessage().filter({ hasText: 'no application with this client ID and secret' }).waitFor();
    assert.equal(await workbench.inputBox().inputValue(), sampleClient.secret);
    await workbench.answer(clientWithoutGrant.secret);
    await workbench.inputMessage().filter({ hasText: 'not authorized for the Auth0 Management API' }).waitFor();
    await window.screenshot('client-secret-refused');
  });

  it('is asked for again where a person goes back, with what was typed', async () => {
    const { workbench, page } = window;
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText(`Application for ${tenant.domain}`).waitFor();
    assert.equal(await workbench.inputBox().inputValue(), clientWithoutGrant.id);
    await page.getByRole('button', { name: 'Back' }).click();
    await workbench.quickPick('Machine-to-Machine Application').click();
    await page.getByText(`Application for ${tenant.domain}`).waitFor();
    await workbench.answer(sampleClient.id);
    await page.getByText(`Client Secret for ${tenant.domain}`).waitFor();
    await tenant.clearRequests();
    await workbench.answer(sampleClient.secret);
    await workbench.row(tenant.domain).getByText('100+').waitFor();
    assert.deepEqual(requests(), [
      minted,
      'GET /api/v2/organizations?take=1 200',
      'GET /api/v2/organizations?take=100 200',
    ]);
  });

  it('gets a new token by itself when the tenant refuses the old one', async () => {
    const { workbench } = window;
    await tenant.revokeTokens();
    await tenant.clearRequests();
    await workbench.row(tenant.organizations[1]?.name ?? '-').dblclick();
    await workbench.tab(`${tenant.organizations[1]?.name}.json`).waitFor();
    await window.page.getByText(`"${tenant.organizations[1]?.id}"`).waitFor();
    const path = `/api/v2/organizations/${tenant.organizations[1]?.id}`;
    assert.deepEqual(requests(), [`GET ${path} 401`, minted, `GET ${path} 200`]);
    assert.equal(await workbench.messages().count(), 0);
  });

  it('keeps its token over a reload of the window', async () => {
    const { workbench, page } = window;
    await tenant.clearRequests();
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await workbench.row(tenant.organizations[1]?.name ?? '-').waitFor();
    await page.getByText(`"${tenant.organizations[1]?.id}"`).waitFor();
    assert.ok(!requests().includes(minted));
  });

  it('says when its secret has been rotated, and takes the new one', async () => {
    const { workbench, page } = window;
    await tenant.setApplicationSecret(sampleClient.id, 'the-new-secret-of-the-application');
    await tenant.revokeTokens();
    await workbench.pressViewButton('Refresh');
    const notification = workbench.notification('no application with this client ID and secret');
    await notification.getByRole('button', { name: 'Update Access Token' }).click();
    await page.getByText(`Application for ${tenant.domain}`).waitFor();
    assert.equal(await workbench.inputBox().inputValue(), sampleClient.id);
    await page.keyboard.press('Enter');
    await page.getByText(`Client Secret for ${tenant.domain}`).waitFor();
    await workbench.answer('the-new-secret-of-the-application');
    await workbench.statusBar().getByText('is updated').waitFor();
    await workbench.row(/^401/).waitFor({ state: 'detached' });
  });
});

describe('Suggested domains', () => {
  let tenant: Tenant;
  let window: UiWindow;
  let home: string;

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
    home = await temporaryFolder();
    const folder = join(home, 'workspace');
    await mkdir(join(home, '.config', 'auth0'), { recursive: true });
    await mkdir(folder);
    const configuration = {
      tenants: {
        [tenant.domain]: { domain: tenant.domain, access_token: await tenant.mintToken() },
        'acme.eu.auth0.com': { domain: 'acme.eu.auth0.com' },
      },
    };
    await writeFile(join(home, '.config', 'auth0', 'config.json'), JSON.stringify(configuration));
    await writeFile(join(folder, '.env'), 'AUTH0_DOMAIN=staging.us.auth0.com\n');
    window = await openWindow({ folder, env: { HOME: home }, restrictedMode: true });
    await window.workbench.openSidebarView('Auth0 Organizations');
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
    await removeFolder(home);
  });

  it('come from the workspace and the Auth0 CLI, and are not chosen beforehand', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organizations: Connect Tenant…');
    await workbench.quickPick('staging.us.auth0.com').getByText('found in .env').waitFor();
    await workbench.quickPick(tenant.domain).getByText('found in Auth0 CLI').waitFor();
    await window.screenshot('suggested-domains');
    await page.keyboard.press('Enter');
    await workbench.quickPick('Enter the domain of the tenant').waitFor();
    assert.deepEqual(tenant.requests, []);
  });

  it('can be opened with the commands of the CLI where it keeps its token to itself', async () => {
    const { workbench, page } = window;
    await workbench.quickPick(/^acme\.eu\.auth0\.com/).click();
    await page.getByText('Connect acme.eu.auth0.com').waitFor();
    await workbench.quickPick('Auth0 CLI').click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('auth0 apps create').waitFor();
    await window.screenshot('cli-commands');
    await dialog.getByRole('button', { name: 'Copy Commands' }).click();
    await page.getByText('Application for acme.eu.auth0.com').waitFor();
    assert.match(await workbench.clipboard(), /^auth0 login .*\nauth0 apps create .*\necho .*client-grants/);
    await page.keyboard.press('Escape');
  });

  it('can be opened with the token of the CLI where that stands in its configuration', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organizations: Connect Tenant…');
    await workbench.quickPick(tenant.domain).click();
    await page.getByText(`Connect ${tenant.domain}`).waitFor();
    await workbench.quickPick('Auth0 CLI').click();
    await workbench.row(tenant.organizations[1]?.name ?? '-').waitFor();
    assert.equal(await workbench.messages().count(), 0);
  });

  it('can be custom ones, once a person has confirmed the host and told the default domain', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organizations: Connect Tenant…');
    await workbench.answer('login.example.com');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Is login.example.com a custom domain of your tenant?').waitFor();
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('Connect login.example.com').waitFor();
    await workbench.quickPick('Machine-to-Machine Application').click();
    await page.getByText('Default Domain of the Tenant').waitFor();
    await workbench.answer('login.example.com');
    await workbench.inputMessage().filter({ hasText: 'This is a custom domain' }).waitFor();
    await workbench.answer('acme.eu.auth0.com');
    await page.getByText('Application for login.example.com (4/5)').waitFor();
    await page.keyboard.press('Escape');
  });
});

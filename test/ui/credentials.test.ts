import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../patience.ts';
import { clientWithoutGrant, sampleClient } from '../tenant/applications.ts';
import { useWindow, type SetUp } from './windows/useWindow.ts';

// What applications do with their tokens is in `test/host`, and that a reload keeps them in `reload.test.ts`.
describe('Connecting a tenant', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 150 });
    const cliTenant = await setUp.tenant({ organizations: 3 });
    const home = await homeWithCli(setUp, {
      [cliTenant.domain]: { domain: cliTenant.domain, access_token: await cliTenant.mintToken() },
      'acme.eu.auth0.com': { domain: 'acme.eu.auth0.com' },
    });
    const folder = join(home, 'workspace');
    await mkdir(folder);
    await writeFile(join(folder, '.env'), 'AUTH0_DOMAIN=staging.us.auth0.com\n');
    const window = await setUp.window({ folder, env: { HOME: home }, restrictedMode: true });
    await window.workbench.openView('Auth0 Organizations');
    return { ...window, tenant, cliTenant };
  });

  it('takes a machine-to-machine application: its ID, its secret, and a new one when that is rotated', async () => {
    const { tenant, workbench, ...window } = opened();
    const client = workbench.box(`Application for ${tenant.domain}`);
    const secret = workbench.box(`Client Secret for ${tenant.domain}`);
    const refused = (text: string) => secret.message.filter({ hasText: text }).waitFor();

    await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
    await workbench.box('Connect Tenant').answer(tenant.domain);
    await workbench.box(`Access Token for ${tenant.domain} (2/2)`).press('Use a Machine-to-Machine Application');
    await client.answer('two words');
    await client.message.filter({ hasText: 'Enter the client ID' }).waitFor();
    await client.answer(clientWithoutGrant.id);
    assert.equal(await secret.field.getAttribute('type'), 'password');
    await secret.answer(sampleClient.secret);
    await refused('no application with this client ID and secret');
    assert.equal(await secret.field.inputValue(), sampleClient.secret);
    await secret.answer(clientWithoutGrant.secret);
    await refused('not authorized for the Auth0 Management API');
    await window.screenshot('client-secret-refused');

    // A person who goes back finds what was typed.
    await secret.back();
    await client.field.waitFor();
    assert.equal(await client.field.inputValue(), clientWithoutGrant.id);
    await client.field.fill(sampleClient.id);
    await client.back();
    // The buttons of a question are reached with the keyboard, too.
    const token = workbench.box(`Access Token for ${tenant.domain}`);
    await token.field.press('Shift+Tab');
    const button = token.root.getByRole('button', { name: 'Use a Machine-to-Machine Application' });
    await until(async () => {
      if (await button.and(window.page.locator(':focus')).count()) return true;
      await window.page.keyboard.press('Shift+Tab');
      return false;
    });
    await window.page.keyboard.press('Enter');
    await until(async () => (await client.field.inputValue()) === sampleClient.id);
    await client.field.press('Enter');
    await secret.field.waitFor();
    await tenant.clearRequests();
    await secret.answer(sampleClient.secret);
    await workbench.row(tenant.domain).getByText('100+').waitFor();
    assert.deepEqual(
      tenant.requests.map(({ method, path, status }) => `${method} ${path} ${status}`),
      ['POST /oauth/token 200', 'GET /api/v2/organizations?take=1 200', 'GET /api/v2/organizations?take=100 200'],
    );

    const rotated = 'the-new-secret-of-the-application';
    await tenant.setApplicationSecret(sampleClient.id, rotated);
    await tenant.revokeTokens();
    await workbench.pressViewButton('Refresh');
    await workbench.row(/^401/).waitFor();
    const notification = workbench.notification('no application with this client ID and secret');
    await notification.getByRole('button', { name: 'Update Access Token' }).click();
    await client.field.waitFor();
    assert.equal(await client.field.inputValue(), sampleClient.id);
    await client.field.press('Enter');
    await secret.answer(rotated);
    await workbench.row(/^401/).waitFor({ state: 'detached' });
  });

  it('suggests domains of the workspace and of the Auth0 CLI, and connects those of the CLI with its help', async () => {
    const { cliTenant, workbench, ...window } = opened();
    const domains = workbench.box('Connect Tenant');
    await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
    await domains.item('staging.us.auth0.com').getByText('found in .env').waitFor();
    await domains.item(cliTenant.domain).getByText('found in Auth0 CLI').waitFor();
    await window.screenshot('suggested-domains');
    // None of them is chosen beforehand.
    await domains.field.press('Enter');
    await domains.item('Enter the domain of the tenant').waitFor();
    assert.deepEqual(cliTenant.requests, []);

    // Where the CLI keeps its token to itself, its commands make an application.
    await domains.pick(/^acme\.eu\.auth0\.com/);
    await workbench.box('Access Token for acme.eu.auth0.com').press('Use the Auth0 CLI');
    await workbench.dialog.getByText('auth0 apps create').waitFor();
    await window.screenshot('cli-commands');
    await workbench.answerDialog('Copy Commands');
    await workbench.box('Application for acme.eu.auth0.com').escape();
    assert.match(await workbench.clipboard(), /^auth0 login .*\nauth0 apps create .*\necho .*client-grants/);

    // Where its token stands in its configuration, that is used.
    await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
    await domains.pick(cliTenant.domain);
    await workbench.box(`Access Token for ${cliTenant.domain}`).press('Use the Auth0 CLI');
    await workbench.row(cliTenant.organizations[1]?.name ?? '-').waitFor();
    assert.equal(await workbench.messages.count(), 0);
  });

  it('needs a person who confirms the host of a custom domain and tells the default domain', async () => {
    const { workbench } = opened();
    await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
    await workbench.box('Connect Tenant').answer('login.example.com');
    await workbench.dialog.getByText('Is login.example.com a custom domain of your tenant?').waitFor();
    await workbench.answerDialog('Connect');
    await workbench.box('Access Token for login.example.com').press('Use a Machine-to-Machine Application');
    const defaultDomain = workbench.box('Default Domain of the Tenant');
    await defaultDomain.answer('login.example.com');
    await defaultDomain.message.filter({ hasText: 'This is a custom domain' }).waitFor();
    await defaultDomain.answer('acme.eu.auth0.com');
    await workbench.box('Application for login.example.com (3/4)').field.waitFor();
  });
});

/** A home folder in which the Auth0 CLI has logged in to these tenants. */
async function homeWithCli(setUp: SetUp, tenants: Readonly<Record<string, object>>): Promise<string> {
  const home = await setUp.folder();
  await mkdir(join(home, '.config', 'auth0'), { recursive: true });
  await writeFile(join(home, '.config', 'auth0', 'config.json'), JSON.stringify({ tenants }));
  return home;
}

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { answerNext } from './commandDrives.ts';
import { pseudo } from './pseudoLocale.ts';
import { openPseudoWindow, surfaces, type PseudoWindow } from './pseudoWindow.ts';

const missingId = 'org_0000000000000000';

describe('In the pseudo-locale, no English is left either', () => {
  let home: string;
  let tenant: Tenant;
  let empty: Tenant;
  let window: PseudoWindow;

  before(async () => {
    home = await temporaryFolder();
    [tenant, empty] = await Promise.all([startTenant({ organizations: 3 }), startTenant({ organizations: 0 })]);
    const configuration = join(home, '.config', 'auth0');
    await mkdir(configuration, { recursive: true });
    const cliTenants = { 'acme.eu.auth0.com': { domain: 'acme.eu.auth0.com' } };
    await writeFile(join(configuration, 'config.json'), JSON.stringify({ tenants: cliTenants }));
    const connected = [tenant, empty].map(async (each) => ({
      domain: each.domain,
      accessToken: await each.mintToken(),
    }));
    window = await openPseudoWindow(
      [tenant, empty],
      { 'ids.txt': `\n${missingId}\n` },
      { tenants: await Promise.all(connected), env: { HOME: home }, settings: { 'workbench.reduceMotion': 'on' } },
    );
    await window.page.locator('.activitybar [class*="view-extension-organizationInspector"]').click();
    // The row of the last one comes with an update of the rows, which could take a click away.
    await window.workbench.row(empty.domain).waitFor();
    await window.workbench.row(tenant.domain).click();
    await row(0).waitFor();
  });
  after(async () => {
    await window.dispose();
    await Promise.all([tenant.close(), empty.close()]);
    await removeFolder(home);
  });
  afterEach(() => window.escape());

  const row = (index: number) => window.workbench.row(tenant.organizations[index]?.name ?? '-');
  const choose = (target: ReturnType<typeof row>, item: string) =>
    window.workbench.chooseFromMenu(target, pseudo(item));

  it('in the rows of a tenant without organizations, and of a list that fails', async () => {
    const { workbench } = window;
    await workbench.row(empty.domain).click();
    assert.deepEqual(await window.leftOn(surfaces.sidebar, 'How to create one'), []);
    await empty.inject({ times: 1, answer: { status: 403, body: { statusCode: 403, message: '–' } } });
    await choose(workbench.row(empty.domain), 'Refresh');
    assert.deepEqual(await window.leftOn(surfaces.notifications, 'Update Access Token'), []);
    assert.deepEqual(await window.leftOn(surfaces.sidebar, 'The scopes of the access token do not allow'), []);
  });

  it('in the status bar', async () => {
    const { workbench } = window;
    const item = workbench.statusBar().getByText(pseudo('{0} tenants').replace('{0}', '2'));
    await workbench.hoverUntil(item, tenant.domain);
    assert.deepEqual(await window.leftOn('.statusbar-item[id*="tenants"]', 'tenants'), []);
  });

  it('where organizations are exported', async () => {
    const { workbench, page } = window;
    await choose(workbench.row(tenant.domain), 'Export Organizations…');
    assert.deepEqual(await window.leftInBox('Export Organizations'), []);
    await workbench.quickPick('CSV').click();
    await workbench.quickPick('..').waitFor();
    assert.deepEqual(await window.leftOn(`${surfaces.box} .quick-input-title`, 'Export Organizations'), []);
    await page.keyboard.press('Enter');
    assert.deepEqual(await window.leftOn(surfaces.notifications, 'Open File'), []);
  });

  it('where organizations are compared', async () => {
    const { workbench } = window;
    await choose(row(0), 'Compare With…');
    assert.deepEqual(await window.leftInBox('Compare'), []);
    await workbench.quickPick(tenant.domain).click();
    await workbench.quickPick(tenant.organizations[1]?.id ?? '-').waitFor();
    assert.deepEqual(await window.leftInBox('Compare'), []);
  });

  it('where they are written into code, with the keyboard and with the mouse', async () => {
    const { workbench } = window;
    await workbench.openFile('ids.txt');
    await row(0).click();
    await workbench.openFile('ids.txt');
    await window.run('Insert Organization As…');
    assert.deepEqual(await window.leftInBox('Insert Organization As'), []);
    await workbench.page.keyboard.press('Escape');
    await workbench.dropOnLine(row(1), 1);
    await workbench.openDropChooser();
    assert.deepEqual(await window.leftOn(surfaces.choices, 'Insert Organization Name'), []);
  });

  it('where an ID that is missing is replaced', async () => {
    const { workbench, page } = window;
    await window.run('Open Organization by ID…');
    await workbench.quickPick(tenant.domain).click();
    await answerNext(workbench, pseudo('ID of the organization'), missingId);
    await workbench.notification('404').waitFor();
    await page.locator('.squiggly-warning, .squiggly-info').first().waitFor();
    await page.locator('.view-line span span').filter({ hasText: missingId }).first().click();
    await page.keyboard.press('Control+.');
    assert.deepEqual(await window.leftOn(surfaces.choices, 'Choose Another Organization of'), []);
  });

  it('where the link of an invitation is copied', async () => {
    const { workbench } = window;
    await row(1).locator('.monaco-tl-twistie').click();
    await workbench.row(pseudo('Invitations')).locator('.monaco-tl-twistie').click();
    await choose(workbench.row('@acme.example'), 'Copy Invitation Link…');
    assert.deepEqual(await window.leftOn(surfaces.dialog, 'Copy the link of this invitation?'), []);
  });

  it('where a custom domain is connected', async () => {
    const { workbench, page } = window;
    await window.run('Connect Tenant…');
    await workbench.answer('login.example.com');
    assert.deepEqual(await window.leftOn(surfaces.dialog, 'It is not a domain of Auth0.'), []);
    await page
      .locator(surfaces.dialog)
      .getByRole('button', { name: pseudo('Connect') })
      .click();
    await workbench.quickPick(pseudo('Enter a client ID and secret once')).click();
    assert.deepEqual(await window.leftInBox('Default Domain of the Tenant'), []);
    await workbench.answer('acme.eu.auth0.com');
    assert.deepEqual(await window.leftInBox('Application for'), []);
    await workbench.answer('1234');
    assert.deepEqual(await window.leftInBox('Client Secret for'), []);
  });

  it('where a tenant of the Auth0 CLI is connected', async () => {
    const { workbench } = window;
    await window.run('Connect Tenant…');
    await workbench.quickPick(/^acme\.eu\.auth0\.com/).click();
    await workbench.quickPick(pseudo('Make an application that only reads')).waitFor();
    assert.deepEqual(await window.leftInBox('Connect'), []);
    await workbench.quickPick(pseudo('Make an application that only reads')).click();
    assert.deepEqual(await window.leftOn(surfaces.dialog, 'The Auth0 CLI keeps its access token to itself.'), []);
  });

  it('in the walkthrough', async () => {
    const { workbench, page } = window;
    await page.locator('.monaco-workbench').press('F1');
    await workbench.inputBox().fill('>Welcome: Open Walkthrough...');
    await workbench.quickPick('Welcome: Open Walkthrough').click();
    await workbench.quickPick(pseudo('Auth0 Organizations')).click();
    for (const title of ['Connect a tenant', 'Browse its organizations', 'Look one up', 'Carry an ID into your code']) {
      const step = page.locator('.getting-started-step').filter({ hasText: pseudo(title) });
      if ((await step.getAttribute('aria-expanded')) !== 'true') await step.locator('.step-title').click();
      await step.locator('.monaco-button').waitFor();
      assert.deepEqual(await window.leftOn('.getting-started-step', title), []);
    }
    assert.deepEqual(await window.leftOn('.getting-started-category', 'Auth0 Organizations in VS Code'), []);
  });
});

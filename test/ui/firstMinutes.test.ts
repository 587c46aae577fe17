import assert from 'node:assert/strict';
import { startTenant, type Organization, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('The walkthrough', () => {
  const titles = ['Connect a tenant', 'Browse its organizations', 'Look one up', 'Carry an ID into your code'] as const;
  const inPictures = ['acme.eu.auth0.com', 'Harbor Foods', 'nord li', 'AUTH0_ORGANIZATION'] as const;
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 5 });
    // Else VS Code gives a step the focus a moment after it was chosen, and takes it from the box that its button opens.
    window = await openWindow({ settings: { 'workbench.reduceMotion': 'on' } });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  const at = (index: number): Organization => tenant.organizations[index] ?? assert.fail(`there is no ${index}`);
  const steps = () => window.page.locator('.getting-started-step');
  const isDone = (title: string) => window.page.getByLabel(`${title}: Completed`).waitFor({ state: 'attached' });
  const openDone = () => steps().locator('[aria-checked="false"]');

  it('has four steps, each with a picture and a button', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.inputBox().fill('Auth0 Organizations');
    await workbench.quickPick('Auth0 Organizations in VS Code').waitFor();
    await workbench.inputBox().press('Enter');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    const picture = page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('svg');
    for (const [index, title] of titles.entries()) {
      const step = steps().filter({ hasText: title });
      if ((await step.getAttribute('aria-expanded')) !== 'true') await step.locator('.step-title').click();
      assert.equal(await step.locator('.monaco-button').count(), 1);
      await picture.getByText(inPictures[index] ?? '-', { exact: true }).waitFor();
      await window.screenshot(`walkthrough-${index}`);
    }
    assert.equal(await steps().count(), titles.length);
    assert.equal(await openDone().count(), titles.length);
  });

  it('ticks off each step once it is done', async () => {
    const { workbench, page } = window;
    await steps().filter({ hasText: titles[0] }).locator('.step-title').click();
    await steps().getByRole('button', { name: 'Connect Tenant' }).click();
    await workbench.answer(tenant.domain);
    await workbench.quickPick('Paste a Management API access token').click();
    await page.getByText(`Access Token for ${tenant.domain}`).waitFor();
    await workbench.answer(await tenant.mintToken());
    await workbench.row(at(0).name).waitFor();
    await isDone(titles[0]);
    await isDone(titles[1]);
    assert.equal(await openDone().count(), 2);
    await workbench.pressInlineButton(workbench.row(at(0).name), 'Copy Organization ID');
    await isDone(titles[3]);
    assert.equal(await openDone().count(), 1);
    await workbench.runCommand('Organizations: Find Organization…');
    await isDone(titles[2]);
    await window.screenshot('walkthrough-done');
  });
});

describe('Where there is nothing to show', () => {
  let empty: Tenant;
  let window: UiWindow;

  before(async () => {
    empty = await startTenant({ organizations: 0 });
    const accessToken = await empty.mintToken();
    window = await openWindow({ tenants: [{ domain: empty.domain, accessToken }] });
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(empty.domain).click();
  });
  after(async () => {
    await window.dispose();
    await empty.close();
  });

  it('a tenant without organizations leads to how one is created', async () => {
    const { workbench, page } = window;
    await workbench.row('No organizations').getByText('How to create one').click();
    await page.locator('.monaco-dialog-box').getByText('auth0.com/docs/manage-users/organizations/').first().waitFor();
    await window.screenshot('no-organizations');
    await page.keyboard.press('Escape');
  });

  it('a filter that nothing matches is cleared by its row', async () => {
    const { workbench, page } = window;
    await empty.addOrganization({ id: 'org_0123456789abcdef', name: 'acme' });
    await workbench.pressViewButton('Refresh');
    await workbench.row('acme').waitFor();
    await workbench.runCommand('Organizations: Filter Organizations…');
    await page.getByText('Part of the ID, name').waitFor();
    await workbench.answer('zzz');
    const clear = workbench.row('No organization matches').getByText('Clear Filter');
    await clear.waitFor();
    await window.screenshot('no-match');
    await clear.click();
    await workbench.row('acme').waitFor();
  });

  it('a token that may read nothing is replaced from the row that says so', async () => {
    const { workbench, page } = window;
    const body = {
      statusCode: 403,
      message: 'Insufficient scope, expected any of: read:organizations',
      errorCode: 'insufficient_scope',
    };
    await empty.inject({ answer: { status: 403, body } });
    await workbench.pressViewButton('Refresh');
    await workbench.row('403 insufficient_scope').click();
    await page.getByText(`Access Token for ${empty.domain}`).waitFor();
    await empty.clearFaults();
    await workbench.answer(await empty.mintToken());
    await workbench.row('403 insufficient_scope').waitFor({ state: 'detached' });
  });
});

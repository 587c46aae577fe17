import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('Reloading the window', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 5 });
    window = await openWindow();
    await window.workbench.connect(tenant);
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('keeps tenant, token, expansion and documents, and asks for nothing that is not on the screen', async () => {
    const { workbench, page } = window;
    const [, organization] = tenant.organizations;
    await workbench.row(organization?.name ?? '-').dblclick();
    await page.getByText(`"${organization?.id}"`).waitFor();
    await tenant.clearRequests();
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await page.getByText(`"${organization?.id}"`).waitFor();
    assert.ok((await workbench.editorText()).includes(`"name": "${organization?.name}"`));
    await workbench.row(organization?.name ?? '-').waitFor();
    assert.deepEqual(tenant.requests.map(({ path }) => path).sort(), [
      '/api/v2/organizations/' + (organization?.id ?? ''),
      '/api/v2/organizations?take=100',
    ]);
  });

  it('shows a document again as soon as there is a token for it', async () => {
    const { workbench, page } = window;
    const [, organization] = tenant.organizations;
    await window.loseKey();
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await page.getByText('could not be opened').waitFor();
    await tenant.clearRequests();
    await workbench.runCommand('Organizations: Update Access Token…');
    await workbench.answer(await tenant.mintToken());
    await page.getByText(`"${organization?.id}"`).waitFor();
    const path = `/api/v2/organizations/${organization?.id ?? ''}`;
    assert.equal(tenant.requests.filter((request) => request.path === path).length, 1);
  });

  it('shows a document again that could not be read when it is refreshed', async () => {
    const { workbench, page } = window;
    const [, organization] = tenant.organizations;
    await tenant.inject({ answer: { status: 503, body: '' }, match: organization?.id ?? '-' });
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await page.getByText('could not be opened').waitFor();
    await tenant.clearFaults();
    await workbench.runCommand('Organizations: Refresh');
    await page.getByText(`"${organization?.id}"`).waitFor();
  });

  it('says of a document whose tenant is not connected any more, and opens it once it is', async () => {
    const { workbench, page } = window;
    const [, organization] = tenant.organizations;
    await workbench.runCommand('Organizations: Disconnect Tenant…');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await workbench.welcome().getByRole('button', { name: 'Connect Tenant' }).waitFor();
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await page.getByText('could not be opened').waitFor();
    await tenant.clearRequests();
    const message = workbench.notification(`${tenant.domain} is not connected.`);
    await window.screenshot('reload-not-connected');
    await message.getByRole('button', { name: 'Connect Tenant…' }).click();
    await workbench.quickPick(tenant.domain).waitFor();
    await workbench.inputBox().press('Enter');
    await workbench.quickPick('Paste a Management API access token').click();
    await page.getByText(`Access Token for ${tenant.domain}`).waitFor();
    await workbench.answer(await tenant.mintToken());
    await page.getByText(`"${organization?.id}"`).waitFor();
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { repository } from '../vscode/folders.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('A virtual workspace in Restricted Mode', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 12 });
    window = await openWindow({
      folder: 'memory:/sample',
      others: [join(repository, 'test', 'memory-files')],
      restrictedMode: true,
    });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('gives suggestions from its files', async () => {
    const { workbench, page } = window;
    await workbench.openSidebarView('Explorer');
    await workbench.row('.env').waitFor();
    await workbench.runCommand('Organizations: Connect Tenant…');
    await workbench.quickPick('from-memory.eu.auth0.com').getByText('found in .env').waitFor();
    await page.keyboard.press('Escape');
  });

  it('lets a person connect, browse and read', async () => {
    const { workbench, page } = window;
    await workbench.openSidebarView('Auth0 Organizations');
    await workbench.connect(tenant);
    const [organization] = tenant.organizations;
    assert.ok(organization?.name !== undefined);
    await workbench.row(organization.name).click();
    await workbench.tab(`${organization.name}.json`).waitFor();
    await page.getByText(`"${organization.id}"`).waitFor();
    await window.screenshot('virtual-workspace');
  });
});

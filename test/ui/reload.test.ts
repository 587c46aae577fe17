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
});

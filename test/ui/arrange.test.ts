import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('Order and filter', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 130 });
    const accessToken = await tenant.mintToken();
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).click();
    await window.workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
    await tenant.clearRequests();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('sort what is loaded by name, without a request', async () => {
    const { workbench } = window;
    const names = tenant.organizations.slice(0, 100).map(({ name }) => name);
    const [first = '-'] = names.sort(new Intl.Collator('en', { numeric: true }).compare);
    await workbench.runCommand('Organizations: Sort Organizations…');
    await workbench.quickPick('Name').click();
    await workbench.rows().nth(1).filter({ hasText: first }).waitFor();
    assert.equal(tenant.requests.length, 0);
  });

  it('narrow the rows, say so, and say that there are more', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('Organizations: Filter Organizations…');
    await workbench.answer('llc');
    const found = tenant.organizations
      .slice(0, 100)
      .filter(({ name, display_name }) => `${name} ${display_name ?? ''}`.toLowerCase().includes('llc'));
    assert.ok(found.length > 1 && found.length < 20);
    await page.locator('.sidebar').getByText(`Filter “llc”: ${found.length} of 100 that are loaded`).waitFor();
    // The tenant, what was found, and the row for loading more.
    assert.equal(await workbench.rows().count(), found.length + 2);
    await window.screenshot('filter');
    await workbench.row('Load more…').click();
    await page
      .locator('.sidebar')
      .getByText(/Filter “llc”: \d+ of 130$/)
      .waitFor();
  });

  it('show everything again once the filter is cleared', async () => {
    const { workbench } = window;
    await workbench.pressViewButton('Clear Filter');
    await workbench.rows().nth(25).waitFor();
    await window.page.locator('.sidebar').getByText('Filter “').waitFor({ state: 'hidden' });
  });
});

describe('Expanding a tenant whose organizations are all loaded', () => {
  it('shows its rows, however many', async () => {
    const tenant = await startTenant({ organizations: 10_000 });
    const accessToken = await tenant.mintToken();
    const window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
    const { workbench, page } = window;
    await workbench.openSidebarView('Auth0 Organizations');
    await workbench.row(tenant.domain).waitFor();
    await workbench.runCommand('Organizations: Load All Organizations');
    await workbench.row(tenant.domain).getByText('10,000', { exact: true }).waitFor();
    await workbench.row(tenant.domain).click();
    await workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
    await page.keyboard.press('End');
    await workbench.row(tenant.organizations[9999]?.name ?? '-').waitFor();
    await window.dispose();
    await tenant.close();
  });
});

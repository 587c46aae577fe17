import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('Browsing', () => {
  let tenant: Tenant;
  let window: UiWindow;
  const nameOf = (index: number) =>
    tenant.organizations[index]?.display_name ?? tenant.organizations[index]?.name ?? '-';

  before(async () => {
    tenant = await startTenant({ organizations: 130 });
    const accessToken = await tenant.mintToken();
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('costs nothing until a tenant is expanded, and then one request', async () => {
    const { workbench } = window;
    await workbench.openSidebarView('Auth0 Organizations');
    await workbench.row(tenant.domain).waitFor();
    await tenant.clearRequests();
    await workbench.row(tenant.domain).click();
    await workbench.row(nameOf(0)).waitFor();
    assert.equal(tenant.requests.length, 1);
  });

  it('loads the rest with a click on the last row', async () => {
    const { workbench, page } = window;
    await page.keyboard.press('End');
    await window.screenshot('load-more');
    await workbench.row('Load more…').click();
    await workbench.row('Load more…').waitFor({ state: 'detached' });
    await page.keyboard.press('Home');
    await workbench.row(tenant.domain).getByText('130', { exact: true }).waitFor();
    assert.equal(tenant.requests.length, 2);
  });

  it('keeps expansion, selection and the number of rows on Refresh', async () => {
    const { workbench } = window;
    await workbench.row(nameOf(3)).click();
    const id = tenant.organizations[2]?.id ?? '-';
    await tenant.updateOrganization(id, { display_name: 'Quite Another Name' });
    await tenant.clearRequests();
    await workbench.pressViewButton('Refresh');
    await workbench.row('Quite Another Name').waitFor();
    assert.equal(await workbench.row(nameOf(3)).getAttribute('aria-selected'), 'true');
    await workbench.row(tenant.domain).getByText('130', { exact: true }).waitFor();
    const lists = tenant.requests.filter(({ path }) => path.startsWith('/api/v2/organizations?'));
    assert.equal(lists.length, 2, 'as many pages as were loaded');
  });

  it('copies several selected rows, one a line, with the keys for copying', async () => {
    const { workbench, page } = window;
    await workbench.row(nameOf(4)).click();
    await workbench.row(nameOf(6)).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+C');
    const ids = tenant.organizations.slice(4, 7).map(({ id }) => id);
    await workbench.statusBar().getByText('Copied 3 organizations').waitFor();
    await workbench.clipboardHolds(ids.join('\n'));
  });

  it('shows what a hostile display name says, and does nothing of it', async () => {
    const { workbench, page } = window;
    const hostile = tenant.organizations.findIndex(({ display_name }) => display_name?.includes('onerror'));
    assert.ok(hostile > 0 && hostile < 20, 'the sample data has one near the top');
    await workbench.row(nameOf(hostile)).hover();
    const tooltip = page.locator('.monaco-hover:visible').filter({ hasText: tenant.organizations[hostile]?.id ?? '-' });
    await tooltip.getByText('onerror').first().waitFor();
    assert.equal(await tooltip.locator('img').count(), 0);
    await window.screenshot('hostile-name');
  });

  it('keeps its rows when Refresh fails, says why in a row, and retries on a click', async () => {
    const { workbench } = window;
    await tenant.inject({ answer: { status: 502, body: 'Bad Gateway' } });
    await workbench.pressViewButton('Refresh');
    await workbench.row(/502: .*failed while it answered/).waitFor();
    await workbench.row(nameOf(3)).waitFor();
    await workbench.notification('502').waitFor();
    assert.equal(await workbench.messages().count(), 1);
    await window.screenshot('failed-refresh');
    await tenant.clearFaults();
    await workbench.row(/^502/).click();
    await workbench.row(/^502/).waitFor({ state: 'detached' });
    await workbench.row(nameOf(3)).waitFor();
  });

  it('goes back to the welcome when the tenant is disconnected', async () => {
    const { workbench, page } = window;
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Disconnect Tenant…');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await workbench.welcome().getByRole('button', { name: 'Connect Tenant' }).waitFor();
  });
});

import { useWindow, withTenant } from './windows/useWindow.ts';

describe('Asking each organization for its connections', () => {
  const window = useWindow(withTenant({ organizations: 150, plan: 'essentials' }));

  it('says what it costs first, and opens what was found until it is cancelled', async () => {
    const { workbench, tenant } = window();
    const title = 'Organizations without a connection';
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Find Organizations with No Connection or Domain…');
    const loaded = workbench.box(title).item('Loaded Organizations');
    await loaded.getByText('Requests: about 100, time: about 2 min, more for long lists').waitFor();
    await workbench.box(title).item('Load All Organizations First').waitFor();
    await window().screenshot('scan-cost');
    await workbench.box(title).pick('Loaded Organizations');
    const progress = workbench.notification('of 100, found: 1, time left: about');
    await progress.waitFor();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    const result = workbench.notification('stopped. Found: 1. Incomplete.');
    await result.getByRole('button', { name: 'Open as Table' }).click();
    await workbench.editor.line('id,name,display_name,tenant,finding').waitFor();
    await workbench.editor.line(`${tenant.organizations[2]?.id}`).waitFor();
    await window().screenshot('scan-result');
    await workbench.runCommand('View: Revert and Close Editor');
  });
});

describe('Asking the organizations of a tenant that is not expanded', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 7 });
    const tenants = [{ domain: tenant.domain, accessToken: await tenant.mintToken() }];
    return { ...(await setUp.window({ tenants })), tenant };
  });

  it('leaves the keyboard in the box, although rows come into the view that had it', async () => {
    const { workbench, tenant, page } = opened();
    await workbench.openView('Auth0 Organizations');
    const row = workbench.row(tenant.domain);
    await row.waitFor();
    await page.locator('.sidebar .monaco-list').focus();
    await workbench.chooseFromMenu(row, 'Find Organizations with No Connection or Domain…');
    const box = workbench.box('Organizations without a connection');
    await box.focusedItem('All Organizations').waitFor();
    await row.locator('.label-description').filter({ hasText: '7' }).waitFor();
    await page.keyboard.press('Enter');
    await workbench.notification('has no connection.').waitFor();
  });
});

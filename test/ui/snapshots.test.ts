import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../patience.ts';
import { useWindow, type SetUp } from './windows/useWindow.ts';

async function openProduction(setUp: SetUp) {
  const tenant = await setUp.tenant({ organizations: 12 });
  const accessToken = await tenant.mintToken();
  const window = await setUp.window({ tenants: [{ domain: tenant.domain, label: 'Production', accessToken }] });
  await window.workbench.openView('Auth0 Organizations');
  await window.workbench.expandTenant(tenant);
  return { ...window, tenant };
}

describe('A snapshot', () => {
  const opened = useWindow(openProduction);

  const snapshots = async () => (await readdir(opened().folder)).filter((name) => name.endsWith('.ndjson'));

  beforeEach(async () => {
    for (const name of await snapshots()) await rm(join(opened().folder, name));
  });

  it('is saved after its cost, and tells in one editor what has changed since', async () => {
    const { workbench, page, tenant, ...window } = opened();
    const row = workbench.row(/^Production/);
    await workbench.chooseFromMenu(row, 'Save Snapshot…');
    await workbench.box('Save Snapshot').item('With Sections, Without Members').getByText('Requests: 109').waitFor();
    await window.screenshot('save-snapshot');
    await workbench.box('Save Snapshot').pick('With Sections, Without Members');
    const field = workbench.box('Save Snapshot').field;
    await until(async () => (await field.inputValue()).endsWith('.ndjson'));
    await workbench.box('Save Snapshot').item('..').waitFor();
    await field.press('Enter');
    await workbench.notification('Saved a snapshot').waitFor();
    await workbench.clearNotifications();
    const [file = ''] = await snapshots();
    assert.match(file, /^127\.0\.0\.1-\d+-\d{4}-\d\d-\d\d\.ndjson$/);

    const [, changed] = tenant.organizations;
    await tenant.updateOrganization(changed?.id ?? '-', { name: 'renamed', display_name: 'Changed since' });
    await workbench.chooseFromMenu(row, 'Compare With Snapshot…');
    await workbench.box('Compare With Snapshot').pick(file);
    const box = workbench.box('Compare With Snapshot');
    await box.item('With the Sections of the Snapshot').getByText('Requests: 108').waitFor();
    await window.screenshot('compare-with-snapshot-cost');
    await box.pick('With the Sections of the Snapshot');
    await workbench.notification('Different: 1, Same: 10').waitFor();
    await workbench.clearNotifications();
    await workbench.tab(/^Production on .* ↔ Production/).waitFor();
    await page.locator('.monaco-diff-editor').getByText('Changed since').first().waitFor();
    await window.screenshot('compare-with-snapshot');
  });
});

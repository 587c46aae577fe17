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

  const snapshots = async () => (await readdir(opened().home)).filter((name) => name.endsWith('.ndjson'));

  /** Chooses the sections, and accepts the file that is suggested. */
  const chooseSections = async () => {
    const box = opened().workbench.box('Save Snapshot');
    await box.pick('With Sections, Without Members');
    await until(async () => (await box.field.inputValue()).endsWith('.ndjson'));
    await box.item('..').waitFor();
    await box.field.press('Enter');
  };

  beforeEach(async () => {
    for (const name of await snapshots()) await rm(join(opened().home, name));
  });

  it('is saved after its cost, and tells in one editor what has changed since', async () => {
    const { workbench, page, tenant, ...window } = opened();
    const row = workbench.row(/^Production/);
    await workbench.chooseFromMenu(row, 'Save Snapshot (Backup)…');
    await workbench
      .box('Save Snapshot')
      .item('With Sections, Without Members')
      .getByText('Requests: about 109')
      .waitFor();
    await window.screenshot('save-snapshot');
    await chooseSections();
    await workbench.notification('Saved a snapshot').waitFor();
    await workbench.clearNotifications();
    const [file = ''] = await snapshots();
    assert.match(file, /^Production-\d{4}-\d\d-\d\d\.ndjson$/);

    const [, changed] = tenant.organizations;
    await tenant.updateOrganization(changed?.id ?? '-', { name: 'renamed', display_name: 'Changed since' });
    await workbench.chooseFromMenu(row, 'Compare with Snapshot…');
    await workbench.box('Compare with Snapshot').pick(file);
    const box = workbench.box('Compare Production with Snapshot');
    await box.item('With the Sections of the Snapshot').getByText('Requests: about 108').waitFor();
    await window.screenshot('compare-with-snapshot-cost');
    await box.pick('With the Sections of the Snapshot');
    const result = workbench.notification(
      '1 of 12 organizations that both have, as far as they were compared. Same: 10',
    );
    await result.waitFor();
    await workbench.preview.getByText('1 of 12 organizations').waitFor();
    await window.screenshot('compare-with-snapshot-page');
    await result.getByRole('button', { name: 'Differences' }).click();
    await workbench.tab(/^Production on .* ↔ Production/).waitFor();
    await page.locator('.monaco-diff-editor').getByText('Changed since').first().waitFor();
    await window.screenshot('compare-with-snapshot');
  });

  it('goes on after Cancel, though its message was closed, and leaves nothing when the window is reloaded', async () => {
    const { workbench, tenant, home, ...window } = opened();
    const [, , third] = tenant.organizations;
    await tenant.inject({ match: `${third?.id}/invitations`, delayMs: 600_000 });
    const start = async () => {
      await workbench.chooseFromMenu(workbench.row(/^Production/), 'Save Snapshot (Backup)…');
      await chooseSections();
    };
    await start();
    const progress = workbench.notification('Saving a snapshot of');
    await progress.getByText(/2 of 12, time left: /).waitFor();
    await window.screenshot('saving-snapshot');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await workbench.notification('stopped. Organizations so far: 2.').waitFor();
    await window.screenshot('snapshot-stopped');
    await workbench.clearNotifications();
    await start();
    const box = workbench.box('Saving a snapshot of');
    await box.item('Organizations so far: 2.').waitFor();
    await window.screenshot('snapshot-continue');
    await tenant.clearRequests();
    await box.pick('Continue');
    await until(() => tenant.requests.some(({ path }) => path.includes(`${third?.id}/invitations`)));
    assert.ok(
      tenant.requests.every(({ path }) => path.includes(`${third?.id}/`)),
      'two organizations are saved',
    );

    await window.reload();
    await workbench.row(/^Production/).waitFor();
    await until(async () => (await readdir(home)).every((name) => !/ndjson$|tmp$/.test(name)));
    const before = tenant.requests.length;
    await workbench.expandTenant(tenant);
    assert.ok(tenant.requests.slice(before).every(({ path }) => path.startsWith('/api/v2/organizations?')));
    // A slow machine shows that the list is loaded.
    await workbench.notification('Loading the organizations of').waitFor({ state: 'hidden' });
    assert.equal(await workbench.notifications.count(), 0);
  });
});

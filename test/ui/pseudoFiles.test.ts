import assert from 'node:assert/strict';
import { pseudo } from './data/pseudoLocale.ts';
import { openPseudoWindow, surfaces } from './windows/pseudoWindow.ts';
import { useWindow } from './windows/useWindow.ts';

describe('The pseudo-locale where files are written', () => {
  const opened = useWindow(openPseudoWindow);

  const box = (title: string) => opened().workbench.box(pseudo(title));

  it('leaves no English where organizations are exported', async () => {
    const { workbench, page, leftOn, tenant } = opened();
    await workbench.chooseFromMenu(workbench.row(tenant.domain), pseudo('Export Organizations (CSV, JSON)…'));
    await box('Export Organizations of').item('..').waitFor();
    assert.deepEqual(await leftOn(`${surfaces.box} .quick-input-title`, 'Export Organizations of'), []);
    await page.keyboard.press('Enter');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Open File'), []);
  });

  it('leaves no English where sections are exported', async () => {
    const { workbench, run, leftOn, leftInBox, tenant } = opened();
    const sections = box('Export Sections from');
    await run('Export Members, Roles, Invitations, Connections, Domains, Etc…');
    assert.deepEqual(await leftInBox('Export Sections'), []);
    await box('Export Sections')
      .item(tenant.organizations[1]?.id ?? '-')
      .click();
    assert.deepEqual(await leftInBox('Export Sections from'), []);
    for (const title of ['Members', 'Discovery Domains', 'Groups', 'Connections', 'Invitations', 'Applications']) {
      await sections.item(pseudo(title)).click();
    }
    await sections.field.press('Enter');
    assert.deepEqual(await leftOn(surfaces.dialog, 'Export'), []);
    await workbench.answerDialog(pseudo('Export'));
    await workbench.box().item('..').waitFor();
    assert.deepEqual(await leftOn(`${surfaces.box} .quick-input-title`, 'with names and email addresses'), []);
    await workbench.box().field.press('Enter');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Open Files'), []);
  });

  it('leaves no English where snapshots are saved and compared', async () => {
    const { workbench, page, leftOn, leftInBox, tenant } = opened();
    const choose = (item: string) => workbench.chooseFromMenu(workbench.row(tenant.domain), pseudo(item));
    await choose('Save Snapshot (Backup)…');
    assert.deepEqual(await leftInBox('Save Snapshot of'), []);
    await box('Save Snapshot of').pick(pseudo('Organizations Alone'));
    await box('Save Snapshot of').item('..').waitFor();
    assert.deepEqual(await leftOn(`${surfaces.box} .quick-input-title`, 'Save Snapshot of'), []);
    await page.keyboard.press('Enter');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Open File'), []);
    await workbench.clearNotifications();
    await choose('Compare with Snapshot…');
    await box('Compare with Snapshot').item('.ndjson').waitFor();
    assert.deepEqual(await leftOn(`${surfaces.box} .quick-input-title`, 'Compare with Snapshot'), []);
    await box('Compare with Snapshot').pick('.ndjson');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Table'), []);
  });
});

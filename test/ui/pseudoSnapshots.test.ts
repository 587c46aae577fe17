import assert from 'node:assert/strict';
import { pseudo } from './data/pseudoLocale.ts';
import { openPseudoWindow, surfaces } from './windows/pseudoWindow.ts';
import { useWindow } from './windows/useWindow.ts';

describe('The pseudo-locale in snapshots', () => {
  const opened = useWindow(openPseudoWindow);

  it('leaves no English where snapshots are saved and compared', async () => {
    const { workbench, page, leftOn, leftInBox, tenant } = opened();
    const box = (title: string) => workbench.box(pseudo(title));
    const choose = (item: string) => workbench.chooseFromMenu(workbench.row(tenant.domain), pseudo(item));
    await choose('Save Snapshot…');
    assert.deepEqual(await leftInBox('Save Snapshot'), []);
    await box('Save Snapshot').pick(pseudo('Organizations Alone'));
    await box('Save Snapshot').item('..').waitFor();
    assert.deepEqual(await leftOn(`${surfaces.box} .quick-input-title`, 'Save Snapshot'), []);
    await page.keyboard.press('Enter');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Open File'), []);
    await workbench.clearNotifications();
    await choose('Compare With Snapshot…');
    await box('Compare With Snapshot').item('.ndjson').waitFor();
    assert.deepEqual(await leftOn(`${surfaces.box} .quick-input-title`, 'Compare With Snapshot'), []);
    await box('Compare With Snapshot').pick('.ndjson');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Open as Table'), []);
  });
});

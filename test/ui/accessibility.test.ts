import assert from 'node:assert/strict';
import { startTenant, type Organization, type Tenant } from '../tenant/server.ts';
import { violationsIn } from './axe.ts';
import { openWindow, type UiWindow } from './harness.ts';

/** One of each kind. */
const themes = [
  ['Light 2026', 'vs'],
  ['Dark 2026', 'vs-dark'],
  ['Dark High Contrast', 'hc-black'],
  ['Light High Contrast', 'hc-light'],
] as const;

describe('Accessibility', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 130 });
    const accessToken = await tenant.mintToken({ scope: 'read:organizations read:organization_members' });
    window = await openWindow({
      tenants: [{ domain: tenant.domain, accessToken }],
      settings: { 'workbench.reduceMotion': 'on' },
    });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  const at = (index: number): Organization => tenant.organizations[index] ?? assert.fail(`there is no ${index}`);

  /** The row that has the focus, by what a screen reader says of it. */
  const focusedRow = (label: string) =>
    window.page.locator('.sidebar .monaco-list:focus .monaco-list-row.focused').and(window.page.getByLabel(label));

  /** Waits for a row of which a screen reader says just this. */
  const said = (label: string) =>
    window.page
      .locator('.sidebar .monaco-list-row')
      .and(window.page.getByLabel(label, { exact: true }))
      .waitFor();

  /** Runs a command as a person does who has no mouse. */
  async function runByKeyboard(title: string): Promise<void> {
    const { workbench, page } = window;
    await page.keyboard.press('F1');
    await workbench.inputBox().fill(`>${title}`);
    await workbench.quickPick(title).and(page.locator('.focused')).waitFor();
    await page.keyboard.press('Enter');
  }

  /** Presses a key until this has the focus. */
  async function pressUntil(key: string, isFocused: () => Promise<boolean>): Promise<void> {
    for (let presses = 0; presses < 20; presses += 1) {
      if (await isFocused()) return;
      await window.page.keyboard.press(key);
    }
    assert.fail(`${key} does not lead there`);
  }

  it('leads by keyboard alone from the activity bar to a copied ID and an open organization', async () => {
    const { workbench, page } = window;
    const icon = page
      .locator('.activitybar .action-item.focused')
      .and(page.getByRole('tab', { name: 'Auth0 Organizations' }));
    const item = (name: RegExp) => page.locator('.monaco-menu .action-item.focused').getByRole('menuitem', { name });
    await runByKeyboard('View: Focus Activity Bar');
    await page.locator('.activitybar .action-item.focused').waitFor();
    await pressUntil('ArrowDown', () => icon.isVisible());
    await page.keyboard.press('Enter');
    await workbench.row(tenant.domain).waitFor();
    // It has nothing to give the focus to before.
    await page.keyboard.press('ControlOrMeta+0');
    await page.locator('.sidebar .monaco-list:focus').waitFor();
    await page.keyboard.press('Home');
    await focusedRow(`Tenant ${tenant.domain}`).waitFor();
    await page.keyboard.press('ArrowRight');
    await focusedRow(`Tenant ${tenant.domain}, 100+`).waitFor();
    await workbench.row(at(1).name).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await focusedRow(`Organization ${at(1).display_name}, ${at(1).name}`).waitFor();
    await page.keyboard.press('Shift+F10');
    await page.locator('.monaco-menu').waitFor();
    await pressUntil('ArrowDown', () => item(/^Copy$/).isVisible());
    await page.keyboard.press('ArrowRight');
    await item(/^Copy Organization ID/).waitFor();
    await page.keyboard.press('Enter');
    await workbench.clipboardHolds(at(1).id);
    await page.keyboard.press('Enter');
    await workbench.tab(`${at(1).name}.json`).waitFor();
    await workbench
      .editor()
      .getByText(`"${at(1).id}"`)
      .waitFor();
  });

  it('keeps the focus on its row when everything is read anew', async () => {
    const { page } = window;
    await page.keyboard.press('ControlOrMeta+0');
    await focusedRow(`Organization ${at(1).display_name}, ${at(1).name}`).waitFor();
    await tenant.updateOrganization(at(1).id, { display_name: 'Renamed' });
    await runByKeyboard('Organizations: Refresh');
    await focusedRow(`Organization Renamed, ${at(1).name}`).waitFor();
  });

  it('says of each row what it is and how it is', async () => {
    const { page } = window;
    await page.keyboard.press('ArrowRight');
    await said('Section Members, not loaded');
    await said('Section Metadata, 2');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await said('Section Members, 40+');
    await said('Jane Doe, Members, jane@acme.example');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await focusedRow('Section Connections').waitFor();
    await page.keyboard.press('ArrowRight');
    await said('Connections, Needs read:organization_connections, Update Access Token');
  });

  async function choose([theme, kind]: (typeof themes)[number]): Promise<void> {
    const { workbench, page } = window;
    await workbench.runCommand('Preferences: Color Theme');
    await workbench.answer(theme);
    await page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  for (const theme of themes) {
    it(`has nothing that axe finds wrong in ${theme[0]}`, async () => {
      const { workbench, page } = window;
      await choose(theme);
      await workbench.hoverUntil(workbench.row(at(0).name), at(0).id);
      assert.deepEqual(await violationsIn(page, '.monaco-hover'), []);
      await workbench.runCommand('Organizations: Update Access Token…');
      await page.getByText(`Access Token for ${tenant.domain}`).waitFor();
      // Its input box still points at the row that was active in the last quick pick.
      assert.deepEqual(await violationsIn(page, '.quick-input-widget', ['aria-valid-attr-value']), []);
      await page.keyboard.press('Escape');
      await workbench.runCommand('Organizations: Find Organization…');
      await workbench.quickPick(at(0).id).waitFor();
      assert.deepEqual(await violationsIn(page, '.quick-input-widget'), []);
      await page.keyboard.press('Escape');
      await tenant.inject({ answer: { status: 404, body: {} }, times: 1 });
      await workbench.pressViewButton('Refresh');
      await workbench.notification('404').waitFor();
      await window.screenshot(`accessibility-${theme[1]}`);
      assert.deepEqual(await violationsIn(page, '.notification-toast'), []);
      assert.deepEqual(await violationsIn(page, '.sidebar .pane-body'), []);
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.pressViewButton('Refresh');
      await workbench.row(/^404/).waitFor({ state: 'detached' });
    });
  }

  it('has nothing that axe finds wrong where no tenant is connected', async () => {
    const { workbench, page } = window;
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Disconnect Tenant…');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Disconnect' }).click();
    await workbench.welcome().waitFor();
    for (const theme of themes) {
      await choose(theme);
      assert.deepEqual(await violationsIn(page, '.sidebar .pane-body'), []);
    }
  });
});

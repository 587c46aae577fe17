import assert from 'node:assert/strict';
import { retry } from '../patience.ts';
import type { Organization } from '../tenant/server.ts';
import { colourRules, violationsIn } from './pages/axe.ts';
import { useWindow, withTenant } from './windows/useWindow.ts';

/** One of each kind. All rules are checked in the first one, and what depends on the theme in the others. */
const themes = [
  ['Light 2026', 'vs'],
  ['Dark 2026', 'vs-dark'],
  ['Dark High Contrast', 'hc-black'],
  ['Light High Contrast', 'hc-light'],
] as const;

const token = { scope: 'read:organizations read:organization_members' };

describe('Accessibility', () => {
  const opened = useWindow(withTenant({ organizations: 130 }, {}, token));
  const at = (index: number): Organization => opened().tenant.organizations[index] ?? assert.fail(`no ${index}`);

  /** Presses a key until this has the focus. */
  async function pressUntil(key: string, isFocused: () => Promise<boolean>): Promise<void> {
    for (let presses = 0; presses < 20; presses += 1) {
      if (await isFocused()) return;
      await opened().page.keyboard.press(key);
    }
    assert.fail(`${key} does not lead there`);
  }

  async function choose([name, kind]: (typeof themes)[number]): Promise<void> {
    const { workbench, page } = opened();
    await workbench.runCommand('Preferences: Color Theme');
    await workbench.box().field.fill(name);
    await workbench.box().focusedItem(name).waitFor();
    await page.keyboard.press('Enter');
    await page.locator(`.monaco-workbench.${kind}`).waitFor();
    await workbench.box().root.waitFor({ state: 'hidden' });
  }

  /** What is wrong in a part of the window in a theme. */
  const wrongIn = (selector: string, theme: (typeof themes)[number], without: readonly string[] = []) =>
    violationsIn(opened().page, selector, { only: theme === themes[0] ? undefined : colourRules, without });

  it('leads by keyboard alone from the activity bar to what is inside an organization, and says what it is', async () => {
    const { workbench, page, tenant } = opened();
    const icon = page
      .locator('.activitybar .action-item.focused')
      .and(page.getByRole('tab', { name: 'Auth0 Organizations' }));
    const item = (name: RegExp) => page.locator('.monaco-menu .action-item.focused').getByRole('menuitem', { name });
    /** The row that has the focus, by what a screen reader says of it. */
    const focusedRow = (label: string) =>
      page.locator('.sidebar .monaco-list:focus .monaco-list-row.focused').and(page.getByLabel(label));
    /** Waits for a row of which a screen reader says just this. */
    const said = (label: string) => workbench.rows.and(page.getByLabel(label, { exact: true })).waitFor();
    /** Expands the row with the focus. An update of the rows can take a key away, as it can a click. */
    const expandFocused = async () => {
      const expanded = page.locator('.sidebar .monaco-list-row.focused[aria-expanded="true"]');
      await retry(async (patienceMs) => {
        if (!(await expanded.isVisible())) await page.keyboard.press('ArrowRight');
        await expanded.waitFor({ timeout: 2000 + patienceMs });
      });
    };
    await workbench.pressViewButton('Collapse All');
    await workbench.openView('Explorer');

    await workbench.runCommand('View: Focus Activity Bar');
    await page.locator('.activitybar .action-item.focused').waitFor();
    await pressUntil('ArrowDown', () => icon.isVisible());
    await page.keyboard.press('Enter');
    await workbench.row(tenant.domain).waitFor();
    // It has nothing to give the focus to before.
    await page.keyboard.press('ControlOrMeta+0');
    await page.locator('.sidebar .monaco-list:focus').waitFor();
    await page.keyboard.press('Home');
    await focusedRow(`Tenant ${tenant.domain}`).waitFor();
    await expandFocused();
    await focusedRow(`Tenant ${tenant.domain}, 100+`).waitFor();
    await workbench.row(at(1).name).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await focusedRow(`Organization ${at(1).display_name}, ${at(1).name}`).waitFor();

    // Its menu and its document.
    await page.keyboard.press('Shift+F10');
    await workbench.menu.waitFor();
    await pressUntil('ArrowDown', () => item(/^Copy and Insert$/).isVisible());
    await page.keyboard.press('ArrowRight');
    await item(/^Copy Organization ID/).waitFor();
    await page.keyboard.press('Enter');
    await workbench.clipboardHolds(at(1).id);
    await page.keyboard.press('Enter');
    await workbench.tab(`${at(1).name}.json`).waitFor();
    await workbench.editor.line(`"${at(1).id}"`).waitFor();

    // The focus stays on its row when everything is read anew.
    await page.keyboard.press('ControlOrMeta+0');
    await focusedRow(`Organization ${at(1).display_name}, ${at(1).name}`).waitFor();
    await tenant.updateOrganization(at(1).id, { display_name: 'Renamed' });
    await workbench.runCommand('Auth0 Organizations: Refresh');
    await focusedRow(`Organization Renamed, ${at(1).name}`).waitFor();

    // The rows below it.
    await expandFocused();
    await said('Section Members, not loaded');
    await said('Section Metadata, 2');
    await page.keyboard.press('ArrowDown');
    await expandFocused();
    await said('Section Members, 40');
    await said('Jane Doe, Members, jane@acme.example');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await focusedRow('Section Connections').waitFor();
    await expandFocused();
    await said('Connections, Needs read:organization_connections, Update Access Token');
  });

  for (const theme of themes) {
    it(`has nothing that axe finds wrong in ${theme[0]}`, async () => {
      const { workbench, tenant, ...window } = opened();
      await workbench.expandTenant(tenant);
      await workbench.setExpanded(workbench.row(at(1).name));
      await workbench.setExpanded(workbench.row('Connections'));
      await choose(theme);
      await workbench.hoverUntil(workbench.row(at(0).name), at(0).id);
      assert.deepEqual(await wrongIn('.monaco-hover', theme), []);
      await workbench.runCommand('Auth0 Organizations: Update Access Token…');
      const input = workbench.box(`Access Token for ${tenant.domain}`);
      await input.field.waitFor();
      // Its input box still points at the row that was active in the last quick pick.
      assert.deepEqual(await wrongIn('.quick-input-widget', theme, ['aria-valid-attr-value']), []);
      await input.escape();
      await workbench.runCommand('Auth0 Organizations: Find Organization, User or Application…');
      const find = workbench.box('Find Organization, User or Application');
      await find.item(at(0).id).waitFor();
      assert.deepEqual(await wrongIn('.quick-input-widget', theme), []);
      await find.escape();
      await tenant.inject({ answer: { status: 404, body: {} }, times: 1 });
      await workbench.pressViewButton('Refresh');
      await workbench.notification('404').waitFor();
      await window.screenshot(`accessibility-${theme[1]}`);
      assert.deepEqual(await wrongIn('.notification-toast', theme), []);
      assert.deepEqual(await wrongIn('.sidebar .pane-body', theme), []);
      await workbench.pressViewButton('Refresh');
      await workbench.row(/^404/).waitFor({ state: 'detached' });
    });
  }

  it('has nothing that axe finds wrong where no tenant is connected', async () => {
    const { workbench, tenant } = opened();
    await workbench.disconnect(workbench.row(tenant.domain));
    await workbench.welcome.waitFor();
    for (const theme of themes) {
      await choose(theme);
      assert.deepEqual(await wrongIn('.sidebar .pane-body', theme), []);
    }
    await workbench.connect(tenant, token);
  });
});

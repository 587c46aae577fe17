import { retry, until } from '../../patience.ts';
import { commandsUnderWay } from './extensionLog.ts';
import type { UiWindow } from './openWindow.ts';

/** What lies over the rest of the window and goes with Escape. */
const overlays = [
  '.quick-input-widget:visible',
  '.monaco-menu',
  '.monaco-dialog-box',
  '.action-widget',
  '.suggest-widget.visible',
  // The settings.
  '.monaco-modal-editor-block',
].join(', ');

/**
 * Brings a window to rest: closes what lies over it, its notifications and its editors, and waits until the commands of
 * the extension have ended, since one that asks several questions shows the next box when the first one goes.
 */
export async function settle({
  page,
  workbench,
  dataDir,
}: Pick<UiWindow, 'page' | 'workbench' | 'dataDir'>): Promise<void> {
  await until(async () => {
    if (await page.locator(overlays).first().isVisible()) await page.keyboard.press('Escape');
    else if (await workbench.notifications.first().isVisible()) await workbench.clearNotifications();
    else return (await commandsUnderWay(dataDir)).length === 0;
    return false;
  });
  // What is shown about something under the mouse would come up over the next rows.
  await page.mouse.move(0, 0);
  const tabs = page.locator('.tabs-container .tab');
  if (!(await tabs.first().isVisible())) return;
  // Keys and places do the same in any language: `View: Close All Editors`, and then the button for `Don't Save`, which
  // only on Windows is behind the one for `Save`.
  const place = process.platform === 'win32' ? 1 : 0;
  await retry(async (patienceMs) => {
    if (await workbench.dialog.isVisible()) await workbench.dialog.locator('.monaco-button').nth(place).click();
    else for (const key of ['k', 'w']) await page.locator('.monaco-workbench').press(`ControlOrMeta+${key}`);
    await tabs.first().waitFor({ state: 'hidden', timeout: patienceMs });
  });
}

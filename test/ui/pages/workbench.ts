import type { FrameLocator, Locator, Page } from 'playwright-core';
import { retry, until } from '../../patience.ts';
import type { Tenant, TokenOptions } from '../../tenant/server.ts';
import { pressEnterOn } from './enter.ts';
import { QuickInput } from './quickInput.ts';
import { TextEditor } from './textEditor.ts';

/** What a person sees and does in a VS Code window. The locators wait by themselves for what they name. */
export class Workbench {
  readonly page: Page;
  /** The text editor that is in front. */
  readonly editor: TextEditor;
  /** All rows of the sidebar. */
  readonly rows: Locator;
  /** What a view without rows shows instead. */
  readonly welcome: Locator;
  /** The notifications on the screen. */
  readonly notifications: Locator;
  /** The notifications that tell something, without those of work that takes a while, as it does on a busy machine. */
  readonly messages: Locator;
  /** The Markdown preview that is in front. */
  readonly preview: FrameLocator;
  /** A dialog in the middle of the window. */
  readonly dialog: Locator;
  readonly menu: Locator;
  readonly statusBar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = new TextEditor(this);
    this.rows = page.locator('.sidebar .monaco-list-row');
    this.welcome = page.locator('.sidebar .welcome-view-content');
    this.notifications = page.locator('.notification-toast');
    this.messages = this.notifications.filter({ hasNot: page.getByRole('button', { name: 'Cancel', exact: true }) });
    this.preview = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
    this.dialog = page.locator('.monaco-dialog-box');
    this.menu = page.locator('.monaco-menu');
    this.statusBar = page.locator('.statusbar');
  }

  /** The box at the top, once it has this title. */
  box(title?: string | RegExp): QuickInput {
    return new QuickInput(this.page, title);
  }

  /** Runs a command by its title, such as `Auth0 Organizations: Connect Tenant…`, from the command palette. */
  async runCommand(title: string): Promise<void> {
    const palette = new QuickInput(this.page, undefined, 'none');
    // The extensions may still be loading, and the palette does not look again by itself; a window that opens may close it.
    await retry(async (patienceMs) => {
      if (!(await palette.field.isVisible())) await this.page.locator('.monaco-workbench').press('F1');
      await palette.field.fill('>', { timeout: 2000 });
      await palette.field.fill(`>${title}`, { timeout: 2000 });
      await palette.item(title).waitFor({ timeout: patienceMs });
      // Other titles can have the same words and come first.
      for (let above = await palette.itemsBefore(title); above > 0; above--) await palette.field.press('ArrowDown');
      await pressEnterOn(palette.focusedItem(title), patienceMs);
      // The palette goes in the moment in which it takes the key, and the command, which may show a box in the same place,
      // begins later. A window that is loaded again has none.
      const isLost = await hasValue(palette.field, `>${title}`).catch(() => false);
      if (isLost) throw new Error('The palette has not taken Enter');
    }).catch(async (error: unknown) => {
      const shown = await this.box().root.allInnerTexts();
      throw new Error(`The palette does not run "${title}", but shows: ${shown.join('\n')}`, { cause: error });
    });
  }

  /** Connects a tenant with a pasted token, as a person does, and waits until its organizations are there. */
  async connect({ domain, mintToken }: Pick<Tenant, 'domain' | 'mintToken'>, token?: TokenOptions): Promise<void> {
    await this.runCommand('Auth0 Organizations: Connect Tenant…');
    await this.box('Connect Tenant').answer(domain);
    await this.pasteToken(domain, await mintToken(token));
    // The number of organizations comes with the last update of the rows, which could take a click away.
    await this.row(domain).locator('.label-description').filter({ hasText: /\d/ }).waitFor();
  }

  /** Enters a token for this domain. What becomes of it is seen in the box. */
  async pasteToken(domain: string, token: string): Promise<void> {
    await this.box(`Access Token for ${domain}`).answer(token);
  }

  /** Gives a connected tenant a name of one's own. */
  async renameTenant({ domain }: Pick<Tenant, 'domain'>, label: string): Promise<void> {
    await this.chooseFromMenu(this.row(domain), 'Manage Tenant', 'Rename Tenant (Label)…');
    await this.box(/^Rename/).answer(label);
    await this.row(label).waitFor();
  }

  /** Opens a view container by the title of its icon in the activity bar. */
  async openView(title: string): Promise<void> {
    const icon = this.page.getByRole('tab', { name: title }).and(this.page.locator('.activitybar .action-item'));
    await icon.waitFor();
    if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
  }

  /** The row of the sidebar that has this text. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** Opens or closes a row by its arrow, unless it is so already. An update of the rows can take a click away. */
  async setExpanded(row: Locator, isExpanded = true): Promise<void> {
    const done = row.and(this.page.locator(`[aria-expanded="${isExpanded}"]`));
    await retry(async (patienceMs) => {
      await row.waitFor({ timeout: patienceMs });
      if (!(await done.isVisible())) await this.#click(row.locator('.monaco-tl-twistie'), 'left');
      await done.waitFor({ timeout: 2000 + patienceMs });
    });
  }

  /** Shows the organizations of a connected tenant. */
  async expandTenant({ domain, organizations: [first] }: Tenant): Promise<void> {
    const row = this.row(domain);
    await this.setExpanded(row);
    if (first) await this.row(first.display_name ?? first.name).waitFor();
    // Their number comes with the last update of the rows, which could take a click or a menu away.
    const description = row.locator('.label-description');
    await description.filter({ hasText: /(^|· )[\d.,]+\+?( ·|$)/ }).waitFor();
  }

  /** Presses one of the buttons that a row shows under the mouse. */
  async pressInlineButton(row: Locator, title: string): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: title }).click();
  }

  /** Presses one of the buttons in the title of the open view. */
  async pressViewButton(title: string): Promise<void> {
    // Not in the middle, where a row could tell about itself, in front of the button.
    await this.page.locator('.sidebar .composite.title').hover();
    await this.page.locator('.sidebar .actions-container').getByRole('button', { name: title }).first().click();
  }

  /** Chooses from the menu in the title of the open view. */
  async chooseFromViewMenu(item: string): Promise<void> {
    const more = this.page
      .locator('.sidebar .composite.title')
      .getByRole('button', { name: /^Views and More Actions/ });
    await more.click();
    await this.menuItem(item).hover();
    await pressEnterOn(this.menuItem(item).and(this.page.locator('.action-item.focused > *')), 0);
    await this.menu.first().waitFor({ state: 'detached' });
  }

  /** An entry of the menu that is open. */
  menuItem(name: string): Locator {
    return this.menu.getByRole('menuitem', { name, exact: true });
  }

  /** Opens the context menu of something until it has an entry: rows that come meanwhile can close it. */
  async openMenu(target: Locator, item: string): Promise<void> {
    await retry(async (patienceMs) => {
      if (!(await this.menu.first().isVisible())) await this.#click(target, 'right');
      await this.menuItem(item)
        .waitFor({ timeout: patienceMs })
        .catch(async (error: unknown) => {
          await this.closeMenu();
          throw error;
        });
    });
  }

  async closeMenu(): Promise<void> {
    await retry(async (patienceMs) => {
      await this.page.keyboard.press('Escape');
      await this.menu.first().waitFor({ state: 'detached', timeout: patienceMs });
    });
  }

  /** Chooses from the context menu of a row or of anything else. @param path an entry, or one of a submenu */
  async chooseFromMenu(target: Locator, ...path: readonly [string, ...string[]]): Promise<void> {
    const focused = (item: string) => this.menuItem(item).and(this.page.locator('.action-item.focused > *'));
    await retry(async (patienceMs) => {
      await this.openMenu(target, path[0]);
      try {
        for (const item of path) {
          const entry = this.menuItem(item);
          await entry.hover({ timeout: 2000 + patienceMs });
          await focused(item).waitFor({ timeout: 2000 + patienceMs });
        }
        // A menu does not take clicks in its first moments, lest the click that opened it chooses.
        await pressEnterOn(focused(path.at(-1) ?? path[0]), patienceMs);
      } catch (error) {
        // It can be the menu of the row as it was before its last update.
        await this.closeMenu();
        throw error;
      }
    });
    await this.menu.first().waitFor({ state: 'detached' });
  }

  /** Points at something until this is shown about it, which can need code that is still loading. */
  async hoverUntil(target: Locator, text: string | RegExp): Promise<void> {
    await retry(async (patienceMs) => {
      await this.page.mouse.move(0, 0);
      await target.hover();
      await this.hover(text).waitFor({ timeout: 1000 + patienceMs });
    });
  }

  /** What is shown under the mouse, once it has this text. */
  hover(text: string | RegExp): Locator {
    return this.page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
  }

  /** The notification that has this text. */
  notification(text: string | RegExp): Locator {
    return this.notifications.filter({ hasText: text }).first();
  }

  /** Closes the notifications by their icons, which are the same in any language; work under way has none. */
  async clearNotifications(): Promise<void> {
    await until(async () => {
      await this.notifications.locator('.codicon-notifications-clear').evaluateAll(clickAll);
      return (await this.notifications.count()) === 0;
    });
  }

  /** Presses a button of the dialog if there is one now, and does not wait for the dialog to go: another can follow. */
  async pressInDialog(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).evaluateAll(clickAll);
  }

  /** Presses a button of the dialog. */
  async answerDialog(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Disconnects a tenant from the menu of its row, and confirms it. */
  async disconnect(row: Locator): Promise<void> {
    await this.chooseFromMenu(row, 'Manage Tenant', 'Disconnect Tenant…');
    await this.answerDialog('Disconnect');
    await row.waitFor({ state: 'detached' });
  }

  /** The tab of an editor. */
  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** Waits until the clipboard holds this text. */
  async clipboardHolds(text: string): Promise<void> {
    let held = '';
    await until(async () => (held = await this.clipboard()) === text).catch(() => {
      throw new Error(`The clipboard holds ${JSON.stringify(held)}, not ${JSON.stringify(text)}.`);
    });
  }

  /** Clicks on something over which what is shown about the row under the mouse can lie. */
  async #click(target: Locator, button: 'left' | 'right'): Promise<void> {
    await this.page.mouse.move(0, 0);
    // What is shown about the row under the mouse goes now. What is shown about a row with the focus stays.
    const shown = this.page.locator('.monaco-hover:visible').first();
    await shown.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    await target.click({ button, timeout: 5000 }).catch(async (error: unknown) => {
      // A person closes what still lies over the target, and points at it again.
      await this.page.keyboard.press('Escape');
      throw error;
    });
  }

  /** The text in the clipboard now. */
  clipboard(): Promise<string> {
    return this.page.evaluate('navigator.clipboard.readText()');
  }
}

/** Whether a field that may go at any time has this value. */
async function hasValue(field: Locator, value: string): Promise<boolean> {
  const values = await field.evaluateAll((fields) =>
    fields.map((each) => (each as unknown as { value: string }).value),
  );
  return values.includes(value);
}

/** Runs in the page, at once: what is clicked with the mouse could move or go meanwhile. */
function clickAll(elements: readonly unknown[]): void {
  for (const element of elements) (element as { click(): void }).click();
}

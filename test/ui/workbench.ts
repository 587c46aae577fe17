import type { Locator, Page } from 'playwright-core';
import type { Tenant } from '../tenant/server.ts';

/** What is needed of an element in the page, whose own types are not known here. */
interface Line {
  readonly textContent: string;
  getBoundingClientRect(): { readonly top: number };
}

const frontEditor = '.editor-group-container.active .editor-instance';

/** What a person sees and does in a VS Code window. The locators wait by themselves for what they name. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Runs a command by its title, such as `Organizations: Connect Tenant…`, from the command palette. */
  async runCommand(title: string): Promise<void> {
    const command = this.quickPick(title);
    // The extensions may still be loading, and the palette does not look again by itself; a window that opens may close it.
    await retry(async (patienceMs) => {
      if (!(await this.inputBox().isVisible())) await this.page.locator('.monaco-workbench').press('F1');
      await this.inputBox().fill('>', { timeout: 2000 });
      await this.inputBox().fill(`>${title}`, { timeout: 2000 });
      await command.waitFor({ timeout: patienceMs });
      // In time for a slow window: a click that is given up may yet take place.
      await command.click({ timeout: 5000 });
    }).catch(async (error: unknown) => {
      const shown = await this.page.locator('.quick-input-widget').allInnerTexts();
      throw new Error(`The palette does not offer "${title}", but: ${shown.join('\n')}`, { cause: error });
    });
  }

  /** Connects a tenant with a pasted token, as a person does, and waits until its organizations are there. */
  async connect({ domain, mintToken }: Pick<Tenant, 'domain' | 'mintToken'>): Promise<void> {
    await this.runCommand('Organizations: Connect Tenant…');
    await this.answer(domain);
    await this.quickPick('Paste a Management API access token').click();
    await this.page.getByText(`Access Token for ${domain}`).waitFor();
    await this.answer(await mintToken());
    // The number of organizations comes with the last update of the rows, which could take a click away.
    await this.row(domain).locator('.label-description').filter({ hasText: /\d/ }).waitFor();
  }

  /** Gives a connected tenant a name of one's own. */
  async renameTenant({ domain }: Pick<Tenant, 'domain'>, label: string): Promise<void> {
    await this.chooseFromMenu(this.row(domain), 'Rename Tenant…');
    await this.answer(label);
    await this.row(label).waitFor();
  }

  /** The text field of the palette, a quick pick or an input box. */
  inputBox(): Locator {
    return this.page.locator('.quick-input-widget:visible input.input');
  }

  /** What stands below the text field: the prompt, or why the input is refused. */
  inputMessage(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-message');
  }

  /** Types into the input box and confirms. */
  async answer(text: string): Promise<void> {
    await this.inputBox().fill(text);
    await this.inputBox().press('Enter');
  }

  /** The entry of the palette or of a quick pick that has this text. */
  quickPick(text: string | RegExp): Locator {
    return this.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
  }

  /** Opens a view container by the title of its icon in the activity bar. */
  async openSidebarView(title: string): Promise<void> {
    const icon = this.page.getByRole('tab', { name: title }).and(this.page.locator('.activitybar .action-item'));
    await icon.waitFor();
    if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
  }

  /** All rows of the sidebar. */
  rows(): Locator {
    return this.page.locator('.sidebar .monaco-list-row');
  }

  /** The row of the sidebar that has this text. */
  row(text: string | RegExp): Locator {
    return this.rows().filter({ hasText: text }).first();
  }

  /** What a view without rows shows instead. */
  welcome(): Locator {
    return this.page.locator('.sidebar .welcome-view-content');
  }

  /** Presses one of the buttons that a row shows under the mouse. */
  async pressInlineButton(row: Locator, title: string): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: title }).click();
  }

  /** Presses one of the buttons in the title of the open view. */
  async pressViewButton(title: string): Promise<void> {
    await this.page.locator('.sidebar').hover();
    await this.page.locator('.sidebar .actions-container').getByRole('button', { name: title }).first().click();
  }

  /** Chooses from the context menu of a row or of anything else. */
  async chooseFromMenu(target: Locator, item: string): Promise<void> {
    await target.click({ button: 'right' });
    await this.page.locator('.monaco-menu').getByRole('menuitem', { name: item, exact: true }).hover();
    // A menu does not take clicks in its first moments, lest the click that opened it chooses.
    await this.page.keyboard.press('Enter');
  }

  /** Looks into the context menu of something until it has an item, where nothing else on the screen tells of it. */
  async untilInMenu(target: Locator, item: string): Promise<void> {
    const items = this.page.locator('.monaco-menu').getByRole('menuitem');
    await retry(async (patienceMs) => {
      await target.click({ button: 'right' });
      await items.first().waitFor();
      await items
        .and(this.page.getByRole('menuitem', { name: item, exact: true }))
        .waitFor({ timeout: patienceMs })
        .finally(() => this.page.keyboard.press('Escape'));
    });
    await items.first().waitFor({ state: 'detached' });
  }

  /** Points at something until this is shown about it, which can need code that is still loading. */
  async hoverUntil(target: Locator, text: string): Promise<void> {
    await retry(async (patienceMs) => {
      await this.page.mouse.move(0, 0);
      await target.hover();
      const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: text });
      await hover.first().waitFor({ timeout: 1000 + patienceMs });
    });
  }

  /** The notifications on the screen. */
  notifications(): Locator {
    return this.page.locator('.notification-toast');
  }

  /** The notifications that tell something, without those of work that takes a while, as it does on a busy machine. */
  messages(): Locator {
    return this.notifications().filter({ hasNot: this.page.getByRole('button', { name: 'Cancel', exact: true }) });
  }

  /** The notification that has this text. */
  notification(text: string | RegExp): Locator {
    return this.notifications().filter({ hasText: text }).first();
  }

  /** The tab of an editor. */
  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** The text editor that is in front. */
  editor(): Locator {
    return this.page.locator(frontEditor).first();
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.inputBox().fill(name);
    await this.quickPick(name).click();
    // The tab is there before the text.
    await this.page.locator(`${frontEditor} .monaco-editor[data-uri$="/${name}"]`).waitFor();
  }

  /** Drops something with the mouse behind a line of the text editor in front, counted from 1. */
  async dropOnLine(source: Locator, number: number): Promise<void> {
    await this.dragOverLine(source, number);
    // The editor shows where it would insert.
    await this.editor().locator('.dnd-target').first().waitFor({ state: 'attached' });
    await this.page.mouse.up();
  }

  /** Like `dropOnLine`, but holds on to it. */
  async dragOverLine(source: Locator, number: number): Promise<void> {
    const gutter = await placeOf(this.editor().locator('.line-numbers').getByText(`${number}`, { exact: true }));
    const editor = await placeOf(this.editor());
    const [x, y] = [editor.x + editor.width * 0.8, gutter.y + gutter.height / 2];
    await source.hover();
    await this.page.mouse.down();
    await this.page.mouse.move(x, y, { steps: 10 });
    // What is there takes a drop only once the drag has moved over it.
    await this.page.mouse.move(x + 1, y);
  }

  /** Opens the choice of what the last drop can become. */
  async openDropChooser(): Promise<Locator> {
    await this.page.locator('.post-edit-widget .monaco-button').click();
    const choices = this.page.locator('.action-widget .monaco-list-row');
    await choices.first().waitFor();
    return choices;
  }

  /** The lines of the text editor in front that are on the screen, once it has some. */
  async editorText(): Promise<string> {
    const lines = this.editor().locator('.view-line');
    await lines.first().waitFor();
    return lines.evaluateAll(textOfLines);
  }

  /** Waits until these lines are in the text editor in front, one after the other. */
  async editorShows(...lines: readonly string[]): Promise<void> {
    const shown = `document.querySelector('${frontEditor}')?.querySelectorAll('.view-line') ?? []`;
    try {
      await this.page.waitForFunction(
        `('\\n' + (${String(textOfLines)})([...(${shown})]) + '\\n').includes(${JSON.stringify(`\n${lines.join('\n')}\n`)})`,
      );
    } catch {
      throw new Error(`The editor does not show\n${lines.join('\n')}\nbut\n${await this.editorText()}`);
    }
  }

  /** The status bar. */
  statusBar(): Locator {
    return this.page.locator('.statusbar');
  }

  /** Waits until the clipboard holds this text. */
  async clipboardHolds(text: string): Promise<void> {
    // `waitForFunction` does not wait for promises.
    const deadline = Date.now() + 15_000;
    let held = await this.clipboard();
    while (held !== text && Date.now() < deadline) held = await this.clipboard();
    if (held !== text) throw new Error(`The clipboard holds ${JSON.stringify(held)}, not ${JSON.stringify(text)}.`);
  }

  /** The text in the clipboard now. */
  clipboard(): Promise<string> {
    return this.page.evaluate('navigator.clipboard.readText()');
  }
}

/** Where something is in the window. An editor that draws its lines anew takes them away for a moment. */
async function placeOf(target: Locator) {
  return retry(async (patienceMs) => {
    await target.waitFor({ timeout: patienceMs });
    const place = await target.boundingBox();
    if (!place) throw new Error('It went while it was looked at.');
    return place;
  });
}

/** Runs in the page. VS Code moves lines on the screen without moving them in the page, and its spaces do not break. */
function textOfLines(lines: Line[]): string {
  return lines
    .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent.replaceAll('\u00a0', ' ') }))
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text)
    .join('\n');
}

/** Tries again and again, each time with more patience, for about 15 seconds. */
async function retry<T>(attempt: (patienceMs: number) => Promise<T>, patienceMs = 300): Promise<T> {
  try {
    return await attempt(patienceMs);
  } catch (error) {
    if (patienceMs > 5000) throw error;
    return retry(attempt, patienceMs * 1.5);
  }
}

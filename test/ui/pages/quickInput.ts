import type { Locator, Page } from 'playwright-core';
import { retry } from '../../patience.ts';
import { pressEnterOn } from './enter.ts';

/**
 * The box at the top of the window: the command palette, a quick pick, an input box or the file dialog. VS Code has one
 * for all of them, so a test names the title of the box that it means: whoever types early would type into another one.
 */
export class QuickInput {
  /** The whole box, when it is shown with this title. */
  readonly root: Locator;
  /** The text field. */
  readonly field: Locator;
  /** What stands below the text field: the prompt, or why the input is refused. */
  readonly message: Locator;
  readonly #page: Page;

  /** @param title a part of it; any box when left out, `none` for a box without a title, as the palette is */
  constructor(page: Page, title?: string | RegExp, none?: 'none') {
    const boxes = page.locator('.quick-input-widget:visible');
    const titles = page.locator('.quick-input-title:visible');
    this.#page = page;
    this.root =
      none === 'none'
        ? boxes.filter({ hasNot: titles })
        : title === undefined
          ? boxes
          : boxes.filter({ has: titles.filter({ hasText: title }) });
    this.field = this.root.locator('input.input');
    this.message = this.root.locator('.quick-input-message');
  }

  /** The entries that have this text. */
  items(text: string | RegExp): Locator {
    return this.root.locator('.monaco-list-row').filter({ hasText: text });
  }

  /** The first entry that has this text. */
  item(text: string | RegExp): Locator {
    return this.items(text).first();
  }

  /** How many entries are above the first one that has this text. */
  async itemsBefore(text: string): Promise<number> {
    const entries = await this.root.locator('.monaco-list-row').allInnerTexts();
    return entries.findIndex((entry) => entry.includes(text));
  }

  /** The entry that Enter chooses, once it has this text. */
  focusedItem(text: string | RegExp): Locator {
    return this.root.locator('.monaco-list-row.focused').filter({ hasText: text });
  }

  /** Chooses an entry with the mouse. */
  async pick(text: string | RegExp): Promise<void> {
    await this.#pointElsewhere();
    await this.item(text).click();
  }

  /**
   * Chooses the entry that says this now. Rows that were used before keep what they said, hidden: where several entries
   * were about the same things, `pick` can find another one.
   */
  async pickNow(text: string): Promise<void> {
    await this.#pointElsewhere();
    await this.root.getByRole('option', { name: text }).first().click();
  }

  /** Chooses the entry that has the focus with Enter, once it has this text. */
  async choose(text: string | RegExp): Promise<void> {
    const entry = this.focusedItem(text);
    await entry.waitFor();
    await retry(async (timeoutMs) => {
      if (await entry.isVisible()) await pressEnterOn(entry, timeoutMs);
      await entry.waitFor({ state: 'hidden', timeout: 1000 + timeoutMs });
    });
  }

  /** Types a text, in place of what stands there, and confirms it. */
  async answer(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** Presses one of the buttons beside the title. */
  async press(name: string): Promise<void> {
    await this.root.getByRole('button', { name }).click();
  }

  /** Goes to the question before this one. The name of the button is in the language of VS Code. */
  async back(): Promise<void> {
    await this.root.locator('.quick-input-left-action-bar').getByRole('button').click();
  }

  /** Goes away with Escape. */
  async escape(): Promise<void> {
    await this.field.waitFor();
    await this.#page.keyboard.press('Escape');
    await this.root.waitFor({ state: 'hidden' });
  }

  /** The entry on which the last click has left the mouse shows a hover after a moment, which covers the entry below. */
  async #pointElsewhere(): Promise<void> {
    await this.#page.mouse.move(0, 0);
  }
}

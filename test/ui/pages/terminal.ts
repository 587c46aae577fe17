import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { retry } from '../../patience.ts';
import type { Workbench } from './workbench.ts';

/** The window needs these settings: each line of a terminal is an element then. */
export const terminalSettings = { 'terminal.integrated.gpuAcceleration': 'off' } as const;

/** A terminal with a shell. */
export class Terminal {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Opens a terminal that shows these words, each on a line, and nothing that was typed. */
  async show(...words: readonly string[]): Promise<void> {
    const { page } = this.#workbench;
    await this.#workbench.runCommand('Terminal: Create New Terminal');
    await page.locator('.xterm-helper-textarea').focus();
    // Text in another colour is an element of its own.
    const lines = words.map((word) => String.raw`\e[36m${word}\e[0m is here`);
    await page.keyboard.type(`clear; printf '${lines.join(String.raw`\n`)}\\n'; exec cat`);
    await page.keyboard.press('Enter');
  }

  /** Points at a word until this is shown about it. */
  async pointAt(word: string, about: string): Promise<void> {
    await this.#wordOf(word).waitFor();
    await retry((patienceMs) => this.#moveTo(word, about, patienceMs));
  }

  /** Follows the link that a word is, about which this is shown, until what it leads to is there. */
  async follow(word: string, about: string, target: Locator): Promise<void> {
    const { keyboard, mouse } = this.#workbench.page;
    await this.#wordOf(word).waitFor();
    await retry(async (patienceMs) => {
      await this.#moveTo(word, about, patienceMs);
      await keyboard.down('Control');
      await mouse.down();
      await mouse.up();
      await keyboard.up('Control');
      // Rows that are drawn anew between the hover and the click have no link until the mouse moves again.
      await target.waitFor({ timeout: 1000 + patienceMs });
    });
  }

  async close(): Promise<void> {
    await this.#workbench.runCommand('Terminal: Kill the Active Terminal Instance');
  }

  #wordOf(word: string): Locator {
    return this.#workbench.page.locator('.xterm-rows span').getByText(word, { exact: true });
  }

  async #moveTo(word: string, about: string, patienceMs: number): Promise<void> {
    const { mouse } = this.#workbench.page;
    // The terminal draws its rows anew, so the word can have moved, and has no place for a moment.
    const { x, y, width, height } = (await this.#wordOf(word).boundingBox()) ?? assert.fail(word);
    // The terminal asks for the links of a line once, perhaps too early, until the mouse was over another line.
    await mouse.move(x + width / 2, y + 3.5 * height);
    // An element over all lines, not the line itself, takes the events of the mouse.
    await mouse.move(x + width / 2, y + height / 2);
    await this.#workbench.hover(about).waitFor({ timeout: 1000 + patienceMs });
  }
}

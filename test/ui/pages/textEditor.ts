import type { Locator } from 'playwright-core';
import { regExpSource } from '../../../src/text/plainText.ts';
import { retry } from '../../patience.ts';
import { pressEnterOn } from './enter.ts';
import type { Workbench } from './workbench.ts';

/** What is needed of an element in the page, whose own types are not known here. */
interface Line {
  readonly textContent: string;
  getBoundingClientRect(): { readonly top: number };
}

const front = '.editor-group-container.active .editor-instance';

/** The text editor that is in front. */
export class TextEditor {
  readonly root: Locator;
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    this.root = workbench.page.locator(front).first();
  }

  /** Opens a text file of the workspace by its path. */
  async open(path: string): Promise<void> {
    await this.openInAnyEditor(path);
    // The tab is there before the text.
    const name = path.replace(/.*\//, '');
    await this.#workbench.page.locator(`${front} .monaco-editor[data-uri$="/${name}"]`).waitFor();
  }

  /** Opens a file of the workspace by its path, in the editor that VS Code has for it, such as a notebook. */
  async openInAnyEditor(path: string): Promise<void> {
    const name = path.replace(/.*\//, '');
    const { page } = this.#workbench;
    const picker = this.#workbench.box();
    // A window that is still opening something closes it.
    await retry(async (patienceMs) => {
      await page.keyboard.press('Control+P');
      await picker.field.fill(path, { timeout: patienceMs });
    });
    // Until it is found, the files that were open before are offered, and files that are found later are put among them. The
    // name of another one can end like it.
    const entry = picker.focusedItem(new RegExp(`^${regExpSource(name)}`));
    await retry((patienceMs) => pressEnterOn(entry, patienceMs));
  }

  /** A line that has this text, among those on the screen. */
  line(text: string | RegExp): Locator {
    return this.root.locator('.view-line').filter({ hasText: text }).first();
  }

  /** A word on the screen, without the text that VS Code puts behind it. */
  word(text: string): Locator {
    return this.root.locator('.view-line span span').filter({ hasText: text }).first();
  }

  /** A link with this text, for which VS Code asks a while after it shows the text. */
  link(text: string): Locator {
    return this.root.locator('.detected-link').filter({ hasText: text }).first();
  }

  /** Follows a link with Ctrl+click, which draws it anew before the click. */
  async followLink(text: string): Promise<void> {
    const { keyboard, mouse } = this.#workbench.page;
    await this.link(text).hover();
    await keyboard.down('Control');
    await this.root.locator('.detected-link-active').filter({ hasText: text }).waitFor();
    await mouse.down();
    await mouse.up();
    await keyboard.up('Control');
  }

  /** The lines that are on the screen, once there are some. */
  async text(): Promise<string> {
    const lines = this.root.locator('.view-line');
    await lines.first().waitFor();
    return lines.evaluateAll(textOfLines);
  }

  /** Waits until these lines are on the screen, one after the other. */
  async shows(...lines: readonly string[]): Promise<void> {
    const shown = `document.querySelector('${front}')?.querySelectorAll('.view-line') ?? []`;
    try {
      await this.#workbench.page.waitForFunction(
        `('\\n' + (${String(textOfLines)})([...(${shown})]) + '\\n').includes(${JSON.stringify(`\n${lines.join('\n')}\n`)})`,
      );
    } catch {
      throw new Error(`The editor does not show\n${lines.join('\n')}\nbut\n${await this.text()}`);
    }
  }

  /** Drops something with the mouse behind a line, counted from 1. */
  async dropOnLine(source: Locator, number: number): Promise<void> {
    await this.dragOverLine(source, number);
    // The editor shows where it would insert.
    await this.root.locator('.dnd-target').first().waitFor({ state: 'attached' });
    await this.#workbench.page.mouse.up();
  }

  /** Like `dropOnLine`, but holds on to it. */
  async dragOverLine(source: Locator, number: number): Promise<void> {
    const { mouse } = this.#workbench.page;
    const gutter = await placeOf(this.root.locator('.line-numbers').getByText(`${number}`, { exact: true }));
    const editor = await placeOf(this.root);
    const [x, y] = [editor.x + editor.width * 0.8, gutter.y + gutter.height / 2];
    await source.hover();
    await mouse.down();
    await mouse.move(x, y, { steps: 10 });
    // What is there takes a drop only once the drag has moved over it.
    await mouse.move(x + 1, y);
  }

  /** Opens the choice of what the last drop can become. */
  async openDropChooser(): Promise<Locator> {
    const { page } = this.#workbench;
    await page.locator('.post-edit-widget .monaco-button').click();
    const choices = page.locator('.action-widget .monaco-list-row');
    await choices.first().waitFor();
    return choices;
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

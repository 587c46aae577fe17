import { retry, until } from '../../patience.ts';
import { pressEnterOn } from './enter.ts';
import { QuickInput } from './quickInput.ts';
import type { Workbench } from './workbench.ts';

/**
 * A person who works with the keyboard alone. Counts the keys and the questions of each command: keys without what is
 * searched for, questions without the box itself, a file and a consent to requests.
 */
export class Typist {
  readonly #workbench: Workbench;
  #keys = 0;
  #questions = 0;
  #mostKeys = 0;
  #mostQuestions = 0;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Of the command that took the most. */
  get mostKeys(): number {
    return Math.max(this.#mostKeys, this.#keys);
  }

  /** Of the command that asked the most. */
  get mostQuestions(): number {
    return Math.max(this.#mostQuestions, this.#questions);
  }

  /** Begins a command: the palette, as many letters as it takes until the command comes first, and Enter. */
  async begin(letters: string, title: string): Promise<void> {
    this.#mostKeys = this.mostKeys;
    this.#mostQuestions = this.mostQuestions;
    this.#keys = `${letters}F⏎`.length;
    this.#questions = 0;
    const { page } = this.#workbench;
    const palette = new QuickInput(page, undefined, 'none');
    await retry(async (patienceMs) => {
      if (!(await palette.field.isVisible())) await page.locator('.monaco-workbench').press('F1');
      // A window that opens may close the palette.
      await palette.field.fill('>', { timeout: 2000 });
      await palette.field.pressSequentially(letters, { timeout: 2000 });
      await pressEnterOn(palette.focusedItem(title), patienceMs);
    });
  }

  /** Searches in the box of the command, and chooses what comes first. */
  async search(title: string | RegExp, text: string, entry: string | RegExp): Promise<void> {
    const box = this.#workbench.box(title);
    await box.field.pressSequentially(text);
    await this.#choose(box, entry);
  }

  /**
   * Answers a question with the entry that comes first.
   * @param letters what is typed until the entry comes first
   * @param searched what the case is about, which is typed before
   */
  async answer(title: string | RegExp, entry: string | RegExp, letters = '', searched = ''): Promise<void> {
    this.#questions += 1;
    this.#keys += letters.length;
    const box = this.#workbench.box(title);
    if (letters + searched !== '') await box.field.pressSequentially(searched + letters);
    await this.#choose(box, entry);
  }

  /** Agrees to the requests that a command says it makes. */
  async agree(title: string | RegExp, entry: string | RegExp): Promise<void> {
    await this.#choose(this.#workbench.box(title), entry);
  }

  /** Takes what the box of the command has, once it has this text. */
  async enter(title: string | RegExp, text: string): Promise<void> {
    const { field } = this.#workbench.box(title);
    await field.fill(text);
    this.#keys += 1;
    await field.press('Enter');
  }

  /** Takes the file that is suggested, whose path ends so. */
  async takeFile(title: string | RegExp, end: string): Promise<void> {
    const box = this.#workbench.box(title);
    await box.item('..').waitFor();
    await until(async () => (await box.field.inputValue()).endsWith(end));
    this.#keys += 1;
    await box.field.press('Enter');
  }

  /** Goes down to a file of the folder that is suggested. */
  async openFile(title: string | RegExp, name: string): Promise<void> {
    const box = this.#workbench.box(title);
    await box.item(name).waitFor();
    while (!(await box.focusedItem(name).isVisible())) {
      this.#keys += 1;
      await box.field.press('ArrowDown');
    }
    this.#keys += 1;
    await box.field.press('Enter');
  }

  async #choose(box: QuickInput, entry: string | RegExp): Promise<void> {
    this.#keys += 1;
    await box.choose(entry);
  }
}

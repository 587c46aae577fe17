import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Organization } from '../tenant/server.ts';
import { patienceMs, until } from '../patience.ts';
import { repository } from '../vscode/folders.ts';

export type Language = 'en' | 'fr';

type Texts = Readonly<Record<string, string>>;

/** A window of Theia: what a person sees in it, and does. */
export class TheiaWindow {
  readonly page: Page;
  readonly #language: Language;
  readonly #titles: Texts;

  private constructor(page: Page, language: Language, titles: Texts) {
    this.page = page;
    this.#language = language;
    this.#titles = titles;
  }

  /** Opens a window in a language, in which `l10n.t` gives the texts of the extension from then on. */
  static async open(browser: Browser, url: string, language: Language): Promise<TheiaWindow> {
    const isFrench = language === 'fr';
    l10n.config({ contents: isFrench ? await texts('l10n', 'bundle.l10n.fr.json') : {} });
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // Where Theia keeps the choice of `Configure Display Language`.
    await context.addInitScript(`localStorage.setItem('localeId', '${language}')`);
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await page.goto(url);
    await page.locator('li[id*="organizationInspector"]').first().click();
    return new TheiaWindow(page, language, await texts(isFrench ? 'package.nls.fr.json' : 'package.nls.json'));
  }

  readonly row = (text: string): Locator => this.page.locator('.theia-TreeNode').filter({ hasText: text }).first();
  readonly rowOf = (organization: Organization) => this.row(organization.display_name ?? organization.name);
  readonly box = () => this.page.locator('.quick-input-widget:visible');
  readonly field = () => this.box().locator('input.input');
  readonly notification = (text: string) =>
    this.page.locator('.theia-notification-message').filter({ hasText: text }).first();
  readonly line = (text: string) =>
    this.page.locator('#theia-main-content-panel .view-line').filter({ hasText: text }).first();
  readonly dialog = (text: string) => this.page.locator('.dialogBlock').filter({ hasText: text });
  readonly tab = (text: string) =>
    this.page.locator('#theia-main-content-panel .lm-TabBar-tab').filter({ hasText: text });
  readonly titleButton = (name: string) =>
    this.page.locator(`.lm-TabBar-toolbar:visible [title="${this.#titles[`command.${name}`]}"]`);
  readonly clipboard = () => this.page.evaluate<string>('navigator.clipboard.readText()');
  readonly clipboardHolds = (text: string) => until(async () => (await this.clipboard()) === text);

  /** An entry of the box which shows all these texts. */
  item(...shown: readonly string[]): Locator {
    return shown
      .reduce((items, text) => items.filter({ hasText: text }), this.box().locator('.monaco-list-row'))
      .first();
  }

  /** Names as a list in the language of the window. */
  list(...names: readonly string[]): string {
    return new Intl.ListFormat(this.#language).format(names);
  }

  /** Runs a command from the palette. @param name such as `showLog` */
  async command(name: string): Promise<void> {
    const title = `${this.#titles['category']}: ${this.#titles[`command.${name}`]}`;
    await this.page.keyboard.press('F1');
    await this.field().fill(`>${title}`);
    await this.choose(title);
  }

  /** Theia now and then loses a click on a row that the mouse has come to in the same moment. */
  async clickRow(organization: Organization): Promise<void> {
    const target = this.rowOf(organization);
    await target.hover();
    await target.locator('.theia-tree-view-inline-action').first().waitFor();
    await target.click();
  }

  /** Follows the first link of a line. Monaco draws it anew as the key is pressed, so that only its place stays. */
  async follow(line: Locator): Promise<void> {
    const link = line.locator('.detected-link').first();
    await link.hover({ position: { x: 30, y: 8 } });
    const { x = 0, y = 0 } = (await link.boundingBox()) ?? {};
    await this.page.keyboard.down('ControlOrMeta');
    await this.page.mouse.move(x + 35, y + 8);
    await this.page.mouse.down();
    await this.page.mouse.up();
    await this.page.keyboard.up('ControlOrMeta');
  }

  /** Chooses the entry that has the focus, once it has this text. */
  async choose(text: string | RegExp): Promise<void> {
    await this.box().locator('.monaco-list-row.focused').filter({ hasText: text }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Waits for the box with this title. */
  async question(title: string): Promise<void> {
    await this.box().filter({ hasText: title }).waitFor();
  }

  async answer(title: string, text: string): Promise<void> {
    await this.question(title);
    await this.field().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Presses the first button of the dialog with this text. */
  async accept(text: string): Promise<void> {
    const dialog = this.dialog(text);
    await dialog.waitFor();
    await this.picture(text);
    await dialog.locator('.theia-button.main').click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Opens the box that finds everything, with a text. */
  async find(text: string): Promise<void> {
    await this.command('findOrganization');
    await this.question(l10n.t('Find Organization, User or Application'));
    await this.field().fill(text);
  }

  async closeBox(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.box().waitFor({ state: 'hidden' });
  }

  /** A picture of what the window shows, in `out/theia`. */
  async picture(title: string): Promise<void> {
    const name = `${this.#language} ${title}`.replace(/\W+/g, '-');
    await this.page.screenshot({ path: join(repository, 'out', 'theia', `${name}.png`) });
  }
}

async function texts(...path: readonly string[]): Promise<Texts> {
  return JSON.parse(await readFile(join(repository, ...path), 'utf8')) as Texts;
}

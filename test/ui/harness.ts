import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { builds, installVsCode } from '../vscode/build.ts';
import { launchBrowser } from '../vscode/chromium.ts';
import { messagesScript, type DisplayLanguage } from '../vscode/displayLanguage.ts';
import { connector, installExtension, linkExtension, type Connection } from '../vscode/extensions.ts';
import { copySampleWorkspace, removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';
import { startServer } from '../vscode/server.ts';
import { openWindow as openPage } from '../vscode/window.ts';
import { Workbench } from './workbench.ts';

/** What a test needs to find in a fresh VS Code. */
export interface UiOptions {
  /** The built sources, a packaged extension to install, or the folder of one that is not packaged. */
  readonly extension?: 'development' | { readonly vsix: string } | { readonly folder: string };
  /** A copy of the sample workspace, no folder, or the folder at this path or URI. */
  readonly folder?: string;
  /** The folders of extensions to install beside it. */
  readonly others?: readonly string[];
  /** Connected as the window starts, as if a person had done it. */
  readonly tenants?: readonly Connection[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly restrictedMode?: boolean;
  /** Added to the environment of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether its windows hear of each other's secrets, as they do on the desktop. */
  readonly sharedSecrets?: boolean;
  /** English when left out. */
  readonly language?: DisplayLanguage;
}

/** A window of a VS Code of its own: no state comes from other tests. */
export interface UiWindow {
  readonly page: Page;
  readonly workbench: Workbench;
  /** The folder that is open, if any. */
  readonly folder: string | undefined;
  /** Where its server keeps settings, state and logs. */
  readonly dataDir: string;
  /** Saves a picture of the window to `out/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
  /** Opens another window of the same VS Code, which has no folder and goes with this one. */
  openAnother(): Promise<Workbench>;
  /** Gives this window the focus, or the one of `openAnother`; its other windows lose it. */
  focus(workbench?: Workbench): Promise<void>;
  /** Makes the keyring forget its key: what was stored cannot be read after a reload. */
  loseKey(): Promise<void>;
  dispose(): Promise<void>;
}

/** Settings for tests that read lines of files: the names behind IDs would stand in them. */
export const withoutNames = { 'editor.inlayHints.enabled': 'off' } as const;

const screenshots = join(repository, 'out', 'screenshots');
/** In the activity bar; its title depends on the language. */
const viewIcon = '.activitybar [class*="view-extension-organizationInspector"]';
const openWindows = new Set<UiWindow>();
let browser: Promise<Browser> | undefined;
let test: Mocha.Test | undefined;

/** Opens a window of VS Code 1.139. */
export async function openWindow(options: UiOptions = {}): Promise<UiWindow> {
  const { extension = 'development', settings = {}, restrictedMode = false, tenants = [], others = [] } = options;
  const root = await installVsCode(builds.current);
  const temporary = await temporaryFolder();
  const dataDir = join(temporary, 'data');
  const folder = options.folder === 'none' ? undefined : (options.folder ?? (await copySampleWorkspace(temporary)));
  const linked = [...others, ...(tenants.length > 0 ? [connector.folder] : [])];
  for (const other of linked) await linkExtension(dataDir, other);
  if (extension === 'development') await linkExtension(dataDir, repository);
  else if ('folder' in extension) await linkExtension(dataDir, extension.folder);
  else await installExtension(root, dataDir, extension.vsix);
  browser ??= launchBrowser();
  const [server, chromium] = await Promise.all([
    startServer({
      root,
      dataDir,
      env: { ...connector.environment(tenants), ...options.env },
      smokeTestDriver: false,
      settings,
      restrictedMode,
    }),
    browser,
  ]);
  const { sharedSecrets = false, language } = options;
  const view = await openPage(chromium, server, {
    ...(folder !== undefined && { folder }),
    ...(language && { messages: await messagesScript(root, language) }),
    sharedSecrets,
  });
  const { page } = view;
  page.setDefaultTimeout(15_000);
  await page.locator(viewIcon).waitFor();
  const window: UiWindow = {
    page,
    workbench: new Workbench(page),
    folder,
    dataDir,
    openAnother: async () => {
      const other = await view.openAnother();
      other.setDefaultTimeout(15_000);
      await other.locator(viewIcon).waitFor();
      return new Workbench(other);
    },
    focus: async ({ page: front } = window.workbench) => {
      for (const other of view.context.pages().filter((candidate) => candidate !== front)) await setFocus(other, false);
      await front.bringToFront();
      await setFocus(front, true);
    },
    loseKey: () => view.loseKey(),
    screenshot: async (name) => {
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    dispose: async () => {
      if (!openWindows.delete(window)) return;
      if (test?.isFailed()) await pictureOfFailure(window, test);
      await view.close();
      await server.stop();
      await removeFolder(temporary);
    },
  };
  openWindows.add(window);
  return window;
}

/** Playwright makes each page believe that it has the focus, whichever is in front; VS Code looks again at this event. */
async function setFocus(page: Page, isFocused: boolean): Promise<void> {
  await page.evaluate(`document.hasFocus = () => ${isFocused}; document.dispatchEvent(new Event('visibilitychange'))`);
  await page.locator(isFocused ? '.titlebar:not(.inactive)' : '.titlebar.inactive').waitFor({ state: 'attached' });
}

async function pictureOfFailure(window: UiWindow, failed: Mocha.Test): Promise<void> {
  await window.screenshot(`FAILED-${failed.fullTitle().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`);
}

beforeEach(function () {
  test = this.currentTest;
});

afterEach(async function () {
  if (test?.isFailed()) for (const window of openWindows) await pictureOfFailure(window, test);
});

after(async () => {
  for (const window of openWindows) await window.dispose();
  await (await browser)?.close();
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { patienceMs } from '../../patience.ts';
import type { Build } from '../../vscode/build.ts';
import { launchBrowser } from '../../vscode/chromium.ts';
import type { DisplayLanguage } from '../../vscode/displayLanguage.ts';
import type { ApplicationConnection, Connection } from '../../vscode/extensions.ts';
import { copySampleWorkspace, removeFolder, repository, temporaryFolder } from '../../vscode/folders.ts';
import { Workbench } from '../pages/workbench.ts';
import { VsCode } from './vscode.ts';

/** What a test needs to find in a fresh VS Code. */
export interface UiOptions {
  /** The built sources, a packaged extension to install, or the folder of one that is not packaged. */
  readonly extension?: 'development' | { readonly vsix: string } | { readonly folder: string };
  /** A copy of the sample workspace, no folder, or the folder at this path or URI. */
  readonly folder?: string;
  /** The folders of extensions to install beside it. */
  readonly others?: readonly string[];
  /** Connected as the window starts, as if a person had done it. */
  readonly tenants?: readonly (Connection | ApplicationConnection)[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly restrictedMode?: boolean;
  /** Added to the environment of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether its windows hear of each other's secrets, as they do on the desktop. */
  readonly sharedSecrets?: boolean;
  /** How much all logs say; ours says everything. */
  readonly logLevel?: 'trace';
  /** Which VS Code, the current one when left out. */
  readonly build?: Build;
  /** English when left out. */
  readonly language?: DisplayLanguage;
}

/** A window of a VS Code of its own: no state comes from other tests. */
export interface UiWindow extends AsyncDisposable {
  readonly page: Page;
  readonly workbench: Workbench;
  /** The folder that is open; empty without one. */
  readonly folder: string;
  /** Where its server keeps settings, state and logs. */
  readonly dataDir: string;
  /** The home folder of its user, where files are saved unless another folder is chosen. */
  readonly home: string;
  /** Saves a picture of the window to `out/screenshots/NAME.png`, when pictures are asked for. */
  screenshot(name: string): Promise<void>;
  /** Loads the window again, as `Developer: Reload Window` does. */
  reload(): Promise<void>;
  /** Opens another window of the same VS Code, which has no folder and goes with this one. */
  openAnother(): Promise<Workbench>;
  /** Gives this window the focus, or the one of `openAnother`; its other windows lose it. */
  focus(workbench?: Workbench): Promise<void>;
  /** Makes the keyring forget its key: what was stored cannot be read after a reload. */
  loseKey(): Promise<void>;
}

/** Settings for tests that read lines of files: the names behind IDs would stand in them. */
export const withoutNames = { 'editor.inlayHints.enabled': 'off' } as const;

const screenshots = join(repository, 'out', 'screenshots');
/** In the activity bar; its title depends on the language. */
const viewIcon = '.activitybar [class*="view-extension-organizationInspector"]';
let browser: Promise<Browser> | undefined;
let shared: Promise<VsCode> | undefined;

/**
 * Opens a window of VS Code 1.139. `useWindow` does it for tests, and closes it after them. One that needs nothing but
 * tenants, settings and a folder is a window of the VS Code that had the one before it.
 */
export async function openWindow(options: UiOptions = {}): Promise<UiWindow> {
  await using cleanups = new AsyncDisposableStack();
  const temporary = cleanups.adopt(await temporaryFolder(), removeFolder);
  const folder = options.folder === 'none' ? undefined : (options.folder ?? (await copySampleWorkspace(temporary)));
  browser ??= launchBrowser();
  const vscode = needsItsOwn(options)
    ? cleanups.use(await VsCode.start(await browser, options))
    : cleanups.adopt(await (shared ??= VsCode.start(await browser, {})), leave);
  const view = await vscode.open(options, folder);
  const { page } = view;
  const workbench = await ready(page);
  const closing = cleanups.move();
  return {
    page,
    workbench,
    folder: folder ?? '',
    dataDir: vscode.dataDir,
    home: vscode.home,
    reload: async () => {
      await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
      await page.locator(viewIcon).waitFor();
    },
    openAnother: async () => ready(await view.openAnother()),
    focus: async ({ page: front } = workbench) => {
      for (const other of view.context.pages().filter((candidate) => candidate !== front)) await setFocus(other, false);
      await front.bringToFront();
      await setFocus(front, true);
    },
    loseKey: () => view.loseKey(),
    screenshot: async (name) => {
      if (process.env['ORGANIZATION_INSPECTOR_PICTURES'] !== '1') return;
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Closes all that windows of several tests have in common. */
export async function closeBrowser(): Promise<void> {
  await closeShared();
  await (await browser)?.close();
  browser = undefined;
}

/** Makes room for the next window. */
async function leave(vscode: VsCode): Promise<void> {
  try {
    await vscode.leave();
  } catch (error) {
    // Such as a page that crashed: the next window starts anew.
    console.error('The window could not be left:', error);
    await closeShared();
  }
}

/**
 * Closes what windows of several tests have in common, so that the next one begins anew. A key that a failed test holds
 * down, and what it goes on to do, would reach the next page too.
 */
export async function closeShared(): Promise<void> {
  const started = shared;
  shared = undefined;
  await (await started?.catch(() => undefined))?.[Symbol.asyncDispose]();
  const running = await browser?.catch(() => undefined);
  if (!running?.isConnected()) browser = undefined;
}

/** Whether a window asks for what is given to a VS Code as it starts. */
function needsItsOwn(options: UiOptions): boolean {
  const given: readonly (keyof UiOptions)[] = [
    'build',
    'extension',
    'others',
    'restrictedMode',
    'env',
    'sharedSecrets',
    'logLevel',
    'language',
  ];
  return given.some((name) => options[name] !== undefined);
}

async function ready(page: Page): Promise<Workbench> {
  page.setDefaultTimeout(patienceMs);
  await page.locator(viewIcon).waitFor();
  return new Workbench(page);
}

/** Playwright makes each page believe that it has the focus, whichever is in front; VS Code looks again at this event. */
async function setFocus(page: Page, isFocused: boolean): Promise<void> {
  await page.evaluate(`document.hasFocus = () => ${isFocused}; document.dispatchEvent(new Event('visibilitychange'))`);
  await page.locator(isFocused ? '.titlebar:not(.inactive)' : '.titlebar.inactive').waitFor({ state: 'attached' });
}

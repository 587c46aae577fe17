import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { patienceMs } from '../../patience.ts';
import { builds, installVsCode } from '../../vscode/build.ts';
import { launchBrowser } from '../../vscode/chromium.ts';
import { messagesScript, type DisplayLanguage } from '../../vscode/displayLanguage.ts';
import {
  connector,
  installExtension,
  linkExtension,
  type ApplicationConnection,
  type Connection,
} from '../../vscode/extensions.ts';
import { copySampleWorkspace, removeFolder, repository, temporaryFolder } from '../../vscode/folders.ts';
import { startServer } from '../../vscode/server.ts';
import { openWindow as openPage } from '../../vscode/window.ts';
import { Workbench } from '../pages/workbench.ts';

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
  /** Saves a picture of the window to `out/screenshots/NAME.png`. */
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

/** What no test looks at and every one would pay for. */
const undrawn = {
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'workbench.tips.enabled': false,
};

const screenshots = join(repository, 'out', 'screenshots');
/** In the activity bar; its title depends on the language. */
const viewIcon = '.activitybar [class*="view-extension-organizationInspector"]';
let browser: Promise<Browser> | undefined;

/** Opens a window of VS Code 1.139. `useWindow` does it for tests, and closes it after them. */
export async function openWindow(options: UiOptions = {}): Promise<UiWindow> {
  const { extension = 'development', settings = {}, restrictedMode = false, tenants = [], others = [] } = options;
  await using cleanups = new AsyncDisposableStack();
  const root = await installVsCode(builds.current);
  const temporary = cleanups.adopt(await temporaryFolder(), removeFolder);
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
      settings: { ...undrawn, ...settings },
      restrictedMode,
    }),
    browser,
  ]);
  cleanups.defer(() => server.stop());
  const { sharedSecrets = false, language } = options;
  const view = await openPage(chromium, server, {
    ...(folder !== undefined && { folder }),
    ...(language && { messages: await messagesScript(root, language) }),
    logLevel: [options.logLevel, 'organization-inspector.organization-inspector=trace'].filter(Boolean).join(),
    sharedSecrets,
  });
  cleanups.defer(() => view.close());
  const { page } = view;
  const workbench = await ready(page);
  const closing = cleanups.move();
  return {
    page,
    workbench,
    folder: folder ?? '',
    dataDir,
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
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Closes the browser, in which all windows are. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
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

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { builds, installVsCode } from '../vscode/build.ts';
import { launchBrowser } from '../vscode/chromium.ts';
import { connector, installExtension, linkExtension, type Connection } from '../vscode/extensions.ts';
import { copySampleWorkspace, removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';
import { startServer } from '../vscode/server.ts';
import { openWindow as openPage } from '../vscode/window.ts';
import { Workbench } from './workbench.ts';

/** What a test needs to find in a fresh VS Code. */
export interface UiOptions {
  /** The built sources, or a packaged extension to install. */
  readonly extension?: 'development' | { readonly vsix: string };
  /** A copy of the sample workspace, no folder, or the folder at this path. */
  readonly folder?: string;
  /** Connected as the window starts, as if a person had done it. */
  readonly tenants?: readonly Connection[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly restrictedMode?: boolean;
}

/** A window of a VS Code of its own: no state comes from other tests. */
export interface UiWindow {
  readonly page: Page;
  readonly workbench: Workbench;
  /** The folder that is open, if any. */
  readonly folder: string | undefined;
  /** Saves a picture of the window to `out/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
  /** Reloads the window, as `Developer: Reload Window` does. */
  reload(): Promise<void>;
  dispose(): Promise<void>;
}

const screenshots = join(repository, 'out', 'screenshots');
const openWindows = new Set<UiWindow>();
let browser: Promise<Browser> | undefined;
let test: Mocha.Test | undefined;

/** Opens a window of VS Code 1.139. */
export async function openWindow(options: UiOptions = {}): Promise<UiWindow> {
  const { extension = 'development', settings = {}, restrictedMode = false, tenants = [] } = options;
  const root = await installVsCode(builds.current);
  const temporary = await temporaryFolder();
  const dataDir = join(temporary, 'data');
  const folder = options.folder === 'none' ? undefined : (options.folder ?? (await copySampleWorkspace(temporary)));
  if (tenants.length > 0) await linkExtension(dataDir, connector.folder);
  if (extension === 'development') await linkExtension(dataDir, repository);
  else await installExtension(root, dataDir, extension.vsix);
  browser ??= launchBrowser();
  const [server, chromium] = await Promise.all([
    startServer({
      root,
      dataDir,
      env: connector.environment(tenants),
      smokeTestDriver: false,
      settings,
      restrictedMode,
    }),
    browser,
  ]);
  const view = await openPage(chromium, server, { ...(folder !== undefined && { folder }) });
  const { page } = view;
  page.setDefaultTimeout(15_000);
  await page.locator('.activitybar').getByRole('tab', { name: 'Auth0 Organizations' }).waitFor();
  const window: UiWindow = {
    page,
    workbench: new Workbench(page),
    folder,
    screenshot: async (name) => {
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    reload: async () => {
      await page.reload();
      await page.locator('.monaco-workbench').waitFor();
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

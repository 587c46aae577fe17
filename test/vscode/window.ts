import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Server } from './server.ts';

/** What a window shows and loads. */
export interface WindowOptions {
  /** The folder that is open in it; none when left out. */
  readonly folder?: string;
  /** An extension to load from its sources. */
  readonly extensionDevelopmentPath?: string;
  /** A module whose `run` the extension host calls. */
  readonly extensionTestsPath?: string;
  /** Called with each console line of an extension host that runs tests. */
  readonly onLog?: (text: string) => void;
  /** Called with the result of the tests: 0 when `run` resolved. */
  readonly onExit?: (code: number) => void;
  /** The name of the display language's locale, which the browser sends. */
  readonly locale?: string;
}

/** A VS Code window: a page with a browser context of its own. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Opens a VS Code window in a browser and waits for its workbench. */
export async function openWindow(browser: Browser, server: Server, options: WindowOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: options.locale ?? 'en-US',
  });
  await keepSecrets(context);
  const page = await context.newPage();
  if (options.extensionTestsPath) {
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      options.onLog?.(args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' '));
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => options.onExit?.(code));
  }
  await page.goto(address(server, options));
  await page.locator('.monaco-workbench').waitFor();
  return { page, context, close: () => context.close() };
}

function address(server: Server, options: WindowOptions): string {
  const remote = (path: string) => `vscode-remote://${new URL(server.url).host}${encodeURI(slashed(path))}`;
  const payload = [['skipWelcome', 'true']];
  // The workbench makes a map of the payload: a second extension can only come from the extensions folder.
  if (options.extensionDevelopmentPath)
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  if (options.extensionTestsPath) payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (options.folder) query.set('folder', slashed(options.folder));
  else query.set('ew', 'true');
  return `${server.url}/?${query.toString()}`;
}

function slashed(path: string): string {
  return process.platform === 'win32' ? `/${path.replaceAll('\\', '/')}` : path;
}

/**
 * Gives the window a keyring: the workbench encrypts the secrets in its local storage with a key half of which it asks
 * its server for, and this server has none. With it a reloaded page has its secrets, as a reloaded desktop window does.
 */
async function keepSecrets(context: BrowserContext): Promise<void> {
  const key = randomBytes(32);
  await context.route('**/mint-key', (route) => route.fulfill({ contentType: 'application/octet-stream', body: key }));
}

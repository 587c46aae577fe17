import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Dialog, Page } from 'playwright-core';
import { bytesForBlobs } from './messages.ts';
import type { Server } from './server.ts';
import { listenToTests, type TestListener } from './testResult.ts';

/** What a window shows and loads. */
export interface WindowOptions {
  /** The path or the URI of the folder that is open in it; none when left out. */
  readonly folder?: string;
  /** An extension to load from its sources. */
  readonly extensionDevelopmentPath?: string;
  /** A module whose `run` the extension host calls. */
  readonly extensionTestsPath?: string;
  /** 1,280 by 800 pixels when left out. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Who hears of these tests. */
  readonly tests?: TestListener;
  /** Which logs say more than usual, such as `publisher.extension=trace`. */
  readonly logLevel?: string;
  /** The script that `messagesScript` gave, for a workbench in another language than English. */
  readonly messages?: string;
  /** Whether its windows hear of each other's secrets, as they do on the desktop and not in the browser. */
  readonly sharedSecrets?: boolean;
}

/** A VS Code window: a page with a browser context of its own. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens a second window of the same VS Code, which has no folder. */
  openAnother(): Promise<Page>;
  /** Makes the keyring forget its key: what was stored cannot be read by a page that is loaded from now on. */
  loseKey(): Promise<void>;
  close(): Promise<void>;
  /**
   * Leaves VS Code with all that its windows have stored in the browser, and closes the others. The page can then open
   * a window with `load`, in a third of the time of a new one, since it keeps the code that it has compiled.
   */
  leave(): Promise<void>;
  /** Opens a window of VS Code in the page that has left the one before. */
  load(options: Pick<WindowOptions, 'folder' | 'logLevel'>): Promise<void>;
}

/** Opens a VS Code window in a browser and waits for its workbench. */
export async function openWindow(browser: Browser, server: Server, options: WindowOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
  });
  if (options.sharedSecrets) await shareSecrets(context);
  if (options.messages !== undefined) {
    const script = { contentType: 'text/javascript', body: options.messages };
    await context.route('**/nls.messages.js', (route) => route.fulfill(script));
  }
  await context.addInitScript(bytesForBlobs);
  const page = await context.newPage();
  if (options.tests) await listenToTests(page, options.tests);
  const load = async (target: Page, url: string): Promise<Page> => {
    await target.goto(url);
    await target.locator('.monaco-workbench').waitFor();
    return target;
  };
  await load(page, address(server, options));
  const openAnother = async () => load(await context.newPage(), address(server, {}));
  const loseKey = async () => {
    const key = randomBytes(32);
    await context.route('**/mint-key', (route) =>
      route.fulfill({ contentType: 'application/octet-stream', body: key }),
    );
  };
  const leave = async () => {
    for (const other of context.pages().filter((candidate) => candidate !== page)) await other.close();
    // Any page of the server that is none of VS Code. What is not saved would ask whether to stay.
    const discard = (dialog: Dialog) => dialog.accept();
    page.on('dialog', discard);
    await context.unrouteAll();
    await page.goto(`${server.url}/version`);
    page.off('dialog', discard);
    await page.evaluate(forgetAll);
    await context.clearCookies();
  };
  return {
    page,
    context,
    openAnother,
    loseKey,
    close: () => context.close(),
    leave,
    load: async (next) => {
      await load(page, address(server, next));
    },
  };
}

/** What a page runs to forget what its origin has stored, and what was copied. */
const forgetAll = `(async () => {
  sessionStorage.clear();
  localStorage.clear();
  await navigator.clipboard.writeText('');
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
  }
})()`;

function address(server: Server, options: WindowOptions): string {
  const remote = (path: string) => `vscode-remote://${new URL(server.url).host}${encodeURI(slashed(path))}`;
  const payload = [['skipWelcome', 'true']];
  // The workbench makes a map of the payload: a second extension can only come from the extensions folder.
  if (options.extensionDevelopmentPath)
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  if (options.extensionTestsPath) payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  if (options.logLevel) payload.push(['logLevel', options.logLevel]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (options.folder) query.set('folder', isUri(options.folder) ? options.folder : slashed(options.folder));
  else query.set('ew', 'true');
  return `${server.url}/?${query.toString()}`;
}

function isUri(folder: string): boolean {
  return /^[a-z][\w-]+:\//.test(folder);
}

function slashed(path: string): string {
  return process.platform === 'win32' ? `/${path.replaceAll('\\', '/')}` : path;
}

/**
 * What makes the workbench keep secrets as on the desktop, in the storage that tells all windows of changes. It tells a
 * window of them once that has used one, as extensions that VS Code brings along do a while after it has opened: here at
 * once, since a test would otherwise have to know when.
 */
const desktopSecrets: readonly (readonly [RegExp, string])[] = [
  [
    /super\(!0,(\w+,\w+,\w+)\),\w+\.options\?\.secretStorageProvider&&/,
    'super(!1,$1),this.resolvedStorageService,!1&&',
  ],
  [/isEncryptionAvailable\(\)\{return Promise\.resolve\(!1\)\}/, 'isEncryptionAvailable(){return Promise.resolve(!0)}'],
];

/**
 * In the browser a window reads the secrets once, as it opens. The class that keeps them on the desktop is there as
 * well, without encryption, and lacks nothing but being chosen.
 */
async function shareSecrets(context: BrowserContext): Promise<void> {
  await context.route('**/workbench.js', async (route) => {
    const response = await route.fetch();
    const body = desktopSecrets.reduce(
      (text, [found, put]) => {
        if (!found.test(text)) throw new Error(`This VS Code keeps its secrets in another way: no ${found.source}`);
        return text.replace(found, put);
      },
      await response.text(),
    );
    await route.fulfill({ response, body });
  });
}

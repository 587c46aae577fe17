import { globSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { until } from '../../patience.ts';
import { builds, installVsCode } from '../../vscode/build.ts';
import { messagesScript } from '../../vscode/displayLanguage.ts';
import { connector, copyExtension, installExtension, linkExtension } from '../../vscode/extensions.ts';
import { removeFolder, repository, temporaryFolder } from '../../vscode/folders.ts';
import { startServer, writeSettings, type Server } from '../../vscode/server.ts';
import { openWindow, type Window } from '../../vscode/window.ts';
import { hasEnded } from './extensionLog.ts';
import type { UiOptions } from './openWindow.ts';

/** What no test looks at and every one would pay for. */
const undrawn = {
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'workbench.tips.enabled': false,
};

/** A VS Code 1.139 of its own, which opens one window after the other in the same page. */
export class VsCode implements AsyncDisposable {
  /** Where its server keeps settings, state and logs. */
  readonly dataDir: string;
  /** The home folder of its user, where files are saved unless another folder is chosen. */
  readonly home: string;
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #cleanups: AsyncDisposableStack;
  #window: Window | undefined;

  private constructor(
    { dataDir, home }: Pick<VsCode, 'dataDir' | 'home'>,
    browser: Browser,
    server: Server,
    cleanups: AsyncDisposableStack,
  ) {
    this.dataDir = dataDir;
    this.home = home;
    this.#browser = browser;
    this.#server = server;
    this.#cleanups = cleanups;
  }

  /** Starts one with the extensions, the environment and the trust of these options. */
  static async start(browser: Browser, options: UiOptions): Promise<VsCode> {
    const { extension = 'development', others = [], restrictedMode = false, env } = options;
    await using cleanups = new AsyncDisposableStack();
    const root = await installVsCode(options.build ?? builds.current);
    const temporary = cleanups.adopt(await temporaryFolder(), removeFolder);
    const dataDir = join(temporary, 'data');
    // An older VS Code writes into the manifests of the extensions that it finds.
    const give = options.build === undefined ? linkExtension : copyExtension;
    for (const other of [...others, connector.folder]) await give(dataDir, other);
    if (extension === 'development') await linkExtension(dataDir, repository);
    else if ('folder' in extension) await give(dataDir, extension.folder);
    else await installExtension(root, dataDir, extension.vsix);
    const home = env?.['HOME'] ?? join(temporary, 'home');
    await mkdir(home, { recursive: true });
    // Windows has another name for it.
    const own = { HOME: home, USERPROFILE: home, ...env };
    // What is packaged is looked at as a person has it.
    const builtInExtensions = extension === 'development' ? 'few' : 'all';
    const server = await startServer({
      root,
      dataDir,
      env: own,
      smokeTestDriver: false,
      restrictedMode,
      builtInExtensions,
    });
    cleanups.defer(() => server.stop());
    return new VsCode({ dataDir, home }, browser, server, cleanups.move());
  }

  /** Opens a window that knows nothing of the one before it. @param folder the path or URI of the one that it shows */
  async open(options: UiOptions, folder: string | undefined): Promise<Window> {
    const { settings, tenants = [], language, sharedSecrets = false } = options;
    await writeSettings(this.dataDir, { ...undrawn, ...connector.settings(tenants), ...settings });
    const shown = {
      ...(folder !== undefined && { folder }),
      logLevel: [options.logLevel, 'organization-inspector.organization-inspector=trace'].filter(Boolean).join(),
    };
    if (this.#window) {
      await this.#window.load(shown);
    } else {
      const messages =
        language && (await messagesScript(await installVsCode(options.build ?? builds.current), language));
      const window = { ...shown, sharedSecrets, ...(messages !== undefined && { messages }) };
      this.#window = this.#cleanups.adopt(await openWindow(this.#browser, this.#server, window), (one) => one.close());
    }
    return this.#window;
  }

  /** Leaves the window, and forgets what it has stored and logged. */
  async leave(): Promise<void> {
    await this.#window?.leave();
    const logs = globSync('user/logs/**/remoteexthost.log', { cwd: this.dataDir }).map((file) =>
      join(this.dataDir, file),
    );
    for (const log of logs) {
      await until(() => hasEnded(log));
      await rm(dirname(log), { recursive: true });
    }
    await rm(join(this.dataDir, 'user', 'User'), { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanups.disposeAsync();
  }
}

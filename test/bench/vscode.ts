import { join } from 'node:path';
import { builds, installVsCode } from '../vscode/build.ts';
import { launchBrowser } from '../vscode/chromium.ts';
import { linkExtension } from '../vscode/extensions.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { startServer, type ServerOptions } from '../vscode/server.ts';
import { openWindow, type Window, type WindowOptions } from '../vscode/window.ts';

export interface VsCodeOptions extends Pick<ServerOptions, 'smokeTestDriver' | 'env' | 'settings'> {
  /** Folders of extensions that are installed in it. */
  readonly extensions?: readonly string[];
}

/** Runs a task with a fresh VS Code, whose windows it opens itself. */
export async function withVsCode<T>(
  { extensions = [], ...options }: VsCodeOptions,
  task: (open: (window?: WindowOptions) => Promise<Window>) => Promise<T>,
): Promise<T> {
  const root = await installVsCode(builds.current);
  const temporary = await temporaryFolder();
  const dataDir = join(temporary, 'data');
  const cleanups = [() => removeFolder(temporary)];
  try {
    for (const folder of extensions) {
      await linkExtension(dataDir, folder);
    }
    const server = await startServer({ root, dataDir, builtInExtensions: 'all', ...options });
    cleanups.push(() => server.stop());
    const browser = await launchBrowser();
    cleanups.push(() => browser.close());
    return await task((window) => openWindow(browser, server, window));
  } finally {
    for (const cleanup of cleanups.reverse()) {
      await cleanup();
    }
  }
}

import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from './folders.ts';

/** The extension that connects tenants as a window opens; `settings` tell it which, and whether to show them. */
export const connector = {
  folder: join(repository, 'test', 'connect-tenants'),
  settings: (tenants: readonly (Connection | ApplicationConnection)[], { reveal = false } = {}) => ({
    connectTenants: { tenants, reveal },
  }),
};

/** A tenant and a token for it. */
export interface Connection {
  readonly domain: string;
  /** What it is called in the window. */
  readonly label?: string;
  readonly accessToken: string;
}

/** A tenant and a machine-to-machine application of it. */
export interface ApplicationConnection {
  readonly domain: string;
  readonly label?: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How an extension is packaged. */
interface Packaging {
  /** Where its sources are, with the dependencies; this repository when left out. */
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Builds the extension and packages it into this file; gives what the packager says about it. */
export async function packageExtension(vsix: string, { cwd = repository, env }: Packaging = {}): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env } };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['vsce.mjs', vsix], options);
  return stdout + stderr;
}

/** Installs a packaged extension for a server that does not run yet. */
export async function installExtension(root: string, dataDir: string, vsix: string): Promise<void> {
  const folders = ['--server-data-dir', dataDir, '--extensions-dir', join(dataDir, 'extensions')];
  const args = ['--accept-server-license-terms', ...folders, '--install-extension', vsix];
  await promisify(execFile)(process.execPath, [join(root, 'out', 'server-main.js'), ...args]);
}

/** As `linkExtension`, of a copy, which a VS Code may change. */
export async function copyExtension(dataDir: string, folder: string): Promise<void> {
  await cp(folder, join(dataDir, 'extensions', basename(folder)), { recursive: true });
}

/**
 * Installs an extension from its sources for a server that does not run yet and has no packaged extension yet.
 * Pages accept an extension under development only where they show no notifications: hence this way.
 */
export async function linkExtension(dataDir: string, folder: string): Promise<void> {
  const extensions = join(dataDir, 'extensions');
  await mkdir(extensions, { recursive: true });
  await symlink(folder, join(extensions, basename(folder)), 'junction');
}

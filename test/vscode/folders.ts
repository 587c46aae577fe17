import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this repository. */
export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * A folder of its own for one run, which `removeFolder` takes away again. Its name is short: VS Code makes a socket in it,
 * whose path may have 103 characters on macOS, of which the temporary folder takes 58.
 */
export async function temporaryFolder(): Promise<string> {
  // macOS gives the temporary folder by a link, and VS Code resolves it: paths could not be compared.
  return mkdtemp(join(await realpath(tmpdir()), 'oi-'));
}

/** Removes a folder, also when programs that just ended still write their last lines there. */
export function removeFolder(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** Copies the sample workspace, which a person or a test may then change. */
export async function copySampleWorkspace(parent: string): Promise<string> {
  const folder = join(parent, 'workspace');
  await cp(join(repository, 'test', 'workspace'), folder, { recursive: true });
  return folder;
}

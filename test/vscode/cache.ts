import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const staleAfter = 60 * 60 * 1000;

/**
 * The per-user folder for what is large and can be fetched again. A relative path in the variable is ignored.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheRoot(): string {
  const base = process.env[process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'organization-inspector');
}

/**
 * The cached folder of this name. When it is missing, `fill` makes its content in a folder with a temporary name,
 * which gets its real name once it is whole: neither an interruption nor a second run can leave half of it behind.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const root = cacheRoot();
  const folder = join(root, name);
  if (existsSync(folder)) return folder;

  const prefix = `.${name}-`;
  await mkdir(root, { recursive: true });
  await removeStale(root, prefix);
  const partial = await mkdtemp(join(root, prefix));
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another run that was faster has put the same thing there.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function removeStale(root: string, prefix: string): Promise<void> {
  for (const name of await readdir(root)) {
    const path = join(root, name);
    if (name.startsWith(prefix) && (await stat(path)).mtimeMs < Date.now() - staleAfter) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The built-in extensions with code that tests use: for notebooks, and for documents in JSON and Markdown. */
const used = ['ipynb', 'json-language-features', 'markdown-language-features'];

/**
 * Makes a folder of the built-in extensions that are languages and themes, or used by tests. The others, such as those
 * of Git and GitHub, take a sixth of the CPU time of a window: they start with it, and their commands and views are
 * registered.
 * @param root the folder that `installVsCode` gave
 * @param folder where the folder is to be
 */
export async function linkFewBuiltInExtensions(root: string, folder: string): Promise<void> {
  const extensions = join(root, 'extensions');
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(extensions)) {
    const manifest = join(extensions, name, 'package.json');
    if (!existsSync(manifest)) continue;
    const { main, browser } = JSON.parse(readFileSync(manifest, 'utf8')) as { main?: string; browser?: string };
    const hasCode = main !== undefined || browser !== undefined;
    if (!hasCode || used.includes(name)) await symlink(join(extensions, name), join(folder, name), 'junction');
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';

const bundle = join(repository, 'dist', 'extension.cjs');
/** The exit code of a build that is whole and refused, as too large. */
const refused = 2;

/**
 * Builds the extension and gives the size of its code, in bytes, also of a build that is refused. What the build says
 * goes to stderr, since stdout belongs to the results.
 */
export async function buildExtension(): Promise<number> {
  const build = spawn(process.execPath, ['esbuild.mjs'], { cwd: repository, stdio: ['ignore', 2, 2] });
  const [code] = (await once(build, 'exit')) as [number | null];
  if (code !== 0 && code !== refused) throw new Error('The extension could not be built.');
  return (await stat(bundle)).size;
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';
import { run } from '../vscode/run.ts';

const bundle = join(repository, 'dist', 'extension.cjs');

/**
 * Builds the extension and gives the size of its code, in bytes. A build that refuses its own result, as too large, is
 * built nevertheless. What it says goes to stderr, since stdout belongs to the results.
 */
export async function buildExtension(): Promise<number> {
  const before = await modified();
  try {
    await run(process.execPath, ['esbuild.mjs'], { cwd: repository, stdio: ['ignore', 2, 2] });
  } catch (error) {
    if ((await modified()) === before) {
      throw error;
    }
  }
  return (await stat(bundle)).size;
}

async function modified(): Promise<number> {
  try {
    return (await stat(bundle)).mtimeMs;
  } catch {
    return 0;
  }
}

import { repository } from '../vscode/folders.ts';
import { run } from '../vscode/run.ts';

/** Builds the extension; what the build says goes to stderr, since stdout belongs to the results. */
export function buildExtension(): Promise<void> {
  return run(process.execPath, ['esbuild.mjs'], { cwd: repository, stdio: ['ignore', 2, 2] });
}

import { repository } from './folders.ts';
import { run } from './run.ts';

/** Builds the extension, unless `npm test` has just done it for all its parts. */
export async function buildExtension(): Promise<void> {
  if (process.env['ORGANIZATION_INSPECTOR_BUILT'] !== '1')
    await run(process.execPath, ['esbuild.mjs'], { cwd: repository });
}

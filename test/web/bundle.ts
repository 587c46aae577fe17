import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../vscode/folders.ts';
import { filesOfNode } from './exclusions.ts';

/** Where the bundle of the tests is, in this repository. */
export const testsPath = 'out/web/index.cjs';

/**
 * Bundles the host tests for the extension host of a browser, which loads one file and knows nothing of Node.
 * @param environment stands where the tests read the environment of their process
 */
export async function bundleWebTests(environment: NodeJS.ProcessEnv): Promise<void> {
  const names = globSync('test/host/*.test.ts', { cwd: repository })
    .map((file) => basename(file, '.test.ts'))
    .filter((name) => !filesOfNode.has(name))
    .sort();
  await build({
    absWorkingDir: repository,
    entryPoints: ['test/web/index.ts'],
    outfile: testsPath,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode', 'node:*'],
    inject: ['src/host/browser/buffer.ts'],
    alias: { 'node:assert/strict': join(repository, 'test', 'web', 'assert.ts') },
    define: {
      'process.env': JSON.stringify({ ...environment, ORGANIZATION_INSPECTOR_TESTS: names.join(' ') }),
      // The package `assert` looks there how wide it may write what differs.
      'process.stderr': 'undefined',
    },
    sourcemap: 'inline',
    logLevel: 'warning',
    logOverride: { 'import-is-undefined': 'error' },
  });
}

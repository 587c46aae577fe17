import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../vscode/folders.ts';
import { filesOfNode } from './exclusions.ts';

/** The files of tests that can be loaded in a browser, by their paths in this repository. */
export function webTestFiles(): readonly string[] {
  const files = globSync('test/{host,web}/**/*.test.ts', { cwd: repository }).map((file) => file.replaceAll('\\', '/'));
  return files.filter((file) => !filesOfNode.has(basename(file, '.test.ts'))).sort();
}

/**
 * Bundles tests for the extension host of a browser, which loads one file and knows nothing of Node.
 * @param files of the tests, by their paths in this repository
 * @param outfile the path of the bundle in this repository: runs at the same time have one each
 * @param environment stands where the tests read the environment of their process
 */
export async function bundleWebTests(
  files: readonly string[],
  outfile: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  await build({
    absWorkingDir: repository,
    entryPoints: ['test/web/index.ts'],
    outfile,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode', 'node:*'],
    alias: { 'node:assert/strict': join(repository, 'test', 'web', 'assert.ts') },
    define: {
      // As in the build of the product.
      'Buffer.from': 'Uint8Array.from',
      'Buffer.isBuffer': 'ArrayBuffer.isView',
      'process.env': JSON.stringify({ ...environment, ORGANIZATION_INSPECTOR_TESTS: files.join(' ') }),
      // The package `assert` looks there how wide it may write what differs.
      'process.stderr': 'undefined',
    },
    sourcemap: 'inline',
    logLevel: 'warning',
    logOverride: { 'import-is-undefined': 'error' },
  });
}

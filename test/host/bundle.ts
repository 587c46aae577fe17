import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../vscode/folders.ts';

/** The files of host tests, by their paths in this repository. */
export function hostTestFiles(): readonly string[] {
  const files = globSync(['test/host/**/*.test.ts', 'test/fuzz/*.test.ts'], { cwd: repository });
  return files.map((file) => file.replaceAll('\\', '/')).sort();
}

/**
 * Bundles host tests for the extension host, which reads neither TypeScript nor our imports.
 * @param name of the folder in `out` that they go to: runs at the same time have one each
 * @returns the path of their entry
 */
export async function bundleHostTests(name = 'host', files: readonly string[] = hostTestFiles()): Promise<string> {
  const outdir = join(repository, 'out', name);
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: repository,
    entryPoints: [
      { in: 'test/host/index.ts', out: 'index' },
      ...files.map((file) => ({ in: file, out: file.replace(/\.ts$/, '') })),
    ],
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(outdir, 'index.cjs');
}

if (import.meta.main) await bundleHostTests();

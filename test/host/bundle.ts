import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../vscode/folders.ts';

/** Bundles the host tests for the extension host, which reads neither TypeScript nor our imports; gives its entry. */
export async function bundleHostTests(): Promise<string> {
  const outdir = join(repository, 'out', 'host');
  await rm(outdir, { recursive: true, force: true });
  const tests = globSync('test/host/**/*.test.ts', { cwd: repository });
  await build({
    absWorkingDir: repository,
    entryPoints: ['test/host/index.ts', ...tests],
    outdir,
    outExtension: { '.js': '.cjs' },
    entryNames: '[name]',
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

/* Runs the unit tests of `api/` on the Nodes of the hosts that people have: `node test/nodes/run.ts 20`. */
import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { repository } from '../vscode/folders.ts';
import { installNode } from '../vscode/build.ts';
import { run } from '../vscode/run.ts';

const major = Number(process.argv[2]);
const grep = process.env['ORGANIZATION_INSPECTOR_GREP'];
const outdir = join(repository, 'out', `node-${major}`);
const options = {
  absWorkingDir: repository,
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
} satisfies BuildOptions;

await rm(outdir, { recursive: true, force: true });
const tests = await bundleTests();
await build({
  ...options,
  entryPoints: ['test/reporter.ts'],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  footer: { js: 'module.exports = module.exports.default;' },
});
const node = await installNode(major);
await run(node, ['--version']);
const mocha = join(repository, 'node_modules', 'mocha', 'bin', 'mocha.js');
const titles = grep === undefined ? [] : ['--grep', grep];
const args = ['--reporter', join(outdir, 'reporter.cjs'), '--timeout', '180s', ...titles, ...tests];
await run(node, ['--enable-source-maps', mocha, ...args], { cwd: repository }).catch(() => {
  process.exitCode = 1;
});

/** Bundles the unit tests that need of the sources nothing but `api/` and `text/`. @returns the paths of the bundles */
async function bundleTests(): Promise<readonly string[]> {
  const entryPoints = globSync('test/unit/**/*.test.ts', { cwd: repository });
  const { metafile } = await build({
    ...options,
    entryPoints,
    // Tests look for the files of this repository from where they stand.
    entryNames: '[name]',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    metafile: true,
  });
  return Object.entries(metafile.outputs).flatMap(([path, { entryPoint, inputs }]) => {
    const sources = Object.keys(inputs).filter((input) => input.startsWith('src/'));
    const isOfManagement = sources.length > 0 && sources.every((source) => /^src\/(?:api|text)\//.test(source));
    return entryPoint !== undefined && isOfManagement ? [path] : [];
  });
}

/* `npm run test:mutants [-- GLOB…]`: changes the sources in many small ways, one at a time, and counts for how many of
   them a unit test fails. The globs are `src/management` and the parts of the rest without vscode when left out. */
import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { installStryker } from '../vscode/build.ts';
import { repository } from '../vscode/folders.ts';
import { run } from '../vscode/run.ts';

const pure = ['management', 'organizations/search', 'organizations/exporting', 'requests'];
const globs = process.argv.length > 2 ? process.argv.slice(2) : pure.map((folder) => `src/${folder}/**/*.ts`);
const mutate = globSync(globs, { cwd: repository });
const stryker = await installStryker();
const outdir = join(repository, 'out', 'mutants');
await mkdir(outdir, { recursive: true });
const config = join(outdir, 'stryker.config.json');
await writeFile(
  config,
  JSON.stringify({
    mutate,
    testRunner: 'mocha',
    plugins: [join(stryker, 'node_modules', '@stryker-mutator', 'mocha-runner', 'dist', 'src', 'index.js')],
    mochaOptions: { spec: await testsOf(mutate), timeout: 10_000 },
    coverageAnalysis: 'perTest',
    reporters: ['clear-text', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: 'out/mutants/report.json' },
    tempDirName: 'out/mutants/sandboxes',
    ignorePatterns: ['out', 'dist', 'media'],
    // Types are stripped, so there is nothing to be told to a compiler.
    disableTypeChecks: false,
    tsconfigFile: 'none',
  }),
);
await run(
  process.execPath,
  [join(stryker, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', config],
  {
    cwd: repository,
  },
);

/** The unit tests that import any of these files. */
async function testsOf(sources: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: globSync('test/unit/*.test.ts', { cwd: repository }),
    outdir: 'out',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  return Object.values(metafile.outputs).flatMap(({ entryPoint, inputs }) =>
    entryPoint !== undefined && Object.keys(inputs).some((input) => sources.includes(input)) ? [entryPoint] : [],
  );
}

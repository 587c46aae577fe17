/* `npm run test:mutants [-- GLOB…]`: changes the sources in many small ways, one at a time, and counts for how many of
   them a unit test fails. Without globs, all files that unit tests can run: those that do not import `vscode`, nor
   anything that does. */
import { globSync } from 'node:fs';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { installStryker } from '../vscode/build.ts';
import { repository } from '../vscode/folders.ts';
import { run } from '../vscode/run.ts';

/** Looks at what is built, which has no mutants. */
const ofBuild = 'test/unit/ui/withoutL10n.test.ts';
const globs = process.argv.length > 2 ? process.argv.slice(2) : ['src/**/*.ts'];
const mutate = await withoutVscode(globSync(globs, { cwd: repository, exclude: ['**/*.d.ts'] }));
const stryker = await installStryker();
const project = join(repository, 'out', 'mutants');
await copyProject();
const config = join(project, 'stryker.config.json');
await writeFile(
  config,
  JSON.stringify({
    mutate,
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    mochaOptions: { spec: await testsOf(mutate) },
    coverageAnalysis: 'perTest',
    reporters: ['clear-text', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    // Types are stripped, so there is nothing to be told to a compiler.
    disableTypeChecks: false,
    tsconfigFile: 'none',
  }),
);
const program = join(stryker, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
await run(process.execPath, [program, 'run', config], { cwd: project });

/** What is imported where it is needed (`import()`) or as types alone is not there when a unit test imports a file. */
async function withoutVscode(files: readonly string[]): Promise<readonly string[]> {
  const { inputs } = await bundled(files);
  const isWithout = (file: string): boolean =>
    inputs[file]?.imports.every(
      ({ kind, path, external }) =>
        kind !== 'import-statement' || (path !== 'vscode' && (external === true || isWithout(path))),
    ) ?? true;
  return files.filter(isWithout);
}

/** A copy of this repository with the mocha of Stryker, which does not know ours yet. */
async function copyProject(): Promise<void> {
  await rm(project, { recursive: true, force: true });
  const others = ['.git', 'dist', 'media', 'node_modules', 'out'].map((name) => join(repository, name));
  await mkdir(join(project, 'node_modules'), { recursive: true });
  for (const name of await readdir(repository)) {
    const path = join(repository, name);
    if (!others.includes(path)) await cp(path, join(project, name), { recursive: true });
  }
  for (const name of await readdir(join(repository, 'node_modules'))) {
    const owner = name === 'mocha' ? stryker : repository;
    await symlink(join(owner, 'node_modules', name), join(project, 'node_modules', name));
  }
}

/** The unit tests that import any of these files. */
async function testsOf(sources: readonly string[]): Promise<readonly string[]> {
  const { outputs } = await bundled(globSync('test/unit/**/*.test.ts', { cwd: repository }));
  return Object.values(outputs).flatMap(({ entryPoint, inputs }) =>
    entryPoint !== undefined && entryPoint !== ofBuild && Object.keys(inputs).some((input) => sources.includes(input))
      ? [entryPoint]
      : [],
  );
}

async function bundled(entryPoints: readonly string[]): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: [...entryPoints],
    outdir: 'out',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  return metafile;
}

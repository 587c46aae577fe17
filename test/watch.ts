/* `npm run test:watch`: runs all unit tests, and from then on those that import a file that has changed. */
import { globSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { build } from 'esbuild';
import { repository } from './vscode/folders.ts';
import { run } from './vscode/run.ts';

/** How long changes are gathered before tests run, in ms: editors write several files at a time. */
const GATHERING_MS = 100;

const changed = new Set<string>();
let running = runTests(unitTests());
for (const folder of ['src', 'test']) void gatherChanges(folder);

async function gatherChanges(folder: string): Promise<void> {
  for await (const { filename } of watch(folder, { recursive: true })) {
    if (!filename?.endsWith('.ts')) continue;
    if (changed.size === 0) setTimeout(runChanged, GATHERING_MS);
    changed.add(`${folder}/${filename.replaceAll('\\', '/')}`);
  }
}

function runChanged(): void {
  running = running.then(async () => {
    const files = [...changed];
    changed.clear();
    await runTests(await importersOf(files));
  });
}

/** The unit tests that import one of these files, also by way of others; all of them while the sources do not parse. */
async function importersOf(files: readonly string[]): Promise<readonly string[]> {
  const tests = unitTests();
  const options = {
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  } as const;
  try {
    const { metafile } = await build({ ...options, entryPoints: [...tests], outdir: 'out', absWorkingDir: repository });
    return Object.values(metafile.outputs).flatMap(({ entryPoint, inputs }) =>
      entryPoint !== undefined && files.some((file) => file in inputs) ? [entryPoint] : [],
    );
  } catch {
    return tests;
  }
}

async function runTests(tests: readonly string[]): Promise<void> {
  if (tests.length > 0) {
    await run('mocha', ['--reporter', 'dot', '--timeout', '5s', ...tests], { cwd: repository }).catch(() => undefined);
  }
  console.log(`${new Date().toLocaleTimeString()}: waiting for changes in src and test.`);
}

function unitTests(): readonly string[] {
  return globSync(['test/unit/**/*.test.ts', 'test/tenant/tests/*.test.ts'], { cwd: repository });
}

/* `npm test`: runs every part even when one before it fails, and ends with the line `N passed, N failed`.
   `npm test -- unit ui` runs some of the parts, `--all` those as well that take other Node.js and VS Codes, and all windows;
   `npm test -- test/ui/find.test.ts` runs some files, and `--grep TEXT` some of the tests in them; `--headed` shows the
   windows of UI tests on the screen, and leaves that of a failed test there until it is closed;
   `--pictures` leaves pictures of them in `out/screenshots`; `--record` keeps how
   long each file took, by which the next runs deal them out. */
import type { StdioOptions } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TestResult } from './testRun.ts';
import { allParts, type Command, type Part } from './parts.ts';
import { recordedSeconds, type Seconds, secondsFile } from './seconds.ts';
import { removeFolder, repository, temporaryFolder } from './vscode/folders.ts';
import { run } from './vscode/run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string' },
    all: { type: 'boolean', default: false },
    headed: { type: 'boolean', default: false },
    pictures: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});
const files = positionals.map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.ts'));
const names = positionals.filter((name) => !name.endsWith('.ts'));
const parts = allParts({ files, grep: values.grep, withAllWindows: values.all || names.length > 0 });

const missing = files.filter((file) => !parts.some(({ commands }) => commands.flat().includes(file)));
if (missing.length > 0) {
  console.error(`No part has the test ${missing.join(', ')}.`);
  process.exit(1);
}

if (files.length > 0 && names.length > 0) {
  console.error('Name parts or files, not both: a file is run by the part that it belongs to.');
  process.exit(1);
}

const unknown = names.filter((name) => name !== 'build' && !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}, only ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

/** Windows wait some of the time, so that two cores have room for three. */
const atOnce = 3;

interface Job {
  readonly part: Part;
  readonly command: Command;
  readonly installed: Promise<unknown>;
}

// What failed here once says nothing of this run.
await rm(join(repository, 'out', 'failures'), { recursive: true, force: true });
const build: Part = { name: 'build', commands: [], counts: false, runs: 'always' };
const results = [await runJob({ part: build, command: ['node', 'esbuild.mjs'], installed: Promise.resolve() }, false)];
const jobs = parts.filter(isChosen).flatMap((part) => {
  const installed = part.install?.() ?? Promise.resolve();
  // Whoever needs it hears of it.
  installed.catch(() => undefined);
  return part.commands.map((command): Job => ({ part, command, installed }));
});
const isAlone = jobs.length === 1;
await Promise.all(Array.from({ length: atOnce }, work));

const total = sum(results);
if (values.record) await record(total.seconds);
// Again, for those who only see the end of the output.
for (const failure of total.failures) console.log(`\n✖ ${failure}`);
// A title that no test has leaves none to fail.
const isNothingTested =
  !names.includes('build') && results.slice(1).every(({ passed, failed }) => passed + failed === 0);
if (isNothingTested) console.error('\nNo test was run.');
console.log(`\n${summary(total)}`);
process.exitCode = total.failed > 0 || isNothingTested ? 1 : 0;

/** Parts are asked for by their names, by some of their files, or else by nothing. */
function isChosen({ name, commands, counts, runs }: Part): boolean {
  if (names.length > 0) return names.includes(name);
  const isDue = runs === 'always' || (runs === 'withAll' && values.all);
  return isDue && (files.length === 0 || (counts && commands.length > 0));
}

/** Does one job after the other. */
async function work(): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) results.push(await runJob(job, isAlone));
}

/** @param isAlone whether its output can be seen while it runs, since nothing else writes there */
async function runJob({ part, command: [program, ...args], installed }: Job, isAlone: boolean): Promise<TestResult> {
  const temporary = await temporaryFolder();
  const file = join(temporary, 'result.json');
  const output = join(temporary, 'output.txt');
  const env = {
    ...process.env,
    ORGANIZATION_INSPECTOR_RESULT: file,
    ...(part !== build && { ORGANIZATION_INSPECTOR_BUILT: '1' }),
    ...(values.grep !== undefined && { ORGANIZATION_INSPECTOR_GREP: values.grep }),
    ...(values.headed && { ORGANIZATION_INSPECTOR_HEADED: '1' }),
    ...(values.pictures && { ORGANIZATION_INSPECTOR_PICTURES: '1' }),
  };
  const log = await open(output, 'w');
  const begin = performance.now();
  let succeeded = true;
  try {
    await installed;
    const stdio: StdioOptions = isAlone ? 'inherit' : ['ignore', log.fd, log.fd];
    await run(program, args, { cwd: repository, env, stdio });
  } catch (error) {
    succeeded = false;
    await log.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  await log.close();
  const seconds = Math.round((performance.now() - begin) / 1000);
  const result = resultOf([program, ...args], succeeded, part.counts, await readResult(file));
  console.log(
    `\n── ${part.name}\n${await readFile(output, 'utf8')}── ${part.name}: ${summary(result)} in ${seconds} s`,
  );
  await removeFolder(temporary);
  return result;
}

function resultOf(command: Command, succeeded: boolean, counts: boolean, counted: TestResult | undefined): TestResult {
  if (counts && counted && (succeeded || counted.failed > 0)) return counted;
  // A command that broke off, before or after its tests, has failed even when each of them passed.
  return succeeded && !counts
    ? { passed: 1, failed: 0, failures: [], seconds: {} }
    : { passed: counted?.passed ?? 0, failed: 1, failures: [command.join(' ')], seconds: {} };
}

async function readResult(file: string): Promise<TestResult | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as TestResult;
  } catch {
    return undefined;
  }
}

function sum(results: readonly TestResult[]): TestResult {
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
    failures: results.flatMap(({ failures }) => failures),
    seconds: Object.assign({}, ...results.map(({ seconds }) => seconds)) as Seconds,
  };
}

/** Keeps the times of the files that are dealt out, also from before where they did not run. */
async function record(seconds: Seconds): Promise<void> {
  const dealt = Object.entries(seconds).filter(([file]) => /^test\/(host|fuzz|package|ui)\//.test(file));
  const all = Object.entries({ ...recordedSeconds(), ...Object.fromEntries(dealt) });
  const sorted = all.sort(([one], [other]) => (one < other ? -1 : 1));
  await writeFile(secondsFile, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}

function summary({ passed, failed }: TestResult): string {
  return `${passed} passed, ${failed} failed`;
}

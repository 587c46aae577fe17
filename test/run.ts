/* `npm test`: runs every part even when one before it fails, and ends with the line `N passed, N failed`.
   `npm test -- unit ui` runs some of the parts, `--all` those as well that take VS Codes beside the main one;
   `--grep TEXT` runs some of the tests in them. */
import type { StdioOptions } from 'node:child_process';
import { globSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TestResult } from './failedTests.ts';
import { builds, installVsCode } from './vscode/build.ts';
import { launchBrowser } from './vscode/chromium.ts';
import { removeFolder, repository, temporaryFolder } from './vscode/folders.ts';
import { run } from './vscode/run.ts';

type Command = readonly [program: string, ...args: string[]];

interface Part {
  readonly name: string;
  /** What it runs. Several commands run at the same time, some of them at once. */
  readonly commands: readonly Command[];
  /** Does what must not be done by several commands at once. */
  readonly prepare?: () => Promise<void>;
  /** Whether it counts its tests; otherwise it is one test itself. */
  readonly counts: boolean;
  /** Whether it only runs when it is asked for. */
  readonly isFurther?: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string' }, all: { type: 'boolean', default: false } },
});

/** UI tests wait for windows most of the time. */
const atOnce = 3;
/** Takes longer than any other file of them, so it begins first. */
const longest = 'test/ui/secrets.test.ts';

const parts: readonly Part[] = [
  { name: 'types', commands: [['tsc']], counts: false },
  { name: 'lint', commands: [['eslint', '.']], counts: false },
  { name: 'unused', commands: [['knip']], counts: false },
  { name: 'format', commands: [['prettier', '--check', '.']], counts: false },
  { name: 'build', commands: [['node', 'esbuild.mjs']], counts: false },
  { name: 'unit', commands: [mocha(5, 'test/unit/**/*.test.ts')], counts: true },
  { name: 'host', commands: [['node', 'test/host/server.ts']], counts: true },
  { name: 'ui', commands: uiFiles().map((file) => mocha(60, file)), prepare: installWindows, counts: true },
  { name: 'package', commands: [mocha(120, 'test/package/**/*.test.ts')], counts: true },
  { name: 'minimum', commands: [['node', 'test/host/server.ts', 'minimum']], counts: true, isFurther: true },
  { name: 'web', commands: [['node', 'test/web/run.ts']], counts: true, isFurther: true },
];

const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}, only ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const results: TestResult[] = [];
for (const part of parts) {
  const isChosen = positionals.length === 0 ? values.all || !part.isFurther : positionals.includes(part.name);
  // The parts after it run what it builds.
  if (!isChosen && part.name !== 'build') continue;
  console.log(`\n── ${part.name}`);
  const result = await runPart(part);
  console.log(`── ${part.name}: ${summary(result)}`);
  results.push(result);
}
const total = sum(results);
// Again, for those who only see the end of the output.
for (const failure of total.failures) console.log(`\n✖ ${failure}`);
console.log(`\n${summary(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function mocha(seconds: number, files: string): Command {
  const grep = values.grep === undefined ? [] : ['--grep', values.grep];
  return ['mocha', '--reporter', 'test/reporter.ts', '--timeout', `${seconds}s`, ...grep, files];
}

function uiFiles(): readonly string[] {
  const files = globSync('test/ui/*.test.ts', { cwd: repository }).map((file) => file.replaceAll('\\', '/'));
  return [longest, ...files.filter((file) => file !== longest).sort()];
}

async function installWindows(): Promise<void> {
  await installVsCode(builds.current);
  await (await launchBrowser()).close();
}

async function runPart({ commands, prepare, counts }: Part): Promise<TestResult> {
  await prepare?.();
  const waiting = [...commands];
  const done: TestResult[] = [];
  const work = async () => {
    for (let command = waiting.shift(); command; command = waiting.shift()) {
      done.push(await runCommand(command, counts, commands.length === 1));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return sum(done);
}

/** @param isAlone whether its output can be seen while it runs, since nothing else writes there */
async function runCommand([program, ...args]: Command, counts: boolean, isAlone: boolean): Promise<TestResult> {
  const temporary = await temporaryFolder();
  const file = join(temporary, 'result.json');
  const output = join(temporary, 'output.txt');
  const env = {
    ...process.env,
    ORGANIZATION_INSPECTOR_RESULT: file,
    ...(values.grep !== undefined && { ORGANIZATION_INSPECTOR_GREP: values.grep }),
  };
  const log = await open(output, 'w');
  let succeeded = true;
  try {
    const stdio: StdioOptions = isAlone ? 'inherit' : ['ignore', log.fd, log.fd];
    await run(program, args, { cwd: repository, env, stdio });
  } catch (error) {
    succeeded = false;
    await log.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  await log.close();
  process.stdout.write(await readFile(output));
  const counted = counts ? await readResult(file) : undefined;
  await removeFolder(temporary);
  if (counted && (succeeded || counted.failed > 0)) return counted;
  // A command that broke off, before or after its tests, has failed even when each of them passed.
  const isPassed = succeeded && !counts;
  return isPassed
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: counted?.passed ?? 0, failed: 1, failures: [[program, ...args].join(' ')] };
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
  };
}

function summary({ passed, failed }: TestResult): string {
  return `${passed} passed, ${failed} failed`;
}

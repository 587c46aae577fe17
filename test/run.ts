/* `npm test`: runs every part even when one before it fails, and ends with the line `N passed, N failed`.
   `npm test -- unit ui` runs some of the parts, `--all` those as well that take VS Codes beside the main one;
   `--grep TEXT` runs some of the tests in them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { removeFolder, repository, temporaryFolder } from './vscode/folders.ts';
import { run } from './vscode/run.ts';

interface Part {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Whether it counts its tests; otherwise it is one test itself. */
  readonly counts: boolean;
  /** Whether it only runs when it is asked for. */
  readonly isFurther?: boolean;
}

interface Result {
  readonly passed: number;
  readonly failed: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string' }, all: { type: 'boolean', default: false } },
});

const parts: readonly Part[] = [
  { name: 'types', command: ['tsc'], counts: false },
  { name: 'lint', command: ['eslint', '.'], counts: false },
  { name: 'unused', command: ['knip'], counts: false },
  { name: 'format', command: ['prettier', '--check', '.'], counts: false },
  { name: 'build', command: ['node', 'esbuild.mjs'], counts: false },
  mocha('unit', 5),
  { name: 'host', command: ['node', 'test/host/server.ts'], counts: true },
  mocha('ui', 60),
  mocha('package', 120),
  { name: 'minimum', command: ['node', 'test/host/server.ts', 'minimum'], counts: true, isFurther: true },
  { name: 'web', command: ['node', 'test/web/run.ts'], counts: true, isFurther: true },
];

const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}, only ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const results: Result[] = [];
for (const part of parts) {
  const isChosen = positionals.length === 0 ? values.all || !part.isFurther : positionals.includes(part.name);
  // The parts after it run what it builds.
  if (!isChosen && part.name !== 'build') continue;
  console.log(`\n── ${part.name}: ${part.command.join(' ')}`);
  const result = await runPart(part);
  console.log(`── ${part.name}: ${summary(result)}`);
  results.push(result);
}
const total = {
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failed }) => sum + failed, 0),
};
console.log(`\n${summary(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function mocha(name: string, seconds: number): Part {
  const options = ['--reporter', 'test/reporter.ts', '--timeout', `${seconds}s`];
  if (values.grep !== undefined) options.push('--grep', values.grep);
  return { name, command: ['mocha', ...options, `test/${name}/**/*.test.ts`], counts: true };
}

async function runPart({ command: [program, ...args], counts }: Part): Promise<Result> {
  const temporary = await temporaryFolder();
  const file = join(temporary, 'result.json');
  const env = {
    ...process.env,
    ORGANIZATION_INSPECTOR_RESULT: file,
    ...(values.grep !== undefined && { ORGANIZATION_INSPECTOR_GREP: values.grep }),
  };
  let succeeded = true;
  try {
    await run(program, args, { cwd: repository, env });
  } catch (error) {
    succeeded = false;
    console.error(error instanceof Error ? error.message : error);
  }
  const counted = counts ? await readResult(file) : undefined;
  await removeFolder(temporary);
  // A part that broke off, before or after its tests, has failed even when each of them passed.
  if (!succeeded && !counted?.failed) return { passed: counted?.passed ?? 0, failed: 1 };
  if (!counted) return counts ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
  return counted;
}

async function readResult(file: string): Promise<Result | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Result;
  } catch {
    return undefined;
  }
}

function summary({ passed, failed }: Result): string {
  return `${passed} passed, ${failed} failed`;
}

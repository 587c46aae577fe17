import { failedTests, type TestResult } from '../testRun.ts';
import { inOrder } from '../host/order.ts';
import { exclusions, filesOfNode } from './exclusions.ts';

// What the bundle has in the place of an environment.
const {
  ORGANIZATION_INSPECTOR_GREP: grep,
  ORGANIZATION_INSPECTOR_LINE_PREFIX: prefix = '',
  ORGANIZATION_INSPECTOR_RESULT: result = '',
  ORGANIZATION_INSPECTOR_TESTS: files = '',
} = process.env;

/** What VS Code calls in the extension host of a browser: runs the tests that are bundled into this file. */
export async function run(): Promise<void> {
  // Here and no earlier: it puts itself in the place of what this module exports, which VS Code has read by now.
  await import('mocha/mocha.js');
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 600_000, ...(grep && { grep }) });
  Mocha.reporters.Base.consoleLog = print;
  const paths = inOrder(files.split(' ')).map((file) => file.replace(/^test\/(?:host|web)\/|\.test\.ts$/g, ''));
  for (const path of paths) await (path === 'cors' ? import('./cors.test.ts') : import(`../host/${path}.test.ts`));
  exclude(paths.map((path) => path.replace(/^.*\//, '')));
  let failures: () => readonly string[] = () => [];
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const running = mocha.run(() => {
      resolve(running);
    });
    failures = failedTests(running);
  });
  for (const { tests, reason } of exclusions) print('Left out: %s. %s', tests.source, reason);
  for (const [name, reason] of filesOfNode) print('Left out: %s.test.ts. %s', name, reason);
  const { passes = 0, failures: failed = 0 } = runner.stats ?? {};
  const body = JSON.stringify({ passed: passes, failed, failures: failures(), seconds: {} } satisfies TestResult);
  await fetch(result, { method: 'POST', body });
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

/** Marks the tests as pending that cannot run here. @param loaded the names of the files of tests */
function exclude(loaded: readonly string[]): void {
  for (const { tests, file } of exclusions) {
    const found: Mocha.Test[] = [];
    mocha.suite.eachTest((test) => {
      if (tests.test(test.fullTitle())) found.push(test);
    });
    if (found.length === 0 && loaded.includes(file))
      throw new Error(`There is no test to leave out like ${tests.source}`);
    for (const test of found) test.pending = true;
  }
}

/** The console of a page would fill in the placeholders, but that of an extension host hands them on. */
function print(format = '', ...args: readonly unknown[]): void {
  const rest = [...args];
  console.log(prefix + format.replace(/%[sd]/g, () => String(rest.shift())));
}

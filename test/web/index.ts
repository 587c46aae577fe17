import 'mocha/mocha.js';
import { exclusions } from './exclusions.ts';

/** What VS Code calls in the extension host of a browser: runs the tests that are bundled into this file. */
export async function run(): Promise<void> {
  const {
    ORGANIZATION_INSPECTOR_GREP: grep,
    ORGANIZATION_INSPECTOR_LINE_PREFIX: prefix = '',
    ORGANIZATION_INSPECTOR_RESULT: result = '',
    ORGANIZATION_INSPECTOR_TESTS: names = '',
  } = process.env;
  Mocha.reporters.Base.consoleLog = (format: string, ...args: unknown[]) => {
    console.log(prefix + format, ...args);
  };
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 20_000, ...(grep && { grep }) });
  for (const name of names.split(' ')) await import(`./../host/${name}.test.ts`);
}

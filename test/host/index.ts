import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import CountingReporter from '../reporter.ts';
import { inOrder } from './order.ts';

/** What VS Code calls in the extension host: runs the bundled tests that lie below this file. */
export async function run(): Promise<void> {
  const prefix = process.env['ORGANIZATION_INSPECTOR_LINE_PREFIX'] ?? '';
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    console.log(prefix + format(...args));
  };
  const grep = process.env['ORGANIZATION_INSPECTOR_GREP'];
  const mocha = new Mocha({ timeout: 600_000, reporter: CountingReporter, ...(grep && { grep }) });
  const files = (await readdir(__dirname, { recursive: true })).map((file) => file.replaceAll('\\', '/'));
  for (const file of inOrder(files.filter((name) => name.endsWith('.test.cjs')))) mocha.addFile(join(__dirname, file));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** Hears of the tests that the extension host of a page runs. */
export interface TestListener {
  /** Called with each console line of the extension host. */
  readonly onLog: (text: string) => void;
  /** Called with the result of the tests: 0 when `run` resolved. */
  readonly onExit: (code: number) => void;
}

/** The workbench writes its own log through the same channel: the tests put this before their lines. */
export const linePrefix = '│ ';

/** Gives a page, before it loads, the functions through which the workbench tells of its tests. */
export async function listenToTests(page: Page, { onLog, onExit }: TestListener): Promise<void> {
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    onLog(args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' '));
  });
  await page.exposeFunction('codeAutomationExit', onExit);
}

/**
 * Prints what the tests print and waits for their result; what the workbench logs goes to a file.
 * @param open opens the page, which runs the tests at once
 * @returns the exit code
 */
export async function testResult(open: (listener: TestListener) => Promise<Page>, logFile: string): Promise<number> {
  const workbenchLog: string[] = [];
  const onLog = (text: string): void => {
    if (text.startsWith(linePrefix)) console.log(text.slice(linePrefix.length));
    else workbenchLog.push(text);
  };
  let code = 1;
  try {
    code = await new Promise<number>((resolve, reject) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => {
          resolve(1);
        });
      }
      open({ onLog, onExit: resolve }).then(
        (page) =>
          page.once('crash', () => {
            reject(new Error('The page of the workbench crashed.'));
          }),
        reject,
      );
    });
    return code;
  } finally {
    await writeFile(logFile, workbenchLog.join('\n'));
    if (code !== 0) console.log(`The log of the workbench: ${logFile}`);
  }
}

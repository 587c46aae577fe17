/* A VS Code to @vscode/test-electron: reads the command line that it gives to the desktop program, runs the tests in a
   window of the server, and exits with their result. */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { builds, installVsCode, type Build } from './build.ts';
import { launchBrowser } from './chromium.ts';
import { removeFolder, temporaryFolder } from './folders.ts';
import { startServer } from './server.ts';
import { openWindow } from './window.ts';

const { values, positionals } = parseArgs({
  // The desktop has many more switches than those that mean something here.
  strict: false,
  allowPositionals: true,
  options: {
    build: { type: 'string', default: builds.current },
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
  },
});
const [folder] = positionals;
const { extensionDevelopmentPath, extensionTestsPath } = values;
if (typeof extensionDevelopmentPath !== 'string' || typeof extensionTestsPath !== 'string') {
  throw new Error('--extensionDevelopmentPath and --extensionTestsPath are missing');
}

// The workbench writes its own log through the same channel: the tests put this before their lines.
const linePrefix = '│ ';
const workbenchLog: string[] = [];
const print = (text: string): void => {
  if (text.startsWith(linePrefix)) console.log(text.slice(linePrefix.length));
  else workbenchLog.push(text);
};

const root = await installVsCode(values.build as Build);
const dataDir = await temporaryFolder();
const env = { ORGANIZATION_INSPECTOR_LINE_PREFIX: linePrefix };
const [server, browser] = await Promise.all([
  startServer({ root, dataDir, env, smokeTestDriver: true }),
  launchBrowser(),
]);
try {
  process.exitCode = await new Promise<number>((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve(1);
      });
    }
    const tests = { extensionDevelopmentPath, extensionTestsPath, onLog: print, onExit: resolve };
    openWindow(browser, server, { ...(folder !== undefined && { folder }), ...tests }).then(
      ({ page }) =>
        page.once('crash', () => {
          reject(new Error('The page of the workbench crashed.'));
        }),
      reject,
    );
  });
} finally {
  await browser.close();
  await server.stop();
  await removeFolder(dataDir);
  const log = join(dirname(extensionTestsPath), 'workbench.log');
  await writeFile(log, workbenchLog.join('\n'));
  if (process.exitCode !== 0) console.log(`The log of the workbench: ${log}`);
}

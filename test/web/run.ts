/* Runs host tests in VS Code for the Web, as vscode.dev is, where the extension runs in a web worker:
   `node test/web/run.ts [FILE…]`, all tests or those of some files. */
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalTenants } from '../host/localTenants.ts';
import { installWebVsCode } from '../vscode/build.ts';
import { buildExtension } from '../vscode/buildExtension.ts';
import { launchBrowser, unseenViewport } from '../vscode/chromium.ts';
import { repository } from '../vscode/folders.ts';
import { linePrefix, listenToTests, testResult } from '../vscode/testResult.ts';
import { startWebServer } from '../vscode/webServer.ts';
import { bundleWebTests, webTestFiles } from './bundle.ts';

const { ORGANIZATION_INSPECTOR_RESULT: resultFile, ORGANIZATION_INSPECTOR_GREP: grep } = process.env;

const { positionals } = parseArgs({ allowPositionals: true });
const files = positionals.length > 0 ? positionals : webTestFiles();
/** In this repository. */
const testsPath = `out/web-${process.pid}/index.cjs`;
const root = await installWebVsCode();
await buildExtension();
const [tenants, browser, server] = await Promise.all([
  startLocalTenants(),
  launchBrowser({ paints: false }),
  startWebServer({
    root,
    extensions: ['', 'test/virtual-workspace'],
    tests: testsPath,
    folder: 'memory:/sample',
    onResult: async (result) => {
      if (resultFile) await writeFile(resultFile, JSON.stringify(result));
    },
  }),
]);
try {
  await bundleWebTests(files, testsPath, {
    ...tenants.environment,
    ORGANIZATION_INSPECTOR_LINE_PREFIX: linePrefix,
    ORGANIZATION_INSPECTOR_RESULT: `${server.url}/result`,
    ...(grep && { ORGANIZATION_INSPECTOR_GREP: grep }),
  });
  const context = await browser.newContext({
    viewport: unseenViewport,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  process.exitCode = await testResult(
    async (tests) => {
      const page = await context.newPage();
      await listenToTests(page, tests);
      await page.goto(server.url);
      return page;
    },
    join(repository, dirname(testsPath), 'workbench.log'),
  );
  if (process.exitCode === 0) await rm(join(repository, dirname(testsPath)), { recursive: true });
} finally {
  await browser.close();
  await server.close();
  await tenants.close();
}

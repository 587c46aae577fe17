/* A VS Code to @vscode/test-electron: reads the command line that it gives to the desktop program, runs the tests in a
   window of the server, and exits with their result. */
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { builds, installVsCode, type Build } from './build.ts';
import { launchBrowser, unseenViewport } from './chromium.ts';
import { removeFolder, temporaryFolder } from './folders.ts';
import { startServer } from './server.ts';
import { linePrefix, testResult } from './testResult.ts';
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

/** Nobody looks at the window, so it draws little: half of the time of the tests would go into it. */
const settings = {
  'breadcrumbs.enabled': false,
  'editor.glyphMargin': false,
  'editor.lineNumbers': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.stickyScroll.enabled': false,
  'editor.wordBasedSuggestions': 'off',
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.editor.showTabs': 'none',
  'workbench.statusBar.visible': false,
  'workbench.tips.enabled': false,
};

const root = await installVsCode(values.build as Build);
const dataDir = await temporaryFolder();
const env = { ORGANIZATION_INSPECTOR_LINE_PREFIX: linePrefix };
const [server, browser] = await Promise.all([
  startServer({ root, dataDir, env, settings, smokeTestDriver: true, builtInExtensions: 'few' }),
  launchBrowser({ paints: false }),
]);
try {
  const log = join(dirname(extensionTestsPath), 'workbench.log');
  process.exitCode = await testResult(async (tests) => {
    const { page } = await openWindow(browser, server, {
      ...(folder !== undefined && { folder }),
      viewport: unseenViewport,
      extensionDevelopmentPath,
      extensionTestsPath,
      tests,
    });
    return page;
  }, log);
} finally {
  await browser.close();
  await server.stop();
  await removeFolder(dataDir);
}

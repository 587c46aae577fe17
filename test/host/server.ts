/* Runs the host tests in the VS Code server: `current` (the default) or `minimum`, the oldest version supported. */
import { fileURLToPath } from 'node:url';
import { builds } from '../vscode/build.ts';
import { runHostTests } from './run.ts';

const build = process.argv[2] === 'minimum' ? builds.minimum : builds.current;
const launcher = fileURLToPath(new URL('../vscode/launcher.ts', import.meta.url));
try {
  await runHostTests({ vscodeExecutablePath: process.execPath, launchArgs: [launcher, `--build=${build}`] });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/* Runs host tests in the VS Code server: `node test/host/server.ts [minimum] [FILE…]`, in the oldest version that is
   supported or in the current one, all tests or those of some files. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builds } from '../vscode/build.ts';
import { runHostTests } from './run.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const version = positionals.includes('minimum') ? 'minimum' : 'current';
const files = positionals.filter((argument) => argument.endsWith('.ts'));
const launcher = fileURLToPath(new URL('../vscode/launcher.ts', import.meta.url));
try {
  await runHostTests({
    vscodeExecutablePath: process.execPath,
    launchArgs: [launcher, `--build=${builds[version]}`],
    name: `host-${version}-${process.pid}`,
    ...(files.length > 0 && { files }),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

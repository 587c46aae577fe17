/* Runs the host tests in the desktop VS Code, in the version given or the newest, on a machine that can download it. */
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheRoot } from '../vscode/cache.ts';
import { join } from 'node:path';
import { runHostTests } from './run.ts';

const version = process.argv[2] ?? 'stable';
const vscodeExecutablePath = await downloadAndUnzipVSCode({ version, cachePath: join(cacheRoot(), 'desktop') });
await runHostTests({ vscodeExecutablePath });

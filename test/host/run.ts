import { dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildExtension } from '../vscode/buildExtension.ts';
import { copySampleWorkspace, removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';
import { bundleHostTests } from './bundle.ts';
import { startLocalTenants } from './localTenants.ts';

/** Which VS Code runs the tests; the desktop in its newest version when left out. */
export interface HostOptions {
  readonly vscodeExecutablePath?: string;
  /** Come first on its command line. */
  readonly launchArgs?: readonly string[];
  /** Of the folder in `out` that the tests are bundled into. */
  readonly name?: string;
  /** The files of the tests, all when left out. */
  readonly files?: readonly string[];
}

/** Builds the extension and runs the host tests; rejects when one fails. */
export async function runHostTests({ launchArgs = [], name, files, ...vscode }: HostOptions): Promise<void> {
  await buildExtension();
  const extensionTestsPath = await bundleHostTests(name, files);
  const temporary = await temporaryFolder();
  const tenants = await startLocalTenants();
  try {
    const workspace = await copySampleWorkspace(temporary);
    const profile = [`--user-data-dir=${join(temporary, 'user')}`, `--extensions-dir=${join(temporary, 'extensions')}`];
    await runTests({
      ...vscode,
      extensionDevelopmentPath: repository,
      extensionTestsPath,
      launchArgs: [...launchArgs, workspace, ...profile],
      extensionTestsEnv: tenants.environment,
    });
    await removeFolder(dirname(extensionTestsPath));
  } finally {
    await tenants.close();
    await removeFolder(temporary);
  }
}

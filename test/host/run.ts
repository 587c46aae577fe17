import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { startTenant } from '../tenant/server.ts';
import { copySampleWorkspace, removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';
import { run } from '../vscode/run.ts';
import { bundleHostTests } from './bundle.ts';

/** The organizations of the local tenants that every host test finds under these names. */
const tenantSizes = { small: 150, large: 25_000, inside: 12 };

/** Which VS Code runs the tests; the desktop in its newest version when left out. */
export interface HostOptions {
  readonly vscodeExecutablePath?: string;
  /** Come first on its command line. */
  readonly launchArgs?: readonly string[];
  /** Where a desktop version is downloaded to. */
  readonly cachePath?: string;
}

/** Builds the extension and runs the host tests; rejects when one fails. */
export async function runHostTests({ launchArgs = [], ...vscode }: HostOptions): Promise<void> {
  await run(process.execPath, ['esbuild.mjs'], { cwd: repository });
  const extensionTestsPath = await bundleHostTests();
  const temporary = await temporaryFolder();
  const tenants = await Promise.all(
    Object.entries(tenantSizes).map(async ([name, organizations]) => ({
      name,
      tenant: await startTenant({ organizations }),
    })),
  );
  try {
    const workspace = await copySampleWorkspace(temporary);
    const profile = [`--user-data-dir=${join(temporary, 'user')}`, `--extensions-dir=${join(temporary, 'extensions')}`];
    await runTests({
      ...vscode,
      extensionDevelopmentPath: repository,
      extensionTestsPath,
      launchArgs: [...launchArgs, workspace, ...profile],
      extensionTestsEnv: {
        ORGANIZATION_INSPECTOR_TENANTS: JSON.stringify(
          Object.fromEntries(tenants.map(({ name, tenant }) => [name, tenant.url])),
        ),
      },
    });
  } finally {
    await Promise.all(tenants.map(({ tenant }) => tenant.close()));
    await removeFolder(temporary);
  }
}

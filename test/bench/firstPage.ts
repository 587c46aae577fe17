import { repository } from '../vscode/folders.ts';
import { buildExtension } from './build.ts';
import { bundleHostModules, runInExtensionHost } from './extensionHost.ts';
import type { Group } from './group.ts';
import { withTenantProcess } from './tenantProcess.ts';
import { withVsCode } from './vscode.ts';

/** What we add to the request for the first page, in the real extension host with the built extension. */
export const firstPageGroup: Group = {
  metrics: [{ name: 'first_page.overhead_ms', unit: 'ms', limit: 5 }],
  measure: async () => {
    await Promise.all([buildExtension(), bundleHostModules()]);
    return withTenantProcess(['--organizations=250'], (tenant) => {
      const env = { ORGANIZATION_INSPECTOR_BENCH_TENANT: JSON.stringify(tenant) };
      return withVsCode({ smokeTestDriver: true, env }, async (open) => ({
        'first_page.overhead_ms': await runInExtensionHost<number>(open, 'firstPage', repository),
      }));
    });
  },
};

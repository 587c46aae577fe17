import { patienceMs } from '../patience.ts';
import { Workbench } from '../ui/pages/workbench.ts';
import { connector } from '../vscode/extensions.ts';
import { repository } from '../vscode/folders.ts';
import { buildExtension } from './build.ts';
import type { Group } from './group.ts';
import { median } from './statistics.ts';
import { withTenantProcess } from './tenantProcess.ts';
import { withVsCode } from './vscode.ts';

const rounds = 3;

/** From the click on a tenant whose organizations are all loaded to the first of them on the screen, in a real window. */
export const rowsGroup: Group = {
  metrics: [
    { name: 'rows.first_of_10000_ms', unit: 'ms', limit: 500 },
    { name: 'rows.first_of_100000_ms', unit: 'ms', limit: 3000 },
  ],
  measure: async () => {
    await buildExtension();
    return {
      'rows.first_of_10000_ms': await medianExpansionMs(10_000),
      'rows.first_of_100000_ms': await medianExpansionMs(100_000),
    };
  },
};

async function medianExpansionMs(organizations: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await expansionMs(organizations));
  }
  return median(times);
}

function expansionMs(organizations: number): Promise<number> {
  return withTenantProcess([`--organizations=${organizations}`], (tenant) => {
    const env = connector.environment([tenant]);
    return withVsCode({ smokeTestDriver: false, env, extensions: [repository, connector.folder] }, async (open) => {
      const { page } = await open();
      page.setDefaultTimeout(patienceMs);
      const workbench = new Workbench(page);
      await workbench.openView('Auth0 Organizations');
      const row = workbench.row(tenant.domain);
      await row.waitFor();
      await workbench.runCommand('Organizations: Load All Organizations');
      await row.getByText(organizations.toLocaleString('en-US'), { exact: true }).waitFor();
      await page.evaluate(takeTime);
      await row.click();
      return page.evaluate<number>('expansionMs');
    });
  });
}

/** Makes `expansionMs` the promise of the time between the next click and the frame that has a row below the first level. */
const takeTime = `void (globalThis.expansionMs = new Promise((resolve) => {
  addEventListener('mousedown', () => {
    const clickedAt = performance.now();
    new MutationObserver((_, observer) => {
      if (document.querySelector('.sidebar .monaco-list-row[aria-level="2"]')) {
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - clickedAt));
      }
    }).observe(document.querySelector('.sidebar'), { childList: true, subtree: true });
  }, { capture: true, once: true });
}))`;

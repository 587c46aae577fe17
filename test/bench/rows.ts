import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { patienceMs } from '../patience.ts';
import { foreignNames } from '../tenant/sampleText.ts';
import { Workbench } from '../ui/pages/workbench.ts';
import { connector } from '../vscode/extensions.ts';
import { repository } from '../vscode/folders.ts';
import { buildExtension } from './build.ts';
import type { Group } from './group.ts';
import { median } from './statistics.ts';
import { withTenantProcess } from './tenantProcess.ts';
import { withVsCode } from './vscode.ts';

const rounds = 3;
const organizations = 100_000;
const bareTree = join(repository, 'test', 'bench', 'bare-tree');

/**
 * From the click on a tenant whose organizations are all loaded to the first of them on the screen, over the same in a
 * tree with as many rows of the same shape, in one window.
 */
export const rowsGroup: Group = {
  metrics: [{ name: 'rows.first_of_100000_ratio_to_bare_tree', unit: 'ratio', limit: 1.3 }],
  measure: async () => {
    await buildExtension();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const times = await expansionTimes(round % 2 === 0);
      ours.push(times.ours);
      theirs.push(times.theirs);
    }
    console.error(`  ours ${median(ours).toFixed(0)} ms, the bare tree ${median(theirs).toFixed(0)} ms`);
    return { 'rows.first_of_100000_ratio_to_bare_tree': median(ours) / median(theirs) };
  },
};

/** @param isOursFirst the first tree that is expanded finds code that has not been compiled yet */
function expansionTimes(isOursFirst: boolean): Promise<Readonly<Record<'ours' | 'theirs', number>>> {
  return withTenantProcess([`--organizations=${organizations}`], (tenant) => {
    const env = {
      ORGANIZATION_INSPECTOR_BENCH_ROWS: String(organizations),
      ORGANIZATION_INSPECTOR_BENCH_TITLES: JSON.stringify(foreignNames),
    };
    const extensions = [repository, connector.folder, bareTree];
    return withVsCode(
      { smokeTestDriver: false, env, settings: connector.settings([tenant]), extensions },
      async (open) => {
        const { page } = await open();
        page.setDefaultTimeout(patienceMs);
        const workbench = new Workbench(page);
        const measures = {
          ours: async () => {
            await workbench.openView('Auth0 Organizations');
            const row = workbench.row(tenant.domain);
            await row.waitFor();
            await workbench.runCommand('Auth0 Organizations: Load All Organizations');
            await row.getByText(organizations.toLocaleString('en-US'), { exact: true }).waitFor();
            return expansionMs(workbench, row);
          },
          theirs: async () => {
            await workbench.openView('Bare Tree');
            return expansionMs(workbench, workbench.row('All rows'));
          },
        };
        if (isOursFirst) {
          const ours = await measures.ours();
          return { ours, theirs: await measures.theirs() };
        }
        const theirs = await measures.theirs();
        return { ours: await measures.ours(), theirs };
      },
    );
  });
}

async function expansionMs({ page }: Workbench, row: Locator): Promise<number> {
  await row.waitFor();
  await page.evaluate(takeTime);
  await row.click();
  return page.evaluate<number>('expansionMs');
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

import type { Page } from 'playwright-core';
import { patienceMs } from '../patience.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { Workbench } from '../ui/pages/workbench.ts';
import { repository } from '../vscode/folders.ts';
import type { Group } from './group.ts';
import { withVsCode } from './vscode.ts';

/** How many requests a thing that a person does may cost. */
const requestLimits = { open_view: 1, open_row: 1, copy_id: 0, hover: 0 } as const;

type RequestCounts = Readonly<Record<keyof typeof requestLimits, number>>;

/** What the tenant gets to see of a person at work. */
export const requestsGroup: Group = {
  metrics: Object.entries(requestLimits).map(([name, limit]) => ({
    name: `requests.${name}`,
    unit: 'requests',
    limit,
  })),
  measure: async () => {
    const counts = Object.entries(await countRequests());
    return Object.fromEntries(counts.map(([name, count]) => [`requests.${name}`, count]));
  },
};

const container = 'Auth0 Organizations';

/** Does these things in a real window, with one tenant that was expanded when the window was last closed. */
async function countRequests(): Promise<RequestCounts> {
  const tenant = await startTenant({ organizations: 150 });
  try {
    return await withVsCode({ smokeTestDriver: false, extensions: [repository] }, async (open) => {
      const { page } = await open();
      page.setDefaultTimeout(patienceMs);
      const workbench = new Workbench(page);
      // Connecting shows the tenant expanded, which is remembered.
      await workbench.connect(tenant);
      await reloadWithViewClosed(workbench);
      return await counts(workbench, tenant);
    });
  } finally {
    await tenant.close();
  }
}

async function reloadWithViewClosed(workbench: Workbench): Promise<void> {
  await workbench.openView('Explorer');
  // Only the command waits until VS Code has stored what it remembers.
  await Promise.all([workbench.page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
  await workbench.openView('Explorer');
}

async function counts(workbench: Workbench, tenant: Tenant): Promise<RequestCounts> {
  const { page } = workbench;
  const [first, second, third] = [1, 2, 3].map((index) => ({
    row: workbench.row(nameOf(tenant, index)),
    id: tenant.organizations[index]?.id ?? '-',
  }));
  if (!first || !second || !third) {
    throw new Error('The tenant has too few organizations.');
  }
  const count = async (act: () => Promise<void>): Promise<number> => {
    await tenant.clearRequests();
    await act();
    await quiet(page);
    return tenant.requests.length;
  };
  return {
    open_view: await count(async () => {
      await workbench.openView(container);
      await first.row.waitFor();
    }),
    open_row: await count(async () => {
      await first.row.click();
      await workbench.editor.line(`"${first.id}"`).waitFor();
    }),
    copy_id: await count(async () => {
      await workbench.pressInlineButton(second.row, 'Copy Organization ID');
      await workbench.clipboardHolds(second.id);
    }),
    hover: await count(() => workbench.hoverUntil(third.row, third.id)),
  };
}

function nameOf(tenant: Tenant, index: number): string {
  const organization = tenant.organizations[index];
  return organization?.display_name ?? organization?.name ?? '-';
}

/** Long enough for a request that comes late. */
async function quiet(page: Page): Promise<void> {
  await page.waitForTimeout(1000);
}

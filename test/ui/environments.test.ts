import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutNames } from './windows/openWindow.ts';
import { useWindow } from './windows/useWindow.ts';

describe('The environment of a tenant', () => {
  const opened = useWindow(async (setUp) => {
    const [production, staging] = [
      await setUp.tenant({ organizations: 5 }),
      await setUp.tenant({ organizations: 3, seed: 2 }),
    ];
    const window = await setUp.window({ settings: withoutNames });
    await window.workbench.openView('Auth0 Organizations');
    return { ...window, production, staging };
  });

  it('is set on the row of a tenant, and marks the row, its documents and hovers', async () => {
    const { workbench, page, production, staging, folder, ...window } = opened();
    const color = (name: string) => workbench.row(name).locator('.custom-view-tree-node-item-icon');

    for (const [tenant, environment] of [
      [production, 'Production'],
      [staging, 'Staging'],
    ] as const) {
      await workbench.connect(tenant);
      await workbench.chooseFromMenu(
        workbench.row(tenant.domain),
        'Manage Tenant',
        'Set Environment (Production, Staging, …)…',
      );
      const box = workbench.box(`Environment of ${tenant.domain}`);
      await box.focusedItem('No Environment').waitFor();
      await window.screenshot(`environment-question-${environment}`);
      await box.pick(environment);
      await workbench.row(tenant.domain).getByText(environment).waitFor();
    }
    await color(production.domain).and(page.locator('.codicon-globe')).waitFor();
    await color(staging.domain).and(page.locator('.codicon-beaker')).waitFor();

    // Where a tenant is to be chosen, it is said too.
    await workbench.runCommand('Auth0 Organizations: Update Access Token…');
    await workbench
      .box('Update Access Token')
      .item(/Production/)
      .waitFor();
    await window.screenshot('environment-pick');
    await workbench.box('Update Access Token').pick(production.domain);
    await workbench.box(`Access Token for ${production.domain}`).answer(await production.mintToken());
    await workbench.statusBar.getByText('is updated').waitFor();

    for (const tenant of [production, staging]) await workbench.expandTenant(tenant);
    const [ofProduction, ofStaging] = [production.organizations[1], staging.organizations[1]];
    assert.ok(ofProduction && ofStaging);
    await writeFile(
      join(folder, 'config.staging.ts'),
      `const a = '${ofProduction.id}';\nconst b = '${ofStaging.id}';\n`,
    );
    await workbench.row(ofProduction.display_name ?? ofProduction.name).click();
    const tab = workbench.tab(`${ofProduction.name}.json`);
    // The lock of a read-only document takes the place of the letter, so the tooltip says it.
    // VS Code shows the lock of a read-only document in place of the letter.
    await tab.and(page.locator(':has(.tab-label-has-badge)')).waitFor();
    await workbench.editor.open('config.staging.ts');
    await workbench.hoverUntil(workbench.editor.word(ofProduction.id), 'the path of the file says “staging”');
    await workbench.hover('The file also has organizations of').waitFor();
    await window.screenshot('environment-hover');
  });
});

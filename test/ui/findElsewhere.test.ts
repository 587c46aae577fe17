import assert from 'node:assert/strict';
import { useWindow } from './windows/useWindow.ts';

describe('What another tenant has', () => {
  const window = useWindow(async (setUp) => {
    const production = await setUp.tenant({ organizations: 5 });
    const staging = await setUp.tenant({ organizations: 3, seed: 2 });
    const only = { id: 'org_OnlyInStaging001', name: 'only-staging', display_name: 'Only Staging' };
    await staging.addOrganization(only);
    const tenants = await Promise.all(
      [production, staging].map(async (tenant) => ({ domain: tenant.domain, accessToken: await tenant.mintToken() })),
    );
    const opened = await setUp.window({ tenants });
    await opened.workbench.openView('Auth0 Organizations');
    for (const tenant of [production, staging]) await opened.workbench.expandTenant(tenant);
    return { ...opened, production, staging, only };
  });

  const find = async (domain: string) => {
    const { workbench } = window();
    await workbench.chooseFromMenu(workbench.row(domain), 'Find Organization, User or Application…');
    return workbench.box(`Find Organization, User or Application in ${domain}`);
  };

  it('is found from the palette after it was not in one tenant, and is shown when it becomes the filter', async () => {
    const { workbench, page, production, staging, only } = window();
    await workbench.setExpanded(workbench.row(staging.domain), false);
    const box = await find(production.domain);
    await box.field.fill(only.name);
    await box.item(`“${only.name}” matches no organization of ${production.domain}`).waitFor();
    await window().screenshot('find-nothing');
    await box.escape();
    await workbench.runCommand('Auth0 Organizations: Find Organization, User or Application…');
    const all = workbench.box(/^Find Organization, User or Application$/);
    await all.field.fill(only.name);
    await all.item(only.id).waitFor();
    await all.root.getByRole('button', { name: 'Show as Filter in Sidebar' }).click();
    await workbench.row(only.display_name).waitFor();
    await page.locator('.sidebar .monaco-list-row.focused').filter({ hasText: staging.domain }).waitFor();
    await window().screenshot('filter-elsewhere');
    await workbench.runCommand('Auth0 Organizations: Clear Filter');
    // All rows are drawn again, and a menu that is open meanwhile knows no row.
    await workbench.row(staging.domain).getByText('4', { exact: true }).waitFor();
  });

  it('becomes the filter of the tenant that was searched, where it is collapsed', async () => {
    const { workbench, staging, only } = window();
    await workbench.setExpanded(workbench.row(staging.domain), false);
    const box = await find(staging.domain);
    await box.field.fill(only.name);
    await box.item(only.id).waitFor();
    await box.root.getByRole('button', { name: 'Show as Filter in Sidebar' }).click();
    await workbench.row(only.display_name).waitFor();
    await window().screenshot('filter-expanded');
    await workbench.runCommand('Auth0 Organizations: Clear Filter');
  });

  it('is opened by its ID, whichever tenant has it', async () => {
    const { workbench, production, staging, only } = window();
    await Promise.all([production.clearRequests(), staging.clearRequests()]);
    await workbench.runCommand('Auth0 Organizations: Open Organization by ID…');
    await workbench.box('Open Organization by ID').answer(only.id);
    await workbench.editor.line(only.id).waitFor();
    assert.deepEqual(production.requests, []);
  });
});

import assert from 'node:assert/strict';
import { startTenant, type Organization, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('Comparing in the diff editor', () => {
  let production: Tenant;
  let staging: Tenant;
  let window: UiWindow;

  before(async () => {
    [production, staging] = await Promise.all([
      startTenant({ organizations: 5 }),
      startTenant({ organizations: 5, seed: 7 }),
    ]);
    await staging.addOrganization({
      ...at(production, 1),
      id: 'org_StagingStaging0k',
      display_name: 'Acme Staging',
      metadata: { plan: 'trial' },
    });
    window = await openWindow();
    await window.workbench.connect(production);
    await window.workbench.connect(staging);
    await window.workbench.renameTenant(production, 'Production');
    await window.workbench.renameTenant(staging, 'Staging');
    // Its organizations are not loaded after that.
    await window.workbench.row(staging.domain).click();
    await row(staging, 0).waitFor({ state: 'detached' });
    await reload();
  });
  after(async () => {
    await window.dispose();
    await Promise.all([production.close(), staging.close()]);
  });

  const row = (tenant: Tenant, index: number) => window.workbench.row(at(tenant, index).name);
  const side = (name: 'original' | 'modified') => window.page.locator(`.monaco-diff-editor .editor.${name}`);
  const menuItem = (name: string) => window.page.locator('.monaco-menu').getByRole('menuitem', { name, exact: true });
  /** The organizations that were read, each time. */
  const reads = (tenant: Tenant) =>
    tenant.requests.flatMap(({ path }) => /^\/api\/v2\/organizations\/(.*)/.exec(path)?.[1] ?? []);

  async function reload(): Promise<void> {
    const { workbench, page } = window;
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await row(production, 1).waitFor();
  }

  it('finds the counterpart in another tenant by its name, and shows both', async () => {
    const { workbench, page } = window;
    await workbench.chooseFromMenu(row(production, 1), 'Compare With…');
    await workbench.quickPick('Staging').click();
    await workbench.quickPick('Acme Staging').waitFor();
    await Promise.all([production.clearRequests(), staging.clearRequests()]);
    await page.keyboard.press('Enter');
    await side('original')
      .getByText(`"${at(production, 1).id}"`)
      .waitFor();
    await side('modified').getByText('"org_StagingStaging0k"').waitFor();
    await workbench.tab(/Production.*↔ Acme Staging \(Staging\)/).waitFor();
    await side('modified').getByText('"trial"').waitFor();
    await window.screenshot('compare');
    await workbench.hoverUntil(
      side('modified').getByText('"third_party_client_access"'),
      'applications of other companies',
    );
    await page.mouse.move(0, 0);
    await page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
    assert.deepEqual(reads(production), [at(production, 1).id]);
    assert.deepEqual(reads(staging), ['org_StagingStaging0k']);
  });

  it('comes back with both sides when the window is loaded again', async () => {
    await Promise.all([production.clearRequests(), staging.clearRequests()]);
    await reload();
    await side('original')
      .getByText(`"${at(production, 1).id}"`)
      .waitFor();
    await side('modified').getByText('"org_StagingStaging0k"').waitFor();
    assert.deepEqual(reads(production), [at(production, 1).id]);
    assert.deepEqual(reads(staging), ['org_StagingStaging0k']);
  });

  it('offers what is selected for it only once something is', async () => {
    const { workbench, page } = window;
    await row(production, 2).click({ button: 'right' });
    await menuItem('Select for Compare').waitFor();
    assert.equal(await menuItem('Compare with Selected').count(), 0);
    assert.equal(await menuItem('Compare Selected').count(), 0);
    await page.keyboard.press('Escape');
    await workbench.chooseFromMenu(row(production, 2), 'Select for Compare');
    await workbench.untilInMenu(row(production, 3), 'Compare with Selected');
    await workbench.chooseFromMenu(row(production, 3), 'Compare with Selected');
    await side('original')
      .getByText(`"${at(production, 2).id}"`)
      .waitFor();
    await side('modified')
      .getByText(`"${at(production, 3).id}"`)
      .waitFor();
  });

  it('compares two selected rows', async () => {
    const { workbench } = window;
    await row(production, 0).click();
    await row(production, 3).click({ modifiers: ['ControlOrMeta'] });
    await row(production, 3).click({ button: 'right' });
    await menuItem('Compare Selected').waitFor();
    assert.equal(await menuItem('Compare With…').count(), 0);
    await window.page.keyboard.press('Escape');
    await workbench.chooseFromMenu(row(production, 3), 'Compare Selected');
    await side('original')
      .getByText(`"${at(production, 0).id}"`)
      .waitFor();
    await side('modified')
      .getByText(`"${at(production, 3).id}"`)
      .waitFor();
  });

  it('tells once of a side that is gone when the window is loaded again', async () => {
    const { workbench, page } = window;
    await production.removeOrganization(at(production, 3).id);
    await reload();
    await workbench.notification('could not be read (404').waitFor();
    await page.locator('.editor-group-container').getByText('the file was not found').waitFor();
    await window.screenshot('compare-gone');
    assert.equal(await workbench.messages().count(), 1);
  });
});

function at({ organizations }: Tenant, index: number): Organization {
  return organizations[index] ?? assert.fail(`there is no ${index}`);
}

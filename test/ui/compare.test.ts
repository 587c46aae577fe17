import assert from 'node:assert/strict';
import type { Organization, Tenant } from '../tenant/server.ts';
import { useWindow, type SetUp } from './windows/useWindow.ts';

const stagingId = 'org_StagingStaging0k';

/** A window with two tenants; only the organizations of the first are loaded. */
async function openWithTwo(setUp: SetUp) {
  const production = await setUp.tenant({ organizations: 6 });
  const staging = await setUp.tenant({ organizations: 5, seed: 7 });
  await staging.addOrganization({
    ...at(production, 1),
    id: stagingId,
    display_name: 'Acme Staging',
    metadata: { plan: 'trial' },
  });
  const tenants = await Promise.all(
    Object.entries({ Production: production, Staging: staging }).map(async ([label, tenant]) => ({
      domain: tenant.domain,
      label,
      accessToken: await tenant.mintToken(),
    })),
  );
  const window = await setUp.window({ tenants });
  await window.workbench.openView('Auth0 Organizations');
  // The rows move while one is added.
  await window.workbench.row(/^Staging/).waitFor();
  await window.workbench.expandTenant(production);
  return { ...window, production, staging };
}

describe('Comparing in the diff editor', () => {
  const opened = useWindow(openWithTwo);

  const row = (index: number) => opened().workbench.row(at(opened().production, index).name);
  const side = (name: 'original' | 'modified') => opened().page.locator(`.monaco-diff-editor .editor.${name}`);
  const shows = async (original: string, modified: string) => {
    await side('original').getByText(`"${original}"`).first().waitFor();
    await side('modified').getByText(`"${modified}"`).first().waitFor();
  };
  /** The organizations that were read, each time. */
  const reads = (tenant: Tenant) =>
    tenant.requests.flatMap(({ path }) => /^\/api\/v2\/organizations\/(.*)/.exec(path)?.[1] ?? []);
  const compareSelected = async (first: number, second: number) => {
    const { workbench } = opened();
    await row(first).click();
    await row(second).click({ modifiers: ['ControlOrMeta'] });
    await workbench.chooseFromMenu(row(second), 'Compare Organizations (Diff)…');
    await workbench.box(/^Compare .* ↔ /).pick('Organizations Alone');
    await shows(at(opened().production, first).name, at(opened().production, second).name);
  };

  it('finds the counterpart in another tenant by its name, and shows both, also when the window is loaded again', async () => {
    const { workbench, production, staging, ...window } = opened();
    const { id, name } = at(production, 1);
    await workbench.chooseFromMenu(row(1), 'Compare Organizations (Diff)…');
    const counterpart = workbench.box(/^Compare .* With/);
    await counterpart.pick('Staging');
    await counterpart.focusedItem('Acme Staging').waitFor();
    await Promise.all([production.clearRequests(), staging.clearRequests()]);
    await counterpart.choose('Acme Staging');
    await workbench.box(/^Compare .* ↔ /).choose('Organizations Alone');
    await shows(name, 'Acme Staging');
    await workbench.tab(/Production.*↔ Acme Staging \(Staging\)/).waitFor();
    await side('modified').getByText('"trial"').waitFor();
    await window.screenshot('compare');
    await workbench.hoverUntil(side('modified').getByText('"metadata"'), 'Notes that your own systems keep');
    assert.deepEqual([reads(production), reads(staging)], [[id], [stagingId]]);

    await Promise.all([production.clearRequests(), staging.clearRequests()]);
    await window.reload();
    await shows(name, 'Acme Staging');
    assert.deepEqual([reads(production), reads(staging)], [[id], [stagingId]]);
  });

  it('offers to compare with the selected organization only once one is selected', async () => {
    const { workbench, production } = opened();
    // The only row that is selected.
    await row(2).click();
    await workbench.openMenu(row(2), 'Select for Compare');
    assert.equal(await workbench.menuItem('Compare with Selected').count(), 0);
    await workbench.closeMenu();
    await workbench.chooseFromMenu(row(2), 'Select for Compare');
    await workbench.chooseFromMenu(row(3), 'Compare with Selected');
    await shows(at(production, 2).name, at(production, 3).name);
  });

  it('compares two selected rows', () => compareSelected(0, 3));

  it('tells once of a side that is gone when the window is loaded again', async () => {
    const { workbench, page, production, ...window } = opened();
    // No other test compares this one.
    await compareSelected(4, 5);
    await production.removeOrganization(at(production, 5).id);
    await window.reload();
    await workbench.notification('could not be read (404').waitFor();
    await page.locator('.editor-group-container').getByText('The editor could not be opened').waitFor();
    await window.screenshot('compare-gone');
    assert.equal(await workbench.messages.count(), 1);
    assert.equal(await page.locator('.monaco-diff-editor:visible').count(), 0);
  });
});

function at({ organizations }: Tenant, index: number): Organization {
  return organizations[index] ?? assert.fail(`there is no ${index}`);
}

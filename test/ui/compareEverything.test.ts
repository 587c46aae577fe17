import assert from 'node:assert/strict';
import { placeInProductionAlone } from '../tenant/contents/differences.ts';
import type { Organization, Tenant } from '../tenant/server.ts';
import { useWindow, type SetUp } from './windows/useWindow.ts';

/** A window with production and staging; only the organizations of the first are loaded. */
async function openWithBoth(setUp: SetUp) {
  const production = await setUp.tenant({ organizations: 12 });
  const staging = await setUp.tenant({ organizations: placeInProductionAlone, seed: 7, stagingOf: 2023 });
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

describe('Comparing everything', () => {
  const opened = useWindow(openWithBoth);

  const side = (name: 'original' | 'modified') => opened().page.locator(`.monaco-diff-editor .editor.${name}`);
  const button = (title: string) => opened().page.locator('.editor-actions').getByRole('button', { name: title });
  /** What was asked about single organizations. The sidebar reads the list when the window is loaded again. */
  const requests = () =>
    [...opened().production.requests, ...opened().staging.requests]
      .map(({ path }) => path)
      .filter((path) => !/^\/api\/v2\/organizations(\?|$)/.test(path));

  it('is answered with the keyboard, though the rows of a list come right before the question', async () => {
    const { workbench, page } = opened();
    await workbench.runCommand('Auth0 Organizations: Compare Two Tenants…');
    await workbench.box('Compare Production ↔ Staging').item('Organizations Alone').waitFor();
    await page.keyboard.press('Enter');
    await workbench.notification(/Different: \d/).waitFor();
    // The page takes the keyboard as late as it is drawn, also from a question that follows.
    await workbench.preview
      .getByText(/Different: \d/)
      .first()
      .waitFor();
  });

  it('shows what differs, then the IDs, and after a reload nothing until it is asked for again', async () => {
    const { workbench, production, staging, ...window } = opened();
    await workbench.chooseFromMenu(workbench.row(at(production, 1).name), 'Compare Organizations (Diff)…');
    // The comparison of the tenants has loaded the organizations of both.
    await workbench.box(/^Compare .* With/).choose(at(staging, 1).id);
    await workbench
      .box(/^Compare .* ↔ /)
      .item('Requests: about 20')
      .waitFor();
    await window.screenshot('compare-everything-cost');
    await workbench.box(/^Compare .* ↔ /).pick('Everything, Without Members');
    await workbench.tab(/Production.*↔.*Staging/).waitFor();
    await side('original').getByText('"enterprise"').waitFor();
    await side('modified').getByText('"trial"').waitFor();
    await window.screenshot('compare-everything');

    await Promise.all([production.clearRequests(), staging.clearRequests()]);
    await button('Show or Hide IDs and Timestamps').click();
    await side('modified').getByText(at(staging, 1).id).waitFor();
    await window.screenshot('compare-everything-with-ids');
    assert.deepEqual(requests(), []);

    await window.reload();
    await side('modified').getByText('Compare again').waitFor();
    await window.screenshot('compare-everything-after-reload');
    assert.deepEqual(requests(), []);
    await button('Compare Again…').click();
    await workbench.box(/^Compare .* ↔ /).pick('Everything, Without Members');
    await side('original').getByText('"enterprise"').waitFor();
  });

  it('shows a page on two tenants that opens to differences, all of them in one editor, and nothing after a reload', async () => {
    const { workbench, page, production, staging, ...window } = opened();
    await workbench.chooseFromMenu(workbench.row(/^Production/), 'Compare Two Tenants…');
    const box = workbench.box('Compare Production ↔ Staging');
    await box.item('Match by Metadata…').waitFor();
    await box.item('With Connections and Domains').waitFor();
    await window.screenshot('compare-tenants-cost');
    await box.pick('With Connections and Domains');
    const result = workbench.notification('Different: 3');
    await result.waitFor();
    await workbench.preview.getByText('Different: 3').first().waitFor();
    const values = workbench.preview.getByText('metadata.plan: Production: "enterprise" · Staging: "trial"');
    assert.ok(!(await values.isVisible()), 'the differences are behind the lines of their organizations');
    await workbench.preview.getByText(/: branding\.colors\.primary, metadata\.plan/).click();
    await values.waitFor();
    await window.screenshot('compare-tenants');

    await result.getByRole('button', { name: 'Differences' }).click();
    await workbench.tab(/^Production ↔ Staging/).waitFor();
    await page.locator('.monaco-diff-editor').getByText('"trial"').first().waitFor();
    await window.screenshot('compare-tenants-all');
    await Promise.all([production.clearRequests(), staging.clearRequests()]);
    await window.reload();
    await workbench.tab(/^Production ↔ Staging/).waitFor();
    await page.locator('.monaco-diff-editor').getByText('Compare again').first().waitFor();
    await workbench.tab(/Production – Staging\.md/).click();
    await workbench.preview.getByText('Compare again').waitFor();
    await window.screenshot('compare-tenants-after-reload');
    assert.deepEqual(requests(), []);
  });
});

function at({ organizations }: Tenant, index: number): Organization {
  return organizations[index] ?? assert.fail(`there is no ${index}`);
}

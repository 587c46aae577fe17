import type { Locator } from 'playwright-core';
import { organizationRows, type Drive } from './drive.ts';
import type { Workbench } from './workbench.ts';

/** Of the commands that compare two organizations, by their names in the manifest. */
export const comparisonDrives: Readonly<Record<string, Drive>> = {
  openEverything: async ({ window: { workbench } }) => {
    await workbench.tab('everything.json').waitFor();
  },
  selectForCompare: async ({ window: { workbench } }) => {
    const [first] = organizationRows(workbench);
    await first.click();
    await comparison(workbench).waitFor({ state: 'detached' });
    await workbench.chooseFromMenu(first, 'Select for Compare');
  },
  compareWithSelected: async ({ window: { workbench } }) => {
    const [, second] = organizationRows(workbench);
    await workbench.chooseFromMenu(second, 'Compare with Selected');
    await comparison(workbench).waitFor();
  },
  compareWith: async ({ window: { workbench } }) => {
    await chooseCounterpart(workbench);
    await workbench.box(/^Compare .* ↔ /).pick('Everything, Without Members');
    await everything(workbench).waitFor();
  },
  compareAgain: async ({ window: { workbench } }) => {
    await workbench.box(/^Compare .* ↔ /).pick('Everything, Without Members');
  },
  showOrHideIds: async ({ window: { page } }) => {
    await page.locator('.editor.modified').getByText('"id"').first().waitFor();
  },
};

/** Chooses one of the loaded organizations, in place of those with the same name. */
async function chooseCounterpart(workbench: Workbench): Promise<void> {
  const box = workbench.box(/^Compare .* With/);
  await box.field.fill('');
  await box.pick('org_');
}

/** The beginning of a comparison of everything. */
function everything(workbench: Workbench): Locator {
  return workbench.page.locator('.monaco-diff-editor .editor.modified').getByText('"organization"').first();
}

/** The tab of two organizations in the diff editor, where it is in front. */
function comparison(workbench: Workbench): Locator {
  return workbench.tab('↔').and(workbench.page.locator('.active'));
}

import { applicationRow, copied, type Drive } from './drive.ts';
import type { Workbench } from './workbench.ts';

/** Of the commands that find and open organizations, by their names in the manifest. */
export const openingDrives: Readonly<Record<string, Drive>> = {
  openOrganizationById: async ({ window: { workbench }, pasted }) => {
    const [, , , organization] = pasted.organizations;
    await lookUp(workbench, 'ID', organization?.id ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
  },
  openOrganizationByName: async ({ window: { workbench }, application }) => {
    const [, , , , organization] = application.organizations;
    await lookUp(workbench, 'Name', organization?.name ?? '-');
    // Both tenants have one of this name.
    await workbench.box('Open Organization by Name').pickNow(application.domain);
    await workbench.tab(`${organization?.name}.json`).waitFor();
  },
  openOrganizationList: async (scene) => {
    const { workbench } = scene.window;
    const { application } = scene;
    await workbench.chooseFromMenu(applicationRow(scene), 'Open Organization List as JSON');
    await workbench.tab('organizations.json').waitFor();
    // What is copied from it is what the cursor is in.
    await workbench.editor.line(`"${application.organizations[1]?.id}"`).click();
  },
  findOrganization: async ({ window: { workbench }, application }) => {
    const wanted = application.organizations[120];
    const box = workbench.box('Find Organization, User or Application');
    await box.field.fill(wanted?.name ?? '-');
    await box.pick(/^Ask .* for what is not loaded/);
    await box.item(wanted?.id ?? '-').waitFor();
    await box.escape();
  },
  lookUpAllIds: async ({ window: { workbench }, application }) => {
    const wanted = application.organizations[121];
    const box = workbench.box('Look Up Pasted or Selected IDs');
    await box.pick('Paste a List…');
    await box.message.filter({ hasText: 'IDs or names of organizations' }).waitFor();
    await box.answer(wanted?.id ?? '-');
    await box.item(application.domain).waitFor();
    await box.field.press('Enter');
    await box.pick('Make at Most 2 Requests');
    await workbench.editor.line(wanted?.name ?? '-').waitFor();
  },
};

/** Of those that copy what stands in the list. */
export const copyDrives: Readonly<Record<string, Drive>> = {
  copyOrganizationId: copied,
  copyOrganizationName: copied,
  copyOrganizationJson: copied,
  copyAs: async (scene) => {
    const { workbench } = scene.window;
    await workbench.box('Copy Organization As').pick('Whole Organization as Terraform');
    const opened = workbench.notification('Opened as Terraform');
    await opened.getByRole('button', { name: 'Copy' }).click();
    await copied(scene);
    await workbench.runCommand('View: Revert and Close Editor');
  },
  copyRequestAs: async ({ window: { workbench } }) => {
    const box = workbench.box('Copy Request As');
    await box.pick('Organization List');
    await box.pick('Python');
    await workbench.statusBar.getByText('Copied the request as Python').waitFor();
  },
};

/** Of those for the text at the cursor, here that of an organization, and of the log. */
export const editorDrives: Readonly<Record<string, Drive>> = {
  insertOrganizationId: async ({ window: { workbench } }) => {
    await workbench.notification('read-only').waitFor();
  },
  insertOrganizationAs: async ({ window: { workbench } }) => {
    await workbench.notification('read-only').waitFor();
  },
  findReferences: async ({ window: { workbench, page } }) => {
    await page.locator('.search-view .search-widget textarea').first().and(page.locator(':focus')).waitFor();
    await workbench.openView('Auth0 Organizations');
  },
  openInDashboard: async ({ window: { workbench } }) => {
    await workbench.notification('dashboard can be opened only').waitFor();
  },
  showLog: async ({ window: { page } }) => {
    const lines = page.locator('.output-view .view-line');
    await lines.filter({ hasText: 'organizationInspector.showLog' }).first().waitFor();
    await page.locator('.output-view .monaco-editor.focused').waitFor();
    // It would be drawn anew with each line that comes.
    await page.keyboard.press('Control+J');
    await lines.first().waitFor({ state: 'hidden' });
  },
};

/** Answers the questions of the command that opens an organization by its ID or name. */
export async function lookUp(workbench: Workbench, by: 'ID' | 'Name', key: string): Promise<void> {
  const box = workbench.box(`Open Organization by ${by}`);
  await box.message.filter({ hasText: `${by} of the organization` }).waitFor();
  await box.answer(key);
}

import type { Locator } from 'playwright-core';
import { until } from '../../patience.ts';
import type { Tenant } from '../../tenant/server.ts';
import { commandsUnderWay } from '../windows/extensionLog.ts';
import type { Drive, Scene } from './drive.ts';
import { copied, sectionDrives } from './sectionDrives.ts';
import { wholeTenantDrives } from './wholeTenantDrives.ts';
import type { Workbench } from './workbench.ts';

/** By the names of the commands in the manifest. */
export const commandDrives: Readonly<Record<string, Drive>> = {
  ...sectionDrives,
  ...wholeTenantDrives,
  connectTenant: async ({ window: { workbench }, pasted, refusedToken }) => {
    await workbench.box('Connect Tenant').answer(pasted.domain);
    await workbench.pasteToken(pasted.domain, refusedToken);
    const box = workbench.box(`Access Token for ${pasted.domain}`);
    await box.message.filter({ hasText: '(401)' }).waitFor();
    await box.escape();
  },
  disconnectTenant: async ({ window: { workbench }, application }) => {
    await workbench.box('Disconnect Tenant').pickNow(application.domain);
    await workbench.answerDialog('Cancel');
  },
  updateAccessToken: async ({ window: { workbench }, pasted, nextToken }) => {
    await workbench.box('Update Access Token').pickNow(pasted.domain);
    await workbench.box(`Access Token for ${pasted.domain}`).answer(nextToken);
    await workbench.statusBar.getByText('is updated').waitFor();
    // While the rows are drawn anew, they take the focus away from the box of the next command.
    await workbench.row(pasted.domain).getByText('expires at').waitFor();
  },
  setEnvironment: async ({ window: { workbench }, pasted }) => {
    await workbench.box('Set Environment').pickNow(pasted.domain);
    await workbench.box(`Environment of ${pasted.domain}`).pick('Staging');
    await workbench.row(pasted.domain).getByText('Staging').waitFor();
  },
  renameTenant: async ({ window: { workbench }, pasted }) => {
    await workbench.box('Rename Tenant').pickNow(pasted.domain);
    await workbench.box(`Rename ${pasted.domain}`).answer('Production');
    await workbench.row('Production').waitFor();
  },
  // Of two tenants only one can be moved up, and only one down: nothing is asked.
  moveTenantUp: () => Promise.resolve(),
  moveTenantDown: () => Promise.resolve(),
  showTenants: (scene) => pickApplication(scene, 'Tenants'),
  openOrganizationById: async ({ window: { workbench }, pasted }) => {
    const [, , , organization] = pasted.organizations;
    await lookUp(workbench, pasted, 'ID', organization?.id ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
  },
  openOrganizationByName: async ({ window: { workbench }, application }) => {
    const [, , , , organization] = application.organizations;
    await lookUp(workbench, application, 'Name', organization?.name ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
  },
  openOrganizationList: async ({ window: { workbench }, pasted }) => {
    await workbench.box('Open Organization List').pickNow(pasted.domain);
    await workbench.tab('organizations.json').waitFor();
    // What is copied from it is what the cursor is in.
    await workbench.editor.line(`"${pasted.organizations[1]?.id}"`).click();
  },
  findOrganization: async ({ window: { workbench }, application }) => {
    const [first] = application.organizations;
    const wanted = application.organizations[120];
    await workbench.box('Find Organization').pickNow(application.domain);
    const box = workbench.box(`Find Organization in ${application.domain}`);
    await box.item(first?.id ?? '-').waitFor();
    await box.field.fill(wanted?.name ?? '-');
    await box.item(wanted?.id ?? '-').waitFor();
    await box.escape();
  },
  lookUpAllIds: async ({ window: { workbench }, application }) => {
    const wanted = application.organizations[121];
    const box = workbench.box('Look Up All IDs');
    await box.pick('Paste a List…');
    await box.message.filter({ hasText: 'IDs or names of organizations' }).waitFor();
    await box.answer(wanted?.id ?? '-');
    await box.item(application.domain).waitFor();
    await box.field.press('Enter');
    await box.pick('Make at Most 2 Requests');
    await workbench.editor.line(wanted?.name ?? '-').waitFor();
    // The list in front is what the next commands are about.
    await workbench.runCommand('View: Revert and Close Editor');
  },
  refresh: async ({ window: { page } }) => {
    await page.locator('.sidebar .monaco-progress-container.done').waitFor({ state: 'attached' });
  },
  refreshAll: async ({ window: { workbench, page } }) => {
    await workbench.pressViewButton('Refresh');
    await page.locator('.sidebar .monaco-progress-container.done').waitFor({ state: 'attached' });
  },
  loadMore: (scene) => pickApplication(scene, 'Load More Organizations'),
  loadAllOrganizations: async ({ window: { workbench }, application }) => {
    await workbench.box('Load All Organizations').pickNow(application.domain);
    await workbench.row(application.domain).getByText('130', { exact: true }).waitFor();
  },
  exportOrganizations: async ({ window: { workbench }, application }) => {
    await workbench.box('Export Organizations').pickNow(application.domain);
    await workbench.box('Export Organizations').pick('NDJSON');
    await acceptFile(workbench, 'Export Organizations', '-organizations.ndjson');
    await workbench.notification('Exported 130 organizations').waitFor();
  },
  exportSections: async ({ window: { workbench }, application }) => {
    await workbench.box('Export Sections').pickNow(application.domain);
    await workbench.box('Export Sections').pick(application.organizations[1]?.id ?? '-');
    await exportInvitations(workbench);
  },
  exportSelected: async ({ window: { workbench } }) => {
    const [row] = organizationRows(workbench);
    await workbench.chooseFromMenu(row, 'Export…');
    await exportInvitations(workbench);
  },
  findOrganizationsWithoutConnection: async ({ window: { workbench }, application }) => {
    await workbench.box('Organizations without a connection').pickNow(application.domain);
    await workbench.box('Organizations without a connection').pick('All Organizations');
    await workbench.notification('Organizations without a connection: 1').waitFor();
    await workbench.clearNotifications();
  },
  sortOrganizations: async ({ window: { workbench } }) => {
    await workbench.box('Sort Organizations').pick('Display Name');
  },
  filterOrganizations: async ({ window: { workbench, page } }) => {
    await workbench.box('Filter Organizations').answer('a');
    await page.locator('.sidebar').getByText('Filter “a”').waitFor();
  },
  clearFilter: async ({ window: { page } }) => {
    await page.locator('.sidebar').getByText('Filter “a”').waitFor({ state: 'hidden' });
  },
  copyOrganizationId: copied,
  copyOrganizationName: copied,
  copyOrganizationJson: copied,
  copyAs: async (scene) => {
    await scene.window.workbench.box('Copy Organization As').pick('Whole Organization as Terraform');
    await copied(scene);
  },
  copyRequestAs: async ({ window: { workbench } }) => {
    const box = workbench.box('Copy Request As');
    await box.pick('Organization List');
    await box.pick('Python');
    await workbench.statusBar.getByText('Copied the request as Python').waitFor();
  },
  openEverything: async ({ window: { workbench } }) => {
    await workbench.tab('everything.json').waitFor();
    await workbench.pressViewButton('Clear Filter');
  },
  compareWith: async ({ window: { workbench }, application }) => {
    await workbench.box(/^Compare .* With/).pickNow(application.domain);
    await workbench.box(/^Compare .* With/).pick('org_');
    await comparison(workbench).waitFor();
  },
  compareSelected: async ({ window: { workbench } }) => {
    const [first, second] = organizationRows(workbench);
    await first.click();
    await comparison(workbench).waitFor({ state: 'detached' });
    await second.click({ modifiers: ['ControlOrMeta'] });
    await workbench.chooseFromMenu(second, 'Compare Selected');
    await comparison(workbench).waitFor();
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
  compareEverythingWith: async ({ window: { workbench }, application }) => {
    await workbench.box(/^Compare .* With/).pickNow(application.domain);
    await workbench.box(/^Compare .* With/).pick('org_');
    await workbench.box('Compare Everything').pick('Without Members');
    await sections(workbench).waitFor();
  },
  compareEverythingSelected: async ({ window: { workbench } }) => {
    const [first, second] = organizationRows(workbench);
    await first.click();
    await sections(workbench).waitFor({ state: 'detached' });
    await second.click({ modifiers: ['ControlOrMeta'] });
    await workbench.chooseFromMenu(second, 'Compare Everything of Selected…');
    await workbench.box('Compare Everything').pick('Without Members');
    await sections(workbench).waitFor();
  },
  compareAgain: async ({ window: { workbench } }) => {
    await workbench.box('Compare Everything').pick('Without Members');
  },
  showOrHideIds: async ({ window: { page } }) => {
    await page.locator('.editor.modified').getByText('"id"').first().waitFor();
  },
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
  findUser: async ({ window: { workbench }, application }) => {
    await workbench.box('Find User').pickNow(application.domain);
    await workbench.box(`Find User in ${application.domain}`).answer('jane@acme.example');
    await workbench.tab('samlp-acme-jane-acme-example.json').waitFor();
  },
  showOrganizationsOfUser: async ({ window: { workbench }, application }) => {
    const [organization] = application.organizations;
    await workbench.box('Organizations of samlp|acme|jane@acme.example').pick(organization?.id ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
  },
  explainAccess: async ({ window: { workbench }, application }) => {
    // The document in front tells the organization.
    const box = workbench.box(`Explain Access to ${application.organizations[0]?.name}`);
    await box.pick('Without an application');
    await box.pick('Without a user');
    await box.pick('Make at Most');
    await workbench.preview.getByRole('heading', { name: 'Nothing was found that stops logins' }).waitFor();
    await workbench.runCommand('View: Close Editor');
    await workbench.tab('access.md').waitFor({ state: 'detached' });
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

/**
 * Does what a person does once a command runs, and waits for the end of the command. Rows with the focus would take it from
 * the box of the next command when they are drawn anew, so they lose it.
 */
export async function drive(name: string, scene: Scene): Promise<void> {
  const { page, dataDir } = scene.window;
  await commandDrives[name]?.(scene);
  await until(async () => (await commandsUnderWay(dataDir)).length === 0);
  await page.evaluate('document.activeElement?.closest(".sidebar") && document.activeElement.blur()');
}

/** Answers the questions of the command that opens an organization by its ID or name. */
export async function lookUp(workbench: Workbench, tenant: Tenant, by: 'ID' | 'Name', key: string): Promise<void> {
  const box = workbench.box(`Open Organization by ${by}`);
  await box.pickNow(tenant.domain);
  // Both questions have the same title.
  await box.message.filter({ hasText: `${by} of the organization` }).waitFor();
  await box.answer(key);
}

/** Chooses the invitations among the sections of an organization, and exports them. */
async function exportInvitations(workbench: Workbench): Promise<void> {
  const sections = workbench.box('Export Sections from');
  await sections.item('Invitations').click();
  await sections.field.press('Enter');
  await workbench.box('Export Invitations from').pick('NDJSON');
  await acceptFile(workbench, 'Export Invitations from', '-invitations.ndjson');
  await workbench.notification('Invitations:').waitFor();
  await workbench.clearNotifications();
}

/** Accepts the file that a dialog suggests. */
async function acceptFile(workbench: Workbench, title: string, end: string): Promise<void> {
  const dialog = workbench.box(title);
  const path = `document.querySelector('.quick-input-widget input.input').value`;
  await workbench.page.waitForFunction(`${path}.endsWith('${end}')`);
  await dialog.item('..').waitFor();
  await dialog.field.press('Enter');
}

/** Two that are on the screen. */
function organizationRows({ page }: Workbench): readonly [Locator, Locator] {
  const rows = page.locator('.sidebar .monaco-list-row[aria-level="2"]');
  // The row of the tenant can stick in front of the first one.
  return [rows.nth(1), rows.nth(2)];
}

/** The tab of two organizations in the diff editor, where it is in front. */
/** Something that only a comparison of everything shows. */
function sections(workbench: Workbench): Locator {
  return workbench.page.locator('.monaco-diff-editor .editor.modified').getByText('"sections"').first();
}

function comparison(workbench: Workbench): Locator {
  return workbench.tab('↔').and(workbench.page.locator('.active'));
}

async function pickApplication({ window: { workbench }, application }: Scene, title: string): Promise<void> {
  const box = workbench.box(title);
  await box.pickNow(application.domain);
  await box.root.waitFor({ state: 'hidden' });
}

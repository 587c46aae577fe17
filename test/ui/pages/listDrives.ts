import type { Drive, Scene } from './drive.ts';
import type { Workbench } from './workbench.ts';

/** Of the commands about whole lists, by their names in the manifest. The row of the tenant is selected. */
export const listDrives: Readonly<Record<string, Drive>> = {
  refresh: async ({ window: { page } }) => {
    await page.locator('.sidebar .monaco-progress-container.done').waitFor({ state: 'attached' });
  },
  refreshAll: async ({ window: { workbench, page } }) => {
    await workbench.pressViewButton('Refresh');
    await page.locator('.sidebar .monaco-progress-container.done').waitFor({ state: 'attached' });
  },
  loadAllOrganizations: hasAll,
  exportOrganizations: async ({ window: { workbench }, application }) => {
    await acceptFile(workbench, `Export Organizations of ${application.domain}`, '-organizations.csv');
    await workbench.notification('Exported 130 organizations').waitFor();
  },
  exportSections: async ({ window: { workbench }, application }) => {
    await workbench.box('Export Sections').pick(application.organizations[1]?.id ?? '-');
    await exportInvitations(workbench);
  },
  findOrganizationsWithoutConnection: async ({ window: { workbench } }) => {
    await workbench.box('Organizations without a connection').pick('All Organizations');
    await workbench.notification(/ in .* has no connection\./).waitFor();
    await workbench.clearNotifications();
  },
  sortOrganizations: async ({ window: { workbench } }) => {
    await workbench.chooseFromViewMenu('Sort Organizations…');
    await workbench.box('Sort Organizations').pick('Display Name');
  },
};

async function hasAll({ window: { workbench }, application }: Scene): Promise<void> {
  await workbench.row(application.domain).getByText('130', { exact: true }).waitFor();
}

/** Chooses the invitations among the sections of an organization, and exports them. */
async function exportInvitations(workbench: Workbench): Promise<void> {
  const sections = workbench.box('Export Sections from');
  await sections.item('Invitations').click();
  await sections.field.press('Enter');
  await acceptFile(workbench, 'Export Invitations from', '-invitations.csv');
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

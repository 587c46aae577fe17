import type { Locator } from 'playwright-core';
import type { Tenant } from '../tenant/server.ts';
import type { UiWindow } from './harness.ts';

/** Where commands are driven: a window with two tenants, the first with a pasted token, the other with an application. */
export interface Scene {
  readonly window: UiWindow;
  readonly pasted: Tenant;
  readonly application: Tenant;
  /** A token that the first tenant refuses. */
  readonly refusedToken: string;
  /** Another one that it accepts. */
  readonly nextToken: string;
}

/** What a person does once a command runs, until it is done. */
type Drive = (scene: Scene) => Promise<void>;

/** By the names of the commands in the manifest. */
export const commandDrives: Readonly<Record<string, Drive>> = {
  connectTenant: async ({ window: { workbench, page }, pasted, refusedToken }) => {
    await workbench.answer(pasted.domain);
    await workbench.quickPick('Paste a Management API access token').click();
    await page.getByText(`Access Token for ${pasted.domain}`).waitFor();
    await workbench.answer(refusedToken);
    await workbench.inputMessage().filter({ hasText: '(401)' }).waitFor();
    await escape({ window: { page } });
  },
  disconnectTenant: async ({ window: { workbench, page }, application }) => {
    await workbench.quickPick(application.domain).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Cancel' }).click();
  },
  updateAccessToken: async ({ window: { workbench, page }, pasted, nextToken }) => {
    await workbench.quickPick(pasted.domain).click();
    await page.getByText(`Access Token for ${pasted.domain}`).waitFor();
    await workbench.answer(nextToken);
    await workbench.statusBar().getByText('is updated').waitFor();
  },
  renameTenant: async ({ window: { workbench, page }, pasted }) => {
    await workbench.quickPick(pasted.domain).click();
    await page.getByText(`Rename ${pasted.domain}`).waitFor();
    await workbench.answer('Production');
    await workbench.row('Production').waitFor();
  },
  moveTenantUp: pickApplication,
  moveTenantDown: pickApplication,
  showTenants: pickApplication,
  openOrganizationById: async ({ window: { workbench }, pasted }) => {
    await workbench.quickPick(pasted.domain).click();
    await answerNext(workbench, 'ID of the organization', pasted.organizations[3]?.id ?? '-');
    await workbench.tab(`${pasted.organizations[3]?.name}.json`).waitFor();
  },
  openOrganizationByName: async ({ window: { workbench }, application }) => {
    await workbench.quickPick(application.domain).click();
    await answerNext(workbench, 'Name of the organization', application.organizations[4]?.name ?? '-');
    await workbench.tab(`${application.organizations[4]?.name}.json`).waitFor();
  },
  openOrganizationList: async ({ window: { workbench }, pasted }) => {
    await workbench.quickPick(pasted.domain).click();
    await workbench.tab('organizations.json').waitFor();
  },
  findOrganization: async ({ window: { workbench, page }, application }) => {
    await workbench.quickPick(application.domain).click();
    await workbench.quickPick(application.organizations[0]?.id ?? '-').waitFor();
    await workbench.inputBox().fill(application.organizations[120]?.name ?? '-');
    await workbench.quickPick(application.organizations[120]?.id ?? '-').waitFor();
    await escape({ window: { page } });
  },
  refresh: async ({ window: { page } }) => {
    await page.locator('.sidebar .monaco-progress-container.done').waitFor({ state: 'attached' });
  },
  refreshAll: async ({ window: { workbench, page } }) => {
    await workbench.pressViewButton('Refresh');
    await page.locator('.sidebar .monaco-progress-container.done').waitFor({ state: 'attached' });
  },
  loadMore: pickApplication,
  loadAllOrganizations: async ({ window: { workbench }, application }) => {
    await workbench.quickPick(application.domain).click();
    await workbench.row(application.domain).getByText('130', { exact: true }).waitFor();
  },
  exportOrganizations: async ({ window: { workbench, page }, application }) => {
    await workbench.quickPick(application.domain).click();
    await workbench.quickPick('NDJSON').click();
    const path = `document.querySelector('.quick-input-widget input.input').value`;
    await page.waitForFunction(`${path}.endsWith('-organizations.ndjson')`);
    await workbench.quickPick('..').waitFor();
    await page.keyboard.press('Enter');
    await workbench.notification('Exported 130 organizations').waitFor();
  },
  sortOrganizations: async ({ window: { workbench } }) => {
    await workbench.quickPick('Display Name').click();
  },
  filterOrganizations: async ({ window: { workbench, page } }) => {
    await page.getByText('Part of the ID, name').waitFor();
    await workbench.answer('a');
    await page.locator('.sidebar').getByText('Filter “a”').waitFor();
  },
  clearFilter: async ({ window: { page } }) => {
    await page.locator('.sidebar').getByText('Filter “a”').waitFor({ state: 'hidden' });
  },
  copyOrganizationId: copied,
  copyOrganizationName: copied,
  copyOrganizationJson: copied,
  copyItemId: (scene) => fromInvitation(scene, 'Copy ID'),
  copyItemJson: (scene) => fromInvitation(scene, 'Copy as JSON'),
  copyInvitationLink: async (scene) => {
    const { page } = scene.window;
    await fromInvitation(scene, 'Copy Invitation Link…');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Copy Link' }).click();
    await scene.window.workbench.statusBar().getByText('Copied the link').waitFor();
    // The one place where it may be, on purpose.
    await page.evaluate('navigator.clipboard.writeText("")');
  },
  copyRequestAs: async ({ window: { workbench } }) => {
    await workbench.quickPick('Organization List').click();
    await workbench.pressInlineButton(workbench.quickPick('Python'), 'Copy');
    await workbench.statusBar().getByText('Copied the request as Python').waitFor();
  },
  openSectionJson: async ({ window: { workbench } }) => {
    await workbench.pressInlineButton(workbench.row('Invitations'), 'Open Section as JSON');
    await workbench.tab('invitations.json').waitFor();
  },
  openEverything: async ({ window: { workbench } }) => {
    await workbench.tab('everything.json').waitFor();
    await workbench.runCommand('Organizations: Clear Filter');
  },
  compareWith: async ({ window: { workbench }, application }) => {
    await workbench.quickPick(application.domain).click();
    await workbench.quickPick('org_').click();
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
    await workbench.untilInMenu(first, 'Compare with Selected');
  },
  compareWithSelected: async ({ window: { workbench } }) => {
    const [, second] = organizationRows(workbench);
    await workbench.chooseFromMenu(second, 'Compare with Selected');
    await comparison(workbench).waitFor();
  },
  insertOrganizationId: async ({ window: { workbench } }) => {
    await workbench.notification('read-only').waitFor();
  },
  insertOrganizationAs: async ({ window: { workbench } }) => {
    await workbench.quickPick('Insert Organization Name').click();
    await workbench.notification('read-only').waitFor();
  },
  replaceOrganizationId: async () => {
    // A quick fix for an ID that is missing, which `editor.test.ts` chooses.
  },
  findReferences: async ({ window: { workbench, page } }) => {
    await page.locator('.search-view .search-widget textarea').first().and(page.locator(':focus')).waitFor();
    await workbench.openSidebarView('Auth0 Organizations');
  },
  openInDashboard: async ({ window: { workbench } }) => {
    await workbench.notification('address of the dashboard').waitFor();
  },
  showLog: async ({ window: { page } }) => {
    await page.locator('.output-view .view-line').filter({ hasText: '/api/v2/organizations' }).first().waitFor();
  },
};

/** Chooses from the menu of the first invitation to the second organization, which this brings into view. */
async function fromInvitation({ window: { workbench }, pasted }: Scene, item: string): Promise<void> {
  const row = workbench.row('Invitations');
  if (!(await row.isVisible())) {
    await workbench.runCommand('Organizations: Filter Organizations…');
    await answerNext(workbench, 'Part of the ID, name', pasted.organizations[1]?.id ?? '-');
    await workbench
      .row(pasted.organizations[1]?.name ?? '-')
      .locator('.monaco-tl-twistie')
      .click();
    await row.locator('.monaco-tl-twistie').click();
  }
  await workbench.chooseFromMenu(workbench.row(/@acme\.example(until|expired)/), item);
}

/** The first two that are on the screen. */
function organizationRows(workbench: UiWindow['workbench']): readonly [Locator, Locator] {
  const rows = workbench.page.locator('.sidebar .monaco-list-row[aria-level="2"]');
  return [rows.nth(0), rows.nth(1)];
}

/** The tab of two organizations in the diff editor, where it is in front. */
function comparison(workbench: UiWindow['workbench']): Locator {
  return workbench.tab('↔').and(workbench.page.locator('.active'));
}

async function pickApplication({ window: { workbench }, application }: Scene): Promise<void> {
  await workbench.quickPick(application.domain).click();
  await workbench.inputBox().waitFor({ state: 'hidden' });
}

async function copied({ window: { workbench } }: Scene): Promise<void> {
  await workbench.statusBar().getByText('Copied').waitFor();
}

async function escape({ window: { page } }: { readonly window: Pick<UiWindow, 'page'> }): Promise<void> {
  await page.keyboard.press('Escape');
}

/** Answers a box that comes up where another one was. */
export async function answerNext(workbench: UiWindow['workbench'], prompt: string, text: string): Promise<void> {
  await workbench.inputMessage().filter({ hasText: prompt }).waitFor();
  await workbench.answer(text);
}

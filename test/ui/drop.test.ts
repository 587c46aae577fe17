import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, withoutNames, type UiWindow } from './harness.ts';

describe('Dragging organizations into an editor', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 12 });
    await tenant.updateOrganization(idOf(7), { display_name: hostile });
    window = await openWithTenant({ '[markdown]': { 'editor.wordWrap': 'off' } });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  async function openWithTenant(settings: Readonly<Record<string, unknown>>): Promise<UiWindow> {
    const accessToken = await tenant.mintToken();
    const opened = await openWindow({
      tenants: [{ domain: tenant.domain, accessToken }],
      settings: { ...withoutNames, ...settings },
    });
    await opened.workbench.openSidebarView('Auth0 Organizations');
    await opened.workbench.row(tenant.domain).click();
    await opened.workbench.row(titleOf(0)).waitFor();
    return opened;
  }

  // A snippet, which is what VS Code makes of dropped text, and HTML.
  const hostile = '${UUID} $0 <img src=x>';
  const organizationSetting = 'AUTH0_ORGANIZATION=org_9makbo2zcjnb6scn';
  const titleOf = (index: number) =>
    tenant.organizations[index]?.display_name ?? tenant.organizations[index]?.name ?? '-';
  const idOf = (index: number) => tenant.organizations[index]?.id ?? '-';

  async function choose(form: string): Promise<void> {
    const choices = await window.workbench.openDropChooser();
    await choices.filter({ hasText: form }).click();
  }

  it('drops the ID of a row, without a request', async () => {
    const { workbench } = window;
    await workbench.openFile('.env');
    await tenant.clearRequests();
    await workbench.dropOnLine(workbench.row(titleOf(1)), 5);
    await workbench.editorShows(organizationSetting, idOf(1));
    assert.deepEqual(tenant.requests, []);
  });

  it('offers the name, the setting and a link after the drop', async () => {
    const choices = await window.workbench.openDropChooser();
    await window.screenshot('drop-chooser');
    assert.deepEqual(await choices.allInnerTexts(), [
      'Insert Organization ID',
      'Insert Organization Name',
      'Insert AUTH0_ORGANIZATION=…',
      'Insert Link to Document',
      'Insert Plain Text',
    ]);
    await choices.filter({ hasText: 'AUTH0_ORGANIZATION' }).click();
    await window.workbench.editorShows(organizationSetting, `AUTH0_ORGANIZATION=${idOf(1)}`);
  });

  it('drops the organizations among the selected rows one a line, and as Terraform data sources', async () => {
    const { workbench } = window;
    await workbench.openFile('organizations.tf');
    for (const title of [titleOf(9), tenant.domain, titleOf(10)]) {
      await workbench.row(title).click({ modifiers: ['Control'] });
    }
    await workbench.dropOnLine(workbench.row(titleOf(10)), 6);
    await workbench.editorShows('}', idOf(9), idOf(10), 'resource "auth0_organization_member" "support" {');
    await choose('Insert Terraform Data Sources');
    await workbench.editorShows(
      '}',
      'data "auth0_organization" "bins_dare" {',
      `  organization_id = "${idOf(9)}"`,
      '}',
      '',
      'data "auth0_organization" "bahringer_goodwin" {',
      `  organization_id = "${idOf(10)}"`,
      '}',
      'resource "auth0_organization_member" "support" {',
    );
    await window.screenshot('drop-terraform');
  });

  it('drops an entry for the Deploy CLI with the indentation of its list', async () => {
    const { workbench, page } = window;
    await workbench.openFile('tenant.yaml');
    await workbench.editor().locator('.view-line', { hasText: 'connections: []' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await workbench.dropOnLine(workbench.row(titleOf(7)), 13);
    await workbench.editorShows('    connections: []', `  ${idOf(7)}`);
    await choose('Insert Deploy CLI Entry');
    await workbench.editorShows(
      '    connections: []',
      '  - name: "medhurst-llc"',
      `    display_name: "${hostile}"`,
      '',
    );
    await window.screenshot('drop-deploy-cli');
  });

  it('drops links into Markdown in which a display name is nothing but text', async () => {
    const { workbench } = window;
    await workbench.openFile('README.md');
    await workbench.dropOnLine(workbench.row(titleOf(7)), 2);
    await workbench.editorShows('# Harbor', idOf(7));
    await choose('Insert Link to Document');
    const link = `[\\\${UUID} \\$0 \\<img src=x\\>](auth0-organization://${tenant.domain}/medhurst-llc.json?${idOf(7)})`;
    await workbench.editorShows('# Harbor', link);
    await window.screenshot('drop-markdown');
  });

  it('drops into files that are not saved yet', async () => {
    const { workbench, page } = window;
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.tab('Untitled-1').waitFor();
    await page.keyboard.type('# Customers\n');
    await workbench.dropOnLine(workbench.row(titleOf(2)), 2);
    await workbench.editorShows('# Customers', idOf(2));
    assert.equal(await (await workbench.openDropChooser()).first().innerText(), 'Insert Organization ID');
  });

  it('can be done with the keyboard, with the same choices', async () => {
    const { workbench, page } = window;
    await page.keyboard.press('Escape');
    await workbench.row(titleOf(3)).click();
    await workbench.tab(`${tenant.organizations[3]?.name}.json`).waitFor();
    await workbench.openFile('.env');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await workbench.runCommand('Organizations: Insert Organization As…');
    await workbench.quickPick('Insert Link to Document').waitFor();
    await window.screenshot('insert-as');
    await workbench.inputBox().fill('AUTH0');
    await workbench.quickPick('Insert AUTH0_ORGANIZATION=…').waitFor();
    await workbench.inputBox().press('Enter');
    await workbench.editorShows(`AUTH0_ORGANIZATION=${idOf(3)}`);
  });

  it('drops nothing where VS Code is told not to, and goes on', async () => {
    const off = await openWithTenant({ 'editor.dropIntoEditor.enabled': false });
    const { workbench, page } = off;
    await workbench.openFile('.env');
    await workbench.dragOverLine(workbench.row(titleOf(1)), 5);
    await page.mouse.up();
    await workbench.row(titleOf(2)).click();
    await workbench.tab(`${tenant.organizations[2]?.name}.json`).waitFor();
    await workbench.openFile('.env');
    await workbench.editorShows(organizationSetting, '');
    assert.equal(await workbench.messages().count(), 0);
    await off.dispose();
  });
});

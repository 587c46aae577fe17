import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutNames } from './windows/openWindow.ts';
import { useWindow, withTenant } from './windows/useWindow.ts';

// A snippet, which is what VS Code makes of dropped text, and HTML.
const hostile = '${UUID} $0 <img src=x>';
const organizationSetting = 'AUTH0_ORGANIZATION=org_9makbo2zcjnb6scn';

const settings = {
  ...withoutNames,
  '[markdown]': { 'editor.wordWrap': 'off' },
  '[ini]': { 'editor.dropIntoEditor.enabled': false },
};

/** Beside those of the sample workspace, of which each is for one test: VS Code saves what is dropped. */
const files = { 'keyboard.env': 'AUTH0_DOMAIN=\n', 'off.ini': '[a]\nb = c\n' };

describe('Dragging organizations into an editor', () => {
  const opened = useWindow(async (setUp) => {
    const window = await withTenant({ organizations: 12 }, { settings })(setUp);
    const { tenant, workbench } = window;
    await tenant.updateOrganization(tenant.organizations[7]?.id ?? '-', { display_name: hostile });
    await workbench.pressViewButton('Refresh');
    await workbench.row(hostile).waitFor();
    // Before a file is looked for: VS Code remembers which ones there are.
    for (const [name, text] of Object.entries(files)) await writeFile(join(window.folder, name), text);
    return window;
  });

  const organization = (index: number) => {
    const { tenant } = opened();
    return tenant.organizations[index] ?? assert.fail(`there is no ${index}`);
  };
  const idOf = (index: number) => organization(index).id;
  const rowOf = (index: number) => opened().workbench.row(organization(index).display_name ?? organization(index).name);

  async function choose(form: string): Promise<void> {
    const choices = await opened().workbench.editor.openDropChooser();
    await choices.filter({ hasText: form }).click();
  }

  it('drops the ID of a row without a request, and then offers the name, the setting and a link', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.editor.open('.env');
    await workbench.editor.dropOnLine(rowOf(1), 5);
    await workbench.editor.shows(organizationSetting, idOf(1));
    assert.deepEqual(tenant.requests, []);

    const choices = await workbench.editor.openDropChooser();
    await window.screenshot('drop-chooser');
    assert.deepEqual(await choices.allInnerTexts(), [
      'Insert Organization ID',
      'Insert Organization Name',
      'Insert AUTH0_ORGANIZATION=…',
      'Insert Link to Document',
      'Insert Plain Text',
    ]);
    await choices.filter({ hasText: 'AUTH0_ORGANIZATION' }).click();
    await workbench.editor.shows(organizationSetting, `AUTH0_ORGANIZATION=${idOf(1)}`);
  });

  it('drops the organizations among the selected rows one a line, and as Terraform data sources', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.editor.open('infra/organizations.tf');
    await rowOf(9).click();
    await workbench.tab(`${organization(9).name}.json`).waitFor();
    for (const row of [workbench.row(tenant.domain), rowOf(10)]) await row.click({ modifiers: ['Control'] });
    await workbench.editor.open('infra/organizations.tf');
    await workbench.editor.dropOnLine(rowOf(10), 6);
    await workbench.editor.shows('}', idOf(9), idOf(10), 'resource "auth0_organization_member" "support" {');
    await choose('Insert Terraform Data Sources');
    await workbench.editor.shows(
      '}',
      'data "auth0_organization" "bins-dare" {',
      `  organization_id = "${idOf(9)}"`,
      '}',
      '',
      'data "auth0_organization" "bahringer-goodwin" {',
      `  organization_id = "${idOf(10)}"`,
      '}',
      'resource "auth0_organization_member" "support" {',
    );
    await window.screenshot('drop-terraform');
  });

  it('drops an entry for the Deploy CLI with the indentation of its list', async () => {
    const { workbench, page, ...window } = opened();
    await workbench.editor.open('auth0/tenant.yaml');
    await workbench.editor.line('connections: []').click();
    for (const key of ['End', 'Enter', 'Shift+Tab']) await page.keyboard.press(key);
    await workbench.editor.dropOnLine(rowOf(7), 13);
    await workbench.editor.shows('    connections: []', `  ${idOf(7)}`);
    await choose('Insert Deploy CLI Entry');
    await workbench.editor.shows(
      '    connections: []',
      '  # A deployment removes connections and client grants that are not listed here.',
      '  - name: "medhurst-llc"',
      `    display_name: "${hostile}"`,
      '',
    );
    await window.screenshot('drop-deploy-cli');
  });

  it('drops links into Markdown in which a display name is nothing but text', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.editor.open('README.md');
    await workbench.editor.dropOnLine(rowOf(7), 2);
    await workbench.editor.shows('# Harbor', idOf(7));
    await choose('Insert Link to Document');
    const link = `[\\$\\{UUID\\} \\$0 \\<\u2060img src=x\\>](auth0-organization://${tenant.domain}/medhurst-llc.json?${idOf(7)})`;
    await workbench.editor.shows('# Harbor', link);
    await window.screenshot('drop-markdown');
  });

  it('drops into files that are not saved yet', async () => {
    const { workbench, page } = opened();
    await page.locator('.monaco-workbench').press('Control+Alt+N');
    await workbench.tab('Untitled-1').waitFor();
    // In this order, since Enter behind a word can accept a suggestion.
    for (const key of ['Enter', 'ArrowUp']) await page.keyboard.press(key);
    await page.keyboard.type('# Customers');
    await workbench.editor.dropOnLine(rowOf(2), 2);
    await workbench.editor.shows('# Customers', idOf(2));
    assert.equal(await (await workbench.editor.openDropChooser()).first().innerText(), 'Insert Organization ID');
  });

  it('can be done with the keyboard, with the same choices', async () => {
    const { workbench, page, ...window } = opened();
    await rowOf(3).click();
    await workbench.tab(`${organization(3).name}.json`).waitFor();
    await workbench.editor.open('keyboard.env');
    await page.keyboard.press('Control+End');
    await workbench.runCommand('Auth0 Organizations: Insert Organization As…');
    const choices = workbench.box('Insert Organization As');
    await choices.item('Insert Link to Document').waitFor();
    await window.screenshot('insert-as');
    await choices.field.fill('AUTH0');
    await choices.focusedItem('Insert AUTH0_ORGANIZATION=…').waitFor();
    await choices.field.press('Enter');
    await workbench.editor.shows(`AUTH0_ORGANIZATION=${idOf(3)}`);
  });

  it('drops nothing where VS Code is told not to, and goes on', async () => {
    const { workbench, page } = opened();
    await workbench.editor.open('off.ini');
    await workbench.editor.dragOverLine(rowOf(1), 3);
    await page.mouse.up();
    await rowOf(2).click();
    await workbench.tab(`${organization(2).name}.json`).waitFor();
    await workbench.editor.open('off.ini');
    await workbench.editor.shows('[a]', 'b = c', '');
    assert.equal(await workbench.messages.count(), 0);
  });
});

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tenant } from '../tenant/server.ts';
import { useWindow, withTenant } from './windows/useWindow.ts';

/** An ID that the sample workspace has in `.env`, a file that no other program looks into. */
const known = 'org_9makbo2zcjnb6scn';
const billing = '$(bell) Billing';

/** The organization at a place of the list, or the one with an ID. */
function organizationOf({ organizations }: Tenant, wanted: string | number) {
  const found = organizations.find(({ id }, place) => id === wanted || place === wanted);
  assert.ok(found);
  return { ...found, display_name: found.display_name ?? found.name };
}

/** Files of which each is for one test, since VS Code saves what is typed into them. */
function filesFor(tenant: Tenant): Readonly<Record<string, string>> {
  return {
    'suggested.py': `AUTH0 = Settings(\n    domain="${tenant.domain}",\n    organization=\n)\n`,
    'references.py': `PILOT = "${organizationOf(tenant, 20).id}"\n`,
  };
}

describe('IDs in the editor', () => {
  const opened = useWindow(async (setUp) => {
    const window = await withTenant({ organizations: 60 })(setUp);
    const { tenant, workbench } = window;
    await tenant.updateOrganization(organizationOf(tenant, 20).id, { display_name: billing });
    await workbench.pressViewButton('Refresh');
    await workbench.row(billing).waitFor();
    // Before a file is looked for: VS Code remembers which ones there are.
    for (const [name, text] of Object.entries(filesFor(tenant))) await writeFile(join(window.folder, name), text);
    return window;
  });

  const organization = (wanted: string | number) => organizationOf(opened().tenant, wanted);

  it('have names behind them, and say more under the mouse', async () => {
    const { workbench, ...window } = opened();
    const { name, display_name: displayName } = organization(known);
    await workbench.editor.open('.env');
    await workbench.editor.line(known).getByText(displayName).waitFor();
    await workbench.hoverUntil(workbench.editor.word(known), `Name: ${name}`);
    await window.screenshot('editor-hover');
    await workbench.hover(displayName).getByText('Copy Name').click();
    await workbench.clipboardHolds(name);
  });

  it('open with Ctrl+click', async () => {
    const { workbench, ...window } = opened();
    await workbench.editor.open('.env');
    await workbench.editor.followLink(known);
    await workbench.tab(`${organization(known).name}.json`).waitFor();
    await workbench.editor.line(`"id": "${known}"`).waitFor();
    await window.screenshot('editor-link');
  });

  it('are suggested where an ID belongs, and found by what is typed', async () => {
    const { workbench, page, tenant, ...window } = opened();
    const { id, name } = organization(20);
    const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    await workbench.editor.open('suggested.py');
    await workbench.editor.line('organization=').click();
    await page.keyboard.press('End');
    await page.keyboard.type('"');
    await suggestions
      .filter({ hasText: `${organization(0).name} · ${tenant.domain}` })
      .first()
      .waitFor();
    await page.keyboard.type(name.slice(0, 6));
    await suggestions.and(page.locator('.focused')).filter({ hasText: billing }).waitFor();
    await window.screenshot('editor-completion');
    await page.keyboard.press('Enter');
    await workbench.editor.line(`organization="${id}"`).getByText(billing).waitFor();
  });

  it('are searched for in the whole workspace', async () => {
    const { workbench, page, ...window } = opened();
    const { id, name } = organization(20);
    await workbench.editor.open('references.py');
    // As a search of the person before has left it.
    await page.keyboard.press('Control+Shift+F');
    const query = page.locator('.search-view .search-widget textarea').first();
    // The next key does nothing anywhere else.
    await query.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Control+Shift+J');
    await page.locator('.search-view .file-types.includes input').fill('nowhere/**');
    await workbench.editor.word(id).click();
    await workbench.runCommand('Auth0 Organizations: Find References to Organization');
    const results = page.locator('.search-view .results .monaco-list-row');
    await results.filter({ hasText: 'references.py' }).waitFor();
    await results.filter({ hasText: `PILOT = "${id}"` }).waitFor();
    const searched = await query.inputValue();
    assert.ok(searched.includes(id) && searched.includes(name), searched);
    await window.screenshot('editor-references');
  });

  it('are links as long as a tenant is connected, in a file that is open before as well', async () => {
    const { workbench, tenant } = opened();
    await workbench.openView('Auth0 Organizations');
    await workbench.editor.open('.env');
    await workbench.editor.link(known).waitFor();
    await workbench.disconnect(workbench.row(tenant.domain));
    await workbench.editor.link(known).waitFor({ state: 'detached' });
    await workbench.connect(tenant);
    await workbench.editor.link(known).waitFor();
  });
});

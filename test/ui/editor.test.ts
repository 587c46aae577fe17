import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

/** An ID that the sample workspace has in `web/Providers.tsx`. */
const known = 'org_IFdbJRo6UmpbARM5';
const nobody = 'org_0000000000000000';

describe('IDs in the editor', () => {
  let tenant: Tenant;
  let window: UiWindow;
  const organization = (wanted: string | number) => {
    const found = tenant.organizations.find(({ id }, place) => id === wanted || place === wanted);
    assert.ok(found);
    return { ...found, display_name: found.display_name ?? found.name };
  };
  const line = (text: string | RegExp): Locator => window.page.locator('.view-line').filter({ hasText: text }).first();
  const openFile = async (path: string) => {
    const { workbench, page } = window;
    await page.keyboard.press('Control+P');
    await workbench.inputBox().fill(path);
    await workbench.quickPick(path.replace(/.*\//, '')).waitFor();
    await workbench.inputBox().press('Enter');
    await workbench.tab(path.replace(/.*\//, '')).and(window.page.locator('.active')).waitFor();
  };
  before(async () => {
    tenant = await startTenant({ organizations: 60 });
    await tenant.updateOrganization(organization(20).id, { display_name: '$(bell) Billing' });
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken: await tenant.mintToken() }] });
    await writeFile(
      join(window.folder ?? '-', 'api', 'settings.py'),
      `AUTH0 = Settings(\n    domain="${tenant.domain}",\n    organization=\n)\n\n# ${organization(5).name}\nPILOT = "${nobody}"  # ${organization(5).name}\n`,
    );
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).click();
    await window.workbench.row(organization(0).display_name).waitFor();
    await tenant.clearRequests();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('have names behind them, and say more under the mouse', async () => {
    const { workbench, page } = window;
    const { name, display_name: displayName } = organization(known);
    await openFile('web/Providers.tsx');
    await line(known).getByText(displayName).waitFor();
    await workbench.hoverUntil(
      page.locator('.view-line span span').filter({ hasText: known }).first(),
      `Name: ${name}`,
    );
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: displayName }).first();
    await hover.getByText('Copy Name').waitFor();
    await window.screenshot('editor-hover');
    assert.deepEqual(tenant.requests, []);
    await hover.getByText('Copy Name').click();
    await workbench.clipboardHolds(name);
  });

  it('open with Ctrl+click', async () => {
    const { workbench, page } = window;
    await page.keyboard.press('Escape');
    // VS Code asks for the links of a file a while after it shows the text.
    await page
      .locator('.view-line .detected-link')
      .filter({ hasText: known })
      .first()
      .click({ modifiers: ['Control'] });
    await workbench.tab(`${organization(known).name}.json`).waitFor();
    await line(`"id": "${known}"`).waitFor();
    await window.screenshot('editor-link');
  });

  it('are suggested where one belongs, and found by what is typed', async () => {
    const { page } = window;
    const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    await openFile('api/settings.py');
    await line('organization=').click();
    await page.keyboard.press('End');
    await page.keyboard.type('"');
    await suggestions
      .filter({ hasText: `${organization(0).name} · ${tenant.domain}` })
      .first()
      .waitFor();
    await page.keyboard.type(organization(20).name.slice(0, 6));
    await suggestions.filter({ hasText: '$(bell) Billing' }).first().waitFor();
    await window.screenshot('editor-completion');
    await page.keyboard.press('Enter');
    await suggestions.first().waitFor({ state: 'hidden' });
    await line(`organization="${organization(20).id}"`)
      .getByText('$(bell) Billing')
      .waitFor();
  });

  it('are searched for in the whole workspace', async () => {
    const { workbench, page } = window;
    // As a search of the person before has left it.
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.press('Control+Shift+J');
    await page.locator('.search-view .file-types.includes input').fill('nowhere/**');
    await line(organization(20).id).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page
      .locator('.view-line span span')
      .filter({ hasText: organization(20).id })
      .first()
      .click();
    await workbench.runCommand('Organizations: Find All References to This Organization');
    const query = page.locator('.search-view .search-widget textarea').first();
    await query.waitFor();
    await page.waitForFunction(
      `document.querySelector('.search-view .search-widget textarea')?.value.includes('${organization(20).id}')`,
    );
    assert.ok((await query.inputValue()).includes(organization(20).name));
    const results = page.locator('.search-view .results .monaco-list-row');
    await results.filter({ hasText: 'settings.py' }).waitFor();
    await results.filter({ hasText: `organization="${organization(20).id}"` }).waitFor();
    await window.screenshot('editor-references');
  });

  it('can be replaced once the tenant has answered that it has none', async () => {
    const { workbench, page } = window;
    await openFile('api/settings.py');
    await page
      .locator('.view-line .detected-link')
      .filter({ hasText: nobody })
      .first()
      .click({ modifiers: ['Control'] });
    await workbench.notification('404').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await page.locator('.squiggly-warning').first().waitFor();
    await page.locator('.view-line span span').filter({ hasText: nobody }).first().click();
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget');
    await menu.getByText(`Replace With ${organization(5).display_name}`).waitFor();
    await menu.getByText(`Choose Another Organization of ${tenant.domain}…`).waitFor();
    await window.screenshot('editor-quick-fix');
    await menu.getByText(`Replace With ${organization(5).display_name}`).click();
    // The comment behind it says the name as well.
    await line(`PILOT = \"${organization(5).id}\"`)
      .getByText(organization(5).display_name, { exact: true })
      .waitFor();
  });

  it('can be replaced by one that is chosen', async () => {
    const { workbench, page } = window;
    await page.keyboard.press('Control+Z');
    await page.locator('.squiggly-warning').first().waitFor();
    await page.locator('.view-line span span').filter({ hasText: nobody }).first().click();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText('Choose Another Organization').click();
    await workbench.quickPick(organization(0).id).waitFor();
    await workbench.inputBox().fill(organization(30).name);
    await workbench.quickPick(organization(30).id).click();
    await line(`PILOT = \"${organization(30).id}\"`)
      .getByText(organization(30).display_name)
      .waitFor();
  });

  it('are links as long as a tenant is connected, in a file that is open before as well', async () => {
    const { workbench, page } = window;
    const links = page.locator('.view-line .detected-link');
    await links.first().waitFor();
    await workbench.runCommand('Organizations: Disconnect Tenant…');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await links.first().waitFor({ state: 'detached' });
    await workbench.connect(tenant);
    await links.first().waitFor();
  });
});

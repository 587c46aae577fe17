import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { answerNext } from './commandDrives.ts';
import { openWindow, withoutNames, type UiWindow } from './harness.ts';

describe('Copying a request', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
    const tenants = [{ domain: tenant.domain, accessToken: await tenant.mintToken() }];
    window = await openWindow({ tenants, settings: withoutNames });
    const { workbench } = window;
    await workbench.openSidebarView('Auth0 Organizations');
    await workbench.row(tenant.domain).click();
    await workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
    await tenant.clearRequests();
  });
  after(async () => {
    assert.equal(tenant.requests.length, 0, 'no request is made for it');
    await window.dispose();
    await tenant.close();
  });

  it('is in the menu of a tenant, and copies by the button of a language', async () => {
    const { workbench } = window;
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Copy Request As…');
    await workbench.quickPick('Swift').waitFor();
    await workbench.quickPick('Node.js').hover();
    await window.screenshot('copy-request');
    await workbench.pressInlineButton(workbench.quickPick('Node.js'), 'Copy');
    await workbench.statusBar().getByText('Copied the request as Node.js').waitFor();
    assert.ok((await workbench.clipboard()).includes(`fetch('${tenant.url}/api/v2/organizations?take=100'`));
    await workbench.inputBox().waitFor({ state: 'hidden' });
  });

  it('is among what is copied of an organization, and opens by Enter', async () => {
    const { workbench, page } = window;
    const { id, name } = tenant.organizations[1] ?? {};
    await workbench.row(name ?? '-').click({ button: 'right' });
    await page.locator('.monaco-menu').getByRole('menuitem', { name: 'Copy', exact: true }).hover();
    await page.locator('.monaco-menu').getByRole('menuitem', { name: 'Copy Request As…' }).hover();
    await page.keyboard.press('Enter');
    await workbench.quickPick(`GET /api/v2/organizations/name/${name}`).waitFor();
    await workbench.quickPick(`GET /api/v2/organizations/${id}`).click();
    await workbench.quickPick('Ruby').click();
    await workbench.tab('Untitled-1').waitFor();
    assert.match(await workbench.editorText(), new RegExp(`url = URI\\("${tenant.url}/api/v2/organizations/${id}"\\)`));
  });

  it('asks for the organization when nothing is pointed at, and says what is wrong with the answer', async () => {
    const { workbench } = window;
    await workbench.runCommand('Organizations: Copy Request As…');
    await workbench.quickPick('Organization by Name').click();
    await answerNext(workbench, 'Name of the organization', "acme'");
    await workbench.inputMessage().filter({ hasText: 'A name has 1 to 50 characters' }).waitFor();
    await workbench.answer('acme');
    await workbench.pressInlineButton(workbench.quickPick('PHP'), 'Copy');
    await workbench.statusBar().getByText('Copied the request as PHP').waitFor();
    assert.ok((await workbench.clipboard()).includes(`"${tenant.url}/api/v2/organizations/name/acme"`));
  });
});

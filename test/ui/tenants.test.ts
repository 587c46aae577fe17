import assert from 'node:assert/strict';
import { until } from '../patience.ts';
import type { Tenant, TokenOptions } from '../tenant/server.ts';
import type { Workbench } from './pages/workbench.ts';
import { useWindow } from './windows/useWindow.ts';

// What their rows say and what the commands do is in `test/host/tenants/tenantCommands.test.ts`; what a reload keeps, and how a
// window asks for tokens that are lost, in `reload.test.ts`.

/** Replaces the token from the menu of the tenant's row. */
async function updateToken(workbench: Workbench, tenant: Tenant, options: TokenOptions): Promise<void> {
  await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Manage Tenant', 'Update Access Token…');
  const box = workbench.box(`Access Token for ${tenant.domain}`);
  await box.answer(await tenant.mintToken(options));
  await box.root.waitFor({ state: 'hidden' });
}

/** The title of the tenant's first organization. */
function nameOf({ organizations: [first] }: Tenant): string {
  return first?.display_name ?? first?.name ?? '-';
}

function pathsOf({ requests }: Tenant): readonly string[] {
  return requests.map(({ path, status }) => `${path} ${status}`);
}

describe('Several tenants', () => {
  const opened = useWindow(async (setUp) => {
    const acme = await setUp.tenant({ organizations: 3 });
    const globex = await setUp.tenant({ organizations: 4, seed: 7 });
    const connections = [acme, globex].map(async (tenant) => ({
      domain: tenant.domain,
      accessToken: await tenant.mintToken(),
    }));
    const window = await setUp.window({ tenants: await Promise.all(connections) });
    await window.workbench.openView('Auth0 Organizations');
    await window.workbench.row(globex.domain).waitFor();
    return { ...window, acme, globex };
  });

  it('can have names of one’s own, which are shown as they are wherever a tenant is to be chosen', async () => {
    const { workbench, page, acme, globex, ...window } = opened();
    const label = '$(warning) <img>';
    const [organization = assert.fail()] = globex.organizations;
    await workbench.renameTenant(acme, label);
    const row = workbench.row(label);
    await row.locator('.label-description', { hasText: acme.domain }).waitFor();
    assert.equal(await row.locator('.label-name').innerText(), label);

    await workbench.setExpanded(row, false);
    await row.click();
    await workbench.row(nameOf(acme)).waitFor();
    await row.and(page.locator('[aria-selected="true"]')).waitFor();

    // A command is about the one whose row is selected. Where none is seen, it asks which of them is meant, and then asks
    // no other one for anything.
    await workbench.runCommand('Auth0 Organizations: Save Snapshot (Backup)…');
    await workbench.box(`Save Snapshot of ${label}`).escape();
    await workbench.openView('Explorer');
    await workbench.row('README.md').waitFor();
    await workbench.runCommand('Auth0 Organizations: Save Snapshot (Backup)…');
    const choice = workbench.box('Save Snapshot');
    await choice.item(acme.domain).getByText(label).waitFor();
    await choice.item(globex.domain).waitFor();
    await window.screenshot('tenants');
    await choice.escape();
    await workbench.openView('Auth0 Organizations');
    await workbench.chooseFromMenu(workbench.row(globex.domain), 'Open Organization List as JSON');
    await workbench.tab('organizations.json').waitFor();
    await workbench.editor.line(`"${nameOf(globex)}"`).waitFor();
    await workbench.openView('Auth0 Organizations');
    await Promise.all([acme.clearRequests(), globex.clearRequests()]);
    // One that asks for an organization knows from it which is meant, once it is loaded.
    await workbench.runCommand('Auth0 Organizations: Open Organization by ID…');
    await workbench.box('Open Organization by ID').answer(organization.id);
    await workbench.tab(`${organization.name}.json`).waitFor();
    assert.deepEqual(pathsOf(globex), [`/api/v2/organizations/${organization.id} 200`]);
    assert.deepEqual(pathsOf(acme), []);

    await workbench.chooseFromMenu(workbench.row(acme.domain), 'Manage Tenant', 'Rename Tenant (Label)…');
    const name = workbench.box(`Rename ${label}`);
    assert.equal(await name.field.inputValue(), label);
    await name.answer('');
    await workbench.row(new RegExp(`^${acme.domain}`)).waitFor();
  });

  it('are called by their names where a token of another one is entered, which is connected already', async () => {
    const { workbench, acme, globex } = opened();
    await workbench.renameTenant(globex, 'Globex test');
    await workbench.chooseFromMenu(workbench.row(acme.domain), 'Manage Tenant', 'Update Access Token…');
    const box = workbench.box(`Access Token for ${acme.domain}`);
    await box.answer(await globex.mintToken());
    const said = `The access token of ${acme.domain} could not be replaced. The access token was issued by Globex test, not by this tenant.`;
    await box.message.getByText(said, { exact: true }).waitFor();
    await box.escape();
    await workbench.renameTenant(globex, '');
  });

  it('can be moved up and down', async () => {
    const { workbench, acme, globex } = opened();
    const firstRow = (tenant: Tenant) => workbench.rows.first().filter({ hasText: tenant.domain });
    await firstRow(acme).waitFor();
    await workbench.chooseFromMenu(workbench.row(globex.domain), 'Manage Tenant', 'Move Tenant Up');
    await firstRow(globex).waitFor();
    await workbench.chooseFromMenu(workbench.row(globex.domain), 'Manage Tenant', 'Move Tenant Down');
    await firstRow(acme).waitFor();
  });

  it('can be moved from the second on, each with one warning where its token can do more than read', async () => {
    const { workbench, acme, globex } = opened();
    await workbench.disconnect(workbench.row(globex.domain));
    await workbench.openMenu(workbench.row(acme.domain), 'Manage Tenant');
    await workbench.menuItem('Manage Tenant').hover();
    await workbench.menuItem('Rename Tenant (Label)…').waitFor();
    assert.equal(await workbench.menu.getByText('Move Tenant').count(), 0);
    await workbench.closeMenu();

    // Once for each of them a warning says that its token can do more than read.
    const scope = 'read:organizations update:organizations delete:organizations';
    const warningOf = ({ domain }: Tenant) =>
      workbench
        .notification(new RegExp(`${domain} can also create, change or delete`))
        .getByRole('button', { name: 'How to Make a Read-Only Application' });
    await workbench.connect(globex, { scope });
    await warningOf(globex).waitFor();
    assert.equal(await workbench.messages.count(), 1);
    await workbench.clearNotifications();
    await updateToken(workbench, globex, { scope });
    await updateToken(workbench, acme, { scope });
    await warningOf(acme).waitFor();
    assert.equal(await workbench.messages.count(), 1);
    await workbench.hoverUntil(workbench.row(acme.domain), /The access token expires on .*change or delete: update:/s);
  });
});

describe('Several tenants in two windows', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 3 });
    const window = await setUp.window({ sharedSecrets: true });
    const other = await window.openAnother();
    await other.openView('Auth0 Organizations');
    await other.welcome.waitFor();
    await window.focus();
    return { ...window, other, tenant };
  });

  it('are the same in both, and no window asks a tenant for anything for the other one', async () => {
    const { workbench, other, tenant, ...window } = opened();
    const [first = assert.fail()] = tenant.organizations;
    const [connected, listed] = ['/api/v2/organizations?take=1 200', '/api/v2/organizations?take=100 200'];
    await workbench.connect(tenant);
    await other.row(tenant.domain).waitFor();
    assert.deepEqual(pathsOf(tenant), [connected, listed]);
    await window.focus(other);
    await tenant.clearRequests();
    await other.expandTenant(tenant);
    assert.deepEqual(pathsOf(tenant), [listed]);

    // A token that is replaced in one of them is used in the other one.
    await Promise.all([tenant.revokeTokens(), tenant.clearRequests()]);
    await window.focus();
    await updateToken(workbench, tenant, { expiresInSeconds: 1800 });
    await other.row(tenant.domain).getByText('expires at').waitFor();
    assert.deepEqual(pathsOf(tenant), [connected]);
    await window.focus(other);
    await tenant.updateOrganization(first.id, { display_name: 'Named Anew' });
    await tenant.clearRequests();
    await other.pressViewButton('Refresh');
    await other.row('Named Anew').waitFor();
    assert.deepEqual(pathsOf(tenant), [listed]);

    // What is no secret reaches other windows a moment later, and is looked at when they get the focus.
    await window.focus();
    await workbench.renameTenant(tenant, 'Production');
    await tenant.clearRequests();
    await until(async () => {
      await window.focus();
      await window.focus(other);
      return other.row(/^Production/).isVisible();
    });
    assert.deepEqual(pathsOf(tenant), []);

    // Neither of them asks for anything once it is disconnected in one.
    await window.focus();
    await workbench.disconnect(workbench.row(/^Production/));
    await other.welcome.waitFor();
    await window.focus(other);
    await tenant.clearRequests();
    // The palette offers no command that could do nothing.
    await other.page.locator('.monaco-workbench').press('F1');
    const palette = other.box();
    await palette.field.fill('>Auth0 Organizations: ');
    await palette.item('Auth0 Organizations: Connect Tenant…').waitFor();
    await palette.item('Auth0 Organizations: Open Organization').waitFor({ state: 'detached' });
    await palette.item('Auth0 Organizations: Refresh').waitFor({ state: 'detached' });
    await palette.escape();
    assert.deepEqual(pathsOf(tenant), []);
  });
});

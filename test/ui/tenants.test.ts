import assert from 'node:assert/strict';
import { startTenant, type Tenant, type TokenOptions } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';
import type { Workbench } from './workbench.ts';

/** Connects a tenant with a token of these options, and waits for its organizations. */
async function connect(workbench: Workbench, tenant: Tenant, options: TokenOptions = {}): Promise<void> {
  await workbench.runCommand('Organizations: Connect Tenant…');
  await workbench.answer(tenant.domain);
  await workbench.quickPick('Paste a Management API access token').click();
  await workbench.page.getByText(`Access Token for ${tenant.domain}`).waitFor();
  await workbench.answer(await tenant.mintToken(options));
  await workbench.row(nameOf(tenant)).waitFor();
}

/** Replaces the token from the menu of the tenant's row. */
async function updateToken(workbench: Workbench, tenant: Tenant, options: TokenOptions = {}): Promise<void> {
  await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Update Access Token…');
  await enterToken(workbench, tenant, options);
}

async function enterToken(workbench: Workbench, tenant: Tenant, options: TokenOptions = {}): Promise<void> {
  await workbench.page.getByText(`Access Token for ${tenant.domain}`).waitFor();
  await workbench.answer(await tenant.mintToken(options));
  await workbench.inputBox().waitFor({ state: 'detached' });
}

async function disconnect(workbench: Workbench, row: ReturnType<Workbench['row']>): Promise<void> {
  await workbench.chooseFromMenu(row, 'Disconnect Tenant…');
  await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Disconnect' }).click();
  await row.waitFor({ state: 'detached' });
}

async function collapse(workbench: Workbench, tenant: Tenant): Promise<void> {
  await workbench.row(tenant.domain).click();
  await workbench.row(nameOf(tenant)).waitFor({ state: 'detached' });
}

async function reload({ workbench, page }: UiWindow): Promise<void> {
  await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
}

/** The title of the tenant's first organization. */
function nameOf({ organizations: [first] }: Tenant): string {
  return first?.display_name ?? first?.name ?? '-';
}

function pathsOf({ requests }: Tenant): readonly string[] {
  return requests.map(({ path, status }) => `${path} ${status}`);
}

describe('Several tenants', () => {
  let acme: Tenant;
  let globex: Tenant;
  let window: UiWindow;
  let workbench: Workbench;

  before(async () => {
    [acme, globex] = await Promise.all([startTenant({ organizations: 3 }), startTenant({ organizations: 4, seed: 7 })]);
    window = await openWindow();
    ({ workbench } = window);
  });
  after(async () => {
    await window.dispose();
    await Promise.all([acme.close(), globex.close()]);
  });

  const menuOf = async (tenant: Tenant) => {
    await workbench.row(tenant.domain).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Rename Tenant…' }).waitFor();
    const items = await workbench.page.locator('.monaco-menu').innerText();
    await workbench.page.keyboard.press('Escape');
    await workbench.page.locator('.monaco-menu').waitFor({ state: 'detached' });
    return items;
  };
  const firstRow = (text: string) => workbench.rows().first().filter({ hasText: text });
  const inStatusBar = (text: string | RegExp) => workbench.statusBar().getByText(text);

  it('are counted in the status bar, from the second on', async () => {
    await connect(workbench, acme);
    assert.equal(await inStatusBar('tenant').count(), 0);
    assert.ok(!(await menuOf(acme)).includes('Move Tenant Up'));
    await connect(workbench, globex);
    await inStatusBar('2 tenants').waitFor();
    assert.equal(await workbench.messages().count(), 0);
  });

  it('are listed from there, and the chosen one is brought into view', async () => {
    await collapse(workbench, acme);
    await workbench.openSidebarView('Explorer');
    await workbench.row('README.md').waitFor();
    await inStatusBar('2 tenants').click();
    await workbench.quickPick(globex.domain).getByText('ready').waitFor();
    await window.screenshot('tenants');
    await workbench.quickPick(acme.domain).click();
    await workbench.row(nameOf(acme)).waitFor();
    assert.equal(await workbench.row(acme.domain).getAttribute('aria-selected'), 'true');
  });

  it('can have names of one’s own, which are shown as they are', async () => {
    const label = '$(warning) <img>';
    await workbench.chooseFromMenu(workbench.row(acme.domain), 'Rename Tenant…');
    await workbench.answer(label);
    await workbench.row(label).locator('.label-description', { hasText: acme.domain }).waitFor();
    assert.equal(await workbench.row(label).locator('.label-name').innerText(), label);
    await inStatusBar('2 tenants').click();
    await workbench.quickPick(acme.domain).getByText(label).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('can be moved up and down', async () => {
    await workbench.chooseFromMenu(workbench.row(globex.domain), 'Move Tenant Up');
    await firstRow(globex.domain).waitFor();
    await workbench.chooseFromMenu(workbench.row(globex.domain), 'Move Tenant Down');
    await firstRow(acme.domain).waitFor();
    await workbench.chooseFromMenu(workbench.row(acme.domain), 'Move Tenant Down');
    await firstRow(globex.domain).waitFor();
  });

  it('keep names and places over a reload, and show their domains once a name is taken away', async () => {
    await workbench.chooseFromMenu(workbench.row(acme.domain), 'Rename Tenant…');
    assert.equal(await workbench.inputBox().inputValue(), '$(warning) <img>');
    await workbench.answer('Production');
    await workbench.row(/^Production/).waitFor();
    await reload(window);
    await firstRow(globex.domain).waitFor();
    await workbench.row('Production').getByText(acme.domain).waitFor();
    await inStatusBar('2 tenants').waitFor();
    await workbench.chooseFromMenu(workbench.row(acme.domain), 'Rename Tenant…');
    await workbench.answer('');
    await workbench.row(new RegExp(`^${acme.domain}`)).waitFor();
  });

  it('are asked about by a look-up', async () => {
    const [organization] = globex.organizations;
    await workbench.row(nameOf(globex)).waitFor();
    await Promise.all([acme.clearRequests(), globex.clearRequests()]);
    await workbench.runCommand('Organizations: Open Organization by ID…');
    await workbench.quickPick(globex.domain).click();
    await workbench.page.getByText('ID of the organization').waitFor();
    await workbench.answer(organization?.id ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
    assert.deepEqual(pathsOf(globex), [`/api/v2/organizations/${organization?.id} 200`]);
    assert.deepEqual(pathsOf(acme), []);
  });

  it('tell on their rows and in the status bar when an access token ends', async () => {
    await updateToken(workbench, acme, { expiresInSeconds: 1800 });
    await workbench.row(acme.domain).getByText('expires at').waitFor();
    await updateToken(workbench, acme, { expiresInSeconds: 8 });
    await workbench.row(acme.domain).getByText('access token expired').waitFor();
    await inStatusBar('1 of 2 tenants needs an access token').waitFor();
    await window.screenshot('expired');
  });

  it('are not asked with a token that has ended, but explain it', async () => {
    await acme.clearRequests();
    await workbench.pressInlineButton(workbench.row(acme.domain), 'Refresh');
    await workbench.notification('The access token has expired').waitFor();
    assert.deepEqual(pathsOf(acme), []);
    await workbench.pressInlineButton(workbench.row(acme.domain), 'Update Access Token');
    await enterToken(workbench, acme);
    await workbench.row('access token expired').waitFor({ state: 'detached' });
    await inStatusBar('2 tenants').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('tell under the mouse what their tokens allow, and until when', async () => {
    await workbench.row(acme.domain).hover();
    const hover = workbench.page.locator('.monaco-hover').filter({ hasText: 'The access token expires on' });
    await hover.getByText('Scopes of the token: read:organizations').waitFor();
  });

  it('are not counted any more once there is one', async () => {
    await disconnect(workbench, workbench.row(globex.domain));
    await inStatusBar('tenants').waitFor({ state: 'detached' });
    assert.ok(!(await menuOf(acme)).includes('Move Tenant Down'));
  });

  it('warn once of tokens that can do more than read', async () => {
    const warning = 'can also create, change or delete';
    const scope = 'read:organizations update:organizations delete:organizations';
    await connect(workbench, globex, { scope });
    const button = { name: 'How to Make a Read-Only Application' };
    await workbench.notification(warning).getByRole('button', button).waitFor();
    assert.equal(await workbench.messages().count(), 1);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await updateToken(workbench, globex, { scope });
    await updateToken(workbench, acme, { scope });
    await workbench.notification(warning).filter({ hasText: acme.domain }).waitFor();
    assert.equal(await workbench.messages().count(), 1);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('list organizations with read:organizations_summary, and let their IDs be copied', async () => {
    await disconnect(workbench, workbench.row(globex.domain));
    await connect(workbench, globex, { scope: 'read:organizations_summary' });
    await workbench.pressInlineButton(workbench.row(nameOf(globex)), 'Copy Organization ID');
    await workbench.clipboardHolds(globex.organizations[0]?.id ?? '-');
    assert.equal(await workbench.messages().count(), 0);
  });
});

describe('Several tenants in two windows', () => {
  let tenant: Tenant;
  let window: UiWindow;
  let other: Workbench;

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
    window = await openWindow({ sharedSecrets: true });
    other = await window.openAnother();
    await other.openSidebarView('Auth0 Organizations');
    await other.welcome().waitFor();
    await window.focus();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('are connected in both, with no request for the other window', async () => {
    await connect(window.workbench, tenant);
    await other.row(tenant.domain).waitFor();
    assert.deepEqual(pathsOf(tenant), ['/api/v2/organizations?take=1 200', '/api/v2/organizations?take=100 200']);
    await window.focus(other);
    await tenant.clearRequests();
    await other.row(tenant.domain).click();
    await other.row(nameOf(tenant)).waitFor();
    assert.deepEqual(pathsOf(tenant), ['/api/v2/organizations?take=100 200']);
  });

  it('use a token that was replaced in the other one', async () => {
    await Promise.all([tenant.revokeTokens(), tenant.clearRequests()]);
    await window.focus();
    await updateToken(window.workbench, tenant, { expiresInSeconds: 1800 });
    await other.row(tenant.domain).getByText('expires at').waitFor();
    assert.deepEqual(pathsOf(tenant), ['/api/v2/organizations?take=1 200']);
    await window.focus(other);
    await tenant.updateOrganization(tenant.organizations[0]?.id ?? '-', { display_name: 'Named Anew' });
    await tenant.clearRequests();
    await other.pressViewButton('Refresh');
    await other.row('Named Anew').waitFor();
    assert.deepEqual(pathsOf(tenant), ['/api/v2/organizations?take=100 200']);
  });

  it('show a new name when they get the focus', async () => {
    await window.focus();
    await window.workbench.chooseFromMenu(window.workbench.row(tenant.domain), 'Rename Tenant…');
    await window.workbench.answer('Production');
    await window.workbench.row(/^Production/).waitFor();
    await tenant.clearRequests();
    // What is no secret reaches other windows a moment later, and is looked at when they get the focus.
    while (!(await other.row(/^Production/).isVisible())) {
      await window.focus();
      await window.focus(other);
    }
    assert.deepEqual(pathsOf(tenant), []);
  });

  it('are disconnected in both, and ask the tenant for nothing more', async () => {
    await window.focus();
    await disconnect(window.workbench, window.workbench.row(/^Production/));
    await other.welcome().waitFor();
    await window.focus(other);
    await tenant.clearRequests();
    await other.runCommand('Organizations: Refresh');
    await other.runCommand('Organizations: Open Organization List as JSON');
    await other.notification('No tenant is connected yet').waitFor();
    assert.deepEqual(pathsOf(tenant), []);
  });
});

describe('Several tenants after the keyring has forgotten its key', () => {
  let tenant: Tenant;

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
  });
  after(() => tenant.close());

  it('are still listed, ask for their tokens and nothing else, and take them', async () => {
    const window = await openWindow();
    const { workbench } = window;
    await connect(workbench, tenant);
    await collapse(workbench, tenant);
    await tenant.clearRequests();
    await window.loseKey();
    await reload(window);
    await workbench.row(tenant.domain).getByText('no access token').waitFor();
    assert.equal(await workbench.messages().count(), 0);
    await workbench.row(tenant.domain).click();
    await workbench.notification(`No access token is stored for ${tenant.domain}`).waitFor();
    assert.deepEqual(pathsOf(tenant), []);
    await workbench.pressInlineButton(workbench.row(tenant.domain), 'Update Access Token');
    await enterToken(workbench, tenant);
    await workbench.row(nameOf(tenant)).waitFor();
    assert.equal(await workbench.row('no access token').count(), 0);
  });
});

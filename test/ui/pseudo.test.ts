import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { answerNext } from './commandDrives.ts';
import { pseudo } from './pseudoLocale.ts';
import { openPseudoWindow, surfaces, type PseudoWindow } from './pseudoWindow.ts';

const missingId = 'org_0000000000000000';

describe('In the pseudo-locale, no English is left', () => {
  let tenant: Tenant;
  let window: PseudoWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
    window = await openPseudoWindow([tenant], { 'ids.txt': `${tenant.organizations[0]?.id}\n${missingId}\n` });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });
  afterEach(() => window.escape());

  const row = (index: number) => window.workbench.row(tenant.organizations[index]?.name ?? '-');

  it('in the welcome', async () => {
    await window.page.locator('.activitybar [class*="view-extension-organizationInspector"]').click();
    assert.deepEqual(await window.leftOn(surfaces.sidebar, 'Connect Tenant'), []);
  });

  it('where a tenant is connected', async () => {
    const { workbench } = window;
    await workbench.welcome().getByRole('button').click();
    await workbench.inputBox().fill('acme');
    assert.deepEqual(await window.leftInBox('Connect Tenant'), []);
    await workbench.answer(tenant.domain);
    assert.deepEqual(
      await window.leftOn(surfaces.box, 'Enter a client ID and secret once; access tokens are fetched as needed.'),
      [],
    );
    await workbench.quickPick(pseudo('Paste a Management API access token.')).click();
    assert.deepEqual(await window.leftInBox('Access Token for'), []);
    await workbench.answer(await tenant.mintToken());
    await row(0).waitFor();
  });

  it('in the rows and their hovers', async () => {
    const { workbench } = window;
    await row(1).locator('.monaco-tl-twistie').click();
    await workbench.row(pseudo('Invitations')).locator('.monaco-tl-twistie').click();
    await workbench.row('@acme.example').waitFor();
    assert.deepEqual(await window.leftOn(surfaces.sidebar, 'Invitations'), []);
    await workbench.hoverUntil(workbench.row(tenant.domain), pseudo('Scopes of the token'));
    assert.deepEqual(await window.leftOn(surfaces.hover, 'Scopes of the token'), []);
    await workbench.hoverUntil(row(1), pseudo('Branding'));
    assert.deepEqual(await window.leftOn(surfaces.hover, 'Branding'), []);
  });

  for (const [kind, known] of [
    ['a tenant', 'Rename Tenant…'],
    ['an organization', 'Insert Organization ID'],
    ['a section', 'Open Section as JSON'],
    ['an item', 'Copy Invitation Link…'],
  ] as const) {
    it(`in the menu of ${kind}`, async () => {
      const { workbench } = window;
      const target = {
        'a tenant': workbench.row(tenant.domain),
        'an organization': row(1),
        'a section': workbench.row(pseudo('Invitations')),
        'an item': workbench.row('@acme.example'),
      }[kind];
      await target.click({ button: 'right' });
      assert.deepEqual(await window.leftOn(surfaces.menu, known), []);
    });
  }

  it('in the palette', async () => {
    const { workbench, page } = window;
    await page.locator('.monaco-workbench').press('F1');
    await workbench.inputBox().fill(`>${pseudo('Organizations')}`);
    // VS Code itself puts the English titles below, for people who look for them.
    assert.deepEqual(
      await window.leftOn(`${surfaces.box} .quick-input-list-row:first-child .label-name`, 'Connect Tenant…'),
      [],
    );
  });

  for (const [title, boxTitle] of [
    ['Update Access Token…', 'Access Token for'],
    ['Rename Tenant…', 'Rename'],
    ['Show Tenants…', 'Tenants'],
    ['Open Organization by ID…', 'Open Organization by ID'],
    ['Open Organization by Name…', 'Open Organization by Name'],
    ['Find Organization…', 'Find Organization'],
    ['Sort Organizations…', 'Sort Organizations'],
    ['Filter Organizations…', 'Filter Organizations'],
    ['Copy Request As…', 'Copy Request As'],
  ] as const) {
    it(`where ${title} asks`, async () => {
      await window.run(title);
      assert.deepEqual(await window.leftInBox(boxTitle), []);
    });
  }

  it('where a tenant is disconnected', async () => {
    await window.run('Disconnect Tenant…');
    assert.deepEqual(await window.leftOn(surfaces.dialog, 'Nothing changes at Auth0.'), []);
  });

  it('where something fails', async () => {
    const { workbench } = window;
    await window.run('Open Organization by ID…');
    await answerNext(workbench, pseudo('ID of the organization'), missingId);
    assert.deepEqual(await window.leftOn(surfaces.notifications, 'Check the spelling and the tenant.'), []);
  });

  it('about an ID in a file', async () => {
    const { workbench, page } = window;
    await page.keyboard.press('Control+P');
    await workbench.inputBox().fill('ids.txt');
    await workbench.quickPick('ids.txt').click();
    await workbench.editor().getByText(missingId).waitFor();
    const id = tenant.organizations[0]?.id ?? '-';
    await workbench.hoverUntil(workbench.editor().getByText(id).first(), pseudo('Copy Name'));
    assert.deepEqual(await window.leftOn(surfaces.hover, 'Copy Name'), []);
    await workbench.hoverUntil(
      workbench.editor().getByText(missingId).first(),
      pseudo('has no organization with this ID.'),
    );
    assert.deepEqual(await window.leftOn(surfaces.hover, 'Connect Tenant…'), []);
  });

  it('in what the settings say', async () => {
    const { page } = window;
    await page.keyboard.press('Control+,');
    await page.locator('.settings-editor .suggest-input-container').click();
    await page.keyboard.type('organizationInspector');
    // Their names are made from their keys, in any language.
    assert.deepEqual(await window.leftOn('.settings-editor .setting-item-description', 'Suggest organizations'), []);
    await window.screenshot('pseudo-settings');
  });
});

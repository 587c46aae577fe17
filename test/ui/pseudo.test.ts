import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { retry } from '../patience.ts';
import type { Tenant } from '../tenant/server.ts';
import { pseudo } from './data/pseudoLocale.ts';
import { openPseudoWindow, surfaces } from './windows/pseudoWindow.ts';
import { useWindow } from './windows/useWindow.ts';

describe('The pseudo-locale', () => {
  const opened = useWindow(openPseudoWindow);

  const organizationRow = (index: number) => opened().workbench.row(opened().tenant.organizations[index]?.name ?? '-');
  const sectionRow = () => opened().workbench.row(pseudo('Invitations'));
  const itemRow = () => opened().workbench.row('@acme.example');
  const box = (title: string) => opened().workbench.box(pseudo(title));
  const choose = (target: Locator, item: string, ...path: readonly string[]) =>
    opened().workbench.chooseFromMenu(target, pseudo(item), ...path.map((title) => pseudo(title)));

  /** Opens the rows down to the invitations to the second organization. */
  async function openRows(): Promise<void> {
    const { workbench, tenant } = opened();
    await workbench.expandTenant(tenant);
    await workbench.setExpanded(organizationRow(1));
    await workbench.setExpanded(sectionRow());
    await itemRow().waitFor();
  }

  async function answerToken(tenant: Tenant): Promise<void> {
    await box('Access Token for').answer(await tenant.mintToken());
    await opened().workbench.row(tenant.domain).waitFor();
  }

  // First, while no organizations are loaded: those that are known need no request, which is then not asked for.
  it('leaves no English where all IDs are looked up', async () => {
    const { workbench, run, leftOn, leftInBox, empty, missingId } = opened();
    const look = box('Look Up Pasted or Selected IDs');
    await workbench.editor.open('ids.txt');
    await run('Look Up Pasted or Selected IDs…');
    assert.deepEqual(await leftOn(surfaces.box, 'Paste a List…'), []);
    await look.pick(pseudo('Paste a List…'));
    assert.deepEqual(await leftOn(surfaces.box, 'IDs or names of organizations'), []);
    await look.answer(`${missingId} acme`);
    await look.item(empty.domain).waitFor();
    assert.deepEqual(await leftInBox('Look Up Pasted or Selected IDs'), []);
    await look.field.press('Enter');
    assert.deepEqual(await leftOn(surfaces.box, 'To look up:'), []);
  });

  it('leaves no English where tenants are disconnected, in the welcome, and where they are connected', async () => {
    const { workbench, run, leftOn, leftInBox, tenant, empty } = opened();
    for (const { domain } of [tenant, empty]) {
      await choose(workbench.row(domain), 'Manage Tenant', 'Disconnect Tenant…');
      assert.deepEqual(await leftOn(surfaces.dialog, 'Nothing changes at Auth0.'), []);
      await workbench.answerDialog(pseudo('Disconnect'));
      await workbench.row(domain).waitFor({ state: 'detached' });
    }
    assert.deepEqual(await leftOn(surfaces.sidebar, 'Connect Tenant'), []);

    await workbench.welcome.locator('.monaco-button').click();
    await box('Connect Tenant').field.fill('acme');
    await box('Connect Tenant').item('acme.eu.auth0.com').waitFor();
    assert.deepEqual(await leftInBox('Connect Tenant'), []);
    await box('Connect Tenant').answer(tenant.domain);
    assert.deepEqual(await leftInBox('Access Token for'), []);
    await answerToken(tenant);

    // The other tests find both of them.
    await run('Connect Tenant…');
    await box('Connect Tenant').answer(empty.domain);
    await answerToken(empty);
  });

  it('leaves no English in the rows and their hovers', async () => {
    const { workbench, leftOn, tenant } = opened();
    await openRows();
    assert.deepEqual(await leftOn(surfaces.sidebar, 'Invitations'), []);
    await workbench.hoverUntil(workbench.row(tenant.domain), pseudo('Scopes of the token'));
    assert.deepEqual(await leftOn(surfaces.hover, 'Scopes of the token'), []);
    await workbench.hoverUntil(organizationRow(1), pseudo('Branding'));
    assert.deepEqual(await leftOn(surfaces.hover, 'Branding'), []);
  });

  it('leaves no English in the rows of a tenant without organizations, and of a list that fails', async () => {
    const { workbench, leftOn, empty } = opened();
    await workbench.expandTenant(empty);
    assert.deepEqual(await leftOn(surfaces.sidebar, 'How to create one'), []);
    await empty.inject({ times: 1, answer: { status: 403, body: { statusCode: 403, message: '–' } } });
    await choose(workbench.row(empty.domain), 'Manage Tenant', 'Refresh');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Update Access Token'), []);
    assert.deepEqual(await leftOn(surfaces.sidebar, 'The tenant does not allow the request'), []);
  });

  for (const [kind, [first, inside = first], row] of [
    ['a tenant', ['Manage Tenant', 'Rename Tenant (Label)…'], () => opened().workbench.row(opened().tenant.domain)],
    ['an organization', ['Copy and Insert', 'Insert Organization ID'], () => organizationRow(1)],
    ['a section', ['Open Section as JSON'], sectionRow],
    ['an item', ['Copy Invitation Link…'], itemRow],
  ] as const) {
    it(`leaves no English in the menu of ${kind}`, async () => {
      const { workbench, leftOn } = opened();
      await openRows();
      await workbench.openMenu(row(), pseudo(first));
      await workbench.menuItem(pseudo(first)).hover();
      await workbench.menuItem(pseudo(inside)).waitFor();
      assert.deepEqual(await leftOn(surfaces.menu, inside), []);
    });
  }

  it('leaves no English in the palette', async () => {
    const { workbench, page, leftOn } = opened();
    await page.locator('.monaco-workbench').press('F1');
    await workbench.box().field.fill(`>${pseudo('Auth0 Organizations')}`);
    const others = workbench
      .box()
      .root.locator('.monaco-list-row')
      .filter({ hasNotText: pseudo('Auth0 Organizations') });
    await others.first().waitFor({ state: 'detached' });
    // VS Code itself puts the English titles below, for people who look for them.
    const first = `${surfaces.box} .quick-input-list-row:first-child .label-name`;
    assert.deepEqual(await leftOn(first, 'Auth0 Organizations'), []);
  });

  for (const [title, boxTitle] of [
    ['Filter Organizations by Name or Metadata…', 'Filter Organizations'],
    // It asks for the tenant only where nothing in front tells it.
    ['Copy Request (cURL, Node.js, …)…', 'Copy Request As'],
  ] as const) {
    it(`leaves no English where ${title} asks`, async () => {
      const { run, leftInBox } = opened();
      await run(title);
      assert.deepEqual(await leftInBox(boxTitle), []);
    });
  }

  for (const [title, tenantTitle, known] of [
    ['Update Access Token…', 'Update Access Token', 'Access Token for'],
    ['Set Environment (Production, Staging, …)…', 'Set Environment', 'No Environment'],
    ['Rename Tenant (Label)…', 'Rename Tenant', 'A name such as Production'],
  ] as const) {
    it(`leaves no English where ${title} asks, after it has asked for the tenant`, async () => {
      const { run, leftOn, leftInBox, tenant } = opened();
      await run(title);
      assert.deepEqual(await leftInBox(tenantTitle), []);
      await box(tenantTitle).pick(tenant.domain);
      assert.deepEqual(await leftOn(surfaces.box, known), []);
    });
  }

  it('leaves no English where access is explained', async () => {
    const { workbench, run, leftOn, leftInBox, tenant } = opened();
    const name = tenant.organizations[1]?.name ?? '-';
    await workbench.expandTenant(tenant);
    await run('Explain Failed Login (Cannot Log or Sign In)…');
    await box('Explain Failed Login').field.fill(name);
    await box('Explain Failed Login').item(name).waitFor();
    assert.deepEqual(await leftInBox('Explain Failed Login'), []);
    await box('Explain Failed Login').pick(name);
    assert.deepEqual(await leftOn(surfaces.box, 'Applications of the tenant'), []);
    await workbench.box('(2/4)').pick(pseudo('Without an application'));
    assert.deepEqual(await leftOn(surfaces.box, 'Without a user'), []);
    await workbench.box('(3/4)').pick(pseudo('Without a user'));
    assert.deepEqual(await leftOn(surfaces.box, 'The token has all scopes for a complete answer.'), []);
  });

  it('leaves no English about IDs in a file, also where one is missing', async () => {
    const { workbench, run, leftOn, tenant, missingId } = opened();
    await workbench.expandTenant(tenant);
    await workbench.editor.open('ids.txt');
    await workbench.hoverUntil(workbench.editor.word(tenant.organizations[0]?.id ?? '-'), pseudo('Copy Name'));
    assert.deepEqual(await leftOn(surfaces.hover, 'Copy Name'), []);

    await run('Open Organization by ID…');
    const byId = box('Open Organization by ID');
    await byId.message.filter({ hasText: pseudo('ID of the organization') }).waitFor();
    await byId.answer(missingId);
    assert.deepEqual(await leftOn(surfaces.notifications, 'Check the spelling and the tenant.'), []);
    await workbench.clearNotifications();

    const missing = 'has no organization with this ID.';
    await workbench.hoverUntil(workbench.editor.word(missingId), pseudo(missing));
    assert.deepEqual(await leftOn(surfaces.hover, missing), []);
  });

  it('leaves no English where organizations are written into code, with the keyboard and with the mouse', async () => {
    const { workbench, run, leftOn, leftInBox, tenant } = opened();
    await workbench.expandTenant(tenant);
    await organizationRow(0).click();
    await workbench.tab(`${tenant.organizations[0]?.name}.json`).waitFor();
    await run('Copy as Code (Terraform, YAML, …)…');
    // The code below some titles is not ours to translate.
    const isCode = (text: string) => /"auth0_organization"|"display_name"|- name: /.test(text);
    assert.deepEqual(
      (await leftInBox('Copy Organization As')).filter((text) => !isCode(text)),
      [],
    );
    await box('Copy Organization As').escape();
    await workbench.editor.open('ids.txt');
    await run('Insert Organization As…');
    assert.deepEqual(await leftInBox('Insert Organization As'), []);
    await box('Insert Organization As').escape();
    await workbench.editor.dropOnLine(organizationRow(1), 1);
    await workbench.editor.openDropChooser();
    assert.deepEqual(await leftOn(surfaces.choices, 'Insert Organization Name'), []);
  });

  it('leaves no English where organizations and tenants are compared', async () => {
    const { workbench, run, leftOn, leftInBox, tenant } = opened();
    await workbench.expandTenant(tenant);
    await choose(organizationRow(0), 'Compare Organizations (Diff)…');
    // Intl joins the names of tenants, in English where it does not know a language.
    await box('Compare').field.fill('');
    await box('Compare')
      .item(tenant.organizations[1]?.id ?? '-')
      .waitFor();
    assert.deepEqual(await leftInBox('Compare'), []);
    await box('Compare').pick(tenant.organizations[1]?.id ?? '-');
    assert.deepEqual(await leftOn(surfaces.box, 'Everything, Without Members'), []);
    await box('Compare').escape();
    await run('Compare Two Tenants…');
    assert.deepEqual(await leftOn(surfaces.notifications, 'Table'), []);
  });

  it('leaves no English where the link of an invitation is copied', async () => {
    const { leftOn, page } = opened();
    await openRows();
    const dialog = page.locator(surfaces.dialog);
    // A menu that was opened while VS Code reads its row anew gives the command no row.
    await retry(async (patienceMs) => {
      if (!(await dialog.isVisible())) await choose(itemRow(), 'Copy Invitation Link…');
      await dialog.waitFor({ timeout: 2000 + patienceMs });
    });
    assert.deepEqual(await leftOn(surfaces.dialog, 'Copy the link of this invitation?'), []);
  });

  it('leaves no English where a custom domain is connected', async () => {
    const { workbench, run, leftOn, leftInBox } = opened();
    await run('Connect Tenant…');
    await box('Connect Tenant').answer('login.example.com');
    assert.deepEqual(await leftOn(surfaces.dialog, 'It is not a domain of Auth0.'), []);
    await workbench.answerDialog(pseudo('Connect'));
    await box('Access Token for').press(pseudo('Use a Machine-to-Machine Application'));
    assert.deepEqual(await leftInBox('Default Domain of the Tenant'), []);
    await box('Default Domain of the Tenant').answer('acme.eu.auth0.com');
    assert.deepEqual(await leftInBox('Application for'), []);
    await box('Application for').answer('1234');
    assert.deepEqual(await leftInBox('Client Secret for'), []);
  });

  it('leaves no English where a tenant of the Auth0 CLI is connected', async () => {
    const { run, leftOn, leftInBox } = opened();
    await run('Connect Tenant…');
    await box('Connect Tenant').pick(/^acme\.eu\.auth0\.com/);
    assert.deepEqual(await leftInBox('Access Token for'), []);
    await box('Access Token for').press(pseudo('Use the Auth0 CLI'));
    assert.deepEqual(await leftOn(surfaces.dialog, 'The Auth0 CLI keeps its access token to itself.'), []);
  });

  it('leaves no English in what the settings say', async () => {
    const { page, leftOn, ...window } = opened();
    await page.keyboard.press('Control+,');
    await page.locator('.settings-editor .suggest-input-container').click();
    // At once: what is found for a part of it would be shown for a moment.
    await page.keyboard.insertText('@ext:organization-inspector.organization-inspector');
    // Their names are made from their keys, in any language.
    assert.deepEqual(await leftOn('.settings-editor .setting-item-description', 'Suggest organizations'), []);
    await window.screenshot('pseudo-settings');
  });

  it('leaves no English in the walkthrough', async () => {
    const { workbench, page, leftOn } = opened();
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.box().pick(pseudo('Auth0 Organizations'));
    for (const title of ['Connect a tenant', 'Browse its organizations', 'Look one up', 'Carry an ID into your code']) {
      const step = page.locator('.getting-started-step').filter({ hasText: pseudo(title) });
      if ((await step.getAttribute('aria-expanded')) !== 'true') await step.locator('.step-title').click();
      await step.locator('.monaco-button').waitFor();
      assert.deepEqual(await leftOn('.getting-started-step', title), []);
    }
    assert.deepEqual(await leftOn('.getting-started-category', 'Auth0 Organizations in VS Code'), []);
  });
});

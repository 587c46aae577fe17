import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { answerNext } from './commandDrives.ts';
import { openWindow, type UiWindow } from './harness.ts';
import { plainEnglish, textsFrom, textsOf } from './plainEnglish.ts';
import { pseudo, pseudoExtension } from './pseudoLocale.ts';

const missingId = 'org_0000000000000000';

/** What is on our surfaces and is no text of ours. */
const foreign: readonly RegExp[] = [
  // Scopes and requests.
  /\b(read|create|update|delete):\w+/g,
  /\bGET \/api\/v2\/\S+/g,
  // The name of the extension, and of the commands that VS Code says a link runs.
  /Organization Inspector for Auth0/g,
  /\borganizationInspector\.\w+/g,
  // What VS Code calls icons and keys where it reads them out.
  /^(key|server-process) {2}/g,
  /\+Enter\b|^Escape$|\(Del\)/g,
  // Dates, which are English where there is no such locale.
  /\b[A-Z][a-z]+ \d{1,2}, \d{4} at \d{1,2}:\d\d\s[AP]M\b/g,
  // IDs, and examples of what is asked for.
  /\borg_(…|\w+)/g,
  /\beyJ…|^acme\b/g,
];

const surfaces = {
  sidebar: '.sidebar',
  box: '.quick-input-widget',
  menu: '.monaco-menu',
  hover: '.monaco-hover',
  notifications: '.notification-toast',
  dialog: '.monaco-dialog-box',
} as const;

describe('In the pseudo-locale, no English is left', () => {
  let temporary: string;
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    temporary = await temporaryFolder();
    tenant = await startTenant({ organizations: 3 });
    const folder = join(temporary, 'workspace');
    await mkdir(folder);
    await writeFile(join(folder, 'ids.txt'), `${tenant.organizations[0]?.id}\n${missingId}\n`);
    window = await openWindow({
      language: 'qps-ploc',
      folder,
      extension: { folder: await pseudoExtension(temporary) },
    });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
    await removeFolder(temporary);
  });
  afterEach(() => window.page.keyboard.press('Escape'));

  const row = (index: number) => window.workbench.row(tenant.organizations[index]?.name ?? '-');
  const run = (title: string) => window.workbench.runCommand(`${pseudo('Organizations')}: ${pseudo(title)}`);

  /** What is still English on a surface, once this is seen in it. */
  const leftOn = async (surface: string, english: string, place = surface) => {
    await window.page.locator(place).getByText(pseudo(english)).first().waitFor();
    const keys = tenant.organizations.flatMap(({ metadata, branding }) =>
      Object.keys({ ...metadata, ...branding?.colors }),
    );
    const data = [...(await textsFrom(tenant)), ...keys, tenant.domain, ...foreign];
    return plainEnglish(await textsOf(window.page, surface), data);
  };
  /** Of a box with this title. The palette, which may just be going, has none. */
  const leftInBox = (title: string) => leftOn(surfaces.box, title, `${surfaces.box} .quick-input-title`);

  it('in the welcome', async () => {
    await window.page.locator('.activitybar [class*="view-extension-organizationInspector"]').click();
    assert.deepEqual(await leftOn(surfaces.sidebar, 'Connect Tenant'), []);
  });

  it('where a tenant is connected', async () => {
    const { workbench } = window;
    await workbench.welcome().getByRole('button').click();
    await workbench.inputBox().fill('acme');
    assert.deepEqual(await leftInBox('Connect Tenant'), []);
    await workbench.answer(tenant.domain);
    assert.deepEqual(
      await leftOn(surfaces.box, 'Enter a client ID and secret once; access tokens are fetched as needed.'),
      [],
    );
    await workbench.quickPick(pseudo('Paste a Management API access token.')).click();
    assert.deepEqual(await leftInBox('Access Token for'), []);
    await workbench.answer(await tenant.mintToken());
    await row(0).waitFor();
  });

  it('in the rows and their hovers', async () => {
    const { workbench } = window;
    await row(1).locator('.monaco-tl-twistie').click();
    await workbench.row(pseudo('Invitations')).locator('.monaco-tl-twistie').click();
    await workbench.row('@acme.example').waitFor();
    assert.deepEqual(await leftOn(surfaces.sidebar, 'Invitations'), []);
    await workbench.hoverUntil(workbench.row(tenant.domain), pseudo('Scopes of the token'));
    assert.deepEqual(await leftOn(surfaces.hover, 'Scopes of the token'), []);
    await workbench.hoverUntil(row(1), pseudo('Branding'));
    assert.deepEqual(await leftOn(surfaces.hover, 'Branding'), []);
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
      assert.deepEqual(await leftOn(surfaces.menu, known), []);
    });
  }

  it('in the palette', async () => {
    const { workbench, page } = window;
    await page.locator('.monaco-workbench').press('F1');
    await workbench.inputBox().fill(`>${pseudo('Organizations')}`);
    // VS Code itself puts the English titles below, for people who look for them.
    assert.deepEqual(
      await leftOn(`${surfaces.box} .quick-input-list-row:first-child .label-name`, 'Connect Tenant…'),
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
      await run(title);
      assert.deepEqual(await leftInBox(boxTitle), []);
    });
  }

  it('where a tenant is disconnected', async () => {
    await run('Disconnect Tenant…');
    assert.deepEqual(await leftOn(surfaces.dialog, 'Nothing changes at Auth0.'), []);
  });

  it('where something fails', async () => {
    const { workbench } = window;
    await run('Open Organization by ID…');
    await answerNext(workbench, pseudo('ID of the organization'), missingId);
    assert.deepEqual(await leftOn(surfaces.notifications, 'Check the spelling and the tenant.'), []);
  });

  it('about an ID in a file', async () => {
    const { workbench, page } = window;
    await page.keyboard.press('Control+P');
    await workbench.inputBox().fill('ids.txt');
    await workbench.quickPick('ids.txt').click();
    await workbench.editor().getByText(missingId).waitFor();
    const id = tenant.organizations[0]?.id ?? '-';
    await workbench.hoverUntil(workbench.editor().getByText(id).first(), pseudo('Copy Name'));
    assert.deepEqual(await leftOn(surfaces.hover, 'Copy Name'), []);
    await workbench.hoverUntil(
      workbench.editor().getByText(missingId).first(),
      pseudo('has no organization with this ID.'),
    );
    assert.deepEqual(await leftOn(surfaces.hover, 'Connect Tenant…'), []);
  });

  it('in what the settings say', async () => {
    const { page } = window;
    await page.keyboard.press('Control+,');
    await page.locator('.settings-editor .suggest-input-container').click();
    await page.keyboard.type('organizationInspector');
    // Their names are made from their keys, in any language.
    assert.deepEqual(await leftOn('.settings-editor .setting-item-description', 'Suggest organizations'), []);
    await window.screenshot('pseudo-settings');
  });
});

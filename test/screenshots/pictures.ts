import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startSampleTenants, type SampleTenants } from '../tenant/sampleTenants.ts';
import type { Organization, Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from '../ui/harness.ts';
import { failureSamples } from '../unit/failures.ts';
import { launchBrowser } from '../vscode/chromium.ts';
import { repository } from '../vscode/folders.ts';

const themes = { light: 'Light 2026', dark: 'Dark 2026' } as const;

const settings = {
  'workbench.reduceMotion': 'on',
  // They are other ones each time.
  'workbench.tips.enabled': false,
};

for (const [theme, colorTheme] of Object.entries(themes)) {
  describe(`The pictures in the README, ${theme}`, () => {
    let production: Tenant;
    let staging: Tenant;
    let window: UiWindow;

    before(async () => {
      ({ production, staging } = await startSampleTenants(130));
      window = await openWindow({ settings: { ...settings, 'workbench.colorTheme': colorTheme } });
    });
    after(async () => {
      await window.dispose();
      await Promise.all([production.close(), staging.close()]);
    });

    const at = (index: number): Organization => production.organizations[index] ?? assert.fail(`there is no ${index}`);
    const row = (index: number) => window.workbench.row(at(index).name);
    const twistie = (text: string | RegExp) => window.workbench.row(text).locator('.monaco-tl-twistie');

    const picture = (name: string, options?: PictureOptions) => takePicture(window, `${theme}/${name}`, options);

    async function openFile(path: string): Promise<void> {
      const { workbench, page } = window;
      await page.keyboard.press('ControlOrMeta+p');
      await workbench.inputBox().fill(path);
      await workbench.quickPick(path.replace(/.*\//, '')).click();
      await workbench.tab(path.replace(/.*\//, '')).waitFor();
    }

    it('connect', async () => {
      const { workbench, page } = window;
      await workbench.openSidebarView('Auth0 Organizations');
      await workbench.welcome().getByRole('button', { name: 'Connect Tenant' }).click();
      await workbench.answer(production.domain);
      await workbench.quickPick('Machine-to-Machine Application').waitFor();
      await picture('connect');
      await page.keyboard.press('Escape');
    });

    it('overview', async () => {
      const { workbench } = window;
      await workbench.connect(staging);
      await workbench.renameTenant(staging, 'Staging');
      await workbench.row('Staging').click();
      await workbench.connect(production);
      await workbench.renameTenant(production, 'Production');
      await openSettled(window, at(1));
      await picture('overview');
    });

    it('find', async () => {
      const { workbench, page } = window;
      await workbench.runCommand('Organizations: Find Organization…');
      await workbench.quickPick('Production').click();
      await workbench.quickPick(at(0).id).waitFor();
      await workbench.inputBox().fill('ba');
      await workbench.quickPick(at(8).id).waitFor();
      await picture('find');
      await page.keyboard.press('Escape');
    });

    it('error', async () => {
      const { workbench } = window;
      const missingScope = failureSamples.find(({ situation }) => situation === 'a missing scope');
      assert.ok(missingScope);
      await production.inject({ answer: missingScope });
      await workbench.pressInlineButton(workbench.row('Production'), 'Refresh');
      await workbench.notification('403').waitFor();
      await picture('error');
      await production.clearFaults();
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.pressInlineButton(workbench.row('Production'), 'Refresh');
      await workbench.row(/^403/).waitFor({ state: 'detached' });
    });

    it('inside', async () => {
      const { workbench } = window;
      await twistie(at(4).name).click();
      await twistie('Members').click();
      await twistie('jane@acme.example').click();
      await twistie('Invitations').click();
      await workbench.row(/(until|expired on) /).click();
      await workbench.editor().getByText('"invitation_url"').waitFor();
      // VS Code updates a row some time after those below it are there.
      await workbench.row(/^Members.*\d/).waitFor();
      await workbench.row(/^Invitations.*\d/).waitFor();
      await workbench.editor().locator('.detected-link').nth(1).waitFor();
      await picture('inside');
      await twistie(at(4).name).click();
    });

    it('compare', async () => {
      const { workbench, page } = window;
      await workbench.chooseFromMenu(row(1), 'Compare With…');
      await workbench.quickPick('Staging').click();
      await workbench.quickPick('org_8sVtRw2LqYx0KcNd').waitFor();
      await page.keyboard.press('Enter');
      const changed = page.locator('.monaco-diff-editor .editor.modified .view-overlays .char-insert');
      await changed.first().waitFor();
      await picture('compare');
    });

    it('code', async () => {
      const { workbench } = window;
      await workbench.runCommand('View: Close All Editors');
      await openFile('api/requireOrganization.ts');
      await workbench.editor().getByText('Reynolds and Sons').waitFor();
      await workbench.hoverUntil(workbench.editor().getByText(at(3).id).first(), 'Open JSON');
      await picture('code', { mouse: true });
    });

    it('completion', async () => {
      const { workbench, page } = window;
      await openFile('web/Providers.tsx');
      await workbench.editor().getByText(at(1).id).first().dblclick();
      await page.keyboard.type('sch');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget').getByText('Schaden').first().waitFor();
      // The name of the ID that stood here goes some time after it.
      await workbench
        .editor()
        .locator('.view-line')
        .getByText('Metz, Wuckert and Schuppe')
        .waitFor({ state: 'hidden' });
      await page.locator('.breadcrumbs-control').getByText('organization').waitFor();
      await picture('completion');
    });
  });
}

describe('The picture in the French README', () => {
  let sample: SampleTenants;
  let window: UiWindow;

  before(async () => {
    sample = await startSampleTenants(130);
    const tenants = [
      { domain: sample.staging.domain, label: 'Préproduction', accessToken: await sample.staging.mintToken() },
      { domain: sample.production.domain, label: 'Production', accessToken: await sample.production.mintToken() },
    ];
    window = await openWindow({ language: 'fr', settings, tenants });
  });
  after(async () => {
    await window.dispose();
    await Promise.all([sample.production.close(), sample.staging.close()]);
  });

  it('french', async () => {
    const { workbench } = window;
    await workbench.openSidebarView('Organisations Auth0');
    // The rows move while one is added.
    await workbench.row(/^Production/).waitFor();
    for (const tenant of ['Préproduction', 'Production']) {
      await workbench.row(new RegExp(`^${tenant}`)).click();
      await workbench.row(new RegExp(`^${tenant}.* · \\d`)).waitFor();
    }
    await workbench.row(/^Préproduction/).click();
    await openSettled(window, sample.production.organizations[1] ?? assert.fail());
    await takePicture(window, 'french');
  });
});

describe('The drawing in the README', () => {
  it('is made of its source', async () => {
    const browser = await launchBrowser();
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    await page.goto(pathToFileURL(join(repository, 'media', 'architecture.svg')).href);
    await page.locator('svg').screenshot({ path: join(repository, 'media', 'architecture.png') });
    await browser.close();
  });
});

interface PictureOptions {
  readonly mouse?: boolean;
}

/** Once VS Code is at rest, and without the mouse, which changes the looks of what it points at. */
async function takePicture(
  { workbench, page }: UiWindow,
  name: string,
  { mouse = false }: PictureOptions = {},
): Promise<void> {
  const busy = [
    workbench.statusBar().getByText(/(Activating|Analyzing) /),
    page.locator('.statusbar .codicon-loading'),
  ];
  for (const sign of busy) await sign.first().waitFor({ state: 'hidden' });
  if (!mouse) await page.mouse.move(640, 799);
  await page.screenshot({ path: join(repository, 'media', 'screenshots', `${name}.png`) });
}

/** Opens an organization that has colours, and waits for all that VS Code adds to the text. */
async function openSettled(window: UiWindow, organization: Organization, attempts = 4): Promise<void> {
  const { workbench, page } = window;
  const editor = workbench.editor();
  await workbench.row(organization.name).click();
  await editor.getByText(`"${organization.id}"`).waitFor();
  try {
    // Those of JSON stand before the quotation mark, the first ones behind it.
    const colours = editor.locator('.view-line', { has: page.locator('.colorpicker-color-decoration') });
    await colours.filter({ hasText: /"primary":\s+"#/ }).waitFor({ timeout: 5000 });
    await editor.locator('.detected-link').first().waitFor({ timeout: 5000 });
  } catch (error) {
    if (attempts === 1) throw error;
    // VS Code does not always ask again once JSON has its language server.
    await workbench.tab(`${organization.name}.json`).locator('.tab-actions .action-label').click();
    await openSettled(window, organization, attempts - 1);
  }
}

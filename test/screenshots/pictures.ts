import assert from 'node:assert/strict';
import { join } from 'node:path';
import { stories } from '../tenant/contents/stories.ts';
import { startSampleTenants, startSupportTenant } from '../tenant/sampleTenants.ts';
import type { Organization, Tenant } from '../tenant/server.ts';
import { untilAtRest } from '../ui/pages/atRest.ts';
import { closeBrowser, openWindow, type UiWindow } from '../ui/windows/openWindow.ts';
import { failureSamples } from '../unit/api/failures.ts';
import type { Connection } from '../vscode/extensions.ts';
import { repository } from '../vscode/folders.ts';
import { translations } from './translations.ts';

/** Each has the same pictures, in a folder of its name. */
const editions: Readonly<Record<string, { readonly colorTheme: string; readonly language?: 'fr' }>> = {
  light: { colorTheme: 'Light 2026' },
  dark: { colorTheme: 'Dark 2026' },
  french: { colorTheme: 'Light 2026', language: 'fr' },
};

const settings = {
  'workbench.reduceMotion': 'on',
  // They are other ones each time.
  'workbench.tips.enabled': false,
};

after(closeBrowser);

for (const [edition, { colorTheme, language }] of Object.entries(editions)) {
  describe(`The pictures in the README, ${edition}`, () => {
    let production: Tenant;
    let staging: Tenant;
    let support: Tenant;
    let window: UiWindow;
    let say: (english: string) => string;

    before(async () => {
      ({ production, staging } = await startSampleTenants(130));
      support = await startSupportTenant();
      say = language ? await translations(language) : (english) => english;
      await open();
    });
    after(async () => {
      await window[Symbol.asyncDispose]();
      await Promise.all([production.close(), staging.close(), support.close()]);
    });

    const at = (index: number): Organization => production.organizations[index] ?? assert.fail(`there is no ${index}`);
    const row = (index: number) => window.workbench.row(at(index).name);
    const twistie = (text: string | RegExp) => window.workbench.row(text).locator('.monaco-tl-twistie');
    const tenantRow = (label: string) => window.workbench.row(new RegExp(`^${label}`));
    const stagingLabel = language ? 'Préproduction' : 'Staging';

    const picture = (name: string, options?: PictureOptions) => takePicture(window, `${edition}/${name}`, options);

    async function open(tenants: readonly Connection[] = []): Promise<void> {
      const options = { settings: { ...settings, 'workbench.colorTheme': colorTheme }, tenants };
      window = await openWindow({ ...options, ...(language && { language }) });
      await window.workbench.openView(say('Auth0 Organizations'));
    }

    async function openFile(path: string): Promise<void> {
      const { workbench, page } = window;
      await page.keyboard.press('ControlOrMeta+p');
      await workbench.box().field.fill(path);
      await workbench.box().pick(path.replace(/.*\//, ''));
      await workbench.tab(path.replace(/.*\//, '')).waitFor();
    }

    it('connect', async () => {
      const { workbench } = window;
      await workbench.welcome.locator('.monaco-button').click();
      await workbench.box(say('Connect Tenant')).answer(production.domain);
      await workbench.box(`${production.domain} (2/2)`).field.waitFor();
      await picture('connect');
    });

    it('overview', async () => {
      await window[Symbol.asyncDispose]();
      await open([
        { domain: staging.domain, label: stagingLabel, accessToken: await staging.mintToken() },
        { domain: production.domain, label: 'Production', accessToken: await production.mintToken() },
      ]);
      const { workbench } = window;
      // The rows move while one is added.
      await tenantRow('Production').waitFor();
      for (const label of [stagingLabel, 'Production']) {
        await tenantRow(label).click();
        await workbench.row(new RegExp(`^${label}\\d+`)).waitFor();
      }
      await tenantRow(stagingLabel).click();
      await openSettled(window, at(1));
      await picture('overview');
    });

    it('find', async () => {
      const { workbench, page } = window;
      await workbench.runCommand(`${say('Auth0 Organizations')}: ${say('Find Organization, User or Application…')}`);
      await workbench.box().item(at(0).id).waitFor();
      await workbench.box().field.fill('ba');
      await workbench.box().item(at(8).id).waitFor();
      await picture('find');
      await page.keyboard.press('Escape');
    });

    it('error', async () => {
      const { workbench } = window;
      const missingScope = failureSamples.find(({ situation }) => situation === 'a missing scope');
      assert.ok(missingScope);
      await production.inject({ answer: missingScope });
      await workbench.pressInlineButton(tenantRow('Production'), say('Refresh'));
      await workbench.notification('403').waitFor();
      await picture('error');
      await production.clearFaults();
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.pressInlineButton(tenantRow('Production'), say('Refresh'));
      await workbench.row(/^403/).waitFor({ state: 'detached' });
    });

    it('inside', async () => {
      const { workbench } = window;
      const [members, invitations] = [say('Members'), say('Invitations')];
      await twistie(at(4).name).click();
      await twistie(members).click();
      await twistie('jane@acme.example').click();
      await twistie(invitations).click();
      const dates = ['until {0}', 'expired on {0}'].map((text) => say(text).replace('{0}', ''));
      await workbench.row(new RegExp(dates.join('|'))).click();
      await workbench.editor.root.getByText('"invitation_url"').waitFor();
      // VS Code updates a row some time after those below it are there.
      await workbench.row(new RegExp(`^${members}.*\\d`)).waitFor();
      await workbench.row(new RegExp(`^${invitations}.*\\d`)).waitFor();
      await workbench.editor.root.locator('.detected-link').nth(1).waitFor();
      await picture('inside');
      await twistie(at(4).name).click();
    });

    it('compare', async () => {
      const { workbench, page } = window;
      await workbench.chooseFromMenu(row(1), say('Compare Organizations (Diff)…'));
      await workbench.box().pick(staging.organizations[1]?.id ?? '-');
      await workbench.box().pick(say('Everything, Without Members'));
      const changed = page.locator('.monaco-diff-editor .editor.modified .view-overlays .char-insert');
      await changed.first().waitFor();
      await picture('compare');
    });

    it('code', async () => {
      const { workbench } = window;
      await workbench.runCommand('View: Close All Editors');
      await openFile('api/requireOrganization.ts');
      await workbench.editor.root.getByText('Reynolds and Sons').waitFor();
      await workbench.hoverUntil(workbench.editor.root.getByText(at(3).id).first(), say('Open JSON'));
      await picture('code', { mouse: true });
    });

    it('completion', async () => {
      const { workbench, page } = window;
      await openFile('web/Providers.tsx');
      await workbench.editor.root.getByText(at(1).id).first().dblclick();
      await page.keyboard.type('sch');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget').getByText('Schaden').first().waitFor();
      // The name of the ID that stood here goes some time after it.
      await workbench.editor.root
        .locator('.view-line')
        .getByText('Metz, Wuckert and Schuppe')
        .waitFor({ state: 'hidden' });
      await page.locator('.breadcrumbs-control').getByText('organization').waitFor();
      await picture('completion');
    });

    it('login', async () => {
      await window[Symbol.asyncDispose]();
      await open([{ domain: support.domain, label: 'Production', accessToken: await support.mintToken() }]);
      // Their own names say what is wrong in them.
      for (const [index, { id }] of support.organizations.entries()) {
        const { name, display_name: title = name } = at(index);
        await support.updateOrganization(id, { name, display_name: title });
      }
      const { workbench } = window;
      await tenantRow('Production').click();
      const { email, organizationId } = stories.samlNotEnabled;
      const { display_name: shown = '-' } = support.organizations.find(({ id }) => id === organizationId) ?? {};
      await workbench.row(shown).click();
      await workbench.chooseFromMenu(workbench.row(shown), say('Explain Failed Login (Cannot Log or Sign In)…'));
      await search('(1/3)', 'of sam', 'Portal of Sam Lindqvist');
      await search('(2/3)', email, `users-by-email?email=${email}`);
      const [requests = ''] = say('Make at Most {0} Requests').split('{0}');
      await workbench.box('(3/3)').choose(requests.trim());
      await workbench.preview.getByRole('heading', { name: 'Sam Lindqvist' }).waitFor();
      await workbench.runCommand('View: Close Other Editors in Group');
      await picture('login');
    });

    /** Types into a box, and takes the row that comes to the front. */
    async function search(title: string, text: string, row: string): Promise<void> {
      const box = window.workbench.box(title);
      await box.field.waitFor();
      await box.field.fill(text);
      await box.choose(row);
    }
  });
}

interface PictureOptions {
  readonly mouse?: boolean;
}

/** Once VS Code is at rest, and without the mouse, which changes the looks of what it points at. */
async function takePicture(
  { workbench, page }: UiWindow,
  name: string,
  { mouse = false }: PictureOptions = {},
): Promise<void> {
  const busy = [workbench.statusBar.getByText(/(Activating|Analyzing) /), page.locator('.statusbar .codicon-loading')];
  for (const sign of busy) await sign.first().waitFor({ state: 'hidden' });
  if (!mouse) await page.mouse.move(640, 799);
  // Hovers show a scroll bar for a moment.
  await page.locator('.monaco-hover:visible .scrollbar.visible').first().waitFor({ state: 'hidden' });
  await untilAtRest(page);
  await page.screenshot({ path: join(repository, 'media', 'screenshots', `${name}.png`) });
}

/** Opens an organization that has colours, and waits for all that VS Code adds to the text. */
async function openSettled(window: UiWindow, organization: Organization, attempts = 4): Promise<void> {
  const { workbench, page } = window;
  const editor = workbench.editor.root;
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

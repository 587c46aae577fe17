import assert from 'node:assert/strict';
import { join } from 'node:path';
import { freePort } from '../tenant/freePort.ts';
import { hostileNames } from '../tenant/sampleText.ts';
import { startTenant, type Organization, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from '../ui/harness.ts';
import { failureSamples } from '../unit/failures.ts';
import { repository } from '../vscode/folders.ts';

const themes = { light: 'Light 2026', dark: 'Dark 2026' } as const;

const settings = {
  // The sample workspace does not have the packages that it imports.
  'typescript.validate.enable': false,
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
      production = await startTenant({ organizations: 130, port: await freePort(4001) });
      staging = await startTenant({ organizations: 12, seed: 7, port: await freePort(4002) });
      // Names that try to be something else are for the tests.
      for (const tenant of [production, staging]) {
        for (const { id, name, display_name: displayName = '' } of tenant.organizations) {
          if (hostileNames.includes(displayName)) await tenant.updateOrganization(id, { display_name: name });
        }
      }
      await staging.addOrganization({
        ...at(1),
        id: 'org_8sVtRw2LqYx0KcNd',
        branding: { colors: { primary: '#0e5a6b', page_background: '#ffffff' } },
        metadata: { plan: 'trial', region: 'IL' },
      });
      window = await openWindow({ settings: { ...settings, 'workbench.colorTheme': colorTheme } });
    });
    after(async () => {
      await window.dispose();
      await Promise.all([production.close(), staging.close()]);
    });

    const at = (index: number): Organization => production.organizations[index] ?? assert.fail(`there is no ${index}`);
    const row = (index: number) => window.workbench.row(at(index).name);
    const twistie = (text: string | RegExp) => window.workbench.row(text).locator('.monaco-tl-twistie');

    /** Once VS Code is at rest, and without the mouse, which changes the looks of what it points at. */
    async function picture(name: string, { mouse = false } = {}): Promise<void> {
      const { workbench, page } = window;
      const busy = workbench.statusBar().getByText(/(Activating|Analyzing) /);
      await busy.first().waitFor({ state: 'hidden' });
      if (!mouse) await page.mouse.move(640, 799);
      await page.screenshot({ path: join(repository, 'media', 'screenshots', theme, `${name}.png`) });
    }

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
      await row(1).click();
      await workbench
        .editor()
        .getByText(`"${at(1).id}"`)
        .waitFor();
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
      await twistie(at(1).name).click();
      await twistie('Members').click();
      await twistie('jane@acme.example').click();
      await twistie(/^Roles/).click();
      await workbench.row(/^Roles[1-9]/).waitFor();
      await workbench.row('jane@acme.example').click();
      await workbench.editor().getByText('"samlp|acme|jane@acme.example"').first().waitFor();
      await picture('inside');
      await twistie(at(1).name).click();
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
      await picture('completion');
    });
  });
}

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('Exporting to a file', () => {
  let tenant: Tenant;
  let window: UiWindow;
  let folder: string;

  before(async () => {
    tenant = await startTenant({ organizations: 250 });
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken: await tenant.mintToken() }] });
    folder = window.folder ?? '-';
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).waitFor();
  });
  afterEach(async () => {
    await tenant.clearFaults();
    await Promise.all((await files()).map((name) => rm(join(folder, name), { recursive: true })));
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  const paths = () => tenant.requests.map(({ path }) => path.replace(/.*\?/, '').replace(/from=.*/, 'from=…'));
  const suggestedName = (extension: string) => `${tenant.domain.replace(':', '-')}-organizations.${extension}`;
  /** Exported ones and those that become one. */
  const files = async () => (await readdir(folder)).filter((name) => name.includes('organizations'));

  async function exportAll(format: string): Promise<void> {
    const { workbench } = window;
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Export Organizations…');
    await workbench.quickPick(format).waitFor();
    await workbench.answer(format);
    await workbench.quickPick('All Organizations').waitFor();
    await workbench.answer('All Organizations');
    await acceptDialog(format);
  }

  /** Accepts the path that is suggested, once the dialog has filled it in. */
  async function acceptDialog(format: string): Promise<void> {
    const { workbench, page } = window;
    const path = join(folder, suggestedName(format.toLowerCase()));
    const input = `document.querySelector('.quick-input-widget input.input')`;
    await page.waitForFunction(`${input}.value === ${JSON.stringify(path)}`);
    await workbench.quickPick('..').waitFor();
    await page.keyboard.press('Enter');
  }

  it('asks what, how and where to, and writes it', async () => {
    const { workbench } = window;
    await tenant.clearRequests();
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Export Organizations…');
    await workbench.quickPick('CSV').click();
    await workbench.quickPick('Loaded Organizations').getByText('100', { exact: true }).waitFor();
    await window.screenshot('export');
    await workbench.quickPick('All Organizations').click();
    await acceptDialog('CSV');
    const told = workbench.notification(`Exported 250 organizations of ${tenant.domain}.`);
    await told.waitFor();
    assert.deepEqual(await told.locator('.monaco-text-button').allInnerTexts(), ['Open File']);
    assert.deepEqual(paths(), ['take=100', 'take=100', 'take=100&from=…', 'take=100&from=…']);
    await told.getByRole('button', { name: 'Open File' }).click();
    await workbench.editor().getByText('id,name,display_name').waitFor();
    await window.screenshot('exported');
    const text = await readFile(join(folder, suggestedName('csv')), 'utf8');
    assert.ok(text.includes(tenant.organizations[249]?.id ?? '-'));
  });

  it('tells how far it is, and leaves nothing when it is cancelled', async () => {
    const { workbench } = window;
    await tenant.inject({ match: 'from=', times: 1, delayMs: 1 });
    await tenant.inject({ match: 'from=', delayMs: 600_000 });
    await exportAll('NDJSON');
    const progress = workbench.notification('Exporting the organizations');
    await progress.filter({ hasText: /pages: 2, organizations: 200, pages a second/ }).waitFor();
    await window.screenshot('exporting');
    assert.equal((await files()).length, 1);
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    await untilNothingIsLeft();
    assert.equal(await workbench.notification('organizations').count(), 0);
  });

  it('says what is wrong with the file, and asks for another one', async () => {
    const { workbench } = window;
    const target = join(folder, suggestedName('ndjson'));
    await tenant.inject({ match: 'from=', delayMs: 2000 });
    await exportAll('NDJSON');
    await workbench.notification('Exporting the organizations').waitFor();
    await mkdir(target);
    const problem = workbench.notification(
      `could not be exported to ${suggestedName('ndjson')}. There is a folder with this name.`,
    );
    await problem.waitFor();
    assert.deepEqual(await files(), [suggestedName('ndjson')], 'the folder');
    await window.screenshot('export-problem');
    await rm(target, { recursive: true });
    await tenant.clearFaults();
    await problem.getByRole('button', { name: 'Choose Another File…' }).click();
    await acceptDialog('NDJSON');
    await workbench.notification('Exported 250 organizations').waitFor();
    assert.equal((await readFile(target, 'utf8')).split('\n').length, 251);
  });

  it('explains a page that cannot be read', async () => {
    const { workbench } = window;
    await tenant.inject({
      match: 'from=',
      times: 1,
      answer: { status: 403, body: { statusCode: 403, message: 'No' } },
    });
    await exportAll('CSV');
    await workbench.notification(`could not be exported to ${suggestedName('csv')} (403)`).waitFor();
    await untilNothingIsLeft();
  });

  it('leaves nothing when the window is loaded again meanwhile', async () => {
    const { workbench, page } = window;
    await tenant.inject({ match: 'from=', delayMs: 600_000 });
    await exportAll('CSV');
    // The notification can come before the file does.
    await until(async () => (await files()).length === 1);
    await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
    await untilNothingIsLeft();
  });

  /** Of this export; what the tests before have written is removed. */
  function untilNothingIsLeft(): Promise<void> {
    return until(async () => (await files()).length === 0);
  }

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});

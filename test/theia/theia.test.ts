import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { patienceMs, until } from '../patience.ts';
import { startTenant, type Organization, type Tenant } from '../tenant/server.ts';
import { launchBrowser } from '../vscode/chromium.ts';
import { removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';
import { startTheia, type TheiaServer } from './theiaServer.ts';

// What builds on each other is in the order of a first day: a window of Theia takes long to open.
describe('Eclipse Theia', () => {
  let folder: string;
  let tenant: Tenant;
  let server: TheiaServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    folder = await temporaryFolder();
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    tenant = await startTenant({ organizations: 130 });
    await writeFile(join(workspace, 'app.js'), `const organization = "${at(1).id}";\n`);
    server = await startTheia(folder, workspace);
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await open();
  });
  after(async () => {
    await browser.close();
    await server.close();
    await tenant.close();
    await removeFolder(folder);
  });
  afterEach(async function () {
    const name = this.currentTest?.title.replace(/\W+/g, '-') ?? 'theia';
    await page.screenshot({ path: join(repository, 'out', 'theia', `${name}.png`) });
  });

  const at = (index: number): Organization => tenant.organizations[index] ?? assert.fail(`there is no ${index}`);
  const row = (text: string): Locator => page.locator('.theia-TreeNode').filter({ hasText: text }).first();
  const rowOf = (organization: Organization) => row(organization.display_name ?? organization.name);
  const box = () => page.locator('.quick-input-widget:visible');
  const field = () => box().locator('input.input');
  const notification = (text: string) => page.locator('.theia-notification-message').filter({ hasText: text }).first();
  const line = (text: string) => page.locator('#theia-main-content-panel .view-line').filter({ hasText: text }).first();
  const titleButton = (title: string) => page.locator(`.lm-TabBar-toolbar:visible [title="${title}"]`);
  const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
  const clipboardHolds = (text: string) => until(async () => (await clipboard()) === text);

  async function open(): Promise<void> {
    await page.goto(server.url);
    await page.locator('li[id*="organizationInspector"]').first().click();
  }

  async function command(title: string): Promise<void> {
    await page.keyboard.press('F1');
    await field().fill(`>${title}`);
    await box().locator('.monaco-list-row.focused').filter({ hasText: title }).waitFor();
    await page.keyboard.press('Enter');
  }

  /** Theia now and then loses a click on a row that the mouse has come to in the same moment. */
  async function clickRow(organization: Organization): Promise<void> {
    const target = rowOf(organization);
    await target.hover();
    await target.locator('.theia-tree-view-inline-action').first().waitFor();
    await target.click();
  }

  /** Chooses the entry that has the focus, once it has this text. */
  async function choose(text: string): Promise<void> {
    await box().locator('.monaco-list-row.focused').filter({ hasText: text }).waitFor();
    await page.keyboard.press('Enter');
  }

  async function answer(title: string, text: string): Promise<void> {
    await box().filter({ hasText: title }).waitFor();
    await field().fill(text);
    await page.keyboard.press('Enter');
  }

  it('has the welcome with its button, also once the extension is active, and connects a tenant', async () => {
    const button = page.getByRole('button', { name: 'Connect Tenant' }).or(page.locator('.theia-button')).first();
    await button.waitFor();
    await command('Auth0 Organizations: Show Log');
    await button.click();
    await answer('Connect Tenant', tenant.domain);
    await answer(`Access Token for ${tenant.domain}`, await tenant.mintToken());
    await rowOf(at(0)).waitFor();
  });

  it('opens an organization by a click, as read-only JSON without a problem', async () => {
    await clickRow(at(1));
    await line(at(1).id).waitFor();
    await line('"name"').click();
    await page.keyboard.type('x');
    assert.equal(await line('x"name"').count(), 0);
    await until(async () => /^0\s*0/.test((await page.locator('#theia-statusBar').innerText()).trim()));
  });

  it('explains a field where one points at it', async () => {
    await line('"display_name"').locator('span').filter({ hasText: 'display_name' }).last().hover();
    await page.locator('.monaco-hover').filter({ hasText: 'The name that people are shown' }).first().waitFor();
  });

  it('copies the row of the button, though another one is selected, and the selected one with the keys', async () => {
    await clickRow(at(3));
    await line(at(3).id).waitFor();
    await rowOf(at(4)).hover();
    await rowOf(at(4)).locator('.theia-tree-view-inline-action').first().dispatchEvent('click');
    await clipboardHolds(at(4).id);
    // A click opens an organization, which takes the focus from the rows.
    await rowOf(at(5)).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('Control+C');
    await until(
      async () => (await clipboard()).split('\n').toSorted().join() === [at(3).id, at(5).id].toSorted().join(),
    );
  });

  it('makes nothing of a display name but its text', async () => {
    const hostile = tenant.organizations.findIndex(({ display_name: name }) => name?.startsWith('<img'));
    await rowOf(at(hostile)).hover();
    await page
      .locator('.theia-hover')
      .filter({ hasText: at(hostile).id })
      .first()
      .waitFor();
    assert.equal(await page.locator('img[src="x"]').count(), 0);
  });

  it('looks up an organization by its ID and by its name', async () => {
    await command('Auth0 Organizations: Open Organization by ID…');
    await answer('Open Organization by ID', at(120).id);
    await line(at(120).id).waitFor();
    await command('Auth0 Organizations: Open Organization by Name…');
    await answer('Open Organization by Name', at(121).name);
    await line(at(121).id).waitFor();
  });

  it('finds an organization with the best match first, whatever its label', async () => {
    await command('Auth0 Organizations: Find Organization, User or Application…');
    await box().filter({ hasText: 'Find Organization, User or Application' }).waitFor();
    await field().fill(at(50).name);
    await box()
      .locator('.monaco-list-row.focused')
      .filter({ hasText: at(50).id })
      .waitFor();
    await page.keyboard.press('Enter');
    await line(at(50).id).waitFor();
  });

  // This Theia has no Markdown preview, so a page is shown as its text.
  it('finds a user by the email address in the same box, and shows the page, its JSON, and the page again', async () => {
    await command('Auth0 Organizations: Find Organization, User or Application…');
    await box().filter({ hasText: 'Find Organization, User or Application' }).waitFor();
    await field().fill('jane@acme.example');
    await choose('Find the users with the email address jane@acme.example');
    await choose('samlp|acme|jane@acme.example');
    await line('# Jane Doe').waitFor();
    await titleButton('Open User as JSON').click();
    await line('"name": "Jane Doe"').waitFor();
    await titleButton('Open User').click();
    await line('# Jane Doe').waitFor();
  });

  it('explains access to one of the organizations of the user in front', async () => {
    await command('Auth0 Organizations: Explain Failed Login (Cannot Log or Sign In)…');
    await box().filter({ hasText: 'Explain Failed Login' }).waitFor();
    await field().fill(at(1).name);
    await choose(at(1).id);
    await choose('Without an application');
    await choose('Make at Most');
    await line('# ').filter({ hasText: 'Jane Doe' }).waitFor();
    await line('### Fix').waitFor();
  });

  it('opens a whole organization as code', async () => {
    await clickRow(at(1));
    await line(at(1).id).waitFor();
    await command('Auth0 Organizations: Copy as Code (Terraform, YAML, …)…');
    await choose('Whole Organization as Terraform');
    await line('resource "auth0_organization"').waitFor();
    await notification('Opened as Terraform').waitFor();
  });

  it('says that it has no search to begin, in place of nothing', async () => {
    await command('Auth0 Organizations: Find References to Organization');
    await notification('no search that an extension can begin').waitFor();
  });

  it('explains a refusal', async () => {
    await tenant.inject({
      match: `/organizations/${at(7).id}$`,
      answer: {
        status: 403,
        body: { statusCode: 403, message: 'Insufficient scope', errorCode: 'insufficient_scope' },
      },
    });
    await clickRow(at(7));
    await notification('403 insufficient_scope').waitFor();
    await tenant.clearFaults();
  });

  it('reads the open documents again after a reload', async () => {
    await clickRow(at(9));
    await line(at(9).id).waitFor();
    await page.reload();
    await line(at(9).id).waitFor();
  });
});

import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, withoutNames, type UiWindow } from './harness.ts';

describe('From installing to an ID in the code', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 130 });
    window = await openWindow({ settings: withoutNames });
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('begins with a sidebar that explains itself and has one button', async () => {
    const { workbench } = window;
    await workbench.openSidebarView('Auth0 Organizations');
    await workbench.welcome().getByRole('button', { name: 'Connect Tenant' }).waitFor();
    assert.equal(await workbench.welcome().getByRole('button').count(), 1);
    await window.screenshot('1-welcome');
  });

  it('asks for the domain, and says what is wrong with it', async () => {
    const { workbench } = window;
    await workbench.welcome().getByRole('button', { name: 'Connect Tenant' }).click();
    await workbench.answer('acme');
    await workbench.quickPick('only the name of a tenant').waitFor();
    await window.screenshot('2-wrong-domain');
    assert.equal(await workbench.inputBox().inputValue(), 'acme');
    await workbench.answer(`http://${tenant.domain}/api/v2/`);
    await workbench.quickPick('Machine-to-Machine Application').waitFor();
    await window.screenshot('3-ways');
    await workbench.quickPick('Paste a Management API access token').click();
    await window.page.getByText(`Access Token for ${tenant.domain}`).waitFor();
  });

  it('asks for the token, does not show it, and keeps what was typed when it is refused', async () => {
    const { workbench } = window;
    assert.equal(await workbench.inputBox().getAttribute('type'), 'password');
    const forged = await tenant.mintToken({ forged: true });
    await workbench.answer(forged);
    await workbench
      .inputMessage()
      .filter({ hasText: /\(401\).*signature/ })
      .waitFor();
    assert.equal(await workbench.inputBox().inputValue(), forged);
    assert.equal(await workbench.messages().count(), 0);
    await window.screenshot('4-refused-token');
    await tenant.clearRequests();
    await workbench.answer(await tenant.mintToken());
  });

  it('shows the organizations, with two requests in all', async () => {
    const { workbench } = window;
    await workbench.row(tenant.domain).getByText('100+').waitFor();
    const [first] = tenant.organizations;
    await workbench.row(first?.display_name ?? '-').waitFor();
    await window.screenshot('5-organizations');
    assert.deepEqual(
      tenant.requests.map(({ path }) => path),
      ['/api/v2/organizations?take=1', '/api/v2/organizations?take=100'],
    );
  });

  it('opens one as JSON that can only be read', async () => {
    const { workbench, page } = window;
    const [, organization] = tenant.organizations;
    const name = `"name": "${organization?.name}"`;
    await workbench.row(organization?.display_name ?? '-').click();
    await workbench.tab(`${organization?.name}.json`).waitFor();
    await page.getByText(`"${organization?.id}"`).waitFor();
    assert.ok((await workbench.editorText()).includes(name));
    await workbench.editor().click();
    await page.keyboard.type('x');
    await page.locator('.monaco-editor-overlaymessage').getByText('Organizations can only be read here').waitFor();
    assert.ok((await workbench.editorText()).includes(name));
    await window.screenshot('6-json');
  });

  it('copies the ID with the button of the row, and says so quietly', async () => {
    const { workbench } = window;
    const [first] = tenant.organizations;
    await tenant.clearRequests();
    await workbench.pressInlineButton(workbench.row(first?.display_name ?? '-'), 'Copy Organization ID');
    await workbench.statusBar().getByText(`Copied ${first?.id}`).waitFor();
    await workbench.clipboardHolds(first?.id ?? '-');
    assert.equal(await workbench.messages().count(), 0);
    assert.equal(tenant.requests.length, 0);
  });

  it('pastes it into a file, and inserts another one from the menu of its row', async () => {
    const { workbench, page } = window;
    const [first, second] = tenant.organizations;
    await workbench.runCommand('Create: New File...');
    await workbench.quickPick('Text File').click();
    await workbench.tab('Untitled-1').waitFor();
    await workbench.editor().click();
    await page.keyboard.type('AUTH0_ORGANIZATION=');
    await workbench.runCommand('Paste');
    await workbench
      .editor()
      .getByText(first?.id ?? '-')
      .waitFor();
    await page.keyboard.press('Enter');
    await workbench.editor().locator('.view-line').nth(1).waitFor();
    await workbench.chooseFromMenu(workbench.row(second?.display_name ?? '-'), 'Insert Organization ID');
    await workbench
      .editor()
      .getByText(second?.id ?? '-')
      .waitFor();
    assert.equal(await workbench.editorText(), `AUTH0_ORGANIZATION=${first?.id}\n${second?.id}`);
    await window.screenshot('7-id-in-code');
  });

  it('keeps the token nowhere but in the secret storage', async () => {
    const stored = await window.page.evaluate<string>(everythingThatThePageStores);
    assert.ok(stored.includes(tenant.domain), 'the state of the extension has been read');
    const issued = await tenant.mintToken();
    const [header = '', payload = ''] = issued.split('.');
    assert.ok(!stored.includes(header) && !stored.includes(payload.slice(0, 40)));
  });
});

/** All databases and the local storage of the page, as one text. The secret storage encrypts what it puts there. */
const everythingThatThePageStores = `(async () => {
  const open = (name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
  const read = (database, store) => new Promise((resolve, reject) => {
    const request = database.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
  const text = (value) => value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value);
  const parts = [JSON.stringify(localStorage)];
  for (const { name } of await indexedDB.databases()) {
    const database = await open(name);
    for (const store of database.objectStoreNames) parts.push(...(await read(database, store)).map(text));
    database.close();
  }
  return parts.join('\\n');
})()`;

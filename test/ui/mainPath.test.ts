import assert from 'node:assert/strict';
import { withoutNames } from './windows/openWindow.ts';
import { useWindow } from './windows/useWindow.ts';

describe('From installing to an ID in the code', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 130 });
    return { ...(await setUp.window({ settings: withoutNames })), tenant };
  });

  it('a person is led by one button and three boxes, with as few requests as can be', async () => {
    const { tenant, workbench, page, ...window } = opened();
    const [first = assert.fail(), second = assert.fail()] = tenant.organizations;
    const [firstRow, secondRow] = [first, second].map(({ display_name }) => workbench.row(display_name ?? '-'));
    assert.ok(firstRow && secondRow);

    // The sidebar explains itself and has one button.
    await workbench.openView('Auth0 Organizations');
    const connect = workbench.welcome.getByRole('button', { name: 'Connect Tenant' });
    await connect.waitFor();
    assert.equal(await workbench.welcome.locator('.monaco-button').count(), 1);
    await window.screenshot('1-welcome');
    await connect.click();

    // It asks for the domain, says what is wrong with it, and keeps what was typed.
    const domain = workbench.box('Connect Tenant');
    await domain.answer('acme');
    await domain.item('only the name of a tenant').waitFor();
    await window.screenshot('2-wrong-domain');
    assert.equal(await domain.field.inputValue(), 'acme');
    await domain.answer(`http://${tenant.domain}/api/v2/`);
    await workbench.box(`Access Token for ${tenant.domain} (2/2)`).field.waitFor();
    await window.screenshot('3-token');

    // It asks for a token without showing it, and keeps what was typed when it is refused.
    const forged = await tenant.mintToken({ forged: true });
    await workbench.pasteToken(tenant.domain, forged);
    const token = workbench.box(`Access Token for ${tenant.domain}`);
    await token.message.filter({ hasText: /\(401\).*signature/ }).waitFor();
    assert.equal(await token.field.getAttribute('type'), 'password');
    assert.equal(await token.field.inputValue(), forged);
    assert.equal(await workbench.messages.count(), 0);
    await window.screenshot('4-refused-token');
    await tenant.clearRequests();
    await token.answer(await tenant.mintToken());

    // The organizations are there, with two requests in all.
    await workbench.row(tenant.domain).getByText('100+').waitFor();
    await firstRow.waitFor();
    await window.screenshot('5-organizations');
    const paths = tenant.requests.map(({ path }) => path);
    assert.deepEqual(paths, ['/api/v2/organizations?take=1', '/api/v2/organizations?take=100']);

    // One opens as JSON that can only be read.
    const name = `"name": "${second.name}"`;
    await secondRow.click();
    await workbench.tab(`${second.name}.json`).waitFor();
    await workbench.editor.line(`"${second.id}"`).waitFor();
    assert.ok((await workbench.editor.text()).includes(name));
    await workbench.editor.root.click();
    await page.keyboard.type('x');
    await page.locator('.monaco-editor-overlaymessage').getByText('Organizations can only be read here').waitFor();
    assert.ok((await workbench.editor.text()).includes(name));
    await window.screenshot('6-json');

    // The button of a row copies its ID, says so quietly, and asks nobody.
    await tenant.clearRequests();
    await workbench.pressInlineButton(firstRow, 'Copy Organization ID');
    await workbench.statusBar.getByText(`Copied the ID of ${first.display_name ?? first.name}`).waitFor();
    await workbench.clipboardHolds(first.id);
    assert.equal(await workbench.messages.count(), 0);
    assert.deepEqual(tenant.requests, []);

    // It is pasted into a file, where the menu of another row inserts another one.
    await workbench.runCommand('Create: New File...');
    await workbench.box().pick('Text File');
    await workbench.tab('Untitled-1').waitFor();
    await workbench.editor.root.click();
    await page.keyboard.type('AUTH0_ORGANIZATION=');
    await page.keyboard.press('ControlOrMeta+v');
    await workbench.editor.shows(`AUTH0_ORGANIZATION=${first.id}`);
    await page.keyboard.press('Enter');
    await workbench.editor.root.locator('.view-line').nth(1).waitFor();
    await workbench.chooseFromMenu(secondRow, 'Copy and Insert', 'Insert Organization ID');
    await workbench.editor.shows(`AUTH0_ORGANIZATION=${first.id}`, second.id);
    assert.equal(await workbench.editor.text(), `AUTH0_ORGANIZATION=${first.id}\n${second.id}`);
    await window.screenshot('7-id-in-code');
  });
});

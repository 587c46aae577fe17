import assert from 'node:assert/strict';
import { leaksIn, tokenCanaries } from './data/canaries.ts';
import { filesIn, listenToPage, pageTraces } from './data/traces.ts';
import { Terminal, terminalSettings } from './pages/terminal.ts';
import { useWindow } from './windows/useWindow.ts';

// `secrets.test.ts` runs every command, in a window without trust, in which there are no terminals.
describe('Tokens where IDs are carried', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 5 });
    const token = await tenant.mintToken();
    const window = await setUp.window({ settings: terminalSettings, logLevel: 'trace' });
    const heard = listenToPage(window.page);
    const { workbench } = window;
    await workbench.openView('Auth0 Organizations');
    // As a person does: what connects tenants for other tests keeps their tokens in a file.
    await workbench.runCommand('Auth0 Organizations: Connect Tenant…');
    await workbench.box('Connect Tenant').answer(tenant.domain);
    await workbench.pasteToken(tenant.domain, token);
    await workbench.chooseFromMenu(
      workbench.row(tenant.domain),
      'Manage Tenant',
      'Set Environment (Production, Staging, …)…',
    );
    await workbench.box(`Environment of ${tenant.domain}`).pick('Production');
    await workbench.expandTenant(tenant);
    const canaries = tokenCanaries('the token', token);
    assert.ok(leaksIn([{ place: 'a leak', content: token }], canaries).length > 0);
    return { ...window, heard, tenant, canaries };
  });

  it('stand neither in a terminal with links, nor in what is pasted, nor in a link to a search', async () => {
    const { workbench, page, tenant, heard, canaries, dataDir } = opened();
    const { id, name, display_name: title = name } = tenant.organizations[0] ?? assert.fail();
    const terminal = new Terminal(workbench);
    await terminal.show(id);
    await terminal.follow(id, 'Open', workbench.tab(`${name}.json`));
    await terminal.close();
    const traces = [...(await pageTraces(page))];

    await workbench.pressInlineButton(workbench.row(title), 'Copy Organization ID');
    await workbench.clipboardHolds(id);
    await workbench.editor.open('.env');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+V');
    await (await workbench.editor.openDropChooser()).filter({ hasText: 'Link' }).click();
    await workbench.editor.line('auth0-organization:').waitFor();
    traces.push(...(await pageTraces(page)));

    await workbench.runCommand('Auth0 Organizations: Find Organization, User or Application…');
    const find = workbench.box('Find Organization, User or Application in');
    await find.field.fill(name);
    await find.item(name).waitFor();
    await find.root.getByRole('button', { name: 'Copy Link to This Search' }).click();
    await workbench.statusBar.getByText('Copied the link to this search').waitFor();
    const copied = { place: 'the clipboard', content: await workbench.clipboard() };
    assert.match(copied.content, /\/find\?domain=/);

    const files = await filesIn(dataDir);
    assert.deepEqual(leaksIn([...files, ...traces, ...heard, copied], canaries), []);
  });
});

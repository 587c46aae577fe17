import assert from 'node:assert/strict';
import { untitledIsBackedUp } from './windows/backups.ts';
import { useWindow } from './windows/useWindow.ts';

describe('Looking up all IDs', () => {
  const window = useWindow(async (setUp) => {
    const first = await setUp.tenant({ organizations: 110 });
    const second = await setUp.tenant({ organizations: 130 });
    const tenants = await Promise.all(
      [first, second].map(async (tenant) => ({ domain: tenant.domain, accessToken: await tenant.mintToken() })),
    );
    const opened = await setUp.window({ tenants });
    await opened.workbench.openView('Auth0 Organizations');
    await opened.workbench.row(second.domain).waitFor();
    return { ...opened, first, second };
  });

  it('takes a list as it is pasted, asks which tenants, says what it costs, and shows a table', async () => {
    const { workbench, page, first, second } = window();
    const [inFirst, inSecond] = [first.organizations[105], second.organizations[125]];
    assert.ok(inFirst && inSecond);
    const list = `${inSecond.id}\n${inFirst.name}\n\n${inSecond.id},\norg_0000000000000000\n`;
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(list)})`);

    await workbench.runCommand('Auth0 Organizations: Look Up Pasted or Selected IDs…');
    const box = workbench.box('Look Up Pasted or Selected IDs');
    await box.message.filter({ hasText: 'IDs or names of organizations' }).waitFor();
    await box.field.press('ControlOrMeta+V');
    await window().screenshot('look-up-list');
    await box.field.press('Enter');

    await box.item(second.domain).waitFor();
    await window().screenshot('look-up-tenants');
    await box.field.press('Enter');

    const confirmation = box.item('Make at Most 4 Requests');
    await confirmation.getByText('To look up: 2. Without a request: 0.').waitFor();
    await window().screenshot('look-up-requests');
    assert.equal(first.requests.length + second.requests.length, 0);
    await confirmation.click();

    // Beside IDs, names are looked up only then.
    const offer = workbench.notification('Only the IDs were looked up.');
    await offer.getByRole('button', { name: 'Look Up Names Too' }).click();
    await box.pick('Make at Most 2 Requests');

    // Known IDs have the name behind them, and the spaces on the screen do not break.
    for (const [input, { id, name }, { domain }, result] of [
      [inSecond.id, inSecond, second, '"found, as read on .*"'],
      [inFirst.name, inFirst, first, 'found'],
      [inFirst.name, inFirst, second, 'found'],
    ] as const) {
      const cells = [input, id, name, domain, result].join('.*,').replaceAll(' ', '\\s');
      await workbench.editor.line(new RegExp(`^${cells}$`)).waitFor();
    }
    const lastLine = `org_0000000000000000,,,"${first.domain}, ${second.domain}",missing`;
    await workbench.editor.line(lastLine).waitFor();
    await window().screenshot('look-up-table');
    assert.equal(first.requests.length, 3);
    assert.equal(second.requests.length, 3);
    // It is an untitled document, which the window keeps.
    await untitledIsBackedUp(window().dataDir, inFirst.id);
    await window().reload();
    await workbench.editor.line(inFirst.id).waitFor();
    assert.equal(first.requests.length + second.requests.length, 6);
  });
});

import assert from 'node:assert/strict';
import { retry } from '../patience.ts';
import { useWindow } from './windows/useWindow.ts';

describe('An organization ID in a terminal', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 5 });
    const other = await setUp.tenant({ organizations: 2 });
    const tenants = [
      { domain: tenant.domain, label: 'Production', accessToken: await tenant.mintToken() },
      { domain: other.domain, label: 'Staging', accessToken: await other.mintToken() },
    ];
    // Each line of the terminal is an element then.
    const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
    return { ...(await setUp.window({ tenants, settings })), tenant, other };
  });

  it('says the name, opens the organization on a click, and asks for the tenant of an unknown one', async () => {
    const { tenant, other, workbench, page, ...window } = opened();
    const organization = tenant.organizations[3] ?? assert.fail();
    await workbench.openView('Auth0 Organizations');
    await workbench.setExpanded(workbench.row('Production'));
    await workbench.row(organization.name).waitFor();
    await workbench.row('Staging').waitFor();
    await Promise.all([tenant.clearRequests(), other.clearRequests()]);
    await workbench.runCommand('Terminal: Create New Terminal');
    await page.locator('.xterm-helper-textarea').focus();
    // Text in another colour is an element of its own.
    const colored = (text: string) => String.raw`\e[36m${text}\e[0m`;
    const unknownId = 'org_AAAAAAAAAAAAAAA1';
    await page.keyboard.type(
      `clear; printf '${colored(organization.id)} failed\n${colored(unknownId)} too\n'; exec cat`,
    );
    await page.keyboard.press('Enter');
    const pointAt = async (id: string, text: string) => {
      const word = page.locator('.xterm-rows span').getByText(id, { exact: true });
      await word.waitFor();
      const { x, y, width, height } = (await word.boundingBox()) ?? assert.fail();
      await retry(async (patienceMs) => {
        await page.mouse.move(0, 0);
        // An element over all lines, not the line itself, takes the events of the mouse.
        await page.mouse.move(x + width / 2, y + height / 2);
        await workbench.hover(text).waitFor({ timeout: 1000 + patienceMs });
      });
    };
    const follow = async () => {
      await page.keyboard.down('Control');
      await page.mouse.down();
      await page.mouse.up();
      await page.keyboard.up('Control');
    };

    await pointAt(organization.id, `Open ${organization.display_name} of Production`);
    await window.screenshot('terminal-link');
    assert.deepEqual(tenant.requests, []);
    await follow();
    await workbench.tab(`${organization.name}.json`).waitFor();
    await workbench.editor.line(`"${organization.id}"`).waitFor();
    const paths = new Set(tenant.requests.map(({ path }) => path));
    assert.deepEqual([...paths], [`/api/v2/organizations/${organization.id}`]);

    await pointAt(unknownId, 'Open Organization');
    await follow();
    const box = workbench.box('Open Organization by ID');
    await box.item('Production').waitFor();
    assert.deepEqual(other.requests, []);
    await box.pick('Staging');
    await workbench.notification(`Organization ${unknownId} could not be opened`).waitFor();
    assert.deepEqual(
      other.requests.map(({ path }) => path),
      [`/api/v2/organizations/${unknownId}`],
    );
    await workbench.runCommand('Terminal: Kill the Active Terminal Instance');
  });
});

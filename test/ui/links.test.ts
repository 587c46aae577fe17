import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { answerNext } from './commandDrives.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('A link to an organization', () => {
  let tenant: Tenant;
  let window: UiWindow;

  /** Opens a link as a person does who has found it somewhere, and agrees when VS Code asks. */
  const follow = async (pathAndQuery: string) => {
    const { workbench, page } = window;
    await workbench.runCommand('Developer: Open URL');
    await answerNext(
      workbench,
      'URL to open',
      `code-oss://organization-inspector.organization-inspector${pathAndQuery}`,
    );
    const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Organization Inspector for Auth0' });
    await dialog.getByRole('button', { name: 'Open' }).click();
  };

  before(async () => {
    tenant = await startTenant({ organizations: 5 });
    window = await openWindow();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('shows the host of a tenant that is not connected, and asks nobody', async () => {
    await follow(`/open?domain=${tenant.domain}&id=${tenant.organizations[3]?.id}`);
    const message = window.workbench.notification(`${tenant.organizations[3]?.id} of ${tenant.domain}`);
    await message.getByText('Connect it only if it is your tenant').waitFor();
    await window.screenshot('link-not-connected');
    assert.deepEqual(tenant.requests, []);
  });

  it('is opened once that tenant is connected, whose domain stands there to be confirmed', async () => {
    const { workbench, page } = window;
    await workbench.notification(tenant.domain).getByRole('button', { name: 'Connect Tenant…' }).click();
    await workbench.quickPick(tenant.domain).waitFor();
    assert.equal(await workbench.inputBox().inputValue(), tenant.domain);
    assert.deepEqual(tenant.requests, []);
    await workbench.inputBox().press('Enter');
    await workbench.quickPick('Paste a Management API access token').click();
    await page.getByText(`Access Token for ${tenant.domain}`).waitFor();
    await workbench.answer(await tenant.mintToken());
    await workbench.tab(`${tenant.organizations[3]?.name}.json`).waitFor();
    await page.getByText(`"${tenant.organizations[3]?.id}"`).waitFor();
  });

  it('opens an organization of a connected tenant at once', async () => {
    const { workbench, page } = window;
    await tenant.clearRequests();
    await follow(`/open?domain=${tenant.domain}&name=${tenant.organizations[1]?.name}`);
    await workbench.tab(`${tenant.organizations[1]?.name}.json`).waitFor();
    await page.getByText(`"${tenant.organizations[1]?.id}"`).waitFor();
    assert.deepEqual(
      tenant.requests.map(({ path }) => path),
      [`/api/v2/organizations/name/${tenant.organizations[1]?.name}`],
    );
  });

  it('is explained when it is none, and when it leads to a host that is no tenant', async () => {
    const { workbench } = window;
    await tenant.clearRequests();
    await follow('/open?id=acme');
    await workbench.notification(/opens no organization\. .*\/open\?domain=acme\.eu\.auth0\.com&id=org_/).waitFor();
    await follow(`/open?domain=acme.eu.auth0.com.evil.example&id=${tenant.organizations[0]?.id}`);
    await workbench.notification(/only looks like a domain of Auth0.*\/open\?domain=/).waitFor();
    await window.screenshot('link-wrong');
    assert.deepEqual(tenant.requests, []);
    await workbench.notification('only looks like').getByRole('button', { name: 'Open Organization by ID…' }).click();
    await workbench.inputMessage().filter({ hasText: 'ID of the organization' }).waitFor();
  });
});

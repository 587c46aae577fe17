import assert from 'node:assert/strict';
import { useWindow } from './windows/useWindow.ts';

// `test/host/links/links.test.ts` follows all kinds of links with tenants connected. This is about what a person sees, from a
// window on in which the extension has not been used: only the link activates it.
describe('A link to an organization', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 5 });
    return { ...(await setUp.window()), tenant };
  });

  it('is opened once its tenant is connected, and explained where it can lead to no organization', async () => {
    const { tenant, workbench, ...window } = opened();
    const organization = tenant.organizations[3] ?? assert.fail();
    /** Opens a link as a person does who has found it somewhere, and agrees when VS Code asks. */
    const follow = async (pathAndQuery: string) => {
      await workbench.runCommand('Developer: Open URL');
      // A box of VS Code without a title.
      const address = workbench.box();
      await address.message.filter({ hasText: 'URL to open' }).waitFor();
      await address.answer(`code-oss://organization-inspector.organization-inspector${pathAndQuery}`);
      await workbench.dialog.filter({ hasText: 'Organization Inspector for Auth0' }).waitFor();
      await workbench.answerDialog('Open');
    };

    // The host is shown, and not asked, before the person has said that it is their tenant.
    await follow(`/open?domain=${tenant.domain}&id=${organization.id}`);
    const message = workbench.notification(`${organization.id} of ${tenant.domain}`);
    await message.getByText('Connect it only if it is your tenant').waitFor();
    await window.screenshot('link-not-connected');
    await message.getByRole('button', { name: 'Connect Tenant…' }).click();
    const domain = workbench.box('Connect Tenant');
    await domain.focusedItem(tenant.domain).waitFor();
    assert.equal(await domain.field.inputValue(), tenant.domain);
    assert.deepEqual(tenant.requests, []);
    await domain.field.press('Enter');
    await workbench.pasteToken(tenant.domain, await tenant.mintToken());
    await workbench.tab(`${organization.name}.json`).waitFor();
    await workbench.editor.line(`"${organization.id}"`).waitFor();

    await tenant.clearRequests();
    await follow('/open?id=acme');
    await workbench.notification(/opens no organization\. .*\/open\?domain=acme\.eu\.auth0\.com&id=org_/).waitFor();
    await follow(`/open?domain=acme.eu.auth0.com.evil.example&id=${organization.id}`);
    const lookalike = workbench.notification(/only looks like a domain of Auth0.*\/open\?domain=/);
    await lookalike.waitFor();
    await window.screenshot('link-wrong');
    await lookalike.getByRole('button', { name: 'Open Organization by ID…' }).click();
    await workbench.box('Open Organization by ID').message.filter({ hasText: 'ID of the organization' }).waitFor();
    assert.deepEqual(tenant.requests, []);
  });
});

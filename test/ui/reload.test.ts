import assert from 'node:assert/strict';
import { sampleClient } from '../tenant/applications.ts';
import type { Organization, Tenant } from '../tenant/server.ts';
import type { Workbench } from './pages/workbench.ts';
import { useWindow } from './windows/useWindow.ts';

describe('Reloading the window', () => {
  const opened = useWindow(async (setUp) => {
    const pasted = await setUp.tenant({ organizations: 5 });
    const application = await setUp.tenant({ organizations: 4, seed: 7 });
    const window = await setUp.window({
      tenants: [
        { domain: application.domain, clientId: sampleClient.id, clientSecret: sampleClient.secret },
        { domain: pasted.domain, accessToken: await pasted.mintToken() },
      ],
    });
    await window.workbench.openView('Auth0 Organizations');
    return { ...window, pasted, application };
  });

  const requestsOf = ({ requests }: Tenant) => requests.map(({ method, path }) => `${method} ${path}`).sort();
  const listed = 'GET /api/v2/organizations?take=100';
  /** Opens the document of a tenant's second organization, which stays open over a reload. */
  const openDocument = async (workbench: Workbench, tenant: Tenant): Promise<Organization> => {
    const [, organization = assert.fail()] = tenant.organizations;
    await workbench.expandTenant(tenant);
    await workbench.row(organization.name).dblclick();
    await isShown(workbench, organization);
    return organization;
  };
  const isShown = (workbench: Workbench, { id }: Organization) => workbench.editor.line(`"${id}"`).waitFor();
  const isMissing = ({ editor }: Workbench) => editor.line('could not be read').waitFor();

  it('keeps tenants, their names, places and tokens, what is expanded and documents, and asks for no more', async () => {
    const { workbench, pasted, application, ...window } = opened();
    await workbench.expandTenant(application);
    await workbench.renameTenant(pasted, 'Production');
    const organization = await openDocument(workbench, pasted);
    const tenantNames = workbench.page.locator('.sidebar .monaco-list-row[aria-level="1"] .label-name');
    const before = await tenantNames.allInnerTexts();
    assert.deepEqual([...before].sort(), [application.domain, 'Production']);
    await Promise.all([pasted.clearRequests(), application.clearRequests()]);
    await window.reload();
    await isShown(workbench, organization);
    assert.ok((await workbench.editor.text()).includes(`"name": "${organization.name}"`));
    for (const { organizations } of [pasted, application]) {
      await workbench.row(organizations[1]?.name ?? '-').waitFor();
    }
    await workbench.row('Production').getByText(pasted.domain).waitFor();
    assert.deepEqual(await tenantNames.allInnerTexts(), before);
    assert.deepEqual(requestsOf(pasted), [`GET /api/v2/organizations/${organization.id}`, listed]);
    assert.deepEqual(requestsOf(application), [listed]);
  });

  it('lists tenants whose tokens the keyring has lost, asks for those tokens and for nothing else', async () => {
    const { workbench, pasted, application, ...window } = opened();
    const organization = await openDocument(workbench, pasted);
    for (const { domain } of [pasted, application]) await workbench.setExpanded(workbench.row(domain), false);
    await Promise.all([pasted.clearRequests(), application.clearRequests()]);
    await window.loseKey();
    await window.reload();
    await isMissing(workbench);
    for (const { domain } of [pasted, application]) await workbench.row(domain).getByText('no access token').waitFor();
    await workbench.notification(/in Production could not be read\. No access token is stored/).waitFor();
    assert.equal(await workbench.messages.count(), 1, 'about the document');
    await window.screenshot('lost-tokens');

    await workbench.setExpanded(workbench.row(application.domain));
    await workbench.notification(`of ${application.domain} could not be loaded. No access token is stored`).waitFor();
    assert.deepEqual([...requestsOf(pasted), ...requestsOf(application)], []);
    await workbench.pressInlineButton(workbench.row(application.domain), 'Update Access Token');
    await workbench.box(`Application for ${application.domain}`).field.press('Enter');
    await workbench.box(`Client Secret for ${application.domain}`).answer(sampleClient.secret);
    await workbench.row(application.organizations[1]?.name ?? '-').waitFor();

    // The document is shown as soon as there is a token for it.
    await workbench.runCommand('Auth0 Organizations: Update Access Token…');
    await workbench.box('Update Access Token').pick(pasted.domain);
    await workbench.box(`Access Token for Production (${pasted.domain})`).answer(await pasted.mintToken());
    await isShown(workbench, organization);
    assert.deepEqual(requestsOf(pasted), [
      `GET /api/v2/organizations/${organization.id}`,
      'GET /api/v2/organizations?take=1',
    ]);
    await workbench.row('no access token').waitFor({ state: 'detached' });
  });

  it('says of a document that its tenant is not connected any more, and shows it once it is and answers', async () => {
    const { workbench, pasted, ...window } = opened();
    const organization = await openDocument(workbench, pasted);
    await workbench.disconnect(workbench.row(pasted.domain));
    await window.reload();
    await isMissing(workbench);
    await pasted.clearRequests();
    const message = workbench.notification(
      new RegExp(`in ${pasted.domain} could not be read\\. The tenant is not connected\\.`),
    );
    await message.waitFor();
    await window.screenshot('reload-not-connected');
    await pasted.inject({ answer: { status: 503, body: '' }, match: organization.id });
    await message.getByRole('button', { name: 'Connect Tenant…' }).click();
    const domain = workbench.box('Connect Tenant');
    await domain.focusedItem(pasted.domain).waitFor();
    await domain.field.press('Enter');
    await workbench.pasteToken(pasted.domain, await pasted.mintToken());
    // It is tried as soon as it is connected, and again when it is refreshed.
    await workbench.notification(/could not be read \(503\)/).waitFor();
    await isMissing(workbench);
    await pasted.clearFaults();
    await workbench.runCommand('Auth0 Organizations: Refresh');
    await isShown(workbench, organization);
  });
});

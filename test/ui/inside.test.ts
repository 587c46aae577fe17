import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { openWindow, type UiWindow } from './harness.ts';

describe('Inside an organization', () => {
  let tenant: Tenant;
  let window: UiWindow;

  before(async () => {
    tenant = await startTenant({ organizations: 5 });
    const accessToken = await tenant.mintToken({ scope: 'read:organizations read:organization_members' });
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).click();
    await window.workbench.row(name(1)).waitFor();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  const name = (index: number) => tenant.organizations[index]?.name ?? '-';
  const id = (index: number) => tenant.organizations[index]?.id ?? '-';
  const twistie = (row: Locator) => row.locator('.monaco-tl-twistie');
  const requests = () => tenant.requests.map(({ path }) => path.replace('/api/v2/organizations', ''));

  it('shows its sections without a request, and reads one when it is opened', async () => {
    const { workbench } = window;
    await tenant.clearRequests();
    await twistie(workbench.row(name(1))).click();
    const sections = ['Members', 'Connections', 'Invitations', 'Discovery Domains', 'Client Grants', 'Groups', 'Roles'];
    for (const section of sections) {
      await workbench.row(section).waitFor();
    }
    await workbench.row('Metadata').getByText('2', { exact: true }).waitFor();
    assert.deepEqual(requests(), []);
    await twistie(workbench.row('Members')).click();
    await workbench.row('Members').getByText('40+').waitFor();
    assert.deepEqual(requests(), [`/${id(1)}/members?take=100`]);
    await window.screenshot('members');
  });

  it('says which scope a section needs, and shows it once the token has it', async () => {
    const { workbench, page } = window;
    const member = workbench.row('jane@acme.example');
    await tenant.clearRequests();
    await twistie(member).click();
    // Those of the organization have the same title, and stand below.
    await workbench.row('Effective Roles').waitFor();
    await twistie(workbench.row(/^Roles/)).click();
    const note = workbench.row('Needs read:organization_member_roles');
    await note.waitFor();
    assert.equal(await workbench.messages().count(), 0);
    assert.equal(requests().length, 1);
    await window.screenshot('missing-scope');
    await note.click();
    await page.getByText(`Access Token for ${tenant.domain}`).waitFor();
    await workbench.answer(await tenant.mintToken());
    await workbench.statusBar().getByText('is updated').waitFor();
    await note.waitFor({ state: 'detached' });
    await workbench.row(/^Roles[1-9]/).waitFor();
    await window.screenshot('roles-of-a-member');
  });

  it('opens a member as JSON, with a click, without a request', async () => {
    const { workbench, page } = window;
    await tenant.clearRequests();
    await workbench.row('jane@acme.example').click();
    await page.getByText('"samlp|acme|jane@acme.example"').first().waitFor();
    assert.deepEqual(requests(), []);
    await workbench.hoverUntil(page.getByText('"email"').first(), 'email address');
    await window.screenshot('hover-on-a-key');
  });

  it('masks the links of invitations, and copies one after a warning', async () => {
    const { workbench, page } = window;
    const [real] = await invitationsOf(tenant, id(1));
    const link = real?.invitation_url ?? '-';
    await page.keyboard.press('Escape');
    await twistie(workbench.row('Members')).click();
    await twistie(workbench.row('Invitations')).click();
    const row = workbench.row(real?.invitee.email ?? '-');
    await row.click();
    await page.getByText('"••••••"').first().waitFor();
    assert.ok(!(await page.content()).includes(link));
    await workbench.chooseFromMenu(row, 'Copy Invitation Link…');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Copy Link' }).click();
    await workbench.clipboardHolds(link);
    assert.ok(!(await page.content()).includes(link));
  });

  it('gathers everything in one document, and marks what could not be read', async () => {
    const { workbench, page } = window;
    await tenant.setFeature('clients', 'insufficient_entitlement');
    await tenant.clearRequests();
    await workbench.chooseFromMenu(workbench.row(name(2)), 'Open Everything About This Organization as JSON');
    await workbench.tab('everything.json').waitFor();
    await page.getByText('"sections"').first().waitFor();
    const paging = '?page=0&per_page=100&include_totals=true';
    assert.deepEqual(
      requests().sort(),
      [
        `/api/v2/roles${paging}`,
        `/${id(2)}`,
        `/${id(2)}/client-grants${paging}`,
        `/${id(2)}/clients?take=100`,
        `/${id(2)}/discovery-domains?take=100`,
        `/${id(2)}/enabled_connections${paging}`,
        `/${id(2)}/groups?take=100`,
        `/${id(2)}/invitations${paging}`,
        `/${id(2)}/members?take=100`,
      ],
      'each is asked for once',
    );
    await workbench.editor().click();
    await page.keyboard.press('Control+End');
    await page.getByText('"missingFeature"').first().waitFor();
    await window.screenshot('everything');
  });

  it('says that a section is empty, or that the tenant does not have it', async () => {
    const { workbench } = window;
    await twistie(workbench.row('Invitations')).click();
    await twistie(workbench.row(name(1))).click();
    await twistie(workbench.row(name(2))).click();
    await twistie(workbench.row('Connections')).click();
    await workbench.row('None').waitFor();
    await twistie(workbench.row('Applications')).click();
    await workbench.row('Not available in this tenant').waitFor();
    await window.screenshot('empty-and-missing');
  });

  it('lists the roles of the tenant, and the members and groups that have one here', async () => {
    const { workbench } = window;
    await twistie(workbench.row(name(2))).click();
    await twistie(workbench.row(name(1))).click();
    await tenant.clearRequests();
    await twistie(workbench.row(/^Roles/)).click();
    await workbench.row(/^Roles50/).waitFor();
    await twistie(workbench.row(/^Editor/)).click();
    await twistie(workbench.row('Groups With This Role')).click();
    await workbench.row('Engineering').waitFor();
    await twistie(workbench.row('Members With This Role')).click();
    await workbench.row(/^Members With This Role[1-9]/).waitFor();
    assert.deepEqual(
      requests().map((path) => path.replace(/org_\w+|rol_\w+/g, '…')),
      [
        '/api/v2/roles?page=0&per_page=100&include_totals=true',
        '/…/roles/…/groups?take=100',
        '/…/roles/…/members?take=100',
      ],
    );
    await window.screenshot('roles-of-the-tenant');
  });
});

interface Invitation {
  readonly invitation_url: string;
  readonly invitee: { readonly email: string };
}

/** As the tenant itself has them. */
async function invitationsOf(tenant: Tenant, organization: string): Promise<readonly Invitation[]> {
  const authorization = `Bearer ${await tenant.mintToken()}`;
  const address = `${tenant.url}/api/v2/organizations/${organization}/invitations`;
  return (await (await fetch(address, { headers: { authorization } })).json()) as readonly Invitation[];
}

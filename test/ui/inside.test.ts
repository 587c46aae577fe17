import assert from 'node:assert/strict';
import { until } from '../patience.ts';
import type { Tenant } from '../tenant/server.ts';
import { commandsUnderWay } from './windows/extensionLog.ts';
import { useWindow } from './windows/useWindow.ts';

// What is asked for, how failures are understood, and that no link or ticket of an invitation is shown is checked in
// `test/host`: `sections`, `sectionFailures`, `roles` and `everything`. This is about what a person sees and clicks.
describe('Inside an organization', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 5, features: { clients: false } });
    const limited = await setUp.tenant({ organizations: 5, seed: 7 });
    const scope = 'read:organizations read:organization_members';
    const window = await setUp.window({
      tenants: [
        { domain: tenant.domain, accessToken: await tenant.mintToken() },
        { domain: limited.domain, accessToken: await limited.mintToken({ scope }) },
      ],
    });
    await window.workbench.openView('Auth0 Organizations');
    // The row of the last one comes with the last update of the rows.
    await window.workbench.row(limited.domain).waitFor();
    return { ...window, tenant, limited };
  });

  const name = ({ organizations }: Tenant, index: number) => organizations[index]?.name ?? '-';
  const requests = ({ requests: all }: Tenant) => all.map(({ path }) => path.replace('/api/v2/organizations', ''));

  /** Opens the row of a tenant and rows below it, and none beside them, which could push these off the screen. */
  async function openOnly(tenant: Tenant, ...rows: readonly (string | RegExp)[]): Promise<void> {
    const { workbench } = opened();
    await workbench.pressViewButton('Collapse All');
    await workbench.page.locator('.sidebar [aria-level="2"]').first().waitFor({ state: 'detached' });
    await workbench.expandTenant(tenant);
    for (const row of rows) await workbench.setExpanded(workbench.row(row));
  }

  it('has sections, shown without a request, and reads one when it is opened', async () => {
    const { workbench, tenant, ...window } = opened();
    const sections = ['Members', 'Connections', 'Invitations', 'Discovery Domains', 'Client Grants', 'Groups', 'Roles'];
    await openOnly(tenant);
    await tenant.clearRequests();
    await workbench.setExpanded(workbench.row(name(tenant, 1)));
    for (const section of sections) await workbench.row(section).waitFor();
    await workbench.row('Metadata').getByText('2', { exact: true }).waitFor();
    assert.deepEqual(requests(tenant), []);
    await workbench.setExpanded(workbench.row('Members'));
    await workbench.row('Members').getByText('40', { exact: true }).waitFor();
    const fields = 'fields=user_id,email,picture,name,roles&include_fields=true';
    const read = requests(tenant).map((path) => path.replace(/from=.*/, 'from=…'));
    // Auth0 sends a cursor with the last members, too.
    const first = `/${tenant.organizations[1]?.id}/members?${fields}&take=100`;
    assert.deepEqual(read, [first, `${first}&from=…`]);
    // The roles stand before the address, and below the row without a request.
    await workbench.row(/^[A-Z].*Admin · .*@.*$/).waitFor();
    await window.screenshot('members');

    // A click opens a member as JSON, without a further one.
    await workbench.row('jane@acme.example').click();
    await workbench.editor.line('"samlp|acme|jane@acme.example"').waitFor();
    assert.equal(requests(tenant).length, 2);
    await workbench.hoverUntil(workbench.editor.word('"email"'), 'email address');
    await window.screenshot('hover-on-a-key');
  });

  it('reads what is expanded when it is refreshed, and nothing that is not', async () => {
    const { workbench, tenant, dataDir } = opened();
    await openOnly(tenant, name(tenant, 1), 'Connections', 'Invitations');
    await workbench.row(/^Invitations7/).waitFor();
    await workbench.setExpanded(workbench.row('Connections'), false);
    await workbench.row('acme-okta').waitFor({ state: 'detached' });
    const refresh = async () => {
      await tenant.clearRequests();
      await workbench.runCommand('Auth0 Organizations: Refresh');
      await until(async () => tenant.requests.length > 0 && (await commandsUnderWay(dataDir)).length === 0);
      return requests(tenant).map((path) => path.replace(/\?.*/, ''));
    };
    const id = tenant.organizations[1]?.id ?? '-';
    assert.deepEqual(await refresh(), ['', `/${id}/invitations`]);
    await workbench.pressViewButton('Collapse All');
    await workbench.row(name(tenant, 1)).waitFor({ state: 'detached' });
    assert.deepEqual(await refresh(), ['']);
  });

  it('says which scope a section needs, and shows it once the token has it', async () => {
    const { workbench, limited, ...window } = opened();
    await openOnly(limited, name(limited, 1), 'Members', 'jane@acme.example');
    // Those of the organization have the same title, and stand below.
    await workbench.row('Effective Roles').waitFor();
    await limited.clearRequests();
    await workbench.setExpanded(workbench.row(/^Roles/));
    const note = workbench.row('Needs read:organization_member_roles');
    await note.waitFor();
    assert.equal(await workbench.messages.count(), 0);
    assert.equal(requests(limited).length, 1);
    await window.screenshot('missing-scope');
    await note.click();
    const question = workbench.box(`Access Token for ${limited.domain}`);
    await question.message
      .filter({ hasText: 'the scopes read:organizations, read:organization_member_roles.' })
      .waitFor();
    await question.answer(await limited.mintToken());
    await workbench.statusBar.getByText('is updated').waitFor();
    await note.waitFor({ state: 'detached' });
    await workbench.row(/^Roles[1-9]/).waitFor();
    await window.screenshot('roles-of-a-member');
  });

  it('copies the link of an invitation, which is shown nowhere, after a warning', async () => {
    const { workbench, page, tenant } = opened();
    const { invitation_url: link, invitee } = await firstInvitation(tenant, tenant.organizations[1]?.id ?? '-');
    await openOnly(tenant, name(tenant, 1), 'Invitations');
    const row = workbench.row(invitee.email);
    await row.click();
    await workbench.editor.line('"••••••"').waitFor();
    assert.ok(!(await page.content()).includes(link));
    await workbench.chooseFromMenu(row, 'Copy Invitation Link…');
    await workbench.answerDialog('Copy Link');
    await workbench.clipboardHolds(link);
    assert.ok(!(await page.content()).includes(link));
  });

  it('says that a section is empty, or that the tenant does not have it', async () => {
    const { workbench, tenant, ...window } = opened();
    await openOnly(tenant, name(tenant, 2), 'Applications');
    await workbench.row('Not available').waitFor();
    const invitations = workbench.row(/^Invitations/);
    const isExpandable = invitations.and(workbench.page.locator('[aria-expanded]'));
    await isExpandable.waitFor();
    await invitations.locator('.monaco-tl-twistie').click();
    await invitations.getByText('none', { exact: true }).waitFor();
    await isExpandable.waitFor({ state: 'detached' });
    await invitations.and(workbench.page.getByRole('treeitem', { name: 'Section Invitations, none' })).waitFor();
    await workbench.row(/^Metadata$/).waitFor();
    await window.screenshot('empty-and-missing');

    const invitation = await firstInvitation(tenant, tenant.organizations[1]?.id ?? '-');
    await tenant.inject({ match: '/invitations', answer: { status: 200, body: { invitations: [invitation] } } });
    await workbench.chooseFromMenu(invitations, 'Refresh');
    await workbench.row(/^Invitations1$/).waitFor();
    await workbench.setExpanded(invitations);
    await workbench.row(invitation.invitee.email).waitFor();
  });

  it('can be opened as one document that holds everything', async () => {
    const { workbench, page, tenant, ...window } = opened();
    await openOnly(tenant);
    await workbench.chooseFromMenu(workbench.row(name(tenant, 2)), 'Open Organization with All Its Sections as JSON');
    await workbench.tab('everything.json').waitFor();
    await workbench.editor.line('"sections"').waitFor();
    await workbench.editor.root.click();
    await page.keyboard.press('Control+End');
    await workbench.editor.line('"missingFeature"').waitFor();
    await window.screenshot('everything');
  });

  it('lists the roles of the organization and of the tenant, and the members and groups that have one here', async () => {
    const { workbench, tenant, ...window } = opened();
    await openOnly(tenant, name(tenant, 1), /^Roles/, /^Editor/, 'Groups With This Role');
    await workbench.row(/^Roles52/).waitFor();
    await workbench.row('Regional Managerof this organization').waitFor();
    await workbench.row('Engineering').waitFor();
    await workbench.setExpanded(workbench.row('Members With This Role'));
    await workbench.row(/^Members With This Role[1-9]/).waitFor();
    await window.screenshot('roles-of-the-tenant');
  });
});

interface Invitation {
  readonly invitation_url: string;
  readonly invitee: { readonly email: string };
}

/** As the tenant itself has it. */
async function firstInvitation(tenant: Tenant, organization: string): Promise<Invitation> {
  const authorization = `Bearer ${await tenant.mintToken()}`;
  const address = `${tenant.url}/api/v2/organizations/${organization}/invitations`;
  const [first] = (await (await fetch(address, { headers: { authorization } })).json()) as readonly Invitation[];
  return first ?? assert.fail('there is none');
}

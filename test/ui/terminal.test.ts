import assert from 'node:assert/strict';
import { Terminal, terminalSettings } from './pages/terminal.ts';
import { useWindow } from './windows/useWindow.ts';

describe('An organization ID in a terminal', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 5 });
    const other = await setUp.tenant({ organizations: 2 });
    const tenants = [
      { domain: tenant.domain, label: 'Production', accessToken: await tenant.mintToken() },
      { domain: other.domain, label: 'Staging', accessToken: await other.mintToken() },
    ];
    return { ...(await setUp.window({ tenants, settings: terminalSettings })), tenant, other };
  });

  it('says the name, opens the organization on a click, and asks for the tenant of an unknown one', async () => {
    const { tenant, other, workbench, ...window } = opened();
    const organization = tenant.organizations[3] ?? assert.fail();
    await workbench.openView('Auth0 Organizations');
    await workbench.setExpanded(workbench.row('Production'));
    await workbench.row(organization.name).waitFor();
    await workbench.row('Staging').waitFor();
    await Promise.all([tenant.clearRequests(), other.clearRequests()]);
    const terminal = new Terminal(workbench);
    const unknownId = 'org_AAAAAAAAAAAAAAA1';
    await terminal.show(organization.id, unknownId);

    const about = `Open ${organization.display_name} of Production`;
    await terminal.pointAt(organization.id, about);
    await window.screenshot('terminal-link');
    assert.deepEqual(tenant.requests, []);
    await terminal.follow(organization.id, about, workbench.tab(`${organization.name}.json`));
    await workbench.editor.line(`"${organization.id}"`).waitFor();
    const paths = new Set(tenant.requests.map(({ path }) => path));
    assert.deepEqual([...paths], [`/api/v2/organizations/${organization.id}`]);

    const failure = workbench.notification(`Organization ${unknownId} in Production and Staging could not be opened`);
    await terminal.follow(unknownId, 'Open Organization', failure);
    const asked = new Set(other.requests.map(({ path }) => path));
    assert.deepEqual([...asked], [`/api/v2/organizations/${unknownId}`]);
    await terminal.close();
  });
});

import assert from 'node:assert/strict';
import { stories } from '../tenant/contents/stories.ts';
import { useWindow, withTenant } from './windows/useWindow.ts';

// Which findings there are, and when they come and go, is checked in `test/host/access/rowMarks.test.ts`.
describe('What opened sections tell about logins', () => {
  const opened = useWindow(withTenant({ organizations: 0, stories: true }));

  it('stands in the row of the organization until it is mended, and asks for nothing', async () => {
    const { workbench, page, tenant, ...window } = opened();
    const row = workbench.row('story-no-connection');
    const marked = workbench.row(/^No connection enabledno connection enabled · story/);
    await row.locator('.codicon-organization').waitFor();
    await tenant.clearRequests();
    await workbench.setExpanded(row);
    await workbench.setExpanded(workbench.row(/^Connections\d*$/));
    await marked.locator('.codicon-warning').waitFor();
    await workbench.rows
      .and(page.getByLabel('Organization No connection enabled, Finding: no connection enabled, story-no-connection'))
      .waitFor();
    // What is below the row stays open.
    await workbench.row('acme-saml').waitFor();
    await workbench.hoverUntil(marked, 'Fix: Enable a connection for the organization.');
    await window.screenshot('finding');
    const { organizationId } = stories.noConnection;
    const paths = tenant.requests.map(({ path }) => path.replace(/\?.*/, ''));
    assert.deepEqual(paths, [`/api/v2/organizations/${organizationId}/connections`]);

    const connection = {
      connection_id: 'con_1',
      is_enabled: true,
      connection: { name: 'acme-new', strategy: 'samlp' },
    };
    const answer = { status: 200, body: { connections: [connection], total: 1 } };
    await tenant.inject({ match: `${organizationId}/connections`, answer });
    await workbench.runCommand('Auth0 Organizations: Refresh');
    await workbench.row('acme-new').waitFor();
    await row.locator('.codicon-organization').waitFor();
    await marked.waitFor({ state: 'detached' });
  });
});

import assert from 'node:assert/strict';
import { until } from '../patience.ts';
import { useWindow } from './windows/useWindow.ts';

// Which requests are made, and what a document holds, is checked in `test/host/users` and `userDocuments`. This is about
// what a person sees, types and clicks.
describe('Finding a user', () => {
  const opened = useWindow(async (setUp) => {
    const tenant = await setUp.tenant({ organizations: 5 });
    const window = await setUp.window({
      tenants: [{ domain: tenant.domain, accessToken: await tenant.mintToken() }],
    });
    await window.workbench.openView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).waitFor();
    return { ...window, tenant };
  });

  it('says what is asked, asks on Enter, and shows the user with the organizations', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.expandTenant(tenant);
    await tenant.clearRequests();
    await workbench.runCommand('Auth0 Organizations: Find User and Their Organizations…');
    const box = workbench.box(`Find User in ${tenant.domain}`);
    await box.answer('nobody@acme.example');
    await box.focusedItem('Search the users').waitFor();
    await box.field.press('Enter');
    await box.focusedItem('No user found').waitFor();
    await tenant.clearRequests();
    await box.field.clear();
    await box.field.pressSequentially('jane@acme');
    await box.item('users?q=(name:jane@acme* OR email:jane@acme*)').waitFor();
    await box.field.pressSequentially('.example');
    await box.focusedItem('users-by-email?email=jane@acme.example').waitFor();
    assert.deepEqual(tenant.requests, []);
    await window.screenshot('find-user');
    await box.field.press('Enter');
    await workbench.tab('samlp-acme-jane-acme-example.md').waitFor();
    await workbench.preview.getByRole('heading', { name: 'Jane Doe' }).waitFor();
    await window.screenshot('user');
    await workbench.page.getByRole('button', { name: 'Open User as JSON' }).click();
    await workbench.editor.line('"name": "Jane Doe"').waitFor();
    await window.screenshot('user-json');
    await workbench.page.getByRole('button', { name: 'Open User', exact: true }).click();
    await workbench.preview.getByRole('heading', { name: 'Jane Doe' }).waitFor();
  });

  it('keeps the text when the search fails, also while another token is entered', async () => {
    const { workbench, tenant, ...window } = opened();
    const body = { statusCode: 401, error: 'Unauthorized', message: 'Expired token' };
    await tenant.inject({ match: '/users\\?', times: 1, answer: { status: 401, body } });
    await workbench.runCommand('Auth0 Organizations: Find User and Their Organizations…');
    const box = workbench.box(`Find User in ${tenant.domain}`);
    await box.field.pressSequentially('Toni');
    await box.focusedItem('Search the users').waitFor();
    await box.field.press('Enter');
    await box.item('(401)').waitFor();
    await box.focusedItem('Update Access Token').waitFor();
    await window.screenshot('find-user-failure');
    await box.pick('Update Access Token');
    await workbench.box(`Access Token for ${tenant.domain}`).answer(await tenant.mintToken());
    await box.focusedItem('Toni').waitFor();
    assert.equal(await box.field.inputValue(), 'Toni');
    await window.screenshot('find-user-again');
    await box.escape();
  });

  it('shows the page again with a new token, where it could not be read', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.runCommand('Auth0 Organizations: Find User and Their Organizations…');
    await workbench.box(`Find User in ${tenant.domain}`).answer('jane@acme.example');
    await workbench.preview.getByRole('heading', { name: 'Jane Doe' }).waitFor();
    await tenant.revokeTokens();
    await window.reload();
    await workbench.preview.getByText('could not be read (401').waitFor();
    await window.screenshot('user-page-refused');
    await workbench.notification('could not be read').getByRole('button', { name: 'Update Access Token' }).click();
    await workbench.box(`Access Token for ${tenant.domain}`).answer(await tenant.mintToken());
    await workbench.preview.getByRole('heading', { name: 'Jane Doe' }).waitFor();
  });

  it('searches the members of an organization from the button of their row', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.expandTenant(tenant);
    const large = tenant.organizations[3];
    await workbench.setExpanded(workbench.row(large?.name ?? '-'));
    await tenant.clearRequests();
    await workbench.pressInlineButton(workbench.row('Members'), 'Find User and Their Organizations…');
    const box = workbench.box('Find User in ');
    await box.answer('a');
    await box.item('Found by a search').waitFor();
    await window.screenshot('find-member');
    await box.field.press('ArrowDown');
    await box.field.press('Enter');
    await until(() => tenant.requests.some(({ path }) => path.includes('/organizations?')));
    await workbench.preview.getByText(large?.id ?? '-').waitFor();
    assert.ok(!tenant.requests.some(({ path }) => path.includes('/members?')));
  });
});

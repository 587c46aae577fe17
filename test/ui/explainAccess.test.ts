import assert from 'node:assert/strict';
import { stories } from '../tenant/contents/stories.ts';
import { useWindow, type SetUp } from './windows/useWindow.ts';
import type { UiOptions } from './windows/openWindow.ts';

const story = stories.samlNotEnabled;

/** For `useWindow`: a window with the tenant of the support cases. */
function withSupport(options: UiOptions, viewTitle = 'Auth0 Organizations') {
  return async (setUp: SetUp) => {
    const tenant = await setUp.tenant({ organizations: 0, stories: true });
    const tenants = [{ domain: tenant.domain, accessToken: await tenant.mintToken() }];
    const window = await setUp.window({ ...options, tenants });
    await window.workbench.openView(viewTitle);
    await window.workbench.row(tenant.domain).waitFor();
    return { ...window, tenant };
  };
}

// What is asked of the tenant, and what an explanation says, is checked in `test/host/explainAccess…`. This is about what a
// person sees, types and clicks.
describe('Explaining why a person cannot log in', () => {
  const opened = useWindow(withSupport({}));

  it('goes by keyboard from the palette to the explanation, and back before that', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.runCommand('Auth0 Organizations: Explain Failed Login (Cannot Log or Sign In)…');
    const organization = workbench.box('Explain Failed Login (1/4)');
    await organization.field.pressSequentially('SAML');
    await organization.focusedItem('SAML connection not enabled').waitFor();
    await window.screenshot('explain-organization');
    await organization.choose('SAML connection not enabled');

    const application = workbench.box('Explain Failed Login to SAML connection not enabled (2/4)');
    await application.focusedItem('Without an application').waitFor();
    await application.item('Portal of Noor Haddad').waitFor();
    await window.screenshot('explain-application');
    await application.field.pressSequentially('of sam');
    await application.choose('Portal of Sam Lindqvist');

    const user = workbench.box('Explain Failed Login to SAML connection not enabled (3/4)');
    await user.focusedItem('Without a user').waitFor();
    await user.field.pressSequentially(story.email);
    await user.focusedItem(`users-by-email?email=${story.email}`).waitFor();
    await window.screenshot('explain-user');
    await user.choose(`users-by-email?email=${story.email}`);

    const requests = workbench.box('Explain Failed Login to SAML connection not enabled (4/4)');
    await requests.focusedItem('Make at Most').waitFor();
    await window.screenshot('explain-requests');
    await requests.back();
    await user.focusedItem('Sam Lindqvist').waitFor();
    await user.back();
    await application.focusedItem('Portal of Sam Lindqvist').waitFor();
    await application.choose('Portal of Sam Lindqvist');
    await requests.focusedItem('Make at Most').waitFor();
    await tenant.clearRequests();
    await requests.choose('Make at Most');

    const headline = 'Sam Lindqvist cannot log in to SAML connection not enabled through Portal of Sam Lindqvist:';
    await workbench.preview.getByRole('heading', { name: headline }).waitFor();
    await workbench.tab('Sam Lindqvist – story-saml-not-enabled.md').waitFor();
    await window.screenshot('explain-explanation');
    assert.ok(tenant.requests.length <= 12, `${tenant.requests.length}`);
  });

  it('goes by mouse from a member to the explanation, to what it rests on, and to a new explanation', async () => {
    const { workbench, tenant, ...window } = opened();
    await workbench.expandTenant(tenant);
    await workbench.setExpanded(workbench.row('SAML connection not enabled'));
    // Not “Not a member” and its name behind it.
    await workbench.setExpanded(workbench.row(/^Members/));
    const member = workbench.row('Sam Lindqvist');
    await workbench.openMenu(member, 'Explain Failed Login (Cannot Log or Sign In)…');
    await window.screenshot('explain-menu');
    await workbench.chooseFromMenu(member, 'Explain Failed Login (Cannot Log or Sign In)…');
    await workbench.box('(1/2)').pick('Portal of Sam Lindqvist');
    await workbench.box('(2/2)').pick('Make at Most');
    const { preview } = workbench;
    await preview.getByRole('heading', { name: 'Sam Lindqvist cannot log in' }).waitFor();

    const source = preview.getByRole('link', { name: 'GET /api/v2/organizations/{id}/enabled_connections' });
    await source.waitFor({ state: 'hidden' });
    await preview.getByText('Read on ').click();
    await source.click();
    await workbench.tab('connections.json').waitFor();
    await workbench.editor.line('"partners-okta"').waitFor();
    await window.screenshot('explain-source');

    await workbench.tab('Sam Lindqvist – story-saml-not-enabled.md').click();
    await preview.getByRole('heading', { name: 'Sam Lindqvist cannot log in' }).waitFor();
    await tenant.updateOrganization(story.organizationId, { display_name: 'SAML at last' });
    await workbench.page.locator('.editor-actions').getByRole('button', { name: 'Refresh' }).click();
    await preview.getByRole('heading', { name: 'Sam Lindqvist cannot log in to SAML at last' }).waitFor();

    await workbench.runCommand('Auth0 Organizations: Copy as Ticket');
    await workbench.statusBar.getByText('Copied as a ticket').waitFor();
    assert.match(await workbench.clipboard(), /Sam Lindqvist cannot log in to SAML at last/);
  });

  it('goes from a failure without a user to the explanation for its person', async () => {
    const { workbench, ...window } = opened();
    await workbench.runCommand('Auth0 Organizations: Explain Failed Login (Cannot Log or Sign In)…');
    await workbench.box('(1/4)').pick('User blocked');
    // With the mouse, another row can be under it: they move while the applications come.
    await workbench.box('(2/4)').choose('Without an application');
    await workbench.box('(3/4)').pick('Without a user');
    await workbench.box('(4/4)').pick('Make at Most');
    const { preview } = workbench;
    await preview.getByRole('heading', { name: 'User blocked' }).waitFor();
    await window.screenshot('explain-nobody');
    await preview.getByRole('link', { name: 'Explain for This Person' }).click();
    // In a browser the link leads to the document, which asks nothing by itself, and fills in the answers.
    await workbench.editor.line('was not kept').waitFor();
    await workbench.runCommand('Auth0 Organizations: Explain Failed Login (Cannot Log or Sign In)…');
    await workbench.box('Explain Failed Login to User blocked (4/4)').pick('Make at Most');
    await preview.getByRole('heading', { name: 'Blanca Ruiz cannot log in to User blocked' }).waitFor();
  });

  it('says what is so now where the same is asked again after its tab was closed', async () => {
    const { workbench, tenant } = opened();
    const { organizationId } = stories.blockedUser;
    const explainAs = async (name: string) => {
      await tenant.updateOrganization(organizationId, { display_name: name });
      await workbench.runCommand('Auth0 Organizations: Explain Failed Login (Cannot Log or Sign In)…');
      await workbench.box('(1/4)').field.pressSequentially(organizationId);
      await workbench.box('(1/4)').choose('User blocked');
      await workbench.box('(2/4)').choose('Without an application');
      await workbench.box('(3/4)').pick('Without a user');
      await workbench.box('(4/4)').pick('Make at Most');
      await workbench.preview.getByRole('heading', { name: `to ${name}, 20` }).waitFor();
    };
    await explainAs('User blocked');
    await workbench.runCommand('View: Close Editor');
    await workbench.preview.getByRole('heading').first().waitFor({ state: 'detached' });
    await explainAs('User blocked, or not');
  });
});

describe('Explaining a failed login in French and in the dark', () => {
  const settings = { 'workbench.colorTheme': 'Dark 2026' };
  const opened = useWindow(withSupport({ language: 'fr', settings }, 'Organisations Auth0'));

  it('asks and explains in French', async () => {
    const { workbench, ...window } = opened();
    await workbench.runCommand('Organisations Auth0: Expliquer un échec de connexion…');
    await workbench.box('Expliquer un échec de connexion (1/4)').pick('Invitation for another address');
    const application = workbench.box('(2/4)');
    await application.focusedItem('Sans application').waitFor();
    await application.item('Portal of Sam Lindqvist').waitFor();
    await window.screenshot('explain-french-application');
    await application.field.fill('of ingrid');
    await application.choose('Portal of Ingrid Weber');
    const user = workbench.box('(3/4)');
    await user.item('Sans utilisateur').waitFor();
    await user.answer(stories.invitationForAnotherAddress.email);
    const requests = workbench.box('Expliquer un échec de connexion à Invitation for another address (4/4)');
    await requests.item('requêtes au plus').waitFor();
    await window.screenshot('explain-french-requests');
    await requests.choose('requêtes au plus');
    await workbench.preview.getByRole('heading', { name: 'Ingrid Weber ne peut pas se connecter' }).waitFor();
    await window.screenshot('explain-french');
  });
});

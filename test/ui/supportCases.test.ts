import assert from 'node:assert/strict';
import { stories } from '../tenant/contents/stories.ts';
import { Typist } from './pages/typist.ts';
import { useWindow } from './windows/useWindow.ts';

const story = stories.samlNotEnabled;

// What each command answers is checked in `test/host`. This is about how far a person is from the answer.
describe('A support case, worked on with the keyboard,', () => {
  const opened = useWindow(async (setUp) => {
    const production = await setUp.tenant({ organizations: 12, companyMetadata: true, stories: true });
    const staging = await setUp.tenant({ organizations: 12, stagingOf: 2023 });
    const labelled = [
      { tenant: production, label: 'Production' },
      { tenant: staging, label: 'Staging' },
    ];
    const tenants = await Promise.all(
      labelled.map(async ({ tenant, label }) => ({
        domain: tenant.domain,
        label,
        accessToken: await tenant.mintToken(),
      })),
    );
    const window = await setUp.window({ tenants });
    await window.workbench.openView('Auth0 Organizations');
    for (const label of ['Staging', 'Production']) await window.workbench.setExpanded(window.workbench.row(label));
    return { ...window, production, staging };
  });

  let person: Typist;

  beforeEach(() => {
    person = new Typist(opened().workbench);
  });
  afterEach(() => {
    assert.ok(person.mostKeys <= 20, `${person.mostKeys} keys`);
    assert.ok(person.mostQuestions <= 2, `${person.mostQuestions} questions`);
  });

  it('is a person who cannot log in', async () => {
    const { workbench, ...window } = opened();
    await person.begin('explain', 'Explain Failed Login (Cannot Log or Sign In)…');
    await person.search('(1/4)', 'SAML connection', 'SAML connection not enabled');
    await person.answer('(2/4)', 'Portal of Sam Lindqvist', '', 'of sam');
    await person.answer('(3/4)', `users-by-email?email=${story.email}`, '', story.email);
    await person.agree('(4/4)', 'Make at Most');
    await workbench.preview.getByRole('heading', { name: 'Sam Lindqvist cannot log in' }).waitFor();
    await window.screenshot('case-login');
  });

  it('is a list of customers with a plan in a region', async () => {
    const { workbench, production, ...window } = opened();
    const { plan, region } = production.organizations[0]?.metadata ?? {};
    await person.begin('filter org', 'Filter Organizations by Name or Metadata…');
    await person.enter('Filter Organizations', `plan:${plan} region:${region}`);
    await workbench.box('Filter Organizations').root.waitFor({ state: 'hidden' });
    await person.begin('exp org', 'Export Organizations (CSV, JSON)…');
    await person.answer('Export Organizations', 'Production');
    await person.answer('Export Organizations of Production', 'Filtered Organizations');
    await person.takeFile('Export Organizations of Production', '.csv');
    await workbench.notification(/Exported [1-9]\d* organizations? of Production/).waitFor();
    await window.screenshot('case-plan');
    await person.begin('clear filter', 'Clear Filter');
  });

  it('is a list of the members of an organization and their roles', async () => {
    const { workbench, production, ...window } = opened();
    const [organization] = production.organizations;
    await person.begin('exp mem', 'Export Members, Roles, Invitations, Connections, Domains, Etc…');
    await person.search('Export Sections', organization?.id ?? '-', organization?.name ?? '-');
    await person.answer('Export Sections from', 'Members');
    await person.takeFile(/with names and email addresses/, '.csv');
    await workbench.notification('Exported').waitFor();
    await window.screenshot('case-members');
  });

  it('is an application, and who uses it', async () => {
    const { workbench, ...window } = opened();
    const title = 'Find Organizations That Use an Application';
    await person.begin('use an app', title);
    await person.agree(title, 'Load the applications of');
    await person.search(title, 'of sam', 'Portal of Sam Lindqvist');
    await workbench.notification(/organizations? of Production uses? Portal of Sam Lindqvist/).waitFor();
    await window.screenshot('case-application');
  });

  it('is staging against production', async () => {
    const { workbench, ...window } = opened();
    await person.begin('comp ten', 'Compare Two Tenants…');
    await person.answer('Compare Production ↔ Staging', 'Organizations');
    await workbench.notification('Different: ').waitFor();
    await workbench.preview.getByText('Different: 12').first().waitFor();
    await window.screenshot('case-tenants');
  });

  it('is an ID in a line of a log', async () => {
    const { workbench, staging, ...window } = opened();
    const organization = staging.organizations.at(-1);
    await person.begin('user or', 'Find Organization, User or Application…');
    const line = `{"level":"error","msg":"no seat","organization_id":"${organization?.id}"}`;
    await person.search('Find Organization, User or Application', line, organization?.name ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
    await window.screenshot('case-id');
  });

  it('is the Terraform of an organization', async () => {
    const { workbench, production, ...window } = opened();
    const [organization] = production.organizations;
    await person.begin('copy as', 'Copy as Code (Terraform, YAML, …)…');
    await person.search('Choose an Organization', organization?.id ?? '-', organization?.name ?? '-');
    await person.answer('Copy Organization As', 'Whole Organization as Terraform');
    await workbench.notification('Opened as Terraform').waitFor();
    await workbench.editor.line('resource "auth0_organization"').waitFor();
    await window.screenshot('case-terraform');
  });

  it('is a person, and where the person is with which roles', async () => {
    const { workbench, ...window } = opened();
    const title = 'Find Organization, User or Application';
    await person.begin('user or', title);
    await person.search(title, 'jane@acme.example', 'Find the users with');
    await person.agree(title, 'Jane Doe');
    await workbench.preview.getByRole('heading', { name: 'Jane Doe' }).waitFor();
    await window.screenshot('case-user');
  });

  it('is a ticket with IDs', async () => {
    const { workbench, production, staging, ...window } = opened();
    const [one, other] = [production.organizations[1], staging.organizations.at(-1)];
    await person.begin('look up', 'Look Up Pasted or Selected IDs…');
    await person.enter('Look Up Pasted or Selected IDs', `Seats of ${one?.id} and ${other?.id} are wrong`);
    // Known IDs have the name behind them.
    await workbench.editor.line(new RegExp(`^${one?.id}.*,${one?.name},Production,"found,.*as.read.on.*"$`)).waitFor();
    await workbench.editor.line(new RegExp(`^${other?.id}.*,${other?.name},Staging,"found,.*as.read.on.*"$`)).waitFor();
    await window.screenshot('case-ticket');
  });

  it('is what has changed since yesterday', async () => {
    const { workbench, production, ...window } = opened();
    await person.begin('save snap', 'Save Snapshot (Backup)…');
    await person.answer('Save Snapshot', 'Production');
    await person.answer('Save Snapshot of Production', 'Organizations Alone');
    await person.takeFile('Save Snapshot of Production', '.ndjson');
    await workbench.notification('Saved a snapshot').waitFor();
    await workbench.clearNotifications();
    await production.updateOrganization(production.organizations[2]?.id ?? '-', { display_name: 'Changed since' });
    await person.begin('with snap', 'Compare with Snapshot…');
    await person.openFile('Compare with Snapshot', 'Production-');
    await workbench.notification(/Changed since .*: 1 of/).waitFor();
    await workbench.preview.getByText('display_name').first().waitFor();
    await window.screenshot('case-snapshot');
  });
});

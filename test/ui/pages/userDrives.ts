import type { Drive } from './drive.ts';

/** Of the commands about users and their logins, by their names in the manifest. */
export const userDrives: Readonly<Record<string, Drive>> = {
  findUser: async ({ window: { workbench }, application }) => {
    const box = workbench.box('Find User');
    await box.answer('jane@acme.example');
    await box.pick(application.domain);
    await workbench.tab('samlp-acme-jane-acme-example.md').waitFor();
  },
  openUserJson: async ({ window: { workbench, page } }) => {
    await page.locator('.editor-actions').getByRole('button', { name: 'Open User as JSON' }).click();
    await workbench.tab('samlp-acme-jane-acme-example.json').waitFor();
  },
  showOrganizationsOfUser: async ({ window: { workbench }, application }) => {
    const [organization] = application.organizations;
    await workbench.box('Organizations of samlp|acme|jane@acme.example').pick(organization?.id ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
  },
  explainAccess: async ({ window: { workbench }, application }) => {
    // The document in front tells the organization.
    const box = workbench.box(`Explain Failed Login to ${application.organizations[0]?.display_name}`);
    // The rows move while the applications come.
    await box.item('Mobile App').waitFor();
    await box.pick('Without an application');
    await box.pick('Without a user');
    await box.pick('Make at Most');
    await workbench.preview.getByRole('heading', { name: 'Nothing was found that stops logins' }).waitFor();
  },
  copyAsTicket: async ({ window: { workbench }, application }) => {
    await workbench.statusBar.getByText('Copied as a ticket').waitFor();
    await workbench.runCommand('View: Close Editor');
    await workbench.tab(`${application.organizations[0]?.name}.md`).waitFor({ state: 'detached' });
  },
};

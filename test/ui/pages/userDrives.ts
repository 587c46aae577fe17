import type { Drive } from './drive.ts';

/** Of the commands about users and their logins, by their names in the manifest. */
export const userDrives: Readonly<Record<string, Drive>> = {
  explainAccess: async ({ window: { workbench }, pasted }) => {
    // The document in front tells the organization.
    const box = workbench.box(`Explain Failed Login to ${pasted.organizations[3]?.display_name}`);
    // With the mouse, another row can be under it: they move while the applications come.
    await box.choose('Without an application');
    await box.pick('Without a user');
    await box.pick('Make at Most');
    await workbench.preview.getByText(/^Passed checks/).waitFor();
  },
  copyAsTicket: async ({ window: { workbench }, pasted }) => {
    await workbench.statusBar.getByText('Copied as a ticket').waitFor();
    await workbench.runCommand('View: Close Editor');
    await workbench.tab(`${pasted.organizations[3]?.name}.md`).waitFor({ state: 'detached' });
  },
  findUser: async ({ window: { workbench }, application }) => {
    const box = workbench.box('Find User');
    await box.answer('jane@acme.example');
    // The rows move while the tenants answer.
    await box.items('Jane Doe').nth(1).waitFor();
    await box.pick(application.domain);
    await workbench.tab('samlp-acme-jane-acme-example.md').waitFor();
  },
  openUserJson: async ({ window: { workbench, page } }) => {
    await page.locator('.editor-actions').getByRole('button', { name: 'Open User as JSON' }).click();
    await workbench.tab('samlp-acme-jane-acme-example.json').waitFor();
  },
};

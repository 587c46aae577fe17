import { applicationRow, type Drive, selectApplication } from './drive.ts';

/** Of the commands about tenants, by their names in the manifest. */
export const tenantDrives: Readonly<Record<string, Drive>> = {
  connectTenant: async ({ window: { workbench }, pasted, issue }) => {
    await workbench.box('Connect Tenant').answer(pasted.domain);
    await workbench.pasteToken(pasted.domain, await issue('the refused token', { forged: true }));
    const box = workbench.box(`Access Token for ${pasted.domain}`);
    await box.message.filter({ hasText: '(401)' }).waitFor();
    await box.escape();
  },
  disconnectTenant: async ({ window: { workbench }, application }) => {
    await workbench.box('Disconnect Tenant').pickNow(application.domain);
    await workbench.answerDialog('Cancel');
  },
  updateAccessToken: async ({ window: { workbench }, pasted, issue }) => {
    const nextToken = await issue('the next token', { expiresInSeconds: 3000 });
    await workbench.box('Update Access Token').pickNow(pasted.domain);
    await workbench.box(`Access Token for ${pasted.domain}`).answer(nextToken);
    await workbench.statusBar.getByText('is updated').waitFor();
    // While the rows are drawn anew, they take the focus away from the box of the next command.
    await workbench.row(pasted.domain).getByText('expires at').waitFor();
  },
  setEnvironment: async ({ window: { workbench }, pasted }) => {
    await workbench.box('Set Environment').pickNow(pasted.domain);
    await workbench.box(`Environment of ${pasted.domain}`).pick('Staging');
    await workbench.row(pasted.domain).getByText('Staging').waitFor();
  },
  renameTenant: async ({ window: { workbench }, pasted }) => {
    await workbench.box('Rename Tenant').pickNow(pasted.domain);
    await workbench.box(`Rename ${pasted.domain}`).answer('Production');
    await workbench.row('Production').waitFor();
  },
  moveTenantUp: async (scene) => {
    await selectApplication(scene);
    await scene.window.workbench.chooseFromMenu(applicationRow(scene), 'Manage Tenant', 'Move Tenant Up');
  },
  moveTenantDown: async (scene) => {
    await scene.window.workbench.chooseFromMenu(applicationRow(scene), 'Manage Tenant', 'Move Tenant Down');
  },
};

const { commands, workspace } = require('vscode');

/**
 * Connects the tenants that the settings name, one after the other so that their order is the same each time. A
 * window that is reloaded has them already, and whatever has been done with them since.
 */
exports.activate = async ({ globalState }) => {
  const { tenants, reveal } = workspace.getConfiguration().get('connectTenants') ?? { tenants: [] };
  const task = JSON.stringify({ tenants, reveal });
  if (globalState.get('done') === task) return;
  for (const { label, ...tenant } of tenants) {
    await commands.executeCommand('organizationInspector.connectTenant', tenant);
    if (label) await commands.executeCommand('organizationInspector.renameTenant', tenant.domain, label);
  }
  if (reveal) {
    await commands.executeCommand('organizationInspector.organizations.focus');
  }
  await globalState.update('done', task);
};

const { commands } = require('vscode');

/** Connects the tenants that the environment names, one after the other so that their order is the same each time. */
exports.activate = async () => {
  const { tenants, reveal } = JSON.parse(process.env.ORGANIZATION_INSPECTOR_CONNECT ?? '{"tenants":[]}');
  for (const tenant of tenants) {
    await commands.executeCommand('organizationInspector.connectTenant', tenant);
  }
  if (reveal) {
    await commands.executeCommand('organizationInspector.organizations.focus');
  }
};

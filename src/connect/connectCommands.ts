const connectTenant = () => import('./connectTenant.ts');

/** The commands that connect tenants, by name. Each works with and without arguments, and arguments can have any type. */
export const connectCommands = {
  connectTenant,
  disconnectTenant: connectTenant,
  setEnvironment: connectTenant,
  updateAccessToken: connectTenant,
};

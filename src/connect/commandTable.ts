const manageTenants = () => import('./manageTenants.ts');

/** The commands that connect and manage tenants, by name. Each works with and without arguments, and arguments can have any type. */
export const connectCommands = {
  connectTenant: manageTenants,
  disconnectTenant: manageTenants,
  moveTenantDown: manageTenants,
  moveTenantUp: manageTenants,
  renameTenant: manageTenants,
  setEnvironment: manageTenants,
  showTenants: manageTenants,
  updateAccessToken: manageTenants,
};

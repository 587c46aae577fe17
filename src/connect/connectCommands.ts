import { connectTenant, disconnectTenant, setEnvironment, updateAccessToken } from './connectTenant.ts';

/** The commands that connect tenants, by name. Each works with and without arguments, and arguments can have any type. */
export const connectCommands = {
  connectTenant,
  disconnectTenant,
  setEnvironment,
  updateAccessToken,
} as const;

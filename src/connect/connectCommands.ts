/* The commands that connect tenants, by name. Each works with and without arguments, and arguments can have any type. */

export { connectTenant, disconnectTenant, setEnvironment, updateAccessToken } from './connectTenant.ts';

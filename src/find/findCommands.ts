/* The commands that find organizations, by name. Each works with and without arguments, and arguments can have any type. */

export { findDiscoveryDomain } from './findDiscoveryDomain.ts';
export { findOrganization } from './findOrganization.ts';
export { lookUpAllIds } from './lookUpAllIds.ts';
export { openOrganizationById, openOrganizationByName } from './openOrganization.ts';
export { findOrganizationsOfApplication } from './organizationsOfApplication.ts';
export { findOrganizationsOfConnection, findOrganizationsWithoutConnection } from './organizationsOfConnection.ts';

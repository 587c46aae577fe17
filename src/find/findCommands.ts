/* The commands that find organizations, by name. Each works with and without arguments, and arguments can have any type. */

export { findOrganization } from './findOrganization.ts';
export { lookUpAllIds } from './lookUpAllIds.ts';
export { findDiscoveryDomain, openOrganizationById, openOrganizationByName } from './lookUp.ts';
export { findOrganizationsOfApplication, findOrganizationsOfConnection } from './organizationsThatUse.ts';
export { findOrganizationsWithoutConnection } from './runScan.ts';

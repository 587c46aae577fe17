const findOrganization = () => import('./findOrganization.ts');
const lookUpAllIds = () => import('./lookUpAllIds.ts');
const openOrganization = () => import('./openOrganization.ts');
const organizationsThatUse = () => import('./organizationsThatUse.ts');
const runScan = () => import('./runScan.ts');

/** The commands that find organizations, by name. Each works with and without arguments, and arguments can have any type. */
export const findCommands = {
  findOrganization,
  lookUpAllIds,
  findDiscoveryDomain: openOrganization,
  openOrganizationById: openOrganization,
  openOrganizationByName: openOrganization,
  findOrganizationsOfApplication: organizationsThatUse,
  findOrganizationsOfConnection: organizationsThatUse,
  findOrganizationsWithoutConnection: runScan,
};

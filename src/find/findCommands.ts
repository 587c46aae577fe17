import { findDiscoveryDomain } from './findDiscoveryDomain.ts';
import { findOrganization } from './findOrganization.ts';
import { lookUpAllIds } from './lookUpAllIds.ts';
import { openOrganizationById, openOrganizationByName } from './openOrganization.ts';
import { findOrganizationsOfApplication } from './organizationsOfApplication.ts';
import { findOrganizationsOfConnection, findOrganizationsWithoutConnection } from './organizationsOfConnection.ts';

/** The commands that find organizations, by name. Each works with and without arguments, and arguments can have any type. */
export const findCommands = {
  findDiscoveryDomain,
  findOrganization,
  lookUpAllIds,
  openOrganizationById,
  openOrganizationByName,
  findOrganizationsOfApplication,
  findOrganizationsOfConnection,
  findOrganizationsWithoutConnection,
} as const;

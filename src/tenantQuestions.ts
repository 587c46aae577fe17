import { explainAccess } from './access/explainAccess.ts';
import { showAllEvents, showFailuresOnly } from './browse/openDocuments.ts';
import type { Command } from './commandTable.ts';
import { findDiscoveryDomain } from './find/findDiscoveryDomain.ts';
import { lookUpAllIds } from './find/lookUpAllIds.ts';
import { findOrganizationsOfApplication } from './find/organizationsOfApplication.ts';
import { findOrganizationsOfConnection, findOrganizationsWithoutConnection } from './find/organizationsOfConnection.ts';
import { findUser, openUser } from './users/findUser.ts';
import { showOrganizationsOfUser } from './users/organizationsOfUser.ts';

/** The commands that answer questions about a whole tenant, by name. They are a chunk of their own. */
export const tenantQuestions: Readonly<Record<string, Command>> = {
  findDiscoveryDomain,
  findOrganizationsOfApplication,
  findOrganizationsOfConnection,
  findOrganizationsWithoutConnection,
  lookUpAllIds,
  showFailuresOnly,
  showAllEvents,
  findUser,
  openUser,
  showOrganizationsOfUser,
  explainAccess,
};

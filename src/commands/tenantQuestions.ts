import type { Command } from './commands.ts';
import { explainAccess } from './explainAccess.ts';
import { findDiscoveryDomain } from './findDiscoveryDomain.ts';
import { findOrganizationsOfApplication } from './findOrganizationsOfApplication.ts';
import { findUser, openUser } from './findUser.ts';
import { lookUpAllIds } from './lookUpAllIds.ts';
import { showOrganizationsOfUser } from './organizationsOfUser.ts';
import { showAllEvents, showFailuresOnly } from './recentEvents.ts';
import { findOrganizationsOfConnection, findOrganizationsWithoutConnection } from './scanConnections.ts';

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

import type { Command } from './commands.ts';
import { compareAgain, compareEverythingWith, showOrHideIds } from './compareEverything.ts';
import { explainAccess } from './explainAccess.ts';
import { findDiscoveryDomain } from './findDiscoveryDomain.ts';
import { findOrganizationsOfApplication } from './findOrganizationsOfApplication.ts';
import { findUser, openUser } from './findUser.ts';
import { lookUpAllIds } from './lookUpAllIds.ts';
import { showOrganizationsOfUser } from './organizationsOfUser.ts';
import { showAllEvents, showFailuresOnly } from './recentEvents.ts';
import { findOrganizationsOfConnection, findOrganizationsWithoutConnection } from './scanConnections.ts';

/** The commands that ask much of a tenant, by name. They are a chunk of their own. */
export const tenantQuestions: Readonly<Record<string, Command>> = {
  compareEverythingWith,
  compareEverythingSelected: compareEverythingWith,
  compareAgain,
  showOrHideIds,
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

import {
  clearFilter,
  filterOrganizations,
  moveTenantDown,
  moveTenantUp,
  renameTenant,
  showTenants,
  sortOrganizations,
} from './browse/arrangeRows.ts';
import { openEverything, openInDashboard, openOrganizationList, openSectionJson } from './browse/openDocuments.ts';
import { loadAllOrganizations, loadMore, refresh, refreshAll } from './browse/refresh.ts';
import { compareWith, compareWithSelected, selectForCompare } from './compare/compareOrganizations.ts';
import type { CompareServices } from './compare/compareServices.ts';
import { connectTenant, disconnectTenant, setEnvironment, updateAccessToken } from './connect/connectTenant.ts';
import {
  copyInvitationLink,
  copyItemId,
  copyItemJson,
  copyOrganizationId,
  copyOrganizationJson,
  copyOrganizationName,
} from './copy/copy.ts';
import { copyAs } from './copy/copyAs.ts';
import { copyRequestAs } from './copy/copyRequestAs.ts';
import { insertOrganizationAs, insertOrganizationId } from './copy/insertOrganization.ts';
import { findReferences } from './editor/findReferences.ts';
import { findOrganization } from './find/findOrganization.ts';
import { openOrganizationById, openOrganizationByName } from './find/openOrganization.ts';
import type { FindServices } from './find/runScan.ts';

/** The services of all commands. */
export type CommandServices = CompareServices & FindServices;

/** A command. Its arguments are the ones that `vscode.commands.executeCommand` was given. */
export type Command = (services: CommandServices, ...given: readonly unknown[]) => unknown;

/** The commands by name, without the ones in `tenantQuestions.ts`, `comparisons.ts` and `exportCommands.ts`. Each works with and without arguments, and arguments can have any type. */
export const commands: Readonly<Record<string, Command>> = {
  connectTenant,
  disconnectTenant,
  updateAccessToken,
  setEnvironment,
  renameTenant,
  moveTenantUp,
  moveTenantDown,
  showTenants,
  openOrganizationById,
  openOrganizationByName,
  openOrganizationList,
  refresh,
  refreshAll,
  loadMore,
  loadAllOrganizations,
  findOrganization,
  compareWith,
  compareSelected: compareWith,
  selectForCompare,
  compareWithSelected,
  sortOrganizations,
  filterOrganizations,
  clearFilter,
  copyOrganizationId,
  copyOrganizationName,
  copyOrganizationJson,
  copyItemId,
  copyItemValue: copyItemId,
  copyItemJson,
  copyInvitationLink,
  copyAs,
  copyRequestAs,
  openSectionJson,
  openEverything,
  insertOrganizationId,
  insertOrganizationAs,
  findReferences,
  openInDashboard,
  showLog: ({ log }) => {
    log.show();
  },
};

import {
  clearFilter,
  filterOrganizations,
  moveTenantDown,
  moveTenantUp,
  renameTenant,
  showTenants,
  sortOrganizations,
} from './arrangeRows.ts';
import { compareWith, compareWithSelected, selectForCompare } from './compareOrganizations.ts';
import { connectTenant, disconnectTenant, setEnvironment, updateAccessToken } from './connectTenant.ts';
import {
  copyInvitationLink,
  copyItemId,
  copyItemJson,
  copyOrganizationId,
  copyOrganizationJson,
  copyOrganizationName,
} from './copy.ts';
import { copyAs } from './copyAs.ts';
import { copyRequestAs } from './copyRequestAs.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { findOrganization } from './findOrganization.ts';
import { findReferences } from './findReferences.ts';
import { insertOrganizationAs, insertOrganizationId } from './insertOrganization.ts';
import { loadAllOrganizations, loadMore, refresh, refreshAll } from './loadAndRefresh.ts';
import { openEverything, openInDashboard, openOrganizationList, openSectionJson } from './openDocuments.ts';
import { openOrganizationById, openOrganizationByName } from './openOrganization.ts';

/** A command. Its arguments are the ones that `vscode.commands.executeCommand` was given. */
export type Command = (services: ExtensionServices, ...given: readonly unknown[]) => unknown;

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

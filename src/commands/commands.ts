import { clearFilter, filterOrganizations, sortOrganizations } from './arrangeOrganizations.ts';
import { moveTenantDown, moveTenantUp, renameTenant, showTenants } from './arrangeTenants.ts';
import { compareWith, compareWithSelected, selectForCompare } from './compareOrganizations.ts';
import { connectTenant } from './connectTenant.ts';
import { copyOrganizationId, copyOrganizationJson, copyOrganizationName } from './copyOrganization.ts';
import { copyRequestAs } from './copyRequestAs.ts';
import { copyInvitationLink, copyItemId, copyItemJson } from './copyItem.ts';
import { disconnectTenant } from './disconnectTenant.ts';
import { exportOrganizations } from './exportOrganizations.ts';
import { findOrganization } from './findOrganization.ts';
import { findReferences } from './findReferences.ts';
import { insertOrganizationAs } from './insertOrganizationAs.ts';
import { insertOrganizationId } from './insertOrganizationId.ts';
import { loadAllOrganizations } from './loadAllOrganizations.ts';
import { loadMore } from './loadMore.ts';
import { openInDashboard } from './openInDashboard.ts';
import { openEverything, openSectionJson } from './openInside.ts';
import { openOrganizationById } from './openOrganizationById.ts';
import { openOrganizationByName } from './openOrganizationByName.ts';
import { openOrganizationList } from './openOrganizationList.ts';
import { refresh, refreshAll } from './refresh.ts';
import { replaceOrganizationId } from './replaceOrganizationId.ts';
import type { Services } from './services.ts';
import { updateAccessToken } from './updateAccessToken.ts';

type Command = (services: Services, ...given: readonly unknown[]) => unknown;

/** All commands by their names. Each works with and without arguments, which can be anything. */
export const commands: Readonly<Record<string, Command>> = {
  connectTenant,
  disconnectTenant,
  updateAccessToken,
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
  exportOrganizations,
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
  copyRequestAs,
  openSectionJson,
  openEverything,
  insertOrganizationId,
  insertOrganizationAs,
  replaceOrganizationId,
  findReferences,
  openInDashboard,
  showLog: ({ log }) => {
    log.show();
  },
};

import type { Services } from '../commands/services.ts';
import {
  clearFilter,
  filterOrganizations,
  moveTenantDown,
  moveTenantUp,
  renameTenant,
  showAllEvents,
  showFailuresOnly,
  showTenants,
  sortOrganizations,
} from './arrangeRows.ts';
import { openEverything, openOrganizationList, openSectionJson } from './openAsJson.ts';
import { openInDashboard } from './openInDashboard.ts';
import { loadAllOrganizations, loadMore, refresh, refreshAll } from './refresh.ts';

/** The commands about rows and what they open, by name. Each works with and without arguments, and arguments can have any type. */
export const browseCommands = {
  clearFilter,
  filterOrganizations,
  moveTenantDown,
  moveTenantUp,
  renameTenant,
  showTenants,
  sortOrganizations,
  openEverything,
  openInDashboard,
  openOrganizationList,
  openSectionJson,
  showAllEvents,
  showFailuresOnly,
  loadAllOrganizations,
  loadMore,
  refresh,
  refreshAll,
  showLog: ({ log }: Services<'log'>): void => {
    log.show();
  },
} as const;

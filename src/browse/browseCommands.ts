/* The commands about rows and what they open, by name. Each works with and without arguments, and arguments can have any type. */
import type { Services } from '../commands/services.ts';

export {
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
export { openEverything, openInDashboard, openOrganizationList, openSectionJson } from './openRow.ts';
export { loadAllOrganizations, loadMore, refresh, refreshAll } from './refresh.ts';

/** Shows the log of the extension. */
export function showLog({ log }: Services<'log'>): void {
  log.show();
}

const arrangeRows = () => import('./arrangeRows.ts');
const openRow = () => import('./openRow.ts');
const loadAndRefresh = () => import('./loadAndRefresh.ts');

/** The commands about rows and what they open, by name. Each works with and without arguments, and arguments can have any type. */
export const browseCommands = {
  clearFilter: arrangeRows,
  filterOrganizations: arrangeRows,
  showAllEvents: arrangeRows,
  showFailuresOnly: arrangeRows,
  sortOrganizations: arrangeRows,
  openEverything: openRow,
  openInDashboard: openRow,
  openOrganizationList: openRow,
  openSectionJson: openRow,
  loadAllOrganizations: loadAndRefresh,
  loadMore: loadAndRefresh,
  refresh: loadAndRefresh,
  refreshAll: loadAndRefresh,
};

const compareOrganizations = () => import('./compareOrganizations.ts');
const compareTenants = () => import('./compareTenants.ts');

/** The commands that compare, by name. Each works with and without arguments, and arguments can have any type. */
export const compareCommands = {
  compareAgain: compareOrganizations,
  compareEverythingWith: compareOrganizations,
  showOrHideIds: compareOrganizations,
  compareWith: compareOrganizations,
  compareWithSelected: compareOrganizations,
  selectForCompare: compareOrganizations,
  compareTenants,
};

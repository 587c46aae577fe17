const compareEverything = () => import('./compareEverything.ts');
const compareOrganizations = () => import('./compareOrganizations.ts');
const compareTenants = () => import('./compareTenants.ts');

/** The commands that compare, by name. Each works with and without arguments, and arguments can have any type. */
export const compareCommands = {
  compareAgain: compareEverything,
  compareEverythingWith: compareEverything,
  showOrHideIds: compareEverything,
  compareWith: compareEverything,
  compareWithSelected: compareOrganizations,
  selectForCompare: compareOrganizations,
  compareTenants,
};

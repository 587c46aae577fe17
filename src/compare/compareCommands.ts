/* The commands that compare, by name. Each works with and without arguments, and arguments can have any type. */

export { compareAgain, compareEverythingWith, showOrHideIds } from './compareEverything.ts';
export { compareWith, compareWithSelected, selectForCompare } from './compareOrganizations.ts';
export { compareTenants } from './compareTenants.ts';

import { compareAgain, compareEverythingWith, showOrHideIds } from './compareEverything.ts';
import { compareWith, compareWithSelected, selectForCompare } from './compareOrganizations.ts';
import { compareTenants } from './compareTenants.ts';

/** The commands that compare, by name. Each works with and without arguments, and arguments can have any type. */
export const compareCommands = {
  compareAgain,
  compareEverythingWith,
  showOrHideIds,
  compareWith,
  compareWithSelected,
  selectForCompare,
  compareTenants,
} as const;

import type { Command } from './commands.ts';
import { compareAgain, compareEverythingWith, showOrHideIds } from './compareEverything.ts';
import { compareTenants } from './compareTenants.ts';
import { compareWithSnapshot } from './compareWithSnapshot.ts';
import { saveSnapshot } from './saveSnapshot.ts';

/** The commands that compare more than two organizations alone, by name. They are a chunk of their own. */
export const comparisons: Readonly<Record<string, Command>> = {
  compareEverythingWith,
  compareEverythingSelected: compareEverythingWith,
  compareAgain,
  showOrHideIds,
  compareTenants,
  saveSnapshot,
  compareWithSnapshot,
};

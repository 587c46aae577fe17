import type { Command } from './commandTable.ts';
import { compareAgain, compareEverythingWith, showOrHideIds } from './compare/compareEverything.ts';
import { compareTenants } from './compare/compareTenants.ts';
import { compareWithSnapshot } from './snapshots/compareWithSnapshot.ts';
import { saveSnapshot } from './snapshots/saveSnapshot.ts';

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

import type { Command } from './commandTable.ts';
import { exportOrganizations } from './export/exportOrganizations.ts';
import { exportSections } from './export/exportSections.ts';

/** The commands that write files, by name. They are a chunk of their own. */
export const exportCommands: Readonly<Record<string, Command>> = {
  exportOrganizations,
  exportSections,
  exportSelected: exportSections,
};

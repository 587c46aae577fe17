const exportOrganizations = () => import('./exportOrganizations.ts');
const exportSections = () => import('./exportSections.ts');

/** The commands that export, by name. Each works with and without arguments, and arguments can have any type. */
export const exportCommands = {
  exportOrganizations,
  exportSections,
};

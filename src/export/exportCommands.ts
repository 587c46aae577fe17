/* The commands that export, by name. Each works with and without arguments, and arguments can have any type. */

export { exportOrganizations } from './exportOrganizations.ts';
export { exportSections } from './exportSections.ts';

const explainAccess = () => import('./explainAccess.ts');

/** The command about logins, by name. Each works with and without arguments, and arguments can have any type. */
export const accessCommands = {
  explainAccess,
};

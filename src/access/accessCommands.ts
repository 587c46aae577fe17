const explainAccess = () => import('./explainAccess.ts');
const copyAsTicket = () => import('./explainLogin.ts');

/** The commands about logins, by name. Each works with and without arguments, and arguments can have any type. */
export const accessCommands = {
  explainAccess,
  copyAsTicket,
};

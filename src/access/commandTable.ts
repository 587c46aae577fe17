const explainFailedLogin = () => import('./explainFailedLogin.ts');
const explanationDocument = () => import('./explanationDocument.ts');

/** The commands about logins, by name. Each works with and without arguments, and arguments can have any type. */
export const accessCommands = {
  explainAccess: explainFailedLogin,
  copyAsTicket: explanationDocument,
};

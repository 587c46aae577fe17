const copy = () => import('./copy.ts');
const copyAs = () => import('./copyAs.ts');
const copyRequestAs = () => import('./copyRequestAs.ts');
const insertOrganization = () => import('./insertOrganization.ts');

/** The commands that copy and insert, by name. Each works with and without arguments, and arguments can have any type. */
export const copyCommands = {
  copyInvitationLink: copy,
  copyItemId: copy,
  copyItemValue: async () => ({ copyItemValue: (await copy()).copyItemId }),
  copyItemJson: copy,
  copyOrganizationId: copy,
  copyOrganizationJson: copy,
  copyOrganizationName: copy,
  copyAs,
  copyRequestAs,
  insertOrganizationAs: insertOrganization,
  insertOrganizationId: insertOrganization,
};

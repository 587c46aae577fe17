/* The commands that copy and insert, by name. Each works with and without arguments, and arguments can have any type. */

export {
  copyInvitationLink,
  copyItemId,
  copyItemId as copyItemValue,
  copyItemJson,
  copyOrganizationId,
  copyOrganizationJson,
  copyOrganizationName,
} from './copy.ts';
export { copyAs } from './copyAs.ts';
export { copyRequestAs } from './copyRequestAs.ts';
export { insertOrganizationAs, insertOrganizationId } from './insertOrganization.ts';

import {
  copyInvitationLink,
  copyItemId,
  copyItemJson,
  copyOrganizationId,
  copyOrganizationJson,
  copyOrganizationName,
} from './copy.ts';
import { copyAs } from './copyAs.ts';
import { copyRequestAs } from './copyRequestAs.ts';
import { insertOrganizationAs, insertOrganizationId } from './insertOrganization.ts';

/** The commands that copy and insert, by name. Each works with and without arguments, and arguments can have any type. */
export const copyCommands = {
  copyInvitationLink,
  copyItemId,
  copyItemJson,
  copyOrganizationId,
  copyOrganizationJson,
  copyOrganizationName,
  copyAs,
  copyRequestAs,
  insertOrganizationAs,
  insertOrganizationId,
  copyItemValue: copyItemId,
} as const;

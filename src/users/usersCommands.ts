import { findUser, openUser } from './findUser.ts';
import { showOrganizationsOfUser } from './showOrganizationsOfUser.ts';

/** The commands about users, by name. Each works with and without arguments, and arguments can have any type. */
export const usersCommands = {
  findUser,
  openUser,
  showOrganizationsOfUser,
} as const;

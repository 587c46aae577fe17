/* The commands about users, by name. Each works with and without arguments, and arguments can have any type. */

export { findUser, openUser, openUserJson } from './findUser.ts';
export { showOrganizationsOfUser } from './showOrganizationsOfUser.ts';

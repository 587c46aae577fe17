const findUser = () => import('./findUser.ts');
const showOrganizationsOfUser = () => import('./showOrganizationsOfUser.ts');

/** The commands about users, by name. Each works with and without arguments, and arguments can have any type. */
export const usersCommands = {
  findUser,
  openUser: findUser,
  openUserJson: findUser,
  showOrganizationsOfUser,
};

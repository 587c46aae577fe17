import type { DocumentAddress } from '../documents/documentAddress.ts';
import type { DocumentForm } from '../documents/documentKinds.ts';

/** The first part of the paths of users, and their folder. */
export const usersName = 'users';

/** The last part of the path of a user with all roles. */
const allRoles = 'roles';

/** A user, and whether to read the roles in any number of organizations. */
export interface UserReference {
  readonly domain: string;
  readonly userId: string;
  readonly withAllRoles: boolean;
}

/** The address of the document of a user, `…/users/{id}.json?users/{id}` or `…/users/roles/{id}.json?users/{id}/roles`. */
export function userAddress({ domain, userId, withAllRoles }: UserReference): DocumentAddress {
  return { domain, path: [usersName, userId, ...(withAllRoles ? [allRoles] : [])] };
}

/** The user that a document shows, `undefined` for any other document. */
export function userOf({ domain, id, path }: DocumentAddress): UserReference | undefined {
  const [first, userId = '', roles, ...rest] = path;
  const isUser = id === undefined && first === usersName && isUserId(userId) && rest.length === 0;
  return isUser && (roles === undefined || roles === allRoles)
    ? { domain, userId, withAllRoles: roles === allRoles }
    : undefined;
}

export const userForm: DocumentForm = {
  names: [usersName],
  isOfOrganization: false,
  has: (address) => userOf(address) !== undefined,
  fileOf: ({ path: [, userId = '', ...roles] }) => ({ titles: [usersName, ...roles, userId], type: 'json' }),
  schemaOf: () => 'user.schema.json',
};

/**
 * Whether the text can be a user ID: an identity provider, `|`, and the ID at the provider.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles
 */
export function isUserId(text: string): boolean {
  return /^[\w-]+\|./s.test(text);
}

/** The documentation page of each request, for error messages. */
export const userDocumentation = {
  id: 'https://auth0.com/docs/api/management/v2/users/get-users-by-id',
  email: 'https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email',
  search: 'https://auth0.com/docs/api/management/v2/users/get-users',
  organizations: 'https://auth0.com/docs/api/management/v2/users/get-user-organizations',
} as const;

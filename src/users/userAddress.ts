import type { DocumentAddress } from '../documents/documentAddress.ts';
import type { DocumentForm } from '../documents/documentKinds.ts';

/** The first part of the paths of users, and their folder. */
export const usersName = 'users';

/** A part of the path of a user with all roles. */
const allRoles = 'roles';

/** The last part of the path of a user as Markdown. */
const page = 'page';

/** A user, and whether to read the roles in any number of organizations. */
export interface UserReference {
  readonly domain: string;
  readonly userId: string;
  readonly withAllRoles: boolean;
  /** Whether it is the page, and not the JSON. */
  readonly isPage?: boolean;
}

/**
 * The address of a document of a user, `…/users/{id}.json?users/{id}` or `…/users/roles/{id}.json?users/{id}/roles`, and
 * with `.md` and `/page` for the page.
 */
export function userAddress({ domain, userId, withAllRoles, isPage = false }: UserReference): DocumentAddress {
  return { domain, path: [usersName, userId, ...(withAllRoles ? [allRoles] : []), ...(isPage ? [page] : [])] };
}

/** The user that a document shows, `undefined` for any other document. */
export function userOf({ domain, id, path }: DocumentAddress): UserReference | undefined {
  const [first, userId = '', ...rest] = path;
  const user = { domain, userId, withAllRoles: rest[0] === allRoles, isPage: rest.at(-1) === page };
  const isUser = id === undefined && first === usersName && isUserId(userId);
  return isUser && userAddress(user).path.length === path.length ? user : undefined;
}

/** The form of the documents of users. */
export const userForm: DocumentForm = {
  names: [usersName],
  isOfOrganization: false,
  has: (address) => userOf(address) !== undefined,
  fileOf: ({ path: [, userId = '', ...rest] }) => ({
    titles: [usersName, ...(rest[0] === allRoles ? [allRoles] : []), userId],
    type: rest.at(-1) === page ? 'md' : 'json',
  }),
  schemaOf: ({ path }) => (path.at(-1) === page ? undefined : 'user.schema.json'),
};

/**
 * Whether the text can be a user ID: an identity provider, `|`, and the ID at the provider.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles
 */
export function isUserId(text: string): boolean {
  return /^[\w-]+\|./s.test(text);
}

/** The documentation of each request, for error messages. See `FailedTask`. */
export const userDocumentation = {
  id: 'users/get-users-by-id',
  email: 'users-by-email/get-users-by-email',
  search: 'users/get-users',
  organizations: 'users/get-user-organizations',
} as const;

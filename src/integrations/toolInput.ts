import { isOrganizationId, isOrganizationName } from '../management/organization.ts';
import type { RequestContext } from '../management/requestContext.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { userQuestion, isUserId } from '../users/userQuestion.ts';
import { readUsersByEmail, type User } from '../users/usersClient.ts';
import type { Input } from './toolTask.ts';

/** A language model leaves out a field also with an empty text or null. */
export function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The longest text of an input. IDs, names and addresses are much shorter. */
const LONGEST_TEXT = 1000;

/** Whether a value is a text that can be a part of a request. */
export function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT && value.isWellFormed();
}

/** The organization that a language model names. */
export interface OrganizationKey {
  readonly key: string;
  /** The way to read it. */
  readonly by: 'get' | 'getByName';
}

/**
 * Reads an ID or a name from two fields of a model's input.
 * @throws Error that tells the model the valid input
 */
export function keyIn(input: Input, idField = 'id', nameField = 'name'): OrganizationKey {
  const id = input[idField];
  if (typeof id === 'string' && isOrganizationId(id)) {
    return { key: id, by: 'get' };
  }
  const name = input[nameField];
  if (typeof name === 'string' && isOrganizationName(name)) {
    return { key: name, by: 'getByName' };
  }
  throw new Error(
    `Give either “${idField}”, which is org_ and letters or digits behind it, or “${nameField}”, which has lower case letters a to z, digits, _ and -. Use find_organizations where only a part of them or the display name is known.`,
  );
}

/** The user that a language model names. */
export type UserKey = { readonly userId: string } | { readonly email: string };

/** The ID or the address as text. */
export function userText(user: UserKey): string {
  return 'userId' in user ? user.userId : user.email;
}

/**
 * Reads “user_id” or “email” of a model's input. An ID goes first.
 * @returns `undefined` if both are left out
 * @throws Error that tells the model the valid input
 */
export function userIn({ user_id: userId, email }: Input): UserKey | undefined {
  return isLeftOut(userId) ? (isLeftOut(email) ? undefined : emailIn(email)) : userIdIn(userId);
}

function userIdIn(value: unknown): UserKey {
  if (isShortText(value) && isUserId(value)) {
    return { userId: value };
  }
  throw new Error(
    'Give as “user_id” the whole ID of a user, such as auth0|0123456789abcdef01234567, or give an address as “email”.',
  );
}

function emailIn(value: unknown): UserKey {
  const question = isShortText(value) ? userQuestion(value) : undefined;
  if (question?.kind === 'email') {
    return { email: question.email };
  }
  throw new Error('Give as “email” the whole email address of the user, or give the ID as “user_id”.');
}

/**
 * Reads the user with an email address, with at most two requests.
 * @throws Error that tells the model how to go on without exactly one such user
 */
export async function userWithEmail(
  tenants: Tenants,
  domain: string,
  email: string,
  context: RequestContext,
): Promise<User> {
  const [user, ...others] = await readUsersByEmail(tenants, domain, email, context);
  if (!user) {
    throw new Error(`No user of ${domain} has the email address ${email}. Ask the user for another address.`);
  }
  if (others.length > 0) {
    const ids = [user, ...others].map(({ user_id: userId }) => userId);
    throw new Error(`Several users have the email address ${email}. Give one of them as “user_id”: ${ids.join(', ')}.`);
  }
  return user;
}

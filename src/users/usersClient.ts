import { isMissingInOrganization, recover, unexpectedAnswer } from '../api/apiError.ts';
import { isRecord, type JsonObject, readObject, readString } from '../api/jsonFields.ts';
import type { Query } from '../api/managementApi.ts';
import { type Page, PageReader, type ReadPage } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { maskFields } from '../sections/maskFields.ts';
import type { DescribedError } from '../sections/readSections.ts';
import { type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { maskInvitationLinks } from '../text/plainText.ts';
import type { UserQuestion } from './userQuestion.ts';

/** A user, as the API sent it, without secrets. */
export interface User extends JsonObject {
  readonly user_id: string;
}

/** All items of a list that the API returns. */
export interface WholeList<T> {
  readonly items: readonly T[];
  /** `false` if there may be more items, which the API does not return. */
  readonly complete: boolean;
}

/** The content of a user's document. A part that the token does not allow contains its error. */
export interface UserDocument {
  readonly user: User | { readonly user_id: string; readonly error: DescribedError };
  readonly organizations: WholeList<Item> & { readonly error?: DescribedError };
  /** Whether each organization has its roles. */
  readonly roles: { readonly complete: boolean; readonly error?: DescribedError };
}

/** What was read of a user. Both documents of the user are made of it. */
export interface UserReading {
  readonly document: UserDocument;
  readonly readAtMs: number;
}

/** The fields of a profile. The ones that applications keep for themselves, such as `app_metadata`, are left out. */
const profile: Query = {
  fields: [
    'user_id',
    'email',
    'email_verified',
    'phone_number',
    'username',
    'name',
    'nickname',
    'given_name',
    'family_name',
    'picture',
    'blocked',
    'identities',
    'last_login',
    'logins_count',
    'created_at',
    'updated_at',
  ].join(','),
  include_fields: 'true',
};

/** Tokens of identity providers, which a token with `read:user_idp_tokens` receives unasked. */
const secretFields = ['access_token', 'access_token_secret', 'refresh_token'];

/**
 * Reads the user with an ID, with one request.
 * @throws ApiError
 */
export async function readUserById(
  tenants: Pick<Tenants, 'read'>,
  domain: string,
  userId: string,
  context: RequestContext,
): Promise<User> {
  const user = readUser(await tenants.read(domain)(`/users/${inPath(userId)}`, profile, context));
  if (!user) {
    throw unexpectedAnswer();
  }
  return user;
}

/**
 * Reads the users with an email address, each with an identity of its own. The endpoint is case-sensitive: a database has
 * an address in lower case, and identity providers each in a case of their own. So one with capitals takes two requests.
 * @throws ApiError
 * @see https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email
 */
export async function readUsersByEmail(
  tenants: Pick<Tenants, 'read'>,
  domain: string,
  email: string,
  context: RequestContext,
): Promise<readonly User[]> {
  const found = new Map<string, User>();
  for (const address of new Set([email, email.toLowerCase()])) {
    const query = { email: address, ...profile };
    const answer = await tenants.read(domain)('/users-by-email', query, context);
    if (!Array.isArray(answer)) {
      throw unexpectedAnswer();
    }
    const users = answer.flatMap((value) => readUser(value) ?? []);
    if (users.length === 0 && answer.length > 0) {
      throw unexpectedAnswer();
    }
    for (const user of users) {
      found.set(user.user_id, user);
    }
  }
  return [...found.values()];
}

/** The users that a question finds, with what a person who opens one needs. @throws ApiError */
export async function readUsers(
  tenants: Tenants,
  domain: string,
  question: UserQuestion,
  context: RequestContext,
  from?: string,
): Promise<Page<User>> {
  switch (question.kind) {
    case 'id': {
      const reading = readUserById(tenants, domain, question.userId, context);
      const found = reading.then((user) => [user]);
      return { items: await recover(found, isMissingInOrganization, () => []) };
    }
    case 'email':
      return { items: await readUsersByEmail(tenants, domain, question.email, context) };
    case 'search':
      return searchUsers(tenants, domain, question.q)(from, context);
  }
}

/** Searches users page by page. The API returns at most 1000. @param q a query in Lucene syntax */
export function searchUsers(tenants: Tenants, domain: string, q: string): ReadPage<User> {
  const query = { q, search_engine: 'v3', ...profile };
  return tenants.pages(domain, { path: '/users', query, field: 'users', paging: 'offset' }, readUser);
}

/** Reads the organizations of a user, with one request for each 100. @throws ApiError */
export async function readOrganizationsOfUser(
  tenants: Tenants,
  domain: string,
  userId: string,
  context: RequestContext,
): Promise<WholeList<Item>> {
  return readAllPages(organizationsOfUser(tenants, domain, userId), context);
}

/** The organizations of a user, page by page. */
export function organizationsOfUser(tenants: Pick<Tenants, 'pages'>, domain: string, userId: string): ReadPage<Item> {
  const path = `/users/${inPath(userId)}/organizations`;
  return tenants.pages(domain, { path, field: 'organizations', paging: 'offset' }, readObject);
}

/** A user as a member of an organization. */
export interface Membership {
  readonly userId: string;
  readonly organizationId: string;
}

/** Reads the roles that are assigned to a user directly, in one organization. @throws ApiError */
export async function readRolesOfMember(
  tenants: Tenants,
  domain: string,
  { userId, organizationId }: Membership,
  context: RequestContext,
): Promise<WholeList<Item>> {
  const list = {
    path: `/organizations/${encodeURIComponent(organizationId)}/members/${inPath(userId)}/roles`,
    field: 'roles',
    paging: 'offset',
  } as const;
  return readAllPages(tenants.pages(domain, list, readObject), context);
}

/** A user ID percent-encoded. A command can be given any text, also one with half a character, which has no encoding. */
function inPath(userId: string): string {
  return encodeURIComponent(userId.toWellFormed());
}

function readUser(value: unknown): User | undefined {
  const userId = isRecord(value) ? readString(value['user_id']) : undefined;
  return userId
    ? {
        ...maskFields(value as JsonObject, (field) => secretFields.includes(field), maskInvitationLinks),
        user_id: userId,
      }
    : undefined;
}

async function readAllPages(readPage: ReadPage<Item>, context: RequestContext): Promise<WholeList<Item>> {
  const { items, isComplete } = await new PageReader(readPage, (item) => textField(item, 'id')).readToEnd(context);
  return { items, complete: isComplete };
}

import type * as vscode from 'vscode';
import { isOrganizationId, isOrganizationName } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { parseDomain } from '../api/tenantDomain.ts';
import type { Services } from '../commands/services.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { isUserId } from '../users/userAddress.ts';
import { readUsersByEmail, type User } from '../users/usersClient.ts';
import { userQuestion } from '../users/userQuestion.ts';
import type { PagedAnswer } from './pagedAnswers.ts';

/** What a language model has sent. Its fields can be anything, and there can be none. */
export type Input = Readonly<Record<string, unknown>>;

/** The task of a tool call with valid input. */
export interface ToolTask {
  /** The tenants that it reads from. */
  readonly domains: readonly string[];
  /** The title of the confirmation. Foreign text in `title`, `question` and `progress` is `plainMarkdown`. */
  readonly title: string;
  readonly question: string;
  /** The message while the tool runs. */
  readonly progress: string;
  /** What failed, for the error message, in English and without a full stop. */
  readonly what: string;
  /** Reads what the model gets as JSON. @throws ApiError, or an error that tells the model how to go on */
  readonly run: (context: RequestContext) => Promise<PagedAnswer>;
}

/** What a language model is told where no tenant is connected. */
export const noTenant =
  'No Auth0 tenant is connected. Ask the user to run the command “Organizations: Connect Tenant…” and try again.';

/** Creates a task from a model's input, which can be anything. @throws Error that tells the model the valid input */
export type Tool = (services: ToolServices, input: Input) => ToolTask;

/** What tools read from. */
export type ToolServices = Services<'known' | 'sections' | 'store' | 'tenants'>;

/**
 * The connected tenant that a language model names. No input leads to a host that is not connected.
 * @param named the domain, optional if only one tenant is connected
 * @param field the field of the input that has it
 * @throws Error that lists the connected tenants
 */
export function tenantFor({ all }: Pick<Tenants, 'all'>, named: unknown, field = 'domain'): string {
  const [only, ...others] = all;
  if (!only) {
    throw new Error(noTenant);
  }
  if (!named && others.length === 0) {
    return only.domain;
  }
  const parsed = parseDomain(typeof named === 'string' ? named : '');
  const tenant = 'domain' in parsed ? all.find(({ domain }) => domain === parsed.domain) : undefined;
  if (!tenant) {
    const choices = all.map(({ domain, label }) => (label === undefined ? domain : `${domain} (${label})`));
    throw new Error(`Give the domain of a connected tenant as “${field}”, one of: ${choices.join(', ')}.`);
  }
  return tenant.domain;
}

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

/** Runs a task with a signal that aborts when a cancellation token of VS Code is cancelled. */
export async function withSignal<T>(
  token: vscode.CancellationToken,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const cancel = () => {
    controller.abort();
  };
  const listener = token.onCancellationRequested(cancel);
  try {
    // A token that is already cancelled calls the listener asynchronously.
    if (token.isCancellationRequested) {
      cancel();
    }
    return await task(controller.signal);
  } finally {
    listener.dispose();
  }
}

import { ApiError, isDenied, recover } from '../api/apiError.ts';
import { isOrganizationId, isOrganizationName } from '../api/organization.ts';
import { isRecord, type JsonObject, readObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { applicationList, isClientId } from '../sections/clients.ts';
import { type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { visibleJson } from '../text/json.ts';
import { escapedCharacter, normalizedText, replaceInvisible } from '../text/plainText.ts';
import { readUsersByEmail, type User } from '../users/usersClient.ts';
import { userQuestion } from '../users/userQuestion.ts';
import { onOneLine, quoted, withoutAddresses, withoutSecrets } from './forModel.ts';
import { type PagedAnswer, pagesForModel, type ToolCost, type WholeAnswer } from './pagedAnswers.ts';

/** What a language model has sent. Its fields can be anything, and there can be none. */
export type Input = Readonly<Record<string, unknown>>;

/** What a language model has sent, with fields by the names of the manifest: `organizationId` and `id` are `organization_id`. */
export function inputOf(sent: unknown): Input {
  const fields = Object.entries(isRecord(sent) ? sent : {});
  const given = fields.filter(([, value]) => !isLeftOut(value));
  const renamed = given.map(([name, value]) => {
    const plain = name.replace(/([a-z])(?=[A-Z])|-/g, '$1_').toLowerCase();
    return [
      plain
        .replace(/^(?:id|name)$/, 'organization_$&')
        .replace('client_id', 'application')
        .replace(/(?:tenant|environment)$/, 'domain'),
      value,
    ] as const;
  });
  return Object.fromEntries([...fields, ...renamed, ...given]);
}

/** The task of a tool call with valid input. */
export interface ToolTask {
  /** The input as it was understood. A reading goes on for the same input alone. */
  readonly input: JsonObject;
  /** The tenants that it reads from. */
  readonly domains: readonly string[];
  /** The title of the confirmation. Foreign text in `title`, `question` and `progress` is `plainMarkdown`. */
  readonly title: string;
  /** What is read, and what the language model gets. What it costs is said behind it. */
  readonly question: string;
  /** Whether `question` names email addresses, which the answer has no others of. */
  readonly bringsEmail?: boolean;
  readonly cost: ToolCost;
  /** The scopes that a token lacks for a complete answer. */
  readonly lackedScopes?: (domain: string, scopes: readonly string[]) => readonly string[];
  /** The message while the tool runs. */
  readonly progress: string;
  /** What failed, for the error message, in English and without a full stop. */
  readonly what: string;
  /** Reads what the model gets as JSON. @throws ApiError, or an error that tells the model how to go on */
  readonly run: (context: RequestContext) => Promise<PagedAnswer | WholeAnswer>;
}

/** Creates a task from a model's input, which can be anything. @throws Error that tells the model the valid input */
export type Tool = (services: ToolServices, input: Input) => ToolTask;

/** What tools read from. What they read themselves is kept nowhere else than in their answers. */
export type ToolServices = Services<'known' | 'sections' | 'store' | 'tenants'>;

/** A language model leaves out a field also with an empty text or null. */
export function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The longest text of an input, in UTF-16 code units. IDs, names and addresses are much shorter. */
const LONGEST_TEXT = 1000;

/** An error that repeats what was given, and says what to give instead. */
export function refusal(input: Input, field: string, remedy: string): Error {
  const value = input[field];
  return new Error(isLeftOut(value) ? remedy : `“${field}” ${describeGiven(value)}. ${remedy}`);
}

function describeGiven(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > LONGEST_TEXT
      ? `has ${value.length} characters, of at most ${LONGEST_TEXT}`
      : `is ${quoted(value)}${isVisible(value) ? '' : ', with a character that cannot be seen'}`;
  }
  return `is ${onOneLine(visibleJson(value).slice(0, LONGEST_TEXT))}`;
}

function isVisible(text: string): boolean {
  return text.isWellFormed() && replaceInvisible(text, escapedCharacter) === text;
}

/** A text without the spaces, quotes, backticks and brackets around it, of which no ID, name or address has any. */
function trimmedText(text: string): string {
  const inner = (rest: string) => rest.trim().replace(/^["'`“„«‘<](.*)["'`”“»’>]$/s, '$1');
  return inner(inner(inner(text))).trim();
}

/**
 * A text of a model's input.
 * @param remedy what to give instead of anything else than a short text of which each character can be seen
 * @param trimmed what is meant of a text
 * @returns `undefined` if it is left out
 */
export function textIn(
  input: Input,
  field: string,
  remedy = `Give as “${field}” a short text, or leave it out.`,
  trimmed = trimmedText,
): string | undefined {
  const value = input[field];
  if (isLeftOut(value)) {
    return undefined;
  }
  const text = typeof value === 'string' && value.length <= LONGEST_TEXT ? trimmed(value) : undefined;
  if (text === undefined || !isVisible(text)) {
    throw refusal(input, field, remedy);
  }
  return text === '' ? undefined : text;
}

/**
 * The text of the only one of some fields that is given.
 * @param remedy see `textIn`
 * @returns `undefined` if all are left out
 * @throws Error for several, which can name different things
 */
export function onlyText<F extends string>(
  input: Input,
  fields: readonly F[],
  remedy: string,
): { readonly field: F; readonly text: string } | undefined {
  const [one, other] = fields.flatMap((field) => {
    const text = textIn(input, field, remedy);
    return text === undefined ? [] : [{ field, text }];
  });
  if (one && other) {
    throw new Error(severalGiven(one.field, other.field, remedy));
  }
  return one;
}

/** The error for several fields that can name different things. */
export function severalGiven(one: string, other: string, remedy: string): string {
  return `“${one}” and “${other}” are given: give one of them alone. ${remedy}`;
}

/** Reads true or false, which is false if it is left out. @throws Error for anything else */
export function flagIn(input: Input, field: string): boolean {
  const value = input[field];
  if (isLeftOut(value) || typeof value === 'boolean') {
    return value === true;
  }
  throw refusal(input, field, `Give as “${field}” true or false, or leave it out.`);
}

/** The organization that a language model names. */
export interface OrganizationKey {
  readonly key: string;
  /** The way to read it. */
  readonly by: 'get' | 'getByName';
}

/**
 * Reads an ID or a name from two fields of a model's input.
 * @param prefix what the names of the fields begin with
 * @throws Error that tells the model the valid input
 */
export function keyIn(input: Input, prefix = ''): OrganizationKey {
  const [idField, nameField] = [`${prefix}organization_id`, `${prefix}organization_name`];
  const remedy = `Give either “${idField}”, which is org_ and letters or digits, or “${nameField}”, which has lower case letters a to z, digits, _ and -. Use find_organizations where only a part or the display name is known.`;
  const given = onlyText(input, [idField, nameField], remedy);
  if (!given) {
    throw new Error(remedy);
  }
  const { field, text: key } = given;
  const isById = field === idField;
  if (!(isById ? isOrganizationId : isOrganizationName)(key)) {
    throw refusal(input, field, remedy);
  }
  return { key, by: isById ? 'get' : 'getByName' };
}

/** The user that a language model names. */
export type UserKey = { readonly userId: string } | { readonly email: string };

/** The ID or the address as text. */
export function userText(user: UserKey): string {
  return 'userId' in user ? user.userId : user.email;
}

/** What to give in place of anything that names no user. */
export const userRemedy =
  'Give either “user_id”, the whole ID of a user such as auth0|64a0…, or “email”, the whole email address.';

/**
 * Reads “user_id” or “email” of a model's input.
 * @returns `undefined` if both are left out
 * @throws Error that tells the model the valid input
 */
export function userIn(input: Input): UserKey | undefined {
  const given = onlyText(input, ['user_id', 'email'], userRemedy);
  if (!given) {
    return undefined;
  }
  const { field, text } = given;
  const question = userQuestion(text.replace(/^mailto:/i, ''));
  if (field === 'user_id' && question?.kind === 'id') {
    return { userId: question.userId };
  }
  if (field === 'email' && question?.kind === 'email') {
    return { email: question.email };
  }
  throw refusal(input, field, userRemedy);
}

/**
 * Reads the user with an email address, with at most two requests.
 * @returns `null` without such a user
 * @throws Error for several, of which the model is to name one
 */
export async function userOrNobody(
  tenants: Tenants,
  domain: string,
  email: string,
  context: RequestContext,
): Promise<User | null> {
  const users = await readUsersByEmail(tenants, domain, email, context);
  if (users.length > 1) {
    const ids = users.map(({ user_id: userId }) => quoted(withoutAddresses(userId)));
    throw new Error(
      `Several users have the email address ${quoted(email)}. Give one of them as “user_id”: ${ids.join(', ')}.`,
    );
  }
  return users[0] ?? null;
}

/** An application that a language model names by its client ID or its name. */
interface NamedApplication {
  readonly clientId: string;
  readonly name?: string;
  /** Whether the tenant has said that it has it. */
  readonly isKnown: boolean;
}

/** The most pages of applications among which a name is looked for. */
const APPLICATION_PAGES = 5;

/** The most requests that find an application: by its ID if it can be one, and pages with one that proves the end. */
export function requestsForApplication(given: string): number {
  return (isClientId(given, 'whole') ? 1 : 0) + APPLICATION_PAGES + 1;
}

/**
 * Finds an application, with one request by its client ID, and one for each 100 applications by its name.
 * @throws Error that tells the model to give the client ID
 */
export async function applicationNamed(
  tenants: Tenants,
  domain: string,
  given: string,
  context: RequestContext,
): Promise<NamedApplication> {
  if (isClientId(given, 'whole')) {
    const path = `/clients/${encodeURIComponent(given)}`;
    const query = { fields: 'client_id,name', include_fields: 'true' };
    const read = tenants.read(domain)(path, query, context);
    const known = await recover(
      read.then((answer): NamedApplication | undefined => {
        const name = isRecord(answer) ? textField(answer, 'name') : '';
        return { clientId: given, ...(name !== '' && { name }), isKnown: true };
      }),
      (error) => error.reason === 'notFound' || isDenied(error),
      (error) => (isDenied(error) && isClientId(given, 'made') ? { clientId: given, isKnown: false } : undefined),
    );
    if (known) {
      return known;
    }
  }
  const pages = pagesForModel(tenants.pages(domain, applicationList, readObject), (item) =>
    textField(item, 'client_id'),
  );
  const remedy = 'Give the client ID, usually 32 letters and digits.';
  // The quotes around what is given are gone, and those of a name with them.
  const nameOf = (item: Item) => normalizedText(trimmedText(textField(item, 'name')));
  const wanted = normalizedText(given);
  for (let page = 0; page < APPLICATION_PAGES && !pages.hasEnded; page += 1) {
    try {
      await pages.readMore(context);
    } catch (error) {
      throw error instanceof ApiError && isDenied(error)
        ? new Error(`The applications of ${domain} cannot be read, so none is found by its name. ${remedy}`)
        : error;
    }
  }
  const named = pages.items.filter((item) => nameOf(item) === wanted || textField(item, 'client_id') === given);
  const [application] = named;
  if (!application || named.length > 1) {
    const told = (item: Item, field: string) => quoted(withoutSecrets(textField(item, field)));
    const like = pages.items.filter((item) => nameOf(item).includes(wanted));
    const choices = (named.length > 0 ? named : like)
      .slice(0, 5)
      .map((item) => `${told(item, 'name')} (${told(item, 'client_id')})`);
    const found =
      named.length > 0
        ? 'has several applications'
        : pages.isComplete
          ? 'has no application'
          : 'may have an application, but none of the first ones is';
    const others = choices.length > 0 ? ` There are: ${choices.join(', ')}.` : '';
    throw new Error(`${domain} ${found} called ${quoted(given)}.${others} ${remedy}`);
  }
  return { clientId: textField(application, 'client_id'), name: textField(application, 'name'), isKnown: true };
}

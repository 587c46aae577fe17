import {
  ApiError,
  canMeanMissingFeature,
  isMissingInOrganization,
  isMissingOrganization,
  type Reason,
  unexpectedAnswer,
} from '../api/apiError.ts';
import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { dateField, type Item, textField } from '../sections/section.ts';
import type { User } from '../users/usersClient.ts';
import { factNames, factRequests, isInOrganization, isLeftOut, lackedScopes } from './factRequests.ts';
import type { AccessQuestion, Fact, FactName, Facts, FactValues, Missing } from './facts.ts';

/** Thrown in place of a request beyond the limit. */
export class RequestLimitReached extends Error {}

/** Thrown in place of the beginning of a list. */
export class ListCutOff extends Error {}

/** What is missing of a list that has more items, or some that cannot be read. */
export const cutOff = { kind: 'cutOff' } as const satisfies Missing;

/**
 * An answer, if it is about what was asked for: anything else proves nothing.
 * @param expected the fields that tell so
 * @throws ApiError `unexpectedAnswer`
 */
export function answerAbout<T>(answer: T, expected: Item = {}): T & JsonObject {
  if (isRecord(answer) && Object.entries(expected).every(([field, value]) => answer[field] === value)) {
    return answer;
  }
  throw unexpectedAnswer();
}

/** The items of several readings of one fact, without those that failed. */
export function joined(parts: readonly Fact<readonly Item[]>[]): Fact<readonly Item[]> {
  const [failed] = parts.flatMap((part) => ('missing' in part ? [part.missing] : []));
  const read = parts.flatMap((part) => ('value' in part ? [part.value] : []));
  return failed && read.length === 0
    ? { missing: failed }
    : { value: newestFirst(read.flat()), ...(failed && { partly: failed }) };
}

/** Events of several lists, each once, newest first. */
function newestFirst(events: readonly Item[]): readonly Item[] {
  const timeOf = (event: Item) => dateField(event, 'date')?.valueOf() ?? 0;
  const byId = new Map(events.map((event) => [textField(event, 'log_id') || JSON.stringify(event), event]));
  return [...byId.values()].toSorted((a, b) => timeOf(b) - timeOf(a));
}

/** The failures that say nothing about the token, the tenant or the network as a whole. */
const failuresOfOneRequest: readonly Reason[] = [
  'pagingLimit',
  'badQuery',
  'badRequest',
  'insufficientScope',
  'forbidden',
  'missingFeature',
  'notFound',
  'gone',
  'notLoaded',
  'queryTimeout',
  'unexpectedAnswer',
  'tooLarge',
];

/** Reads facts, and counts the requests. */
export class FactReader {
  readonly #context: RequestContext;
  readonly #tokenScopes: readonly string[] | undefined;
  readonly #failures: ApiError[] = [];
  readonly #mostAttempts: number;
  #hasAnswer = false;
  #requests = 0;

  /**
   * @param tokenScopes `undefined` if the token does not list its scopes
   * @param mostAttempts see `AccessPlan`
   */
  constructor(context: RequestContext, tokenScopes: readonly string[] | undefined, mostAttempts: number) {
    this.#mostAttempts = mostAttempts;
    this.#context = {
      ...context,
      leavesReserve: true,
      onAttempt: (failure) => {
        this.#count(failure);
      },
    };
    this.#tokenScopes = tokenScopes;
  }

  /** The number of requests that were made, repetitions included. */
  get requests(): number {
    return this.#requests;
  }

  /** The error of all requests, if each of them failed for the same reason and the reason is not about one request. */
  get commonFailure(): ApiError | undefined {
    const [first] = this.#failures;
    const isCommon = !this.#hasAnswer && this.#failures.every(({ reason }) => reason === first?.reason);
    return first && isCommon && !failuresOfOneRequest.includes(first.reason) ? first : undefined;
  }

  /**
   * Reads a fact, unless the token is known to lack a scope.
   * @param read makes the requests with the given context
   * @throws ApiError `cancelled`, or `notConnected`: then nothing else can be read
   */
  async read<Name extends FactName>(
    name: Name,
    read: (context: RequestContext) => Promise<FactValues[Name]>,
  ): Promise<Fact<FactValues[Name]>> {
    const scopes = lackedScopes(name, this.#tokenScopes);
    if (scopes.length > 0) {
      return { missing: { kind: 'scope', scopes } };
    }
    try {
      const value = await read(this.#context);
      this.#hasAnswer = true;
      const { fullScope } = factRequests[name];
      const isPart = fullScope !== undefined && this.#tokenScopes?.includes(fullScope) === false;
      return { value, ...(isPart && { partly: { kind: 'scope', scopes: [fullScope] } }) };
    } catch (error) {
      if (error instanceof RequestLimitReached) {
        return { missing: { kind: 'limit' } };
      }
      if (error instanceof ListCutOff) {
        return { missing: { kind: 'cutOff' } };
      }
      if (!(error instanceof ApiError) || ['cancelled', 'notConnected'].includes(error.reason)) {
        throw error;
      }
      this.#failures.push(error);
      return { missing: missingBy(name, error) };
    }
  }

  /** Every attempt of every request passes here. A request whose repetition would be one too many ends with its failure. */
  #count(failure: ApiError | undefined): void {
    if (this.#requests === this.#mostAttempts) {
      throw failure ?? new RequestLimitReached();
    }
    this.#requests += 1;
  }
}

function missingBy(name: FactName, error: ApiError): Missing {
  const { reason, details } = error;
  const { scopes, isOptional } = factRequests[name];
  const { scopes: expected, serverMessage = '' } = details;
  // An application has fields that smaller scopes do not open. A gateway can refuse it as well, and knows no scopes.
  const isAboutFields = name === 'application' && /\b(fields?|scopes?)\b/i.test(serverMessage);
  if (reason === 'insufficientScope' || (isAboutFields && reason === 'forbidden')) {
    return { kind: 'scope', scopes: expected ?? scopes.flatMap(([first]) => first ?? []) };
  }
  if (isMissing(name, error)) {
    return { kind: 'notFound' };
  }
  if (reason === 'missingFeature' || (isOptional && canMeanMissingFeature(error))) {
    return { kind: 'feature' };
  }
  return failure(error);
}

/** What is missing after a request that failed. */
export function failure({ reason, details: { status, serverMessage } }: ApiError): Missing {
  return {
    kind: 'failed',
    reason,
    ...(status !== undefined && { status }),
    ...(serverMessage !== undefined && { message: serverMessage }),
  };
}

/** Whether the organization or the application does not exist. */
function isMissing(name: FactName, error: ApiError): boolean {
  // A proxy, and a tenant without the endpoint, say no more than the status.
  return name === 'application' || name === 'applicationConnections'
    ? isMissingInOrganization(error)
    : (name === 'organization' || isInOrganization(name)) && isMissingOrganization(error);
}

/** The most requests of any explanation, apart from repetitions after a failure. */
export const MOST_REQUESTS = 20;

/** How often a request is made at most while Auth0 answers with failures of its own, or refuses it for the rate limit. */
const ATTEMPTS = 3;

/** What has been read already, and is not requested again. */
export interface KnownFacts {
  /** The profile of the person of the question, `null` if the tenant has none with the address. */
  readonly profile?: User | null | undefined;
}

/** The cost of an explanation, before anything is requested. */
interface AccessPlan {
  /** The greatest number of requests, apart from repetitions after a failure. */
  readonly requests: number;
  /** The greatest number of requests with repetitions after a 429 or 5xx. */
  readonly attempts: number;
  /** The scopes that the token lacks for a complete answer. Some may turn out not to be needed. */
  readonly lackedScopes: readonly string[];
}

/**
 * Plans the requests of `readFacts`.
 * @param tokenScopes `undefined` if the token does not list its scopes
 */
export function planOf(
  question: AccessQuestion,
  tokenScopes: readonly string[] | undefined,
  known: KnownFacts,
): AccessPlan {
  const lacked = (name: FactName) => lackedScopes(name, tokenScopes);
  const wanted = factNames.filter(
    (name) => !isLeftOut(name, question) && !(name === 'user' && known.profile !== undefined),
  );
  const possible = wanted
    .filter((name) => [name, ...(factRequests[name].follows ?? [])].every((needed) => lacked(needed).length === 0))
    .map((name) => factRequests[name]);
  // Only the application tells whether users log in to it.
  const totals = (['users', 'machines'] as const).map((kind) =>
    possible.filter(({ only = kind }) => only === kind).reduce((total, { most }) => total + (most?.(question) ?? 1), 0),
  );
  const requests = Math.max(...totals);
  return {
    requests,
    attempts: requests * ATTEMPTS,
    lackedScopes: [...new Set(wanted.flatMap(lacked))],
  };
}

/** Why a part of a fact is missing. */
export type Parts = Partial<Record<FactName, Missing>>;

/** Facts with the reasons why parts of them are missing. */
export function inParts(facts: Facts, parts: Parts): Facts {
  const names = (Object.keys(parts) as FactName[]).filter((name) => 'value' in facts[name]);
  return { ...facts, ...Object.fromEntries(names.map((name) => [name, { partly: parts[name], ...facts[name] }])) };
}

/** Waits for all parts of an object. */
export async function allOf<T extends object>(parts: { readonly [Name in keyof T]: Promise<T[Name]> }): Promise<T> {
  const entries = Object.entries<Promise<unknown>>(parts).map(async ([name, part]) => [name, await part] as const);
  return Object.fromEntries(await Promise.all(entries)) as T;
}

import type { User } from '../users/usersClient.ts';
import type { AccessQuestion } from './explanation.ts';
import { factNames, factRequests, isLeftOut, lackedScopes } from './factRequests.ts';
import type { FactName } from './facts.ts';

/** The most requests of an explanation. Repetitions after a failure count as well. */
export const MOST_REQUESTS = 12;

/** What has been read already, and is not requested again. */
export interface KnownFacts {
  /** The profile of the user of the question. */
  readonly profile?: User;
}

/** The cost of an explanation, before anything is requested. */
export interface AccessPlan {
  /** The greatest number of requests, apart from repetitions after a failure, which never lead beyond `MOST_REQUESTS`. */
  readonly requests: number;
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
  const wanted = factNames.filter((name) => !isLeftOut(name, question) && !(name === 'user' && known.profile));
  const possible = wanted
    .filter((name) => [name, ...(factRequests[name].follows ?? [])].every((needed) => lacked(needed).length === 0))
    .map((name) => factRequests[name]);
  // Only the application tells whether users log in to it.
  const totals = (['users', 'machines'] as const).map((kind) =>
    possible.filter(({ only = kind }) => only === kind).reduce((total, { most = 1 }) => total + most, 0),
  );
  return {
    requests: Math.min(Math.max(...totals), MOST_REQUESTS),
    lackedScopes: [...new Set(wanted.flatMap(lacked))],
  };
}

import { ApiFailure, failure } from './failures.ts';
import type { Route } from './route.ts';
import type { Caller } from './tokens.ts';

/** The scopes of the caller; without a good token, or without scopes that the route accepts, a refusal. */
export function authorize(caller: Caller, { scopes, furtherScopes = scopes, refusal }: Route): ReadonlySet<string> {
  if (caller instanceof ApiFailure) {
    throw caller;
  }
  const hasAny = (of: readonly string[]) => of.some((scope) => caller.scopes.has(scope));
  if (!hasAny(scopes) || !hasAny(furtherScopes)) {
    throw insufficientScope(scopes, refusal);
  }
  return caller.scopes;
}

/** The refusal of a token that has none of these. */
export function insufficientScope(
  scopes: readonly string[],
  message = `Insufficient scope, expected any of: ${scopes.join(', ')}`,
): ApiFailure {
  return failure(403, message, { errorCode: 'insufficient_scope' });
}

import type { MiddlewareHandler } from 'hono';
import type { Env } from './app.ts';
import { ApiFailure } from './failures.ts';
import type { Tokens } from './tokens.ts';

/** A request that the tenant got, other than preflights, which browsers add by themselves. Values of headers are not kept, since one of them is the token. */
export interface LoggedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: readonly string[];
  /** Its token was one that the tenant accepts, whatever its scopes. */
  readonly authorized: boolean;
  /** Missing until the request is answered, and for good when its connection was lost before that. */
  readonly status?: number;
  /** What the answer told to be left in the rate limit's bucket. */
  readonly remaining?: number;
}

/** Keeps a record of each request from its arrival on, and finds out who sent it. */
export function requestLog(log: LoggedRequest[], tokens: Tokens): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const headers = Object.keys(context.req.header());
    const entry: { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] } = {
      method: context.req.method,
      path: pathname + search,
      headers,
      authorized: false,
    };
    log.push(entry);
    const caller = await tokens.identify(context.req.header('authorization'));
    entry.authorized = !(caller instanceof ApiFailure);
    context.set('caller', caller);
    await next();
    if (!context.env.outgoing.destroyed) {
      entry.status = context.res.status;
      const remaining = context.res.headers.get('x-ratelimit-remaining');
      if (remaining !== null) {
        entry.remaining = Number(remaining);
      }
    }
  };
}

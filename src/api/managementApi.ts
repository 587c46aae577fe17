import { ApiError } from './apiError.ts';
import type { RequestLimit } from './rateLimiter.ts';
import type { RequestTarget, sendRequest } from './request.ts';
import { type RequestContext, tokenPath, untilAborted } from './requestContext.ts';
import type { TokenSource } from './tokenSource.ts';

/** A tenant's Management API and the source of its access tokens. */
export interface Connection extends RequestTarget {
  readonly tokens: TokenSource;
}

/** The query parameters of a request, not yet encoded. */
export type Query = Readonly<Record<string, string | number>>;

/**
 * Reads one resource.
 * @param path the path below `/api/v2`, with percent-encoded segments
 */
export type Read = (path: string, query: Query, context: RequestContext) => Promise<unknown>;

/** A list of the Management API. */
export interface ListResource {
  /** The path below `/api/v2`, with percent-encoded segments. */
  readonly path: string;
  /** Parameters other than those of pagination. */
  readonly query?: Query;
  /** The field of the response that holds the items. */
  readonly field: string;
  /** Whether a response that is a bare array, which some endpoints send, is refused. */
  readonly isWrapped?: boolean;
  /**
   * `checkpoint` if left out. Some endpoints only support offset pagination, which ends at 1000 records. `none`: the
   * response is the only item.
   */
  readonly paging?: 'checkpoint' | 'offset' | 'none' | undefined;
}

/**
 * Reads through the rate limiter of the tenant. A token that the tenant refuses is renewed once, if possible. The HTTP
 * client is loaded with the first request, since activation makes none.
 */
export function managementApi(connection: Connection, limiter: RequestLimit): Read {
  let loaded: typeof sendRequest | undefined;
  return async (path, query, context) => {
    const { tokens } = connection;
    const { signal, priority } = context;
    // A user can cancel even while a keyring is locked, or while other requests wait for the same token.
    const waited = async <T>(begin: () => Promise<T>): Promise<T> => {
      const wait = () => untilAborted(signal, begin);
      try {
        return await wait();
      } catch (error) {
        // A token is minted at the pace of a user, who may be waiting for it. Background work waits for longer.
        if (priority === 'background' && error instanceof ApiError && error.reason === 'rateLimited') {
          return limiter.run(tokenPath, context, wait);
        }
        throw error;
      }
    };
    let sent: string | undefined;
    const attempt = async () => {
      const accessToken = await waited(() => tokens.current());
      sent = accessToken;
      const message = { path: `/api/v2${path}`, query, accessToken };
      const send = (loaded ??= (await import('./request.ts')).sendRequest);
      const limited = 'q' in query ? `${path}?q` : path;
      const answer = await limiter.run(limited, context, (onHeaders) => send(connection, message, signal, onHeaders));
      tokens.accept(accessToken);
      return answer;
    };
    const renewed = async (error: unknown) => {
      const refused = isUnauthorized(error) ? sent : undefined;
      if (refused === undefined || !(await waited(() => tokens.renew(refused)))) {
        throw error;
      }
      return attempt();
    };
    try {
      return await attempt().catch(renewed);
    } catch (error) {
      if (sent !== undefined && isUnauthorized(error)) {
        tokens.refuse?.(sent);
      }
      throw error;
    }
  };
}

/** Whether a tenant has refused a token, or an application that asks for one. A gateway does not answer with JSON. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.details.status === 401 && error.reason !== 'notJson';
}

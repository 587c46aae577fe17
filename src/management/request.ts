import { ofetch } from 'ofetch';
import { answerError } from './answerError.ts';
import { ApiError } from './apiError.ts';
import { baseUrl } from './domain.ts';
import { networkError } from './networkError.ts';
import { readRateLimit, type RateLimit } from './rateLimit.ts';

/** Longest wait for a whole answer, in ms. A page of 100 organizations takes well under a second. */
const TIMEOUT_MS = 30_000;

/** What there is to know about a request afterwards; made for a log, so without query, headers and bodies. */
export interface RequestRecord {
  readonly domain: string;
  readonly path: string;
  readonly status?: number;
  /** From sending the request to the end of the answer, in ms. */
  readonly durationMs: number;
  readonly rateLimit?: RateLimit;
  readonly error?: ApiError;
}

/** Everything that a request needs beside its own path and query. */
export interface Connection {
  readonly domain: string;
  /** @throws ApiError `noToken` where there is none */
  readonly accessToken: () => Promise<string>;
  readonly onRequest: (record: RequestRecord) => void;
}

/**
 * Makes the one kind of request that this product makes: a GET of the Management API. Only `Authorization` and `Accept`
 * are sent, since the API's CORS answer refuses other headers; redirects are not followed, since they would carry the
 * token elsewhere; nothing is retried here.
 * @param path below `/api/v2`, with its parts percent-encoded
 * @param onHeaders hears of every answer, also of one that stands for a failure
 * @returns the parsed body
 * @throws ApiError in every case of failure
 * @see https://auth0.com/docs/api/management/v2
 */
export async function getJson(
  connection: Connection,
  path: string,
  query: Readonly<Record<string, string | number>>,
  signal: AbortSignal,
  onHeaders: (status: number, headers: Headers) => void,
): Promise<unknown> {
  const { domain, onRequest } = connection;
  const accessToken = await connection.accessToken();
  const startedMs = performance.now();
  const record = { domain, path: `/api/v2${path}` };
  const durationMs = () => performance.now() - startedMs;
  try {
    const response = await ofetch.raw(`${baseUrl(domain)}/api/v2${path}`, {
      method: 'GET',
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      query,
      retry: 0,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      ignoreResponseError: true,
      // Left unread: as a text that is parsed then, a page takes a tenth longer.
      responseType: 'stream',
    });
    const { status, headers } = response;
    onHeaders(status, headers);
    const body = await readJson(response);
    const rateLimit = readRateLimit(headers);
    const error = response.ok
      ? body === undefined && new ApiError('notJson', { status })
      : answerError(status, body, headers, Date.now());
    onRequest({
      ...record,
      status,
      durationMs: durationMs(),
      ...(rateLimit && { rateLimit }),
      ...(error && { error }),
    });
    if (error) {
      throw error;
    }
    return body;
  } catch (thrown) {
    if (thrown instanceof ApiError) {
      throw thrown;
    }
    const error = networkError(thrown, signal.aborted);
    onRequest({ ...record, durationMs: durationMs(), error });
    throw error;
  }
}

/** Leaves the verdict on a body that is not JSON to the caller, who knows its status. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

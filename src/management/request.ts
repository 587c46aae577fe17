import { ofetch } from 'ofetch';
import type { answerError } from './answerError.ts';
import { ApiError } from './apiError.ts';
import { baseUrl } from './domain.ts';
import { networkError } from './networkError.ts';
import { readRateLimit, type RateLimit } from './rateLimit.ts';

/** Longest wait for a whole answer, in ms. A page of 100 organizations takes well under a second. */
const TIMEOUT_MS = 30_000;

/** What there is to know about a request afterwards; made for a log, so without query, headers and bodies. */
export interface RequestRecord {
  readonly method: 'GET' | 'POST';
  readonly domain: string;
  readonly path: string;
  readonly status?: number;
  /** From sending the request to the end of the answer, in ms. */
  readonly durationMs: number;
  readonly rateLimit?: RateLimit;
  readonly error?: ApiError;
}

/** Where a request goes, and who hears of it. */
export interface Endpoint {
  readonly domain: string;
  readonly onRequest: (record: RequestRecord) => void;
}

/** What is sent: a GET, or a form that is posted. */
export interface Message {
  /** With its parts percent-encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly accessToken?: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** Hears of every answer, also of one that stands for a failure. */
export type OnHeaders = (status: number, headers: Headers) => void;

/**
 * Exchanges one message for JSON. Of headers only `Authorization` and `Accept` are sent, since the API's CORS answer
 * refuses others; redirects are not followed, since they would carry secrets elsewhere; nothing is retried here.
 * @param errorOf what an answer that is no success stands for
 * @returns the parsed body
 * @throws ApiError in every case of failure
 * @see https://auth0.com/docs/api/management/v2
 */
export async function exchange(
  { domain, onRequest }: Endpoint,
  { path, query = {}, accessToken, form }: Message,
  signal: AbortSignal,
  errorOf: typeof answerError,
  onHeaders: OnHeaders = () => undefined,
): Promise<unknown> {
  const startedMs = performance.now();
  const method = form ? 'POST' : 'GET';
  const record = { method, domain, path } as const;
  const durationMs = () => performance.now() - startedMs;
  try {
    const response = await ofetch.raw(`${baseUrl(domain)}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
      },
      query,
      ...(form && { body: new URLSearchParams(form) }),
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
      : errorOf(status, body, headers, Date.now());
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

import { ofetch } from 'ofetch';
import { ApiError } from './apiError.ts';
import { type errorOfResponse, networkError } from './requestErrors.ts';
import { type RateLimit, readRateLimit } from './rateLimitHeaders.ts';
import { readJson } from './responseBody.ts';
import { baseUrl } from './tenantDomain.ts';

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
export interface Target {
  readonly domain: string;
  readonly onRequest: (record: RequestRecord) => void;
}

/** What is sent: a GET, or a form that is posted. */
export interface RequestMessage {
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
 * @param signal ends the request and the reading of its answer at once
 * @param errorOf what an answer that is no success stands for
 * @returns the parsed body
 * @throws ApiError in every case of failure
 * @see https://auth0.com/docs/api/management/v2
 */
export async function exchange(
  target: Target,
  message: RequestMessage,
  signal: AbortSignal,
  errorOf: typeof errorOfResponse,
  onHeaders: OnHeaders = () => undefined,
): Promise<unknown> {
  const { domain, onRequest } = target;
  const startedMs = performance.now();
  const record = { method: message.form ? 'POST' : 'GET', domain, path: message.path } as const;
  const durationMs = () => performance.now() - startedMs;
  const { response, body } = await withTimeLimit(signal, async (limited) => {
    const answer = await send(domain, message, limited);
    onHeaders(answer.status, answer.headers);
    return { response: answer, body: await readJson(answer, limited) };
  }).catch((thrown: unknown) => {
    const error = thrown instanceof ApiError ? thrown : networkError(thrown);
    onRequest({ ...record, durationMs: durationMs(), error });
    throw error;
  });
  const { status, headers } = response;
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
}

/** @throws ApiError `redirected` or `notFound`, or what the HTTP client throws */
async function send(
  domain: string,
  { path, query = {}, accessToken, form }: RequestMessage,
  signal: AbortSignal,
): Promise<Response> {
  const url = `${baseUrl(domain)}${path}`;
  // A key of dots would lead to another path than the one that is logged.
  if (new URL(url).pathname !== path) {
    throw new ApiError('notFound');
  }
  const response = await ofetch.raw(url, {
    method: form ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    },
    query,
    ...(form && { body: new URLSearchParams(form) }),
    retry: 0,
    // With `error`, Node 20 and 22 lose the signal once the headers are there.
    redirect: 'manual',
    signal,
    ignoreResponseError: true,
    responseType: 'stream',
  });
  // A browser hides the answer, Node gives it.
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    throw new ApiError('redirected');
  }
  return response;
}

/**
 * Runs an exchange with a signal that aborts with the one given, and when the time is over. One controller of its own:
 * `AbortSignal.any` with `AbortSignal.timeout` loses the time limit on Node 20 and 22, the Nodes of most hosts.
 * @throws ApiError `cancelled` or `timeout`, whichever came first, or what the exchange throws
 * @see https://github.com/nodejs/node/issues/57867
 */
async function withTimeLimit<T>(signal: AbortSignal, run: (limited: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const end = (reason: 'cancelled' | 'timeout') => {
    controller.abort(new ApiError(reason));
  };
  const cancel = () => {
    end('cancelled');
  };
  const timer = setTimeout(() => {
    end('timeout');
  }, TIMEOUT_MS);
  signal.addEventListener('abort', cancel);
  if (signal.aborted) {
    cancel();
  }
  try {
    return await run(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

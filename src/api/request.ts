import { ofetch } from 'ofetch';
import { ApiError, ClosedConnectionError } from './apiError.ts';
import { parsedJson, readString } from './jsonFields.ts';
import { type RateLimit, readRateLimit } from './rateLimits.ts';
import { errorOfResponse, maskSecret, networkError } from './toApiError.ts';
import { baseUrl } from './tenantDomain.ts';

// Loaded with the first request, as this module is.
export { RateLimiter } from './rateLimiter.ts';

/** The time limit for a complete response, in ms. A page of 100 organizations takes well under a second. */
const TIMEOUT_MS = 30_000;

/** A finished request, as it is logged: without query, headers and bodies. */
export interface RequestRecord {
  readonly method: 'GET' | 'POST';
  readonly domain: string;
  readonly path: string;
  readonly status?: number;
  /** From sending the request to the end of the response, in ms. */
  readonly durationMs: number;
  readonly rateLimit?: RateLimit;
  readonly error?: ApiError;
}

/** The tenant that a request goes to, and the listener for finished requests. */
export interface RequestTarget {
  readonly domain: string;
  readonly onRequest: (record: RequestRecord) => void;
}

/** A request: a GET, or a POST with a form. */
export interface RequestMessage {
  /** With percent-encoded segments. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly accessToken?: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** Called for every response, also if its status is an error. */
export type OnHeaders = (status: number, headers: Headers) => void;

/**
 * Sends a request and reads the JSON of its response. Only the headers `Authorization` and `Accept` are set, because
 * the API's CORS response refuses others. Redirects are not followed, because they would carry secrets elsewhere. There
 * are no retries here; `ClosedConnectionError` asks for one.
 * @param signal ends the request and the reading of its response at once
 * @param errorOf creates the error for a response with a failing status
 * @returns the parsed body
 * @throws ApiError on every failure
 * @see https://auth0.com/docs/api/management/v2
 */
export async function sendRequest(
  target: RequestTarget,
  message: RequestMessage,
  signal: AbortSignal,
  onHeaders: OnHeaders = () => undefined,
  errorOf = errorOfResponse,
): Promise<unknown> {
  const { domain, onRequest } = target;
  const startedMs = performance.now();
  const record = { method: message.form ? 'POST' : 'GET', domain, path: message.path } as const;
  const durationMs = () => performance.now() - startedMs;
  const { response, body } = await withTimeLimit(signal, async (limited) => {
    const answer = await send(domain, message, limited).catch((thrown: unknown) => {
      throw message.form || limited.aborted || durationMs() > AT_ONCE_MS ? thrown : closedConnection(thrown);
    });
    onHeaders(answer.status, answer.headers);
    return { response: answer, body: await readJson(answer, limited) };
  }).catch((thrown: unknown) => {
    const error = thrown instanceof ApiError ? thrown : networkError(thrown);
    onRequest({ ...record, durationMs: durationMs(), error });
    throw error;
  });
  const { status, headers } = response;
  const rateLimit = readRateLimit(headers);
  const errorFor = (shown: unknown) => errorOf(status, shown, headers, Date.now());
  // The reason comes from the unmasked body, because masking a secret of one letter destroys the description.
  const error = response.ok
    ? body === undefined && new ApiError('notJson', { status })
    : new ApiError(errorFor(body).reason, errorFor(masked(message, body)).details);
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

/** The body of a response without the secret of its request, which it may echo. */
function masked({ accessToken, form }: RequestMessage, body: unknown): unknown {
  const [secret, name] = form ? [form['client_secret'], '(client secret)'] : [accessToken, '(access token)'];
  return secret ? maskSecret(secret, name, body) : body;
}

/** A failure within this time has probably met a connection that was closed already, in ms. */
const AT_ONCE_MS = 5000;

/** The codes of Node.js for it. A browser, which gives no code, sends a GET again by itself. */
const closedCodes: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

function closedConnection(thrown: unknown): unknown {
  const { reason, details } = thrown instanceof ApiError ? thrown : networkError(thrown);
  return closedCodes.has(details.networkCode) ? new ClosedConnectionError(reason, details) : thrown;
}

/** The statuses that lead elsewhere. Not 304, which only answers a conditional request. */
const redirects: ReadonlySet<number> = new Set([300, 301, 302, 303, 305, 306, 307, 308]);

/** @throws ApiError `redirected` or `notFound`, or the error of the HTTP client */
async function send(
  domain: string,
  { path, query = {}, accessToken, form }: RequestMessage,
  signal: AbortSignal,
): Promise<Response> {
  const url = `${baseUrl(domain)}${path}`;
  // A segment such as `..` would lead to another path than the logged one.
  if (new URL(url).pathname !== path) {
    throw new ApiError('notFound');
  }
  const response = await ofetch.raw(url, {
    method: form ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    },
    // A lone surrogate, which no text of the tenant holds either, has no place in a URL.
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, readString(value) ?? value])),
    ...(form && { body: new URLSearchParams(form) }),
    retry: 0,
    // With `error`, Node 20 and 22 ignore the signal once the headers have arrived.
    redirect: 'manual',
    // A browser would keep some answers, such as a 410, and give them again in place of a request.
    cache: 'no-store',
    signal,
    ignoreResponseError: true,
    responseType: 'stream',
  });
  // A browser hides a redirect response, Node does not.
  if (response.type === 'opaqueredirect' || (redirects.has(response.status) && response.headers.has('location'))) {
    // Unread, it would hold its connection.
    response.body?.cancel().catch(() => undefined);
    throw new ApiError('redirected');
  }
  return response;
}

/**
 * Runs an exchange with a signal that aborts with the given one or at the time limit. It has its own controller,
 * because `AbortSignal.any` with `AbortSignal.timeout` loses the time limit on Node 20 and 22, which most hosts use.
 * @throws ApiError `cancelled` or `timeout`, whichever comes first, or the error of the exchange
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

/** The size limit of a response after decompression. A page of 100 organizations is well under one MiB. */
export const LONGEST_BODY_MIB = 32;
const longestBody = LONGEST_BODY_MIB * 1024 * 1024;
/** The most levels of objects and arrays. Much deeper values would overflow the stack of recursive functions. */
const DEEPEST = 1000;
/** The most values in a response. A page of 100 items has some thousands. */
const MOST_VALUES = 500_000;
/**
 * The most characters of indentation in a document, at two spaces per level before each value. Deep JSON can be small
 * while its document is huge.
 */
const WIDEST_INDENTATION = longestBody;

/**
 * Reads the body of a response as JSON, within limits of size and shape.
 * @param signal ends the reading at once, even if the HTTP client does not
 * @returns `undefined` if the body is not JSON; the caller interprets the status
 * @throws ApiError `tooLarge`, `unexpectedAnswer`, or the reason of the signal
 */
export async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  const text = await readText(response, signal);
  const value = parsedJson(text);
  if (!canBeShown(value)) {
    throw new ApiError('unexpectedAnswer', { status: response.status });
  }
  return value;
}

async function readText({ body, status }: Response, signal: AbortSignal): Promise<string> {
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) {
    return '';
  }
  const cancel = () => {
    reader.cancel(signal.reason).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) {
        // A cancelled read is also `done`.
        signal.throwIfAborted();
        return decoded(chunks, size);
      }
      size += value.byteLength;
      if (size > longestBody) {
        throw new ApiError('tooLarge', { status });
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    reader.cancel().catch(() => undefined);
  }
}

/** Decodes all chunks at once: Node.js decodes a stream several times slower. */
function decoded(chunks: readonly Uint8Array[], size: number): string {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return new TextDecoder().decode(bytes);
}

function canBeShown(root: unknown): boolean {
  let level: readonly object[] = isObject(root) ? [root] : [];
  let values = 1;
  let indentation = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: object[] = [];
    for (const parent of level) {
      const children: readonly unknown[] = Object.values(parent);
      values += children.length;
      indentation += 2 * depth * children.length;
      for (const child of children) {
        if (isObject(child)) {
          next.push(child);
        }
      }
    }
    if (values > MOST_VALUES || indentation > WIDEST_INDENTATION || depth > DEEPEST) {
      return false;
    }
    level = next;
  }
  return true;
}

/** Whether a value is an object or an array. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

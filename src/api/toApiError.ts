import { plainSentence } from '../text/plainText.ts';
import { maskText } from '../text/secrets.ts';
import { ApiError, type ApiErrorDetails, type Reason } from './apiError.ts';
import { readRetryAfterMs } from './rateLimits.ts';

/** How the HTTP client says that a proxy does not connect to the host, for which it has no code of its own. */
const proxyRefusal = /^Proxy response \((\d{3})\)/;

/**
 * The error for a request without a complete response, from the error that `fetch` threw and its chain of causes. Only
 * the system error code is kept, because messages of the HTTP client can contain the request headers.
 */
export function networkError(thrown: unknown): ApiError {
  const chain = causesOf(thrown);
  const proxyStatus = chain.map(({ message }) => proxyRefusal.exec(String(message))?.[1]).find(Boolean);
  if (proxyStatus) {
    return new ApiError('proxyRefused', { networkCode: `HTTP ${proxyStatus}` });
  }
  const code = chain.map(({ code }) => code).find((code) => typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code));
  const networkCode = typeof code === 'string' ? code : undefined;
  return new ApiError(networkReason(networkCode ?? ''), networkCode === undefined ? {} : { networkCode });
}

function networkReason(code: string): Reason {
  if (/TIMEDOUT|TIMEOUT/.test(code)) {
    return 'timeout';
  }
  if (/WRONG_VERSION_NUMBER|^EPROTO$|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code)) {
    return 'noTls';
  }
  if (/CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|ERR_TLS|ERR_SSL/.test(code)) {
    return 'certificate';
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return 'unknownHost';
  }
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH') {
    return 'noRoute';
  }
  return code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}

interface ErrorLike {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

function causesOf(thrown: unknown): readonly ErrorLike[] {
  const chain: ErrorLike[] = [];
  for (let error = thrown; typeof error === 'object' && error !== null && chain.length < 10;) {
    const link: ErrorLike = error;
    chain.push(link);
    error = link.cause;
  }
  return chain;
}

const missingFeature =
  /upgrade your subscription|not entitled to this feature|not (?:enabled for|available on) this (?:tenant|plan)|account is not allowed to perform/i;

/** The length to which texts are cut before they are examined, in UTF-16 units. No message of the API is as long. */
const LONGEST_TEXT = 4096;

/**
 * The error for a response with a failing status. Many responses have no `errorCode`, and the API description promises
 * none, so the status and the message are read as well.
 * @param body the parsed JSON body, `undefined` if it is not JSON
 */
export function errorOfResponse(status: number, body: unknown, headers: Headers, nowMs: number): ApiError {
  const errorCode = textField(body, 'errorCode') ?? textField(body, 'error_code') ?? oauthCode(body);
  const serverMessage = textField(body, 'message') ?? textField(body, 'error_description');
  const scopes = status === 403 ? expectedScopes(serverMessage) : undefined;
  const isAsked = status === 429 || (status === 503 && headers.has('retry-after'));
  const retryAfterMs = isAsked ? readRetryAfterMs(headers, nowMs) : undefined;
  const details: ApiErrorDetails = {
    status,
    ...(errorCode && /^[\w.-]{1,64}$/.test(errorCode) && { errorCode }),
    ...(serverMessage && { serverMessage: plainSentence(maskText(serverMessage)) }),
    ...(scopes && { scopes }),
    ...(retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
  };
  return new ApiError(reasonOf(status, body !== undefined, errorCode, serverMessage ?? ''), details);
}

function reasonOf(status: number, isJson: boolean, errorCode: string | undefined, message: string): Reason {
  if (status === 429) {
    return 'rateLimited';
  }
  if (status === 501 && isJson) {
    return 'missingFeature';
  }
  if (status === 503 && /query exceeded the timeout/i.test(message)) {
    return 'queryTimeout';
  }
  if (status === 408) {
    return 'timeout';
  }
  if (status >= 500) {
    return 'serverError';
  }
  if (status < 400) {
    return 'unexpectedAnswer';
  }
  if (status === 414) {
    return 'badRequest';
  }
  if (!isJson) {
    return 'notJson';
  }
  switch (status) {
    case 400:
      return badRequestReason(errorCode, message);
    case 401:
      return unauthorizedReason(message);
    case 402:
      return 'paymentRequired';
    case 403:
      return forbiddenReason(errorCode, message);
    case 404:
      return 'notFound';
    case 410:
      return 'gone';
    default:
      return 'unexpectedAnswer';
  }
}

function badRequestReason(errorCode: string | undefined, message: string): Reason {
  if (errorCode === 'invalid_paging' || /maximum of 1000 records|first 1000 records/i.test(message)) {
    return 'pagingLimit';
  }
  if (/bad http authentication header/i.test(message)) {
    return 'malformedToken';
  }
  return errorCode === 'invalid_query_string' || /^query validation error/i.test(message) ? 'badQuery' : 'badRequest';
}

function unauthorizedReason(message: string): Reason {
  // A gateway has sessions and tokens of its own, which expire as well.
  if (/^expired token\b/i.test(message)) {
    return 'expiredToken';
  }
  if (/invalid signature/i.test(message)) {
    return 'invalidSignature';
  }
  return /not global/i.test(message) ? 'clientNotGlobal' : 'invalidToken';
}

/** `insufficient_scope` can also mean that the plan or tenant lacks a feature, so the message is checked first. */
function forbiddenReason(errorCode: string | undefined, message: string): Reason {
  if (missingFeature.test(message)) {
    return 'missingFeature';
  }
  if (errorCode === 'insufficient_scope' || /insufficient scope/i.test(message)) {
    return 'insufficientScope';
  }
  return errorCode === 'insufficient_entitlement' || errorCode === 'feature_not_enabled'
    ? 'missingFeature'
    : 'forbidden';
}

/**
 * The scopes in the message of a 403. The API separates them by commas, and its documentation by semicolons:
 * `expected any of: a, b`, `expected all of: a, b`, `expected: a`, or `expected: a and any of: b or c`.
 */
function expectedScopes(message = ''): readonly string[] | undefined {
  const [, list = ''] = message.split(/\bexpected(?: any of| all of)?:/i, 2);
  const scopes = list.match(/(?<![\w:-])[a-z]+:[\w:-]{1,80}/g);
  return scopes ? [...new Set(scopes)] : undefined;
}

/** In OAuth responses, `error` is a code. In other responses, it is the name of the status, such as `Not Found`. */
function oauthCode(body: unknown): string | undefined {
  const error = textField(body, 'error');
  return error !== undefined && /^[a-z_]+$/.test(error) ? error : undefined;
}

function textField(body: unknown, field: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_TEXT) : undefined;
}

/** Masks a secret in all strings of a body, also in URL-encoded and form-encoded form, because a server may echo it. */
export function maskSecret(secret: string, name: string, body: unknown): unknown {
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const written = [secret, encodeURIComponent(secret), form];
  const forms = new Set([...written, ...written.map((text) => text.replace(/%../g, (byte) => byte.toLowerCase()))]);
  const masked = (text: string) => [...forms].reduce((left, one) => left.replaceAll(one, name), text);
  return mapTexts(body, masked);
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return map(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapTexts(item, map));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, mapTexts(field, map)]))
    : value;
}

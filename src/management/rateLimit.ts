/**
 * What an answer says about the tenant's rate limit.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-use-cases
 */
export interface RateLimit {
  /** Size of the bucket, in requests. */
  readonly limit: number;
  /** Requests left in it. */
  readonly remaining: number;
}

/** The rate limit headers of an answer, if it has them: a browser sees them only where the server exposes them. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = wholeNumber(headers.get('x-ratelimit-limit'));
  const remaining = wholeNumber(headers.get('x-ratelimit-remaining'));
  return limit === undefined || remaining === undefined ? undefined : { limit, remaining };
}

/**
 * Seconds until a request is worth trying again: from `Retry-After` (seconds or a date) where there is one, else from
 * `X-RateLimit-Reset` (UNIX seconds). Both dates are held against the server's own `Date`, so that a wrong local clock
 * does not matter.
 */
export function readRetryAfterSeconds(headers: Headers, nowMs: number): number | undefined {
  const serverNowMs = Date.parse(headers.get('date') ?? '') || nowMs;
  const retryAfter = headers.get('retry-after');
  const seconds = wholeNumber(retryAfter);
  if (seconds !== undefined) {
    return seconds;
  }
  const dateMs = Date.parse(retryAfter ?? '');
  const resetSeconds = wholeNumber(headers.get('x-ratelimit-reset'));
  const untilMs = Number.isNaN(dateMs) ? resetSeconds && resetSeconds * 1000 : dateMs;
  return untilMs === undefined ? undefined : Math.max(1, Math.ceil((untilMs - serverNowMs) / 1000));
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

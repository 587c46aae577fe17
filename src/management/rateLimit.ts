/**
 * What an answer says about one of the tenant's rate limits.
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

/** The limit of the application alone, with the seconds until it is renewed: `client;q=10;t=1;r=9`. */
export function readClientRateLimit(headers: Headers): (RateLimit & { readonly renewedInSeconds: number }) | undefined {
  const fields = /^\s*client\s*;(.*)$/i.exec(headers.get('auth0-ratelimit') ?? '')?.[1];
  if (fields === undefined) {
    return undefined;
  }
  const field = (name: string) => wholeNumber(new RegExp(`(?:^|;)\\s*${name}=(\\d+)`).exec(fields)?.[1] ?? null);
  const [limit, remaining, renewedInSeconds] = [field('q'), field('r'), field('t')];
  return limit === undefined || remaining === undefined || renewedInSeconds === undefined
    ? undefined
    : { limit, remaining, renewedInSeconds };
}

/**
 * Seconds until a request is worth trying again: from `Retry-After` (seconds or a date) where there is one, else from
 * `X-RateLimit-Reset` (UNIX seconds).
 * @param serverNowMs the time by the clock of the server, in UNIX ms
 */
export function readRetryAfterSeconds(headers: Headers, serverNowMs: number): number | undefined {
  const retryAfter = headers.get('retry-after');
  const seconds = wholeNumber(retryAfter);
  if (seconds !== undefined) {
    return seconds;
  }
  const dateMs = Date.parse(retryAfter ?? '');
  const untilMs = Number.isNaN(dateMs) ? readResetMs(headers) : dateMs;
  return untilMs === undefined ? undefined : Math.max(1, Math.ceil((untilMs - serverNowMs) / 1000));
}

/** When more requests are added to the bucket, in UNIX ms by the clock of the server. */
export function readResetMs(headers: Headers): number | undefined {
  const seconds = wholeNumber(headers.get('x-ratelimit-reset'));
  return seconds === undefined ? undefined : seconds * 1000;
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

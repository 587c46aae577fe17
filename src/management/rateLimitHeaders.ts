/**
 * The state of one of the tenant's rate limits, as a response reports it.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-use-cases
 */
export interface RateLimit {
  /** The size of the bucket, in requests. */
  readonly limit: number;
  /** The requests left in the bucket. */
  readonly remaining: number;
}

/**
 * Reads the rate limit headers of a response.
 * @returns `undefined` if they are missing, as in a browser if the server does not expose them, or if the limit is 0
 */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = wholeNumber(headers.get('x-ratelimit-limit'));
  const remaining = wholeNumber(headers.get('x-ratelimit-remaining'));
  return limit === undefined || limit === 0 || remaining === undefined ? undefined : { limit, remaining };
}

/** The longest wait that a response can demand, in ms. After it, the next attempt shows the actual state. */
export const LONGEST_WAIT_MS = 3_600_000;

/** Reads the limit of the application itself: `client;q=10;t=1;r=9`, with `t` in seconds. */
export function readClientRateLimit(headers: Headers): (RateLimit & { readonly renewedInSeconds: number }) | undefined {
  const fields = /^\s*client\s*;(.*)$/i.exec(headers.get('auth0-ratelimit') ?? '')?.[1];
  if (fields === undefined) {
    return undefined;
  }
  const field = (name: string) => wholeNumber(new RegExp(`(?:^|;)\\s*${name}=(\\d+)`).exec(fields)?.[1] ?? null);
  const [limit, remaining, renewedInSeconds] = [field('q'), field('r'), field('t')];
  return limit === undefined || limit === 0 || remaining === undefined || renewedInSeconds === undefined
    ? undefined
    : { limit, remaining, renewedInSeconds: Math.min(renewedInSeconds, LONGEST_WAIT_MS / 1000) };
}

/** The longest wait if it depends on the system clock, which can be wrong, in ms. */
const LONGEST_DOUBTFUL_WAIT_MS = 60_000;

/**
 * The time until a retry, in ms, at least a second: from `Retry-After` (seconds or a date) if present, else from
 * `X-RateLimit-Reset`.
 * @param nowMs the system clock, in UNIX ms
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const retryAfter = headers.get('retry-after');
  const seconds = wholeNumber(retryAfter);
  const dateMs = Date.parse(retryAfter ?? '');
  const waitMs =
    seconds !== undefined
      ? Math.min(seconds * 1000, LONGEST_WAIT_MS)
      : Number.isNaN(dateMs)
        ? readResetMs(headers, nowMs)
        : untilMs(dateMs, headers, nowMs);
  return waitMs === undefined ? undefined : Math.max(1000, waitMs);
}

/**
 * The time until the next refill of the bucket, in ms, from `X-RateLimit-Reset` (UNIX seconds).
 * @param nowMs the system clock, in UNIX ms
 */
export function readResetMs(headers: Headers, nowMs: number): number | undefined {
  const seconds = wholeNumber(headers.get('x-ratelimit-reset'));
  return seconds === undefined ? undefined : untilMs(seconds * 1000, headers, nowMs);
}

/** Prefers the clock of the server, from the `Date` header of the same response. Browsers hide that header. */
function untilMs(timeMs: number, headers: Headers, nowMs: number): number {
  const dateMs = Date.parse(headers.get('date') ?? '');
  const [waitMs, longestMs] = Number.isNaN(dateMs)
    ? [timeMs - nowMs, LONGEST_DOUBTFUL_WAIT_MS]
    : [timeMs - dateMs, LONGEST_WAIT_MS];
  return Math.min(Math.max(0, waitMs), longestMs);
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

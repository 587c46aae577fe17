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

/**
 * The rate limit headers of an answer, if it has them: a browser sees them only where the server exposes them. A bucket
 * that holds nothing is none.
 */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = wholeNumber(headers.get('x-ratelimit-limit'));
  const remaining = wholeNumber(headers.get('x-ratelimit-remaining'));
  return limit === undefined || limit === 0 || remaining === undefined ? undefined : { limit, remaining };
}

/** The longest wait that an answer is believed, in ms: after it, another attempt tells. */
export const LONGEST_WAIT_MS = 3_600_000;

/** The limit of the application alone, with the seconds until it is renewed: `client;q=10;t=1;r=9`. */
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

/** The same where only the clock of this machine tells the time, which can be wrong. */
const LONGEST_DOUBTFUL_WAIT_MS = 60_000;

/**
 * How long until a request is worth trying again, in ms, at least a second: from `Retry-After` (seconds or a date) where
 * there is one, else from `X-RateLimit-Reset`.
 * @param nowMs the clock of this machine, in UNIX ms
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
 * How long until more requests are added to the bucket, in ms: from `X-RateLimit-Reset` (UNIX seconds).
 * @param nowMs the clock of this machine, in UNIX ms
 */
export function readResetMs(headers: Headers, nowMs: number): number | undefined {
  const seconds = wholeNumber(headers.get('x-ratelimit-reset'));
  return seconds === undefined ? undefined : untilMs(seconds * 1000, headers, nowMs);
}

/** By the clock of the server, which the same answer tells in `Date`; browsers do not see it. */
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

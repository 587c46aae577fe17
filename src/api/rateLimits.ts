import type { RequestContext } from './requestContext.ts';

/** The name of the bucket of the token endpoint. */
export const tokenBucket = 'token';

/**
 * The smallest bucket, which only the free plan has. It is refilled twice a second, which a reset time in whole seconds
 * cannot express.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public
 */
const FREE_PLAN_BUCKET = { limit: 2, refillMs: 500 };

/**
 * The slowest published limit adds a request every 1.2 s, which whole seconds can turn into 2.2 s. A reset time that is
 * further away belongs to a bucket that is refilled all at once.
 */
const SLOWEST_REFILL_MS = 2200;

/** The time in which the published limits refill an empty bucket, except for the limit of the free plan, in ms. */
const FILL_MS = 6000;

/** The number of refills in which the rate of background work rises from zero to the refill rate of the bucket. */
const RECOVERY_REFILLS = 8000;

/** The longest time between two background requests, in refills: the rate is never halved below it. */
const SLOWEST_PACE_REFILLS = 8;

/**
 * The known state of one rate limit bucket: its level at the last response, and its estimated level since then. Some
 * buckets are refilled gradually and others all at once, so only the time of the next refill is relied on, and only one
 * request in it. All times are in ms of one monotonic clock.
 */
export class RateLimitBucket {
  #limit = Infinity;
  #level = Infinity;
  #refillAt = 0;
  /** The time until which a refusal blocks requests. */
  #blockedUntil = 0;
  #backgroundBlockedUntil = 0;
  #refusals = newRows();
  /** A cautious estimate of the time between two refills. */
  #refillMs = SLOWEST_REFILL_MS;
  /** The shortest time between two background requests. A refusal doubles it, and time shortens it. */
  #paceMs = 0;
  #pacedAt = 0;
  #backgroundAt = 0;

  /** The time in which a published limit of this size adds a request, in ms; `undefined` before the first response. */
  get refillMs(): number | undefined {
    return Number.isFinite(this.#limit) ? usualRefillMs(this.#limit) : undefined;
  }

  /** The time until a request would leave `reserve` requests in the bucket, in ms. */
  waitMs(reserve: number, now: number): number {
    this.#refill(now);
    const missing = reserve + 1 - this.#level;
    const refilled = missing <= 0 ? 0 : this.#refillAt - now + (missing - 1) * this.#refillMs;
    return Math.min(Math.max(refilled, this.#blockedUntil - now), LONGEST_WAIT_MS);
  }

  /**
   * The time that background work waits, in ms. It leaves `share` of the bucket, and at least one request if the bucket
   * holds more than one.
   */
  backgroundWaitMs(share: number, now: number): number {
    const reserve = Math.min(this.#limit - 1, Math.max(1, Math.ceil(this.#limit * share)));
    const startAt = Math.max(this.#backgroundAt, this.#backgroundBlockedUntil);
    return Math.max(this.waitMs(Number.isFinite(reserve) ? reserve : 0, now), startAt - now);
  }

  /** Counts a request when it is sent, before its response reports the new level. */
  take(now: number): void {
    this.#refill(now);
    this.#level -= 1;
  }

  /**
   * Adopts the state that a response reports.
   * @param inFlight the number of requests under way, which the response may not count yet
   */
  observe({ limit, remaining }: RateLimit, refillAt: number, now: number, inFlight: number): void {
    const isSmallest = limit === FREE_PLAN_BUCKET.limit && remaining > 0;
    this.#limit = limit;
    this.#level = remaining - inFlight;
    this.#refillAt = isSmallest ? now + FREE_PLAN_BUCKET.refillMs : refillAt;
    this.#refillMs = Math.min(Math.max(1, this.#refillAt - now), SLOWEST_REFILL_MS);
  }

  /** Spaces background work after a response to it: its rate increases additively, and a refusal halves it. */
  pace(isRefused: boolean, now: number): void {
    const refillMs = usualRefillMs(this.#limit);
    if (isRefused) {
      this.#paceMs = Math.min(2 * Math.max(this.#paceMs, refillMs), SLOWEST_PACE_REFILLS * refillMs);
    } else if (this.#paceMs > 0) {
      const refills = (now - this.#pacedAt) / refillMs;
      const next = 1 / (1 / this.#paceMs + refills / (RECOVERY_REFILLS * refillMs));
      this.#paceMs = next > refillMs ? next : 0;
    }
    this.#pacedAt = now;
    this.#backgroundAt = now + this.#paceMs;
  }

  /** Whether a refusal still blocks background work. */
  isRefusing(now: number): boolean {
    return Math.max(this.#blockedUntil, this.#backgroundBlockedUntil) > now;
  }

  /**
   * Blocks requests after a refusal, which says nothing of the level: another limit can have caused it. What background
   * work waits beyond what the server asks for is no wait of a person.
   * @param askedMs see `RefusalRow`
   * @param sentAt when the refused request was sent
   */
  refuse(askedMs: number, priority: RequestContext['priority'], sentAt: number, now: number): void {
    const waitMs = this.#refusals[priority].add(askedMs, sentAt, now);
    const personWaitMs = priority === 'background' ? Math.max(FIRST_REFUSAL_WAIT_MS, askedMs) : waitMs;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + personWaitMs);
    this.#backgroundBlockedUntil = Math.max(this.#backgroundBlockedUntil, now + waitMs);
  }

  /** Ends all rows of refusals, as after any other answer. */
  accept(): void {
    this.#refusals = newRows();
  }

  #refill(now: number): void {
    if (now >= this.#refillAt && Number.isFinite(this.#level)) {
      const refills = 1 + Math.floor((now - this.#refillAt) / this.#refillMs);
      this.#level = Math.min(this.#limit, this.#level + refills);
      this.#refillAt += refills * this.#refillMs;
    }
  }
}

function newRows(): Readonly<Record<RequestContext['priority'], RefusalRow>> {
  return { person: new RefusalRow(), background: new RefusalRow() };
}

function usualRefillMs(limit: number): number {
  return limit === FREE_PLAN_BUCKET.limit ? FREE_PLAN_BUCKET.refillMs : FILL_MS / limit;
}

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
const LONGEST_WAIT_MS = 3_600_000;

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

/** The wait after a refusal, in ms. It doubles with each refusal in a row, unless the tenant asks for a longer one. */
const FIRST_REFUSAL_WAIT_MS = 1000;
const LONGEST_REFUSAL_WAIT_MS = 60_000;

/** Refusals with nothing but waits between them. All times are in ms of one monotonic clock. */
class RefusalRow {
  #waits = -1;
  #until = -Infinity;

  /**
   * Counts a refusal. Requests that were under way together are refused together, and nobody waits between them.
   * @param askedMs how long the server asks to wait
   * @param sentAt when the refused request was sent
   * @returns how long to wait
   */
  add(askedMs: number, sentAt: number, now: number): number {
    const isNewRow = now - this.#until > LONGEST_REFUSAL_WAIT_MS;
    const hasWaited = sentAt >= this.#until;
    this.#waits = isNewRow ? 0 : this.#waits + (hasWaited ? 1 : 0);
    const waitMs = Math.max(askedMs, Math.min(FIRST_REFUSAL_WAIT_MS * 2 ** this.#waits, LONGEST_REFUSAL_WAIT_MS));
    this.#until = now + waitMs;
    return waitMs;
  }
}

/** The time of a request beside which the rate limit of a generous plan does not matter, in ms. */
const LATENCY_MS = 100;

/**
 * How long requests take one after the other, in ms.
 * @param intervalMs the time in which the rate limit adds a request, in ms; `undefined` if it is not known
 * @returns `undefined` if the rate limit is not known
 */
export function expectedMs(requests: number, intervalMs: number | undefined): number | undefined {
  return intervalMs === undefined ? undefined : requests * Math.max(intervalMs, LATENCY_MS);
}

/** The rate limit bucket of the list of organizations. */
export const listBucket = 'list';

import type { ApiError } from './apiError.ts';
import { tokenPath } from './requestContext.ts';

/** How many requests a bucket holds, and how many it adds in a minute. */
type Size = readonly [limit: number, perMinute: number];

/** A row of the published table: the paths that take from one bucket, in the plans that have the row. */
interface Row {
  readonly path: RegExp;
  readonly essentials?: Size;
  readonly enterprise?: Size;
}

/** @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations */
const rows: readonly Row[] = [
  { path: /^\/organizations$/, essentials: [5, 50], enterprise: [10, 100] },
  { path: /^\/organizations\/(?!search\b)[^/]+$/, essentials: [20, 200], enterprise: [10, 100] },
  { path: /^\/organizations\/name\/[^/]+$/, essentials: [10, 100], enterprise: [20, 200] },
  { path: /^\/organizations\/[^/]+\/members$/, essentials: [20, 200], enterprise: [40, 500] },
  { path: /^\/organizations\/[^/]+\/members\/[^/]+\/roles$/, essentials: [20, 200], enterprise: [20, 200] },
  { path: /^\/organizations\/[^/]+\/(enabled_)?connections\b/, essentials: [5, 50], enterprise: [10, 100] },
  { path: /^\/organizations\/[^/]+\/client-grants$/, essentials: [10, 100], enterprise: [10, 100] },
  { path: /^\/organizations\/[^/]+\/invitations\/[^/]+$/, enterprise: [20, 200] },
  { path: /^\/users\/[^/]+\/organizations$/, enterprise: [40, 500] },
  { path: /^\/users(-by-email)?(\/[^/]+|\?q)?$/, essentials: [40, 500] },
  { path: /^(\/users\/[^/]+)?\/logs\b/, essentials: [10, 100] },
  { path: /^\/clients$/, essentials: [5, 100] },
  { path: /^\/clients\?q$/, essentials: [5, 150], enterprise: [5, 150] },
  { path: /^\/connections\b/, essentials: [5, 50] },
];

/** A plan: the bucket of all requests without a row, and which rows it has. */
interface Plan {
  readonly shared: Size;
  readonly rows?: 'essentials' | 'enterprise';
}

/** The smallest plan, by which requests go until the first response. */
const freePlan: Plan = { shared: [2, 120] };

/** The slowest first. Professional and B2B are as Essentials. Enterprise comes as not in production and as in production. */
const plans: readonly Plan[] = [
  freePlan,
  { shared: [10, 120], rows: 'enterprise' },
  { shared: [10, 150], rows: 'essentials' },
  { shared: [50, 960], rows: 'enterprise' },
];

function rowOf(path: string): Row | undefined {
  return rows.find((row) => row.path.test(path));
}

function sizeIn({ shared, rows: names }: Plan, row: Row | undefined): Size {
  return (names && row?.[names]) ?? shared;
}

/** How often a minute refills an empty bucket of a limit that is not published, as the slowest published ones do. */
const USUAL_FILLS = 10;

/** How far the rates of two plans are apart until no time is told, as a factor. */
const VAGUE = 1.5;

/**
 * The buckets of a tenant, and which request takes from which. A response names no bucket, but the limits in the
 * responses so far tell the plan, and with it which requests share a bucket.
 */
export class RateLimitBuckets {
  /** By their size in a plan. Those that are not published may be one where their limits are equal. */
  readonly #buckets = new Map<Size | number, RateLimitBucket>();
  readonly #unknown = new RateLimitBucket();
  readonly #token = new RateLimitBucket();
  /** The limits in the responses so far, by their row, or by none. */
  readonly #limits = new Map<Row | undefined, number>();
  /** The plans that fit them best; none if the limits are not published. */
  #plans: readonly Plan[] = [freePlan];

  /** The bucket that a request takes from, as far as it is known. @param path see `RateLimiter.run` */
  of(path: string): RateLimitBucket {
    const row = rowOf(path);
    const [plan] = this.#plans;
    const limit = this.#limits.get(row);
    const sizes = plan ? [sizeIn(plan, row), plan.shared] : [];
    const key = sizes.find(([size]) => size === (limit ?? size)) ?? limit;
    if (path === tokenPath || key === undefined) {
      return path === tokenPath ? this.#token : this.#unknown;
    }
    const bucket =
      this.#buckets.get(key) ?? new RateLimitBucket(typeof key === 'number' ? [key, key * USUAL_FILLS] : key);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** Whether Auth0 has published at which rate a request can be repeated. */
  isPublished(path: string): boolean {
    const row = rowOf(path);
    const sizes = this.#plans.map((plan) => sizeIn(plan, row));
    const rates = sizes.map(([, perMinute]) => perMinute);
    const limit = this.#limits.get(row);
    const isOther = limit !== undefined && sizes.some(([size]) => size !== limit);
    return this.#limits.size > 0 && rates.length > 0 && !isOther && Math.max(...rates) <= VAGUE * Math.min(...rates);
  }

  /** Learns from a response. @param limit `undefined` if it has none */
  learn(path: string, limit: number | undefined): void {
    if (path === tokenPath) {
      return;
    }
    if (limit !== undefined) {
      this.#limits.set(rowOf(path), limit);
    }
    const fits = plans.map((plan) => [...this.#limits].filter(([row, found]) => sizeIn(plan, row)[0] === found).length);
    const most = Math.max(1, ...fits);
    this.#plans = plans.filter((_, index) => fits[index] === most);
  }
}

/** The size of a bucket of which nothing is known: it is refilled all at once, when its reset comes. */
const UNKNOWN: Size = [1e9, 1e10];

/**
 * The slowest published limit adds a request every 1.2 s, which whole seconds can turn into 2.2 s. A reset time that is
 * further away belongs to a bucket that is refilled all at once.
 */
const SLOWEST_REFILL_MS = 2200;

/** How many refills background work waits for a request where others take from the same bucket. */
const SHARED_REFILLS = 3;

/** How long others are remembered, in ms. */
const OTHERS_MS = 60_000;

/**
 * The known state of one rate limit bucket: its level at the last request or response, and its estimated level since
 * then. All times are in ms of one monotonic clock.
 */
export class RateLimitBucket {
  /** The requests under way, which a response may not count yet. */
  readonly underWay = new Set<symbol>();
  /** The time in which it adds a request, in ms. */
  readonly #refillMs: number;
  readonly #isKnown: boolean;
  #isObserved = false;
  #limit: number;
  #level: number;
  #refillAt = 0;
  #blockedUntil = 0;
  #othersUntil = 0;

  constructor(size = UNKNOWN) {
    this.#limit = size[0];
    this.#level = size[0];
    this.#refillMs = 60_000 / size[1];
    this.#isKnown = size !== UNKNOWN;
  }

  /**
   * The time until requests can be sent, in ms.
   * @param reserveShare the share of the bucket that they leave, and at least one request if it holds more than one;
   *   `undefined` if they leave nothing
   */
  waitMs(reserveShare: number | undefined, now: number, requests = 1): number {
    const refills = reserveShare !== undefined && now < this.#othersUntil ? SHARED_REFILLS : 1;
    const { level, refillAt } = this.#refilled(now, refills);
    const missing = this.#reserve(reserveShare) + requests - level;
    const refilledMs = missing <= 0 ? 0 : refillAt - now + (missing - 1) * refills * this.#refillMs;
    return Math.max(refilledMs, this.#blockedUntil - now);
  }

  /** Whether what is known to be left is enough for requests, see `waitMs`. */
  holds(reserveShare: number, requests: number): boolean {
    return this.#isObserved && this.#level >= this.#reserve(reserveShare) + requests;
  }

  /** Counts a request that is sent. */
  take(now: number): void {
    const { level, refillAt } = this.#refilled(now, 1);
    this.#level = level - 1;
    this.#refillAt = refillAt;
  }

  /** Adopts the state that a response reports. @param resetMs the time until the next refill */
  observe({ limit, remaining }: RateLimit, resetMs: number, now: number): void {
    // Since the last request was counted, the level can only have grown, unless others have taken from it.
    if (this.#isObserved && remaining < this.#level) {
      this.#othersUntil = now + OTHERS_MS;
    }
    this.#isObserved = true;
    this.#limit = limit;
    this.#level = remaining - this.underWay.size;
    // A reset time that is near is less exact than a published rate.
    this.#refillAt = now + (this.#isKnown && resetMs <= SLOWEST_REFILL_MS ? this.#refillMs : resetMs);
  }

  /** Blocks requests after a refusal, which says nothing of the level: another limit can have caused it. */
  block(waitMs: number, now: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, now + waitMs);
  }

  /** Whether a refusal still blocks requests. */
  isBlocked(now: number): boolean {
    return this.#blockedUntil > now;
  }

  #reserve(share: number | undefined): number {
    return share === undefined ? 0 : Math.min(this.#limit - 1, Math.max(1, Math.ceil(this.#limit * share)));
  }

  /** The estimated level, and the time of the next refill. @param refills how many of them count as one */
  #refilled(now: number, refills: number): { readonly level: number; readonly refillAt: number } {
    const intervalMs = refills * this.#refillMs;
    const first = this.#refillAt + intervalMs - this.#refillMs;
    const added = Math.max(0, 1 + Math.floor((now - first) / intervalMs));
    return { level: Math.min(this.#limit, this.#level + added), refillAt: first + added * intervalMs };
  }
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
  // Engines read dates in much else, such as the fifth of December in `12.5`.
  const dateMs = /^[a-z]{3,9},? .*\d\d:\d\d:\d\d/i.test(retryAfter ?? '') ? Date.parse(retryAfter ?? '') : NaN;
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

/** The limit that refuses a request: requests to the tenant, tokens of the application, or one of an unknown place. */
export type Limit = 'requests' | 'tokens' | 'unknown';

/**
 * Which limit an error with the reason `rateLimited` tells of. A gateway has limits of its own, and no code of Auth0.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 * @see https://auth0.com/docs/fine-grained-m2m-token-quotas#error-responses-for-exceeded-quotas
 */
export function usedUpLimit({ details: { status, errorCode, serverMessage = '' } }: ApiError): Limit {
  if (/client quota exceeded/i.test(serverMessage)) {
    return 'tokens';
  }
  // Without a status, the request was held back since the tenant had told of its limit.
  const isOfTenant =
    status !== 429 ||
    errorCode === 'too_many_requests' ||
    /limit has been reached|^too many requests\. check/i.test(serverMessage);
  return isOfTenant ? 'requests' : 'unknown';
}

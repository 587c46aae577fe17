import type { Clock } from './clock.ts';
import { ApiError } from './apiError.ts';
import {
  LONGEST_WAIT_MS,
  RateLimitBucket,
  RateLimitBuckets,
  readClientRateLimit,
  readRateLimit,
  readResetMs,
  readRetryAfterMs,
} from './rateLimits.ts';
import { type RequestContext, untilAborted } from './requestContext.ts';
import { Retries } from './retries.ts';

/** The longest time that a user's request waits for the rate limit, in ms. */
const PERSON_PATIENCE_MS = 30_000;
/** The longest time that a request of background work is refused, in ms. */
const BACKGROUND_PATIENCE_MS = 300_000;
/** The time until the next refill if the response does not report it, in ms. */
const USUAL_RESET_MS = 1000;
/** The wait after a refusal, in ms. It doubles with each refusal in a row, unless the tenant asks for a longer one. */
const FIRST_REFUSAL_WAIT_MS = 1000;
const LONGEST_REFUSAL_WAIT_MS = 60_000;
/** The shortest wait that is told, in ms. */
const FELT_WAIT_MS = 1000;
/** The longest wait behind others until a request looks whether they still wait, in ms. */
const TURN_MS = 1000;
/** The time of a request beside which the rate limit of a generous plan does not matter, in ms. */
const LATENCY_MS = 100;

/** Makes one attempt of a request, and calls `onHeaders` as soon as the headers of the response arrive. */
export type Attempt<T> = (onHeaders: (status: number, headers: Headers) => void) => Promise<T>;

/** What makes the requests of a tenant, each as soon as the rate limits allow it. */
export type RequestLimit = Pick<RateLimiter, 'run'>;

/**
 * Schedules all requests of one tenant. The tenant's rate limits are shared with its applications, so
 * requests are held back before they fail, and what makes many leaves a reserve. An application can have a limit of its
 * own too.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/management-api-endpoint-rate-limits
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #reserveShare: () => number;
  readonly #buckets = new RateLimitBuckets();
  readonly #application = new RateLimitBucket();
  readonly #closing = new AbortController();
  /** Those who wait for a bucket, in the order in which they came: otherwise, one kind of work could hold up all others. */
  readonly #queues = { person: new Map<symbol, RateLimitBucket>(), background: new Map<symbol, RateLimitBucket>() };

  /** @param reserveShare the share of a bucket that background work leaves to other requests, 0 to 1 */
  constructor(clock: Clock, reserveShare: () => number) {
    this.#clock = clock;
    this.#reserveShare = reserveShare;
  }

  /** Ends all waits and allows no more requests, because the tenant is disconnected. */
  close(): void {
    this.#closing.abort();
  }

  /**
   * How long background work takes that makes requests one after the other, in ms.
   * @param costs the number of requests by their path
   * @returns `undefined` if the responses so far do not tell
   */
  expectedMs(costs: ReadonlyMap<string, number>): number | undefined {
    const requests = new Map<RateLimitBucket, number>();
    let all = 0;
    for (const [path, count] of costs) {
      const bucket = this.#buckets.of(path);
      const taken = (requests.get(bucket) ?? 0) + count;
      if (!this.#buckets.isPublished(path) && !bucket.holds(this.#reserveShare(), taken)) {
        return undefined;
      }
      requests.set(bucket, taken);
      all += count;
    }
    const waits = [...requests].map(([bucket, count]) => bucket.waitMs(this.#reserveShare(), this.#clock.now(), count));
    return Math.max(all * LATENCY_MS, ...waits);
  }

  /**
   * Makes a request as soon as the limits allow it. It is repeated after each 429, and as `Retries` says, so it must be safe
   * to repeat.
   * @param path below `/api/v2`, with `?q` if the request has this parameter, or `tokenPath`: it tells the bucket
   * @throws ApiError the error of the last attempt, `rateLimited` if a user would wait too long or background work was
   *   refused for too long, or `cancelled`, also after `close`
   */
  async run<T>(path: string, context: RequestContext, attempt: Attempt<T>): Promise<T> {
    const startedAt = this.#clock.now();
    let refusal: Refusal | undefined;
    let failure: ApiError | undefined;
    const retries = new Retries();
    for (;;) {
      const bucket = await this.#admit(path, context, startedAt, refusal);
      context.onAttempt?.(failure);
      try {
        return await this.#send(path, bucket, attempt);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        failure = error;
        if (error.reason === 'rateLimited') {
          const now = this.#clock.now();
          const { count = 0, since = now } = refusal ?? {};
          const until = now + Math.min(FIRST_REFUSAL_WAIT_MS * 2 ** count, LONGEST_REFUSAL_WAIT_MS);
          refusal = { error, count: count + 1, since, until };
          continue;
        }
        const waitMs = retries.waitMs(error);
        if (waitMs === undefined) {
          throw error;
        }
        if (waitMs > 0) {
          await this.#pause(waitMs, error, context, startedAt);
          refusal = undefined;
        }
      }
    }
  }

  async #admit(path: string, context: RequestContext, startedAt: number, refusal?: Refusal): Promise<RateLimitBucket> {
    const isBackground = context.priority === 'background';
    const queue = this.#queues[context.priority];
    const place = Symbol(path);
    try {
      for (;;) {
        if (this.#closing.signal.aborted || context.signal.aborted) {
          throw new ApiError('cancelled');
        }
        const now = this.#clock.now();
        const bucket = this.#buckets.of(path);
        const share = isBackground || context.leavesReserve ? this.#reserveShare() : undefined;
        const refusedMs = (refusal?.until ?? now) - now;
        if (refusedMs <= 0) {
          queue.set(place, bucket);
        }
        const people = isBackground ? waitingFor(bucket, this.#queues.person).length : 0;
        const inTurn = 1 + people + Math.max(0, waitingFor(bucket, queue).indexOf(place));
        const limitedMs = Math.max(bucket.waitMs(share, now), this.#application.waitMs(share, now));
        const ownMs = Math.max(refusedMs, limitedMs);
        const waitMs = Math.min(ownMs || bucket.waitMs(share, now, inTurn), LONGEST_WAIT_MS);
        if (waitMs <= 0) {
          this.#application.take(now);
          bucket.take(now);
          return bucket;
        }
        const isRefused = refusedMs > 0 || bucket.isBlocked(now);
        const patienceMs = isBackground ? BACKGROUND_PATIENCE_MS : PERSON_PATIENCE_MS;
        const isTooLong =
          share === undefined
            ? now + waitMs - startedAt > patienceMs
            : isRefused && now + waitMs - (refusal?.since ?? now) > patienceMs;
        if (isTooLong) {
          throw new ApiError('rateLimited', { ...refusal?.error.details, retryAfterSeconds: Math.ceil(waitMs / 1000) });
        }
        if (waitMs >= FELT_WAIT_MS) {
          context.onWait?.(waitMs);
        }
        // Those before can leave, and a response can tell of a larger bucket: neither wakes anybody.
        await this.#sleep(ownMs > 0 ? waitMs : Math.min(waitMs, TURN_MS), context.signal);
      }
    } finally {
      queue.delete(place);
    }
  }

  /**
   * Waits before a retry.
   * @throws ApiError `failure` if a user would wait too long
   */
  async #pause(waitMs: number, failure: ApiError, context: RequestContext, startedAt: number): Promise<void> {
    if (context.priority === 'person' && this.#clock.now() + waitMs - startedAt > PERSON_PATIENCE_MS) {
      throw failure;
    }
    if (waitMs >= FELT_WAIT_MS) {
      context.onWait?.(waitMs, failure);
    }
    await this.#sleep(waitMs, context.signal);
  }

  /** @throws ApiError `cancelled` as soon as the signal aborts or the limiter is closed */
  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const sleep = () => this.#clock.sleep(ms, ended.signal);
    try {
      await untilAborted(this.#closing.signal, () => untilAborted(signal, sleep));
    } finally {
      // Otherwise, the timer of a closed limiter would stay for up to an hour.
      ended.abort();
    }
  }

  async #send<T>(path: string, bucket: RateLimitBucket, attempt: Attempt<T>): Promise<T> {
    const sent = Symbol(path);
    const taken = [bucket, this.#application];
    const arrive = () => {
      taken.forEach(({ underWay }) => underWay.delete(sent));
    };
    taken.forEach(({ underWay }) => underWay.add(sent));
    try {
      return await attempt((status, headers) => {
        arrive();
        this.#observe(path, status, headers);
      });
    } finally {
      arrive();
    }
  }

  #observe(path: string, status: number, headers: Headers): void {
    const now = this.#clock.now();
    const wallNow = this.#clock.wallNow();
    const limit = readRateLimit(headers);
    const application = readClientRateLimit(headers);
    // A failure without a limit can be of a proxy.
    if (limit || status < 400) {
      this.#buckets.learn(path, limit?.limit);
    }
    const bucket = this.#buckets.of(path);
    if (limit) {
      bucket.observe(limit, readResetMs(headers, wallNow) ?? USUAL_RESET_MS, now);
    }
    if (application) {
      this.#application.observe(application, application.renewedInSeconds * 1000, now);
    }
    if (status === 429) {
      bucket.block(Math.max(FIRST_REFUSAL_WAIT_MS, readRetryAfterMs(headers, wallNow) ?? 0), now);
    }
  }
}

/** The refusals of a request that are in a row: it waits for longer and longer, and no other one for what it has met. */
interface Refusal {
  /** The last one. */
  readonly error: ApiError;
  readonly count: number;
  /** The time of the first one. */
  readonly since: number;
  /** The time until which the request waits. */
  readonly until: number;
}

/** Those who wait for the bucket, in the order in which they came. */
function waitingFor(bucket: RateLimitBucket, queue: ReadonlyMap<symbol, RateLimitBucket>): readonly symbol[] {
  return [...queue].filter(([, awaited]) => awaited === bucket).map(([place]) => place);
}

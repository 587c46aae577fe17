import { ApiError, ClosedConnectionError } from './apiError.ts';
import { RateLimitBucket, readClientRateLimit, readRateLimit, readResetMs, readRetryAfterMs } from './rateLimits.ts';
import { type RequestContext, untilAborted } from './requestContext.ts';

/** The clock of the rate limiter, which simulations and tests replace. */
export interface Clock {
  /** A monotonic time in ms, with any origin. It does not jump when the system clock is set. */
  now(): number;
  /** The system clock, in UNIX ms, which can be wrong. */
  wallNow(): number;
  /** @throws ApiError `cancelled` as soon as the signal aborts */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const cancel = () => {
        clearTimeout(timer);
        reject(new ApiError('cancelled'));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', cancel);
        resolve();
      }, ms);
      if (signal.aborted) {
        cancel();
      } else {
        signal.addEventListener('abort', cancel, { once: true });
      }
    }),
};

/** The longest time that a user's request waits for the rate limit, in ms. */
const PERSON_PATIENCE_MS = 30_000;
/** The longest time that a request of background work is refused, in ms. */
const BACKGROUND_PATIENCE_MS = 300_000;
/** The number of retries after a transient failure. */
const RETRIES = 2;
/** The wait before the first retry, in ms. It doubles with each retry. */
const BACKOFF_MS = 500;
/** The time until the next refill if the response does not report it, in ms. */
const USUAL_RESET_MS = 1000;

/** Makes one attempt of a request, and calls `onHeaders` as soon as the headers of the response arrive. */
export type Attempt<T> = (onHeaders: (status: number, headers: Headers) => void) => Promise<T>;

/**
 * Schedules all requests of one tenant. The tenant's rate limits are shared with the logins of its applications, so
 * requests are held back before they fail, and background work leaves a reserve. Each endpoint has its own bucket, and
 * an application can have one of its own too.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/management-api-endpoint-rate-limits
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #reserveShare: () => number;
  readonly #buckets = new Map<string, RateLimitBucket>();
  readonly #application = new RateLimitBucket();
  readonly #inFlight = new Map<string, number>();
  readonly #closing = new AbortController();

  /** @param reserveShare the share of a bucket that background work leaves to other requests, 0 to 1 */
  constructor(clock: Clock, reserveShare: () => number) {
    this.#clock = clock;
    this.#reserveShare = reserveShare;
  }

  /** Ends all waits and allows no more requests, because the tenant is disconnected. */
  close(): void {
    this.#closing.abort();
  }

  /** The time in which a bucket adds a request, in ms, judged by its size; `undefined` before its first response. */
  refillMs(bucket: string): number | undefined {
    return this.#buckets.get(bucket)?.refillMs;
  }

  /**
   * Makes a request as soon as the limits allow it. It is repeated after each 429, up to twice after a 408 or 5xx, so it
   * must be safe to repeat, and once after a `ClosedConnectionError`.
   * @throws ApiError the error of the last attempt, `rateLimited` if a user would wait too long or background work was
   *   refused for too long, or `cancelled`, also after `close`
   */
  async run<T>(bucket: string, context: RequestContext, attempt: Attempt<T>): Promise<T> {
    const startedAt = this.#clock.now();
    let refusal: Refusal | undefined;
    let failure: ApiError | undefined;
    let isSentAgain = false;
    for (let retry = 0; ;) {
      await this.#admit(bucket, context, startedAt, refusal);
      context.onAttempt?.(failure);
      try {
        return await this.#send(bucket, context, attempt);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        failure = error;
        if (error.reason === 'rateLimited') {
          refusal = { error, since: refusal?.since ?? this.#clock.now() };
        } else if (error instanceof ClosedConnectionError && !isSentAgain) {
          isSentAgain = true;
        } else if (isTransient(error) && retry < RETRIES) {
          await this.#pause(BACKOFF_MS * 2 ** retry * (1 + Math.random() / 2), error, context, startedAt);
          retry += 1;
          refusal = undefined;
        } else {
          throw error;
        }
      }
    }
  }

  async #admit(
    bucket: string,
    context: RequestContext,
    startedAt: number,
    refusal: Refusal | undefined,
  ): Promise<void> {
    const limits = [this.#bucketOf(bucket), this.#application];
    const isBackground = context.priority === 'background';
    for (;;) {
      if (this.#closing.signal.aborted || context.signal.aborted) {
        throw new ApiError('cancelled');
      }
      const now = this.#clock.now();
      const waits = limits.map((limit) =>
        isBackground ? limit.backgroundWaitMs(this.#reserveShare(), now) : limit.waitMs(0, now),
      );
      const waitMs = Math.max(...waits);
      if (waitMs <= 0) {
        for (const limit of limits) {
          limit.take(now);
        }
        return;
      }
      const isTooLong = isBackground
        ? limits.some((limit) => limit.isRefusing(now)) &&
          now + waitMs - (refusal?.since ?? now) > BACKGROUND_PATIENCE_MS
        : now + waitMs - startedAt > PERSON_PATIENCE_MS;
      if (isTooLong) {
        throw new ApiError('rateLimited', { ...refusal?.error.details, retryAfterSeconds: Math.ceil(waitMs / 1000) });
      }
      context.onWait?.(waitMs);
      await this.#sleep(waitMs, context.signal);
    }
  }

  /**
   * Waits before a retry, for at least as long as the server asks.
   * @throws ApiError `failure` if a user would wait too long
   */
  async #pause(leastMs: number, failure: ApiError, context: RequestContext, startedAt: number): Promise<void> {
    const waitMs = Math.max(leastMs, 1000 * (failure.details.retryAfterSeconds ?? 0));
    if (context.priority === 'person' && this.#clock.now() + waitMs - startedAt > PERSON_PATIENCE_MS) {
      throw failure;
    }
    await this.#sleep(waitMs, context.signal);
  }

  /** @throws ApiError `cancelled` as soon as the signal aborts or the limiter is closed */
  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return untilAborted(this.#closing.signal, () => this.#clock.sleep(ms, signal));
  }

  async #send<T>(bucket: string, context: RequestContext, attempt: Attempt<T>): Promise<T> {
    const sentAt = this.#clock.now();
    const inFlight = () => this.#inFlight.get(bucket) ?? 0;
    this.#inFlight.set(bucket, inFlight() + 1);
    let isUnderWay = true;
    const arrive = () => {
      if (isUnderWay) {
        isUnderWay = false;
        this.#inFlight.set(bucket, inFlight() - 1);
      }
    };
    try {
      return await attempt((status, headers) => {
        arrive();
        this.#observe(bucket, headers, inFlight());
        if (status === 429) {
          const askedMs = readRetryAfterMs(headers, this.#clock.wallNow()) ?? 0;
          this.#bucketOf(bucket).refuse(askedMs, context.priority, sentAt, this.#clock.now());
        } else {
          this.#bucketOf(bucket).accept();
        }
        if (context.priority === 'background') {
          this.#bucketOf(bucket).pace(status === 429, this.#clock.now());
        }
      });
    } finally {
      arrive();
    }
  }

  #observe(bucket: string, headers: Headers, inFlight: number): void {
    const now = this.#clock.now();
    const limit = readRateLimit(headers);
    const application = readClientRateLimit(headers);
    if (limit) {
      this.#bucketOf(bucket).observe(limit, now + this.#untilResetMs(headers), now, inFlight);
    }
    if (application) {
      this.#application.observe(application, now + application.renewedInSeconds * 1000, now, inFlight);
    }
  }

  #untilResetMs(headers: Headers): number {
    return readResetMs(headers, this.#clock.wallNow()) ?? USUAL_RESET_MS;
  }

  #bucketOf(bucket: string): RateLimitBucket {
    const known = this.#buckets.get(bucket) ?? new RateLimitBucket();
    this.#buckets.set(bucket, known);
    return known;
  }
}

/** The refusals of a request that are in a row. */
interface Refusal {
  /** The last one. */
  readonly error: ApiError;
  /** The time of the first one. */
  readonly since: number;
}

/** Whether a retry may succeed, as after a timeout or failure of the server, or a failure of a gateway. */
function isTransient({ reason, details: { status } }: ApiError): boolean {
  return reason === 'serverError' || status === 408;
}

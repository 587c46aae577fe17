import { ApiError } from './apiError.ts';
import { RateLimitBucket } from './rateLimitBucket.ts';
import { readClientRateLimit, readRateLimit, readResetMs, readRetryAfterMs } from './rateLimitHeaders.ts';
import { type RequestContext, untilAborted } from './requestContext.ts';

/** Time as the rate limiter needs it; simulations and tests bring their own. */
export interface Clock {
  /** Monotonic, in ms, from any beginning: it does not jump when the clock of the machine is set. */
  now(): number;
  /** The clock of the machine, in UNIX ms, which can be wrong. */
  wallNow(): number;
  /** @throws ApiError `cancelled` as soon as the signal says so */
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

/** The longest that a person's own request waits for the rate limit, in ms. */
const PATIENCE_MS = 60_000;
/** Attempts after the first one, for answers that another attempt may mend. */
const RETRIES = 2;
/** The wait before the first retry, in ms; it doubles each time. */
const BACKOFF_MS = 500;
/** The longest wait after refusals that do not say for how long, in ms. */
const LONGEST_GUESS_MS = 60_000;
/** When a bucket is filled that does not say it, in ms. */
const USUAL_RESET_MS = 1000;

/** Makes one attempt of a request, and hands over the headers of the answer as soon as they are there. */
export type Attempt<T> = (onHeaders: (status: number, headers: Headers) => void) => Promise<T>;

/**
 * Stands in front of all requests of one tenant. Its rate limits are shared with the logins of the tenant's
 * applications: requests are held back before they fail, and background work leaves a reserve.
 * Each endpoint has a bucket of its own, and an application can have one for itself.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/management-api-endpoint-rate-limits
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #reserveShare: () => number;
  readonly #buckets = new Map<string, RateLimitBucket>();
  readonly #application = new RateLimitBucket();
  readonly #inFlight = new Map<string, number>();
  /** How many answers of a bucket in a row were refusals. */
  readonly #refusals = new Map<string, number>();
  readonly #closing = new AbortController();

  /** @param reserveShare the share of a bucket that background work leaves to others, 0 to 1 */
  constructor(clock: Clock, reserveShare: () => number) {
    this.#clock = clock;
    this.#reserveShare = reserveShare;
  }

  /** Ends all waits, and makes no request any more: the tenant is disconnected. */
  close(): void {
    this.#closing.abort();
  }

  /**
   * Makes a request when the limits allow it, and again after a 429, and twice more after a 408 or 5xx. For requests
   * that can be repeated without harm.
   * @throws ApiError what the last attempt threw, `rateLimited` when a person would wait too long, or `cancelled`, also
   *   once it is closed
   */
  async run<T>(bucket: string, context: RequestContext, attempt: Attempt<T>): Promise<T> {
    const startedAt = this.#clock.now();
    let refusal: ApiError | undefined;
    for (let retry = 0; ;) {
      await this.#admit(bucket, context, startedAt, refusal);
      try {
        return await this.#send(bucket, context, attempt);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        if (error.reason === 'rateLimited') {
          refusal = error;
        } else if (isPassing(error) && retry < RETRIES) {
          await this.#pause(BACKOFF_MS * 2 ** retry * (1 + Math.random() / 2), error, context, startedAt);
          retry += 1;
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
    refusal: ApiError | undefined,
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
      if (!isBackground && now + waitMs - startedAt > PATIENCE_MS) {
        throw refusal ?? new ApiError('rateLimited', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
      }
      context.onWait?.(waitMs);
      await this.#sleep(waitMs, context.signal);
    }
  }

  /** The wait before another attempt, as long as the server asks for. @throws ApiError `failure` if that is too long */
  async #pause(leastMs: number, failure: ApiError, context: RequestContext, startedAt: number): Promise<void> {
    const waitMs = Math.max(leastMs, 1000 * (failure.details.retryAfterSeconds ?? 0));
    if (context.priority === 'person' && this.#clock.now() + waitMs - startedAt > PATIENCE_MS) {
      throw failure;
    }
    await this.#sleep(waitMs, context.signal);
  }

  /** @throws ApiError `cancelled` as soon as the signal says so, or the limiter is closed */
  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return untilAborted(this.#closing.signal, () => this.#clock.sleep(ms, signal));
  }

  async #send<T>(bucket: string, context: RequestContext, attempt: Attempt<T>): Promise<T> {
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
        this.#observe(bucket, status, headers, inFlight());
        if (context.priority === 'background') {
          this.#bucketOf(bucket).pace(status === 429, this.#clock.now());
        }
      });
    } finally {
      arrive();
    }
  }

  #observe(bucket: string, status: number, headers: Headers, inFlight: number): void {
    const now = this.#clock.now();
    const limit = readRateLimit(headers);
    const application = readClientRateLimit(headers);
    if (limit) {
      this.#bucketOf(bucket).observe(limit, now + this.#untilResetMs(headers), now, inFlight);
    }
    if (application) {
      this.#application.observe(application, now + application.renewedInSeconds * 1000, now, inFlight);
    }
    if (status === 429) {
      const refusals = this.#refusals.get(bucket) ?? 0;
      this.#refusals.set(bucket, refusals + 1);
      this.#bucketOf(bucket).refuse(this.#untilRetryMs(headers, refusals), now);
    } else {
      this.#refusals.delete(bucket);
    }
  }

  #untilResetMs(headers: Headers): number {
    return readResetMs(headers, this.#clock.wallNow()) ?? USUAL_RESET_MS;
  }

  /** Where nobody says how long, twice as long as after the refusal before. */
  #untilRetryMs(headers: Headers, refusals: number): number {
    return readRetryAfterMs(headers, this.#clock.wallNow()) ?? Math.min(1000 * 2 ** refusals, LONGEST_GUESS_MS);
  }

  #bucketOf(bucket: string): RateLimitBucket {
    const known = this.#buckets.get(bucket) ?? new RateLimitBucket();
    this.#buckets.set(bucket, known);
    return known;
  }
}

/** Whether another attempt may go better: a timeout of the server, or a failure of it or of a gateway. */
function isPassing({ reason, details: { status } }: ApiError): boolean {
  return reason === 'serverError' || status === 408;
}

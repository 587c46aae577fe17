import { ApiError } from './apiError.ts';
import { Bucket } from './bucket.ts';
import type { Caller } from './caller.ts';
import type { Clock } from './clock.ts';
import { readClientRateLimit, readRateLimit, readResetMs, readRetryAfterMs } from './rateLimit.ts';
import { untilAborted } from './untilAborted.ts';

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
  readonly #endpoints = new Map<string, Bucket>();
  readonly #application = new Bucket();
  readonly #inFlight = new Map<string, number>();
  /** How many answers of an endpoint in a row were refusals. */
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
  async run<T>(endpoint: string, caller: Caller, attempt: Attempt<T>): Promise<T> {
    const startedAt = this.#clock.now();
    let refusal: ApiError | undefined;
    for (let retry = 0; ;) {
      await this.#admit(endpoint, caller, startedAt, refusal);
      try {
        return await this.#send(endpoint, caller, attempt);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        if (error.reason === 'rateLimited') {
          refusal = error;
        } else if (isPassing(error) && retry < RETRIES) {
          await this.#pause(BACKOFF_MS * 2 ** retry * (1 + Math.random() / 2), error, caller, startedAt);
          retry += 1;
        } else {
          throw error;
        }
      }
    }
  }

  async #admit(endpoint: string, caller: Caller, startedAt: number, refusal: ApiError | undefined): Promise<void> {
    const buckets = [this.#bucket(endpoint), this.#application];
    const isBackground = caller.priority === 'background';
    for (;;) {
      if (this.#closing.signal.aborted || caller.signal.aborted) {
        throw new ApiError('cancelled');
      }
      const now = this.#clock.now();
      const waits = buckets.map((bucket) =>
        isBackground ? bucket.backgroundWaitMs(this.#reserveShare(), now) : bucket.waitMs(0, now),
      );
      const waitMs = Math.max(...waits);
      if (waitMs <= 0) {
        for (const bucket of buckets) {
          bucket.take(now);
        }
        return;
      }
      if (!isBackground && now + waitMs - startedAt > PATIENCE_MS) {
        throw refusal ?? new ApiError('rateLimited', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
      }
      caller.onWait?.(waitMs);
      await this.#sleep(waitMs, caller.signal);
    }
  }

  /** The wait before another attempt, as long as the server asks for. @throws ApiError `failure` if that is too long */
  async #pause(leastMs: number, failure: ApiError, caller: Caller, startedAt: number): Promise<void> {
    const waitMs = Math.max(leastMs, 1000 * (failure.details.retryAfterSeconds ?? 0));
    if (caller.priority === 'person' && this.#clock.now() + waitMs - startedAt > PATIENCE_MS) {
      throw failure;
    }
    await this.#sleep(waitMs, caller.signal);
  }

  /** @throws ApiError `cancelled` as soon as the signal says so, or the limiter is closed */
  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return untilAborted(this.#closing.signal, () => this.#clock.sleep(ms, signal));
  }

  async #send<T>(endpoint: string, caller: Caller, attempt: Attempt<T>): Promise<T> {
    const inFlight = () => this.#inFlight.get(endpoint) ?? 0;
    this.#inFlight.set(endpoint, inFlight() + 1);
    let isUnderWay = true;
    const arrive = () => {
      if (isUnderWay) {
        isUnderWay = false;
        this.#inFlight.set(endpoint, inFlight() - 1);
      }
    };
    try {
      return await attempt((status, headers) => {
        arrive();
        this.#observe(endpoint, status, headers, inFlight());
        if (caller.priority === 'background') {
          this.#bucket(endpoint).learn(this.#reserveShare(), this.#clock.now());
        }
      });
    } finally {
      arrive();
    }
  }

  #observe(endpoint: string, status: number, headers: Headers, inFlight: number): void {
    const now = this.#clock.now();
    const limit = readRateLimit(headers);
    const application = readClientRateLimit(headers);
    if (limit) {
      this.#bucket(endpoint).observe(limit, now + this.#untilResetMs(headers), now, inFlight);
    }
    if (application) {
      this.#application.observe(application, now + application.renewedInSeconds * 1000, now, inFlight);
    }
    if (status === 429) {
      const refusals = this.#refusals.get(endpoint) ?? 0;
      this.#refusals.set(endpoint, refusals + 1);
      this.#bucket(endpoint).refuse(this.#untilRetryMs(headers, refusals), now);
    } else {
      this.#refusals.delete(endpoint);
    }
  }

  #untilResetMs(headers: Headers): number {
    return readResetMs(headers, this.#clock.wallNow()) ?? USUAL_RESET_MS;
  }

  /** Where nobody says how long, twice as long as after the refusal before. */
  #untilRetryMs(headers: Headers, refusals: number): number {
    return readRetryAfterMs(headers, this.#clock.wallNow()) ?? Math.min(1000 * 2 ** refusals, LONGEST_GUESS_MS);
  }

  #bucket(endpoint: string): Bucket {
    const bucket = this.#endpoints.get(endpoint) ?? new Bucket();
    this.#endpoints.set(endpoint, bucket);
    return bucket;
  }
}

/** Whether another attempt may go better: a timeout of the server, or a failure of it or of a gateway. */
function isPassing({ reason, details: { status } }: ApiError): boolean {
  return reason === 'serverError' || status === 408;
}

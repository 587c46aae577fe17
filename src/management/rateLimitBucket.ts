import { LONGEST_WAIT_MS, type RateLimit } from './rateLimitHeaders.ts';

/**
 * The free plan has the only bucket as small as this, and refills it twice a second, which a reset in whole seconds
 * cannot express.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public
 */
const SMALLEST = { limit: 2, refillMs: 500 };

/**
 * No published limit adds a request less often than every 1.2 s, which whole seconds can turn into 2.2. A reset that is
 * further away is the reset of a bucket that is filled at once.
 */
const SLOWEST_REFILL_MS = 2200;

/** In this time the published limits fill an empty bucket, all but the limit of the free plan. */
const FILL_MS = 6000;

/** Answers after which background work that a refusal has slowed down is as fast as the bucket is refilled. */
const RECOVERY = 2000;

/**
 * What is known about one bucket of the rate limits: its level at the last answer, and how it has risen since. Some
 * buckets are refilled bit by bit and some at once, so only the time of the next refill is relied on, with one request
 * in it. All times in ms of one monotonic clock.
 */
export class RateLimitBucket {
  #limit = Infinity;
  #level = Infinity;
  #refillAt = 0;
  /** At least the time between two refills. */
  #refillMs = SLOWEST_REFILL_MS;
  /** The least time between two requests of background work: doubled by a refusal, and shortened by each answer. */
  #paceMs = 0;
  #backgroundAt = 0;

  /** How long until a request would leave `reserve` requests in the bucket, in ms. */
  waitMs(reserve: number, now: number): number {
    this.#rise(now);
    const missing = reserve + 1 - this.#level;
    return missing <= 0 ? 0 : Math.min(this.#refillAt - now + (missing - 1) * this.#refillMs, LONGEST_WAIT_MS);
  }

  /** How long background work waits, in ms. It leaves this share of the bucket, and at least the last request in it. */
  backgroundWaitMs(share: number, now: number): number {
    const reserve = Math.min(this.#limit - 1, Math.max(1, Math.ceil(this.#limit * share)));
    return Math.max(this.waitMs(Number.isFinite(reserve) ? reserve : 0, now), this.#backgroundAt - now);
  }

  /** Counts a request that is being sent, before its answer tells. */
  take(now: number): void {
    this.#rise(now);
    this.#level -= 1;
  }

  /**
   * Takes over what an answer says.
   * @param inFlight requests that are under way, and not all counted yet in what the answer says
   */
  observe({ limit, remaining }: RateLimit, refillAt: number, now: number, inFlight: number): void {
    const isSmallest = limit === SMALLEST.limit && remaining > 0;
    this.#limit = limit;
    this.#level = remaining - inFlight;
    this.#refillAt = isSmallest ? now + SMALLEST.refillMs : refillAt;
    this.#refillMs = Math.min(Math.max(1, this.#refillAt - now), SLOWEST_REFILL_MS);
  }

  /** Spaces background work after an answer to it: additive increase of its rate, halved by a refusal. */
  pace(isRefused: boolean, now: number): void {
    const refillMs = usualRefillMs(this.#limit);
    if (isRefused) {
      this.#paceMs = 2 * Math.max(this.#paceMs, refillMs);
    } else if (this.#paceMs > 0) {
      const next = 1 / (1 / this.#paceMs + 1 / (RECOVERY * refillMs));
      this.#paceMs = next > refillMs ? next : 0;
    }
    this.#backgroundAt = now + this.#paceMs;
  }

  /** No request is let through for a while. */
  refuse(waitMs: number, now: number): void {
    this.#level = 0;
    this.#refillAt = now + waitMs;
  }

  #rise(now: number): void {
    if (now >= this.#refillAt && this.#limit === Infinity) {
      // A refusal is over, and no answer has said how many requests there are.
      this.#level = Infinity;
    } else if (now >= this.#refillAt && Number.isFinite(this.#level)) {
      const refills = 1 + Math.floor((now - this.#refillAt) / this.#refillMs);
      this.#level = Math.min(this.#limit, this.#level + refills);
      this.#refillAt += refills * this.#refillMs;
    }
  }
}

function usualRefillMs(limit: number): number {
  return limit === SMALLEST.limit ? SMALLEST.refillMs : FILL_MS / limit;
}

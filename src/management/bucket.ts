import { LONGEST_WAIT_MS, type RateLimit } from './rateLimit.ts';

/**
 * The free plan has the only bucket as small as this, and refills it twice a second, of which a reset in whole seconds
 * cannot speak.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public
 */
const SMALLEST = { limit: 2, refillMs: 500 };

/**
 * No published limit adds a request less often than every 1.2 s, which whole seconds can turn into 2.2. A reset that is
 * further away is that of a bucket that is filled at once.
 */
const SLOWEST_REFILL_MS = 2200;

/**
 * Requests that background work leaves beyond the reserve once others have taken from it, and loses again with every
 * answer that finds the reserve untouched. Found by simulation with applications that take half of what is added.
 */
const CAUTION = 2;
const CALM = 0.01;

/**
 * What background work waits for, in refills, when it has left next to nothing beside others: where they take half of
 * what is added, they take all of so many with a chance of 2⁻¹⁰.
 */
const DOUBTFUL_REFILLS = 10;
/** Fewer can be taken by others while one request is under way. */
const SAFELY_LEFT = 2;
/** In this time the published limits fill an empty bucket, all but that of the free plan. */
const FILL_MS = 6000;

/**
 * What is known about one bucket of the rate limits: its level at the last answer, and how it has risen since. Some
 * buckets are refilled bit by bit and some at once, so only the time of the next refill is relied on, with one request
 * in it. All times in ms of one monotonic clock.
 */
export class Bucket {
  #limit = Infinity;
  #level = Infinity;
  #refillAt = 0;
  #caution = 0;
  #safeAt = 0;
  /** At least the time between two refills. */
  #refillMs = SLOWEST_REFILL_MS;

  /** How long until a request would leave `reserve` requests in the bucket, in ms. */
  waitMs(reserve: number, now: number): number {
    this.#rise(now);
    const missing = reserve + 1 - this.#level;
    return missing <= 0 ? 0 : Math.min(this.#refillAt - now + (missing - 1) * this.#refillMs, LONGEST_WAIT_MS);
  }

  /**
   * How long background work waits, in ms. It leaves this share of the bucket, at least the last request in it, and more
   * while others have lately taken from what was left for them.
   */
  backgroundWaitMs(share: number, now: number): number {
    const reserve = Math.min(this.#limit - 1, this.#leastReserve(share) + Math.floor(this.#caution));
    return Math.max(this.waitMs(reserve, now), this.#safeAt - now);
  }

  /** Learns from the last answer to background work whether others took from what it meant to leave. */
  learn(share: number, now: number): void {
    const isTaken = this.#level < this.#leastReserve(share);
    this.#caution = isTaken ? Math.min(this.#limit, this.#caution + CAUTION) : Math.max(0, this.#caution - CALM);
    const isDoubtful = this.#caution >= 1 && this.#level < SAFELY_LEFT;
    this.#safeAt = isDoubtful ? now + DOUBTFUL_REFILLS * usualRefillMs(this.#limit) : now;
  }

  /** Counts a request that is being sent, before its answer tells. */
  take(now: number): void {
    this.#rise(now);
    this.#level -= 1;
  }

  /** @param inFlight requests that are under way, and not all counted yet in what the answer tells */
  observe({ limit, remaining }: RateLimit, refillAt: number, now: number, inFlight: number): void {
    const isSmallest = limit === SMALLEST.limit && remaining > 0;
    this.#limit = limit;
    this.#level = remaining - inFlight;
    this.#refillAt = isSmallest ? now + SMALLEST.refillMs : refillAt;
    this.#refillMs = Math.min(Math.max(1, this.#refillAt - now), SLOWEST_REFILL_MS);
  }

  /** Nothing is let through for a while. */
  refuse(waitMs: number, now: number): void {
    this.#level = 0;
    this.#refillAt = now + waitMs;
  }

  #leastReserve(share: number): number {
    return Number.isFinite(this.#limit) ? Math.min(this.#limit - 1, Math.max(1, Math.ceil(this.#limit * share))) : 0;
  }

  #rise(now: number): void {
    if (now >= this.#refillAt && this.#limit === Infinity) {
      // A refusal is over, and no answer has said how much there is.
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

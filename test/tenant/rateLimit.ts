import { type BucketSize, type Endpoint, type Plan, sizeOf } from './plans.ts';

/** What a request found in a bucket. */
export interface BucketReading {
  readonly granted: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** When the next request is added, in UNIX seconds. */
  readonly reset: number;
}

/** A token bucket that is refilled continuously. */
class Bucket {
  readonly #size: BucketSize;
  readonly #now: () => number;
  #level: number;
  #readAt: number;

  constructor(size: BucketSize, now: () => number) {
    this.#size = size;
    this.#now = now;
    this.#level = size.burst;
    this.#readAt = now();
  }

  take(): BucketReading {
    const { burst, perSecond } = this.#size;
    const now = this.#now();
    this.#level = Math.min(burst, this.#level + ((now - this.#readAt) / 1000) * perSecond);
    this.#readAt = now;
    const granted = this.#level >= 1;
    if (granted) {
      this.#level -= 1;
    }
    const remaining = Math.floor(this.#level);
    const nextMs = ((remaining + 1 - this.#level) / perSecond) * 1000;
    return { granted, limit: burst, remaining, reset: Math.ceil((now + nextMs) / 1000) };
  }
}

/**
 * The buckets of a plan, of which each request takes from one:
 * https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/management-api-endpoint-rate-limits
 */
export class RateLimiter {
  readonly #plan: Plan;
  readonly #now: () => number;
  readonly #buckets = new Map<BucketSize, Bucket>();

  constructor(plan: Plan, now: () => number) {
    this.#plan = plan;
    this.#now = now;
  }

  /** Counts a request. Tells the state of its bucket. */
  take(endpoint?: Endpoint): BucketReading {
    const size = sizeOf(this.#plan, endpoint);
    const bucket = this.#buckets.get(size) ?? new Bucket(size, this.#now);
    this.#buckets.set(size, bucket);
    return bucket.take();
  }
}

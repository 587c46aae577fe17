import { type BucketSize, type Endpoint, type Plan, plans } from './plans.ts';

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
 * The buckets of a plan; the one for the whole API comes before that of an endpoint:
 * https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/management-api-endpoint-rate-limits
 */
export class RateLimiter {
  readonly #buckets: ReadonlyMap<string, Bucket>;

  constructor(plan: Plan, now: () => number) {
    this.#buckets = new Map(
      Object.entries<BucketSize>({ ...plans[plan] }).map(([name, size]) => [name, new Bucket(size, now)]),
    );
  }

  /** Counts a request. Tells the state of the bucket that refused it or else of the last one that it passed. */
  take(endpoint?: Endpoint): BucketReading | undefined {
    const global = this.#buckets.get('global')?.take();
    if (global?.granted === false || endpoint === undefined) {
      return global;
    }
    return this.#buckets.get(endpoint)?.take() ?? global;
  }
}

import { ApiError } from '../../src/api/apiError.ts';
import { RateLimiter } from '../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../src/api/requestContext.ts';
import { type Endpoint, type Plan, plans } from '../tenant/plans.ts';
import { RateLimiter as Buckets } from '../tenant/rateLimit.ts';
import { VirtualClock } from './virtualClock.ts';

/** Background work of many requests to one endpoint, one after the other. */
export interface Work {
  readonly endpoint: Endpoint;
  readonly requests: number;
  /** @param request makes one request, and tells how many have been made */
  readonly run: (request: (context: RequestContext) => Promise<number>, context: RequestContext) => Promise<void>;
}

/** What the work would come to. */
export interface Simulation {
  /** Whether the tenant's applications make requests of their own. */
  readonly isLoaded: boolean;
  /** The time until all is done, in ms of virtual time. */
  readonly durationMs: number;
  /** Requests ÷ sustained rate: what no client can beat, in ms. */
  readonly physicalMs: number;
  /** Requests that were refused, ours alone. */
  readonly refused: number;
  /** How often our requests left nothing in the bucket. */
  readonly emptied: number;
  /** Requests of the applications that were refused. */
  readonly othersRefused: number;
}

/** How long a request takes, in ms of virtual time. */
const LATENCY_MS = 80;

/**
 * Does the work through our limiter from simulated buckets, in virtual time.
 * @param isLoaded whether the applications of the tenant take half of what is added to the bucket, at random
 */
export async function simulate(plan: Plan, { endpoint, requests, run }: Work, isLoaded: boolean): Promise<Simulation> {
  const clock = new VirtualClock();
  const buckets = new Buckets(plan, () => clock.wallNow());
  const perSecond = sustainedRate(plan, endpoint);
  const others = isLoaded ? arrivals(perSecond) : undefined;
  let refused = 0;
  let emptied = 0;
  let made = 0;
  let othersRefused = 0;
  const limiter = new RateLimiter(clock, () => 0.2);
  const context: RequestContext = { signal: new AbortController().signal, priority: 'background' };

  const request = (background: RequestContext) =>
    limiter.run(endpoint, background, async (onHeaders) => {
      await clock.sleep(LATENCY_MS / 2);
      for (const at of others?.until(clock.now()) ?? []) {
        clock.visit(at, () => {
          othersRefused += buckets.take(endpoint)?.granted ? 0 : 1;
        });
      }
      const reading = buckets.take(endpoint);
      const headers = new Headers({
        date: new Date(clock.wallNow()).toUTCString(),
        'x-ratelimit-limit': String(reading?.limit),
        'x-ratelimit-remaining': String(reading?.remaining),
        'x-ratelimit-reset': String(reading?.reset),
      });
      await clock.sleep(LATENCY_MS / 2);
      onHeaders(reading?.granted ? 200 : 429, headers);
      if (!reading?.granted) {
        refused += 1;
        throw new ApiError('rateLimited', { status: 429 });
      }
      emptied += reading.remaining === 0 ? 1 : 0;
      made += 1;
      return made;
    });
  await run(request, context);
  return {
    isLoaded,
    durationMs: clock.now(),
    physicalMs: (requests / perSecond) * 1000,
    refused,
    emptied,
    othersRefused,
  };
}

/** Requests a second that the plan allows for an endpoint in the long run. */
function sustainedRate(plan: Plan, endpoint: Endpoint): number {
  const { global, [endpoint]: own } = plans[plan];
  return Math.min(global?.perSecond ?? Infinity, own?.perSecond ?? Infinity);
}

/** The moments at which applications make requests: one for every second request that is added, at random, the same in each run. */
function arrivals(perSecond: number) {
  let state = 0x2545f491;
  const isHeads = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >= 2 ** 31;
  };
  let added = 0;
  return {
    until(nowMs: number): readonly number[] {
      const moments: number[] = [];
      for (; (added / perSecond) * 1000 <= nowMs; added++) {
        if (isHeads()) {
          moments.push((added / perSecond) * 1000);
        }
      }
      return moments;
    },
  };
}

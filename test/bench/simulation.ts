import { ApiError } from '../../src/api/apiError.ts';
import { RateLimiter } from '../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../src/api/requestContext.ts';
import { type BucketSize, type Endpoint, type Plan, sizeOf } from '../tenant/plans.ts';
import { RateLimiter as Buckets } from '../tenant/rateLimit.ts';
import { VirtualClock } from './virtualClock.ts';

/** A kind of request: its endpoint, and a path of it below `/api/v2`. */
export interface Target {
  readonly endpoint: Endpoint;
  readonly path: string;
}

/** Makes one request, and tells how many have been made. */
export type MakeRequest = (target: Target, context: RequestContext) => Promise<number>;

/** What makes many requests. */
export interface Work {
  readonly priority: RequestContext['priority'];
  /** How many requests of each kind it makes. */
  readonly costs: ReadonlyMap<Target, number>;
  /** How often it is done, once by default: again and again after a rest, see `REST_MS`. */
  readonly times?: number;
  readonly run: (request: MakeRequest, context: RequestContext) => Promise<void>;
}

/** What the work would come to. */
export interface Simulation {
  /** Whether the tenant's applications make requests of their own. */
  readonly isLoaded: boolean;
  readonly requests: number;
  /** The time that a person would be told before, in ms. Times are those of one, where work is done several times. */
  readonly announcedMs: number;
  /** The time until all is done, in ms of virtual time. */
  readonly durationMs: number;
  /** The requests to the slowest bucket ÷ its sustained rate, or one after the other: what no client can beat, in ms. */
  readonly physicalMs: number;
  /** Requests that were refused, ours alone. */
  readonly refused: number;
  /** How often a request of ours left less than the reserve. */
  readonly belowReserve: number;
  /** Requests that were given up, since a person would have waited for too long. */
  readonly givenUp: number;
}

/** How long a request takes, in ms of virtual time. */
const LATENCY_MS = 80;
const RESERVE_SHARE = 0.2;
/** The rest before work is done again, in ms. By then the limiter has forgotten what others take. */
const REST_MS = 61_000;
export const listing: Target = { endpoint: 'organizations', path: '/organizations' };
/** What a person has opened before: the list, and a section of an organization. */
const opened: readonly Target[] = [listing, { endpoint: 'invitations', path: '/organizations/org_1/invitations' }];

/**
 * Does the work through our limiter from simulated buckets, in virtual time, after a person has opened a little.
 * @param isLoaded whether the applications of the tenant take half of what is added to each bucket, at random
 */
export async function simulate(plan: Plan, work: Work, isLoaded: boolean): Promise<Simulation> {
  const { costs, priority, run, times = 1 } = work;
  const clock = new VirtualClock();
  const buckets = new Buckets(plan, () => clock.wallNow());
  const rows = rowsOf(plan, costs);
  const others = isLoaded ? [...rows].map(([size, { target }]) => arrivals(size.perSecond, target.endpoint)) : [];
  let refused = 0;
  let belowReserve = 0;
  let made = 0;
  const limiter = new RateLimiter(clock, () => RESERVE_SHARE);
  const context: RequestContext = { signal: new AbortController().signal, priority };

  const request: MakeRequest = ({ endpoint, path }, asked) =>
    limiter.run(path, asked, async (onHeaders) => {
      await clock.sleep(LATENCY_MS / 2);
      for (const other of others) {
        for (const at of other.until(clock.now())) {
          clock.visit(at, () => buckets.take(other.endpoint));
        }
      }
      const { granted, limit, remaining, reset } = buckets.take(endpoint);
      const headers = new Headers({
        date: new Date(clock.wallNow()).toUTCString(),
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(reset),
      });
      await clock.sleep(LATENCY_MS / 2);
      onHeaders(granted ? 200 : 429, headers);
      if (!granted) {
        refused += 1;
        throw new ApiError('rateLimited', { status: 429 });
      }
      belowReserve += remaining < Math.min(limit - 1, Math.ceil(limit * RESERVE_SHARE)) ? 1 : 0;
      made += 1;
      return made;
    });
  for (const target of opened) {
    await request(target, { ...context, priority: 'person' });
  }
  made = 0;
  belowReserve = 0;
  const expected = new Map([...costs].map(([{ path }, requests]) => [path, requests]));
  let announcedMs = 0;
  let durationMs = 0;
  for (let done = 0; done < times; done += 1) {
    await clock.sleep(done === 0 ? 0 : REST_MS);
    announcedMs += limiter.expectedMs(expected) ?? 0;
    const startedAt = clock.now();
    await run(request, context);
    durationMs += clock.now() - startedAt;
  }
  const wanted = [...costs.values()].reduce((total, requests) => total + requests, 0);
  return {
    isLoaded,
    requests: made,
    announcedMs: announcedMs / times,
    durationMs: durationMs / times,
    physicalMs: Math.max(
      priority === 'person' ? 0 : wanted * LATENCY_MS,
      ...[...rows].map(([{ perSecond }, { requests }]) => (requests / perSecond) * 1000),
    ),
    refused,
    belowReserve,
    givenUp: wanted * times - made,
  };
}

/** The buckets that a work takes from, with a kind of request that does, and how many requests do. */
function rowsOf(plan: Plan, costs: Work['costs']) {
  const rows = new Map<BucketSize, { readonly target: Target; readonly requests: number }>();
  for (const [target, requests] of costs) {
    const size = sizeOf(plan, target.endpoint);
    rows.set(size, { target, requests: requests + (rows.get(size)?.requests ?? 0) });
  }
  return rows;
}

/** The moments at which applications make requests: one for every second request that is added, at random, the same in each run. */
export function arrivals(perSecond: number, endpoint: Endpoint) {
  let state = 0x2545f491;
  const isHeads = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >= 2 ** 31;
  };
  let added = 0;
  return {
    endpoint,
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

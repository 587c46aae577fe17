import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { arrivals } from '../../bench/simulation.ts';
import { VirtualClock } from '../../bench/virtualClock.ts';
import { type Endpoint, type Plan, sizeOf } from '../../tenant/plans.ts';
import { RateLimiter as Buckets } from '../../tenant/rateLimit.ts';

const { signal } = new AbortController();
const works = [
  ['organizations', '/organizations'],
  ['connections', '/organizations/org_1/enabled_connections'],
  ['roles', '/roles'],
] as const satisfies readonly (readonly [Endpoint, string])[];

/** When the tenant begins to refuse everything, in ms. */
const REFUSED_FROM_MS = 60_000;
/** When long work ends by itself at the latest, in ms. */
const PATIENCE_MS = 300_000;

/**
 * A tenant whose applications take half of each bucket, asked by three kinds of work, one request after the other.
 * @param refusedUntil when it no longer refuses everything, in ms
 */
class LoadedTenant {
  readonly clock = new VirtualClock();
  readonly #limiter = new RateLimiter(this.clock, () => 0.2);
  readonly #buckets: Buckets;
  readonly #load;
  readonly #refusedUntil: number;

  constructor(plan: Plan, refusedUntil: number) {
    this.#buckets = new Buckets(plan, () => this.clock.wallNow());
    const sizes = new Map(works.map(([endpoint]) => [sizeOf(plan, endpoint), endpoint]));
    this.#load = [...sizes].map(([{ perSecond }, endpoint]) => arrivals(perSecond, endpoint));
    this.#refusedUntil = refusedUntil;
  }

  /** Makes requests until one fails or the time is over. @returns when they were answered, and when one was refused */
  async work([endpoint, path]: (typeof works)[number], priority: RequestContext['priority'], untilMs: number) {
    const answeredAt: number[] = [];
    const refusedAt: number[] = [];
    let error: unknown;
    while (error === undefined && this.clock.now() < untilMs) {
      try {
        await this.#limiter.run(path, { signal, priority }, async (onHeaders) => {
          const isGranted = await this.#ask(endpoint, onHeaders);
          (isGranted ? answeredAt : refusedAt).push(this.clock.now());
          if (!isGranted) throw new ApiError('rateLimited', { status: 429 });
        });
        if (priority === 'person') break;
      } catch (thrown) {
        error = thrown;
      }
    }
    return { answeredAt, refusedAt, error, endedAt: this.clock.now() };
  }

  async #ask(endpoint: Endpoint, onHeaders: (status: number, headers: Headers) => void): Promise<boolean> {
    await this.clock.sleep(40);
    for (const other of this.#load) {
      for (const at of other.until(this.clock.now())) this.clock.visit(at, () => this.#buckets.take(other.endpoint));
    }
    const now = this.clock.now();
    const isOpen = now < REFUSED_FROM_MS || now >= this.#refusedUntil;
    const { granted, limit, remaining, reset } = this.#buckets.take(endpoint);
    const isGranted = granted && isOpen;
    await this.clock.sleep(40);
    onHeaders(
      isGranted ? 200 : 429,
      new Headers({
        date: new Date(this.clock.wallNow()).toUTCString(),
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(isOpen ? remaining : 0),
        'x-ratelimit-reset': String(reset),
      }),
    );
    return isGranted;
  }
}

for (const plan of ['free', 'essentials', 'enterprise', 'enterpriseNonProduction'] satisfies Plan[]) {
  describe(`Long work beside applications that take half of each limit: ${plan}`, () => {
    it('ends after five minutes of refusals, and a person who clicks is told within half a minute', async () => {
      const tenant = new LoadedTenant(plan, Infinity);
      const click = async () => {
        await tenant.clock.sleep(REFUSED_FROM_MS + 100_000);
        return tenant.work(works[0], 'person', Infinity);
      };
      const [clicked, ...ends] = await Promise.all([
        click(),
        ...works.map((work) => tenant.work(work, 'background', Infinity)),
      ]);
      assert.ok(clicked.error instanceof ApiError && clicked.error.reason === 'rateLimited');
      assert.ok(clicked.endedAt - REFUSED_FROM_MS - 100_000 <= 30_000, String(clicked.endedAt));
      assert.ok(clicked.refusedAt.length >= 3 && clicked.refusedAt.length <= 6, String(clicked.refusedAt));
      for (const { answeredAt, refusedAt, error, endedAt } of ends) {
        assert.ok(error instanceof ApiError && error.reason === 'rateLimited');
        assert.ok((answeredAt.at(-1) ?? 0) > REFUSED_FROM_MS - 20_000, 'it was at work until then');
        const lasting = refusedAt.filter((at) => at > (answeredAt.at(-1) ?? 0));
        const waitedMs = endedAt - (lasting[0] ?? 0);
        assert.ok(waitedMs > 200_000 && waitedMs <= PATIENCE_MS, `${waitedMs} ms`);
        // One second, two, four … and then each minute.
        assert.ok(lasting.length >= 8 && lasting.length <= 10, `${lasting.length} requests were refused`);
      }
    });

    it('goes on where the refusals are over before, each kind in its turn', async () => {
      const tenant = new LoadedTenant(plan, REFUSED_FROM_MS + 200_000);
      const untilMs = REFUSED_FROM_MS + PATIENCE_MS + 200_000;
      for (const { answeredAt, error } of await Promise.all(
        works.map((work) => tenant.work(work, 'background', untilMs)),
      )) {
        assert.equal(error, undefined);
        const after = answeredAt.filter((at) => at > REFUSED_FROM_MS + PATIENCE_MS);
        assert.ok(after.length > 20, `${after.length} answers`);
      }
    });
  });
}

describe('Background work of an application with a limit of its own', () => {
  it('counts the requests under way, which an answer does not, so none is refused', async () => {
    const clock = new VirtualClock();
    const limiter = new RateLimiter(clock, () => 0.2);
    const [limit, renewedInSeconds] = [10, 1];
    let [left, windowAt, answered, refused] = [limit, 0, 0, 0];
    const send = async (onHeaders: (status: number, headers: Headers) => void) => {
      await clock.sleep(100);
      const start = Math.floor(clock.now() / 1000);
      if (start !== windowAt) [left, windowAt] = [limit, start];
      const isGranted = left > 0;
      left -= isGranted ? 1 : 0;
      const headers = { 'auth0-ratelimit': `client;q=${limit};t=${renewedInSeconds};r=${left}` };
      await clock.sleep(100);
      onHeaders(isGranted ? 200 : 429, new Headers(headers));
      if (!isGranted) refused += 1;
      if (!isGranted) throw new ApiError('rateLimited', { status: 429 });
      answered += 1;
    };
    const worker = async () => {
      for (let requests = 0; requests < 25; requests += 1) {
        await limiter.run('/logs', { signal, priority: 'background' }, send);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    assert.equal(answered, 200);
    assert.ok(refused === 0, `${refused} requests were refused`);
  });
});

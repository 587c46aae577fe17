import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { VirtualClock as PassingClock } from '../../bench/virtualClock.ts';
import { limit, limitOf, serverOf, VirtualClock } from './virtualTenant.ts';

const HOUR_MS = 3_600_000;

describe('The rate limiter and refusals that last', () => {
  const { signal } = new AbortController();
  const person: RequestContext = { signal, priority: 'person' };
  const explaining: RequestContext = { ...person, leavesReserve: true };
  const background: RequestContext = { signal, priority: 'background' };
  const refusal = { status: '429', 'retry-after': '1' };
  const always = Array.from({ length: 100 }, () => refusal);
  let clock: VirtualClock;
  let limiter: RateLimiter;

  beforeEach(() => {
    clock = new VirtualClock();
    limiter = new RateLimiter(clock, () => 0.2);
  });

  for (const [who, context] of [
    ['a person', person],
    ['the background', background],
  ] as const) {
    it(`forgets refusals that are long over: ${who}`, async () => {
      await assert.rejects(limiter.run('/organizations', context, serverOf(clock, always).send), {
        reason: 'rateLimited',
      });
      await clock.sleep(HOUR_MS, signal);
      const { send, sentAt } = serverOf(clock, [refusal]);
      await limiter.run('/organizations', person, send);
      const [first = 0, second = 0] = sentAt;
      assert.equal(second - first, 1000);
    });
  }

  it('does not let a person wait for what the background has made of a short refusal', async () => {
    const working = limiter.run('/organizations', background, serverOf(clock, always).send);
    await assert.rejects(working, { reason: 'rateLimited' });
    const { send, sentAt } = serverOf(clock, []);
    const startedAt = clock.now();
    await limiter.run('/organizations', person, send);
    assert.ok((sentAt[0] ?? Infinity) - startedAt <= 1000, `${(sentAt[0] ?? 0) - startedAt} ms`);
  });

  for (const context of [person, background]) {
    it(`counts refusals of requests that were under way together once: ${context.priority}`, async () => {
      let isOpen = false;
      let requests = 0;
      const send = async (onHeaders: (status: number, headers: Headers) => void) => {
        requests += 1;
        await Promise.resolve();
        isOpen ||= clock.now() > 0;
        onHeaders(isOpen ? 200 : 429, new Headers({ 'retry-after': '1' }));
        if (!isOpen) {
          throw new ApiError('rateLimited', { status: 429 });
        }
      };
      // Before the first answer, requests go by the smallest plan.
      await limiter.run('/organizations', context, serverOf(clock, []).send);
      const sleeping = new Map<number, Promise<void>>();
      // Those who sleep at once for the same time awake together.
      const sleep = clock.sleep.bind(clock);
      clock.sleep = (ms, cancel) => {
        const shared = sleeping.get(ms) ?? Promise.resolve().then(() => sleep(ms, cancel));
        sleeping.set(ms, shared);
        return shared;
      };
      await Promise.all(Array.from({ length: 8 }, () => limiter.run('/organizations', context, send)));
      assert.equal(requests, 16);
      assert.ok(clock.now() <= 2000, `${clock.now()} ms`);
    });
  }

  it('names the time after which it asks again', async () => {
    const error: unknown = await limiter
      .run('/organizations', person, serverOf(clock, always).send)
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof ApiError);
    await clock.sleep(1000 * (error.details.retryAfterSeconds ?? 0), signal);
    const { send, sentAt } = serverOf(clock, []);
    const now = clock.now();
    await limiter.run('/organizations', person, send);
    assert.deepEqual(sentAt, [now]);
  });

  for (const [what, context, refusals] of [
    ['background work', background, 6],
    ['one of many requests of a person', explaining, 4],
  ] as const) {
    it(`does not count the time in which it has waited for its turn: ${what}`, async () => {
      const refused = Array.from({ length: refusals }, () => ({ status: '429' }));
      const { send, sentAt } = serverOf(clock, [limit(10, 0, 280, clock), ...refused]);
      await limiter.run('/roles', context, send);
      await limiter.run('/roles', context, send);
      assert.equal(sentAt.length, 2 + refusals);
      assert.ok((sentAt[1] ?? 0) > 270_000, 'it waited for its turn first');
    });
  }

  it('ends after half a minute for one of many requests of a person', async () => {
    await assert.rejects(limiter.run('/roles', explaining, serverOf(clock, always).send), { reason: 'rateLimited' });
    assert.ok(clock.now() <= 30_000, `${clock.now()} ms`);
  });

  for (const context of [person, explaining]) {
    const how = context.leavesReserve ? 'with a reserve' : 'without a reserve';
    it(`does not let a person wait behind background work that came before: ${how}`, async () => {
      const passing = new PassingClock();
      limiter = new RateLimiter(passing, () => 0.2);
      const order: string[] = [];
      const ask = (asking: RequestContext) =>
        limiter.run('/roles', asking, async (onHeaders) => {
          order.push(asking.priority);
          await passing.sleep(80);
          onHeaders(200, new Headers(limitOf(2, 0)));
        });
      const works = Array.from({ length: 8 }, () => ask(background));
      await passing.sleep(2000);
      const before = order.length;
      await Promise.all([ask(context), ...works]);
      assert.ok(order.indexOf('person') <= before + 1, order.join(' '));
    });
  }

  it('let one who came behind others go once these are gone, or more requests are allowed', async () => {
    const passing = new PassingClock();
    limiter = new RateLimiter(passing, () => 0.2);
    const ask = (asking: RequestContext) =>
      limiter.run('/organizations/org_1', asking, (onHeaders) => {
        onHeaders(200, new Headers(limitOf(50, 40)));
        return Promise.resolve(passing.now());
      });
    // By the smallest plan, which holds until the first answer, the last one would wait for ten seconds.
    const others = Array.from({ length: 20 }, () => ask(person));
    let last = Promise.resolve(0);
    passing.visit(500, () => (last = ask(person)));
    assert.ok((await last) <= 2000, `${await last} ms`);
    await Promise.all(others);
  });

  it('end after their time for each of several kinds of work, and for a person who clicks meanwhile', async () => {
    const passing = new PassingClock();
    limiter = new RateLimiter(passing, () => 0.2);
    const secondsOf = async (path: string, context: RequestContext) => {
      const startedAt = passing.now();
      let sent = 0;
      const request = limiter.run(path, context, async (onHeaders) => {
        sent += 1;
        await passing.sleep(80);
        onHeaders(429, new Headers({ ...limitOf(2, 0), 'retry-after': '1' }));
        throw new ApiError('rateLimited', { status: 429, retryAfterSeconds: 1 });
      });
      await assert.rejects(request, { reason: 'rateLimited' });
      return { sent, seconds: (passing.now() - startedAt) / 1000 };
    };
    const clicks = async () => {
      await passing.sleep(100_000);
      return secondsOf('/organizations/org_1', person);
    };
    const works = ['/organizations', '/organizations/org_1/members', '/roles'].map((path) =>
      secondsOf(path, background),
    );
    const [click, ...ends] = await Promise.all([clicks(), ...works]);
    assert.ok(click.sent >= 3 && click.seconds <= 30, JSON.stringify(click));
    for (const { sent, seconds } of ends) {
      assert.ok(sent >= 8 && sent <= 10 && seconds > 200 && seconds <= 300, JSON.stringify(ends));
    }
  });
});

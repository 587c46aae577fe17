import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { limit, serverOf, VirtualClock } from './virtualTenant.ts';

describe('The rate limiter', () => {
  const { signal } = new AbortController();
  const person: RequestContext = { signal, priority: 'person' };
  const background: RequestContext = { signal, priority: 'background' };
  let clock: VirtualClock;
  let limiter: RateLimiter;
  const failure = async (request: Promise<unknown>): Promise<ApiError> => {
    const error: unknown = await request.catch((thrown: unknown) => thrown);
    return error instanceof ApiError ? error : assert.fail('the request did not fail');
  };

  beforeEach(() => {
    clock = new VirtualClock();
    limiter = new RateLimiter(clock, () => 0.2);
  });

  it('lets requests through while there are some left', async () => {
    const { send } = serverOf(clock, [limit(10, 9, 6, clock)]);
    await limiter.run('/organizations', person, send);
    await limiter.run('/organizations', background, send);
    assert.deepEqual(clock.sleeps, []);
  });

  it('holds a person back until the reset, once nothing is left', async () => {
    const { send, sentAt } = serverOf(clock, [limit(10, 0, 6, clock)]);
    await limiter.run('/organizations', person, send);
    await limiter.run('/organizations', person, send);
    assert.deepEqual(sentAt, [0, 6000]);
  });

  it('leaves the reserve to others when it works in the background, and the last request to people', async () => {
    const { send, sentAt } = serverOf(clock, [limit(10, 2, 6, clock)]);
    await limiter.run('/organizations', background, send);
    await limiter.run('/organizations', person, send);
    assert.deepEqual(sentAt, [0, 0], 'two are left for people');
    const other = serverOf(clock, [limit(10, 2, 6, clock)]);
    await limiter.run('/organizations/org_1', background, other.send);
    await limiter.run('/organizations/org_1', background, other.send);
    assert.deepEqual(other.sentAt, [0, 6000], 'a fifth of ten is not for the background');
  });

  it('never takes the last request in the background, whatever the reserve', async () => {
    limiter = new RateLimiter(clock, () => 0);
    const { send, sentAt } = serverOf(clock, [limit(10, 1, 6, clock)]);
    await limiter.run('/organizations', background, send);
    await limiter.run('/organizations', background, send);
    assert.deepEqual(sentAt, [0, 6000]);
  });

  it('goes on twice a second where the bucket of the free plan would be seen full at each reset', async () => {
    const { send, sentAt } = serverOf(clock, [limit(2, 1, 1, clock), limit(2, 1, 1, clock)]);
    await limiter.run('/organizations', background, send);
    await limiter.run('/organizations', background, send);
    await limiter.run('/organizations', background, send);
    assert.deepEqual(sentAt, [0, 500, 1000]);
  });

  it('leaves more to others where they take from the same bucket, until none has for a minute', async () => {
    const answers = [4, 3, 1, 3, 4, 3, 2, 1].map((remaining) => limit(5, remaining, 1, clock));
    const { send, sentAt } = serverOf(clock, answers);
    for (let requests = 0; requests < 4; requests += 1) await limiter.run('/organizations', background, send);
    assert.deepEqual(sentAt, [0, 0, 0, 3600], 'others took one meanwhile, and one is added every 1.2 s');
    await clock.sleep(60_000, signal);
    for (let requests = 0; requests < 5; requests += 1) await limiter.run('/organizations', background, send);
    assert.deepEqual(sentAt.slice(4), [63_600, 63_600, 63_600, 63_600, 64_800], 'as fast as before');
  });

  it('does not slow people down where others take from the same bucket', async () => {
    const { send, sentAt } = serverOf(clock, [limit(5, 4, 1, clock), limit(5, 0, 1, clock)]);
    for (let requests = 0; requests < 3; requests += 1) await limiter.run('/organizations', person, send);
    assert.deepEqual(sentAt, [0, 0, 1200]);
  });

  it('goes on at each refill where a bucket holds a single request', async () => {
    const { send, sentAt } = serverOf(clock, [limit(1, 0, 6, clock)]);
    await limiter.run('/organizations', background, send);
    await limiter.run('/organizations', background, send);
    assert.deepEqual(sentAt, [0, 6000]);
  });

  it('keeps a limit for each endpoint that has a row of its own', async () => {
    const { send, sentAt } = serverOf(clock, [limit(10, 0, 6, clock)]);
    await limiter.run('/organizations', person, send);
    await limiter.run('/organizations/org_1', person, send);
    assert.deepEqual(sentAt, [0, 0]);
  });

  for (const seconds of [1, 2, 7]) {
    it(`heeds the limit of the application, over all endpoints, which is renewed each ${seconds} s`, async () => {
      const { send, sentAt } = serverOf(clock, [{ 'auth0-ratelimit': `client;q=10;t=${seconds};r=0` }]);
      await limiter.run('/organizations', person, send);
      await limiter.run('/organizations/org_1', person, send);
      assert.deepEqual(sentAt, [0, 1000 * seconds]);
    });
  }

  it('waits after a 429 and tries again, and says for how long', async () => {
    const waits: number[] = [];
    const { send, sentAt } = serverOf(clock, [{ status: '429', 'retry-after': '23' }]);
    assert.equal(await limiter.run('/organizations', { ...person, onWait: (ms) => waits.push(ms) }, send), 2);
    assert.deepEqual(sentAt, [0, 23_000]);
    assert.deepEqual(waits, [23_000]);
  });

  for (const [hint, headers] of [
    ['that does not say for how long', {}],
    ['that asks for no wait', { 'retry-after': '0' }],
    ['that asks for a second', { 'retry-after': '1' }],
    ['that asks for a wait that is over', { 'retry-after': new Date(0).toUTCString() }],
  ] as const) {
    it(`waits twice as long after each 429 in a row ${hint}, for half a minute`, async () => {
      const { send, sentAt } = serverOf(clock, refusals(headers));
      const error = await failure(limiter.run('/organizations', person, send));
      assert.deepEqual([error.reason, error.details.retryAfterSeconds], ['rateLimited', 16]);
      assert.deepEqual(sentAt, [0, 1000, 3000, 7000, 15_000]);
      const later = serverOf(clock, [{ status: '429', ...headers }, {}, { status: '429', ...headers }]);
      await limiter.run('/organizations/org_1', person, later.send);
      await limiter.run('/organizations/org_1', person, later.send);
      const [first = 0, second = 0, third = 0, fourth = 0] = later.sentAt;
      assert.deepEqual([second - first, fourth - third], [1000, 1000]);
    });

    it(`ends background work after five minutes of 429 ${hint}`, async () => {
      const { send, sentAt } = serverOf(clock, refusals(headers));
      const error = await failure(limiter.run('/organizations', background, send));
      assert.deepEqual([error.reason, error.details.retryAfterSeconds], ['rateLimited', 60]);
      assert.deepEqual(
        sentAt.map((ms) => ms / 1000),
        [0, 1, 3, 7, 15, 31, 63, 123, 183, 243],
      );
    });
  }

  it('does not make a person wait for more than half a minute, all in all', async () => {
    const long = serverOf(clock, [{ status: '429', 'retry-after': '31' }]);
    assert.equal((await failure(limiter.run('/organizations', person, long.send))).details.status, 429);
    assert.equal(long.sentAt.length, 1);
    limiter = new RateLimiter(clock, () => 0.2);
    const again = serverOf(clock, [
      { status: '429', 'retry-after': '20' },
      { status: '429', 'retry-after': '20' },
    ]);
    assert.equal((await failure(limiter.run('/organizations', person, again.send))).reason, 'rateLimited');
    assert.deepEqual(again.sentAt, [0, 20_000]);
  });

  it('tells a person at once of a limit that is known to be used up for longer, without a request', async () => {
    const { send, sentAt } = serverOf(clock, [{ status: '429', 'retry-after': '90' }]);
    await failure(limiter.run('/organizations', person, send));
    const error = await failure(limiter.run('/organizations', person, send));
    assert.equal(error.details.retryAfterSeconds, 90);
    assert.equal(sentAt.length, 1);
  });

  it('lets the background wait for five minutes of refusals, all in all', async () => {
    const { send, sentAt } = serverOf(clock, [
      { status: '429', 'retry-after': '150' },
      { status: '429', 'retry-after': '150' },
    ]);
    await limiter.run('/organizations', background, send);
    assert.equal(sentAt.length, 3);
    assert.equal(clock.now(), 300_000);
    const longer = serverOf(clock, [{ status: '429', 'retry-after': '301' }]);
    assert.equal(
      (await failure(limiter.run('/organizations/org_1', background, longer.send))).details.retryAfterSeconds,
      301,
    );
    assert.equal(
      (await failure(limiter.run('/organizations/org_1', background, longer.send))).details.retryAfterSeconds,
      301,
    );
    assert.equal(longer.sentAt.length, 1, 'the second one is not sent');
  });

  for (const errorMs of [-86_400_000, 86_400_000]) {
    it(`is not led astray by a clock that is wrong by ${errorMs / 3_600_000} hours`, async () => {
      clock.errorMs = errorMs;
      const { send, sentAt } = serverOf(clock, [limit(10, 0, 6, clock)]);
      await limiter.run('/organizations', person, send);
      await limiter.run('/organizations', person, send);
      assert.deepEqual(sentAt, [0, 6000]);
    });

    it(`waits little more than a minute where only such a clock is left: ${errorMs / 3_600_000} hours`, async () => {
      clock.errorMs = errorMs;
      const { send, sentAt } = serverOf(clock, [{ status: '429', ...limit(10, 0, 6, clock), date: 'hidden' }]);
      await limiter.run('/organizations', background, send);
      const [, second = 0] = sentAt;
      assert.ok(second >= 1000 && second <= 70_000, String(second));
    });
  }

  it('tries again twice after a 408 or 5xx, with growing waits, and then gives up', async () => {
    for (const status of ['408', '503']) {
      const { send, sentAt } = serverOf(clock, [{ status }, { status }]);
      assert.equal(await limiter.run('/organizations', person, send), 3);
      const [first = 0, second = 0, third = 0] = sentAt;
      assert.ok(second - first >= 500 && second - first <= 750);
      assert.ok(third - second >= 1000 && third - second <= 1500);
      const hopeless = serverOf(clock, [{ status }, { status }, { status }]);
      assert.equal(
        (await failure(limiter.run('/organizations', person, hopeless.send))).details.status,
        Number(status),
      );
      assert.equal(hopeless.sentAt.length, 3);
    }
  });

  it('tells of each attempt before it is made, and ends with what the listener throws', async () => {
    const { send, sentAt } = serverOf(clock, [{ status: '429', 'retry-after': '1' }, { status: '500' }]);
    const failures: (string | undefined)[] = [];
    const onAttempt = (before: ApiError | undefined) => {
      failures.push(before?.reason);
      if (before?.reason === 'serverError') {
        throw before;
      }
    };
    assert.equal((await failure(limiter.run('/organizations', { ...person, onAttempt }, send))).reason, 'serverError');
    assert.deepEqual(failures, [undefined, 'rateLimited', 'serverError']);
    assert.equal(sentAt.length, 2);
  });

  it('waits before another attempt as long as a failing server asks for, unless that is too long for a person', async () => {
    const { send, sentAt } = serverOf(clock, [{ status: '503', 'retry-after': '5' }]);
    await limiter.run('/organizations', person, send);
    assert.deepEqual(sentAt, [0, 5000]);
    const long = serverOf(clock, [{ status: '503', 'retry-after': '120' }]);
    assert.equal((await failure(limiter.run('/organizations/org_1', person, long.send))).details.status, 503);
    assert.equal(long.sentAt.length, 1);
    await limiter.run('/organizations/org_1', background, long.send);
    assert.equal(long.sentAt.length, 2);
  });

  it('does not try again what another attempt cannot mend', async () => {
    const { send, sentAt } = serverOf(clock, [{ status: '404' }]);
    assert.equal((await failure(limiter.run('/organizations/org_1', person, send))).reason, 'notFound');
    assert.equal(sentAt.length, 1);
  });

  it('ends each wait as soon as it is cancelled', async () => {
    const cancelled: RequestContext = { signal: AbortSignal.abort(), priority: 'background' };
    const limited = serverOf(clock, [{ status: '429', 'retry-after': '23' }]);
    assert.equal((await failure(limiter.run('/organizations', cancelled, limited.send))).reason, 'cancelled');
    const failing = serverOf(clock, [{ status: '503' }]);
    assert.equal((await failure(limiter.run('/organizations/org_1', cancelled, failing.send))).reason, 'cancelled');
    assert.deepEqual(clock.sleeps, []);
  });

  it('counts requests that are still under way', async () => {
    await limiter.run('/organizations', person, serverOf(clock, [limit(5, 5, 6, clock)]).send);
    const sent: (() => void)[] = [];
    const send = (onHeaders: (status: number, headers: Headers) => void) =>
      new Promise<void>((resolve) => {
        sent.push(() => {
          onHeaders(200, new Headers({ date: new Date(clock.serverNow()).toUTCString(), ...limit(5, 1, 6, clock) }));
          resolve();
        });
      });
    const first = limiter.run('/organizations', person, send);
    const second = limiter.run('/organizations', person, send);
    await Promise.resolve();
    sent[0]?.();
    await first;
    const third = serverOf(clock, []);
    await limiter.run('/organizations', person, third.send);
    assert.deepEqual(third.sentAt, [6000], 'the one that is left belongs to the one that is under way');
    sent[1]?.();
    await second;
  });
});

function refusals(headers: Readonly<Record<string, string>>) {
  return Array.from({ length: 100 }, () => ({ status: '429', ...headers }));
}

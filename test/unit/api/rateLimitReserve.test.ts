import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { managementApi } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { VirtualClock as PassingClock } from '../../bench/virtualClock.ts';
import { type Plan, startTenant } from '../../tenant/server.ts';
import { HastyClock } from './hastyClock.ts';
import { limit, limitOf, serverOf, VirtualClock } from './virtualTenant.ts';

describe('Loading everything in the background', () => {
  for (const plan of ['free', 'essentials', 'enterprise', 'enterpriseNonProduction'] satisfies Plan[]) {
    it(`never empties the bucket of a tenant, and is never refused: ${plan}`, async () => {
      const clock = new HastyClock();
      const tenant = await startTenant({ organizations: 3000, plan, now: () => clock.wallNow() });
      try {
        const accessToken = await tenant.mintToken();
        const connection = {
          domain: tenant.domain,
          tokens: fixedToken(accessToken),
          onRequest: () => undefined,
        };
        const client = createOrganizationsClient(managementApi(connection, new RateLimiter(clock, () => 0.2)));
        const list = new PageReader(client.list, ({ id }) => id);
        const { signal } = new AbortController();
        await list.readToEnd({ signal, priority: 'background' });
        assert.equal(list.items.length, 3000);
        assert.deepEqual(
          tenant.requests.map(({ status }) => status),
          Array(30).fill(200),
        );
        const least = Math.min(...tenant.requests.map(({ remaining }) => remaining ?? 0));
        assert.ok(least >= 1, `${least} were left`);
      } finally {
        await tenant.close();
      }
    });
  }
});

describe('The buckets of a tenant', () => {
  const person: RequestContext = { signal: new AbortController().signal, priority: 'person' };

  for (const [plan, size, path] of [
    ['Free', 2, '/organizations'],
    ['Essentials', 10, '/roles'],
    ['Enterprise', 50, '/roles'],
    ['a plan that is not published', 20, '/roles'],
  ] as const) {
    it(`has one limit for all endpoints that share a bucket: ${plan}`, async () => {
      const clock = new VirtualClock();
      const limiter = new RateLimiter(clock, () => 0.2);
      const none = limit(size, 0, 6, clock);
      const { send, sentAt } = serverOf(clock, [limit(size, 1, 6, clock), none]);
      await limiter.run('/organizations/org_1/groups', person, send);
      await limiter.run(path, person, send);
      await limiter.run('/organizations/org_1/groups', person, send);
      assert.deepEqual(sentAt, [0, 0, 6000]);
    });
  }

  for (const [plan, list, size, refillMs] of [
    ['free', 2, 2, 500],
    ['essentials', 5, 10, 400],
    ['enterprise', 10, 50, 62.5],
    ['enterpriseNonProduction', 10, 10, 500],
  ] as const) {
    it(`are refilled at the published rate, which whole seconds cannot tell: ${plan}`, async () => {
      const clock = new VirtualClock();
      const limiter = new RateLimiter(clock, () => 0.2);
      await limiter.run('/organizations', person, serverOf(clock, [limitOf(list, 1)]).send);
      const { send, sentAt } = serverOf(clock, [limit(size, 0, 1, clock)]);
      await limiter.run('/roles', person, send);
      await limiter.run('/roles', person, send);
      await limiter.run('/roles', person, send);
      assert.deepEqual(sentAt, [0, refillMs, 2 * refillMs]);
    });
  }

  it('keep the reserve where a person waits for one answer to many requests', async () => {
    const clock = new VirtualClock();
    const limiter = new RateLimiter(clock, () => 0.2);
    const { send, sentAt } = serverOf(clock, [limit(10, 2, 6, clock), limit(10, 2, 6, clock), limit(10, 1, 6, clock)]);
    await limiter.run('/roles', person, send);
    await limiter.run('/roles', { ...person, leavesReserve: true }, send);
    await limiter.run('/roles', person, send);
    assert.deepEqual(sentAt, [0, 6000, 6000]);
  });

  it('follow from whether a request has a question as well', async () => {
    const asked: string[] = [];
    const connection = { domain: 'acme.eu.auth0.com', tokens: fixedToken('token'), onRequest: () => undefined };
    const read = managementApi(connection, {
      run: (path) => {
        asked.push(path);
        return Promise.reject(new ApiError('cancelled'));
      },
    });
    for (const query of [{}, { take: 1 }, { q: 'client_grant.allow_any_organization:true', take: 1 }]) {
      await assert.rejects(read('/clients', query, person), /cancelled/);
    }
    assert.deepEqual(asked, ['/clients', '/clients', '/clients?q']);
  });

  it('makes two requests before the first answer, and then as many as the published limits allow', async () => {
    const passing = new PassingClock();
    const limiter = new RateLimiter(passing, () => 0.2);
    const sentAt: number[] = [];
    const send = async (onHeaders: (status: number, headers: Headers) => void) => {
      sentAt.push(passing.now());
      const headers = new Headers(limitOf(10, 10 - sentAt.length));
      await passing.sleep(80);
      onHeaders(200, headers);
    };
    const waits: number[] = [];
    const told: RequestContext = { ...person, onWait: (ms) => waits.push(ms) };
    await Promise.all(Array.from({ length: 6 }, () => limiter.run('/roles', told, send)));
    assert.deepEqual(waits, [], 'nobody is told of half a second');
    assert.deepEqual(sentAt, [0, 0, 500, 500, 500, 500], 'the smallest plan adds two a second');
  });
});

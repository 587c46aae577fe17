import assert from 'node:assert/strict';
import { managementApi } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { managementAudience, mintToken } from '../../../src/api/tokenEndpoint.ts';
import { ApplicationTokens, isFresh, pastedToken, type TokenSource } from '../../../src/api/tokenSource.ts';
import { sampleClient } from '../../tenant/applications.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { HastyClock } from './hastyClock.ts';

const never = new AbortController().signal;
const context: RequestContext = { signal: never, priority: 'person' };

describe('Tokens of an application', () => {
  let tenant: Tenant;
  let stored: string | undefined;
  let offsetMs = 0;

  const mintedDayAgoWithSecondsLeft = async (seconds: number) => {
    offsetMs = (seconds - 86_400) * 1000;
    const token = await tenant.mintToken();
    offsetMs = 0;
    return token;
  };
  const newTokens = () =>
    new ApplicationTokens({
      load: () => Promise.resolve(stored),
      store: (token) => {
        stored = token;
        return Promise.resolve();
      },
      mint: () => {
        const { domain } = tenant;
        const secret = sampleClient.secret;
        return mintToken(
          { domain, onRequest: () => undefined },
          new RateLimiter(new HastyClock(), () => 0.2),
          { clientId: sampleClient.id, clientSecret: secret, audience: managementAudience(domain) },
          context,
        );
      },
    });
  const clientWith = (tokens: TokenSource): OrganizationsClient =>
    createOrganizationsClient(
      managementApi(
        { domain: tenant.domain, tokens, onRequest: () => undefined },
        new RateLimiter(systemClock, () => 0.2),
      ),
    );
  const paths = () => tenant.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
  const listed = 'GET /api/v2/organizations?take=1 200';
  const minted = 'POST /oauth/token 200';

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 3, now: () => Date.now() + offsetMs });
    stored = undefined;
  });
  afterEach(() => tenant.close());

  it('are renewed two minutes before they expire, or at half their life where that is later', () => {
    const now = 1000;
    for (const [expiresAt, issuedAt, isUsed] of [
      [now + 121, undefined, true],
      [now + 120, undefined, false],
      [now + 121, now - 86_400, true],
      [now + 120, now - 86_400, false],
      [now + 31, now - 29, true],
      [now + 30, now - 30, false],
      [now - 1, now - 60, false],
    ] as const) {
      const life = { expiresAt, ...(issuedAt !== undefined && { issuedAt }) };
      assert.equal(isFresh(life, now * 1000), isUsed, JSON.stringify(life));
    }
    assert.equal(isFresh({}, now * 1000), true, 'without an end');
    assert.equal(isFresh(undefined, now * 1000), false, 'unknown');
  });

  it('are got once and used again', async () => {
    const client = clientWith(newTokens());
    await client.list(undefined, context, 1);
    await client.list(undefined, context, 1);
    assert.deepEqual(paths(), [minted, listed, listed]);
  });

  it('are got once for all requests that wait', async () => {
    const client = clientWith(newTokens());
    await Promise.all([1, 2, 3].map(() => client.list(undefined, context, 1)));
    assert.deepEqual(paths(), [minted, listed, listed, listed]);
  });

  it('are used until they have less than two minutes left', async () => {
    const client = clientWith(newTokens());
    stored = await mintedDayAgoWithSecondsLeft(125);
    await client.list(undefined, context, 1);
    stored = await mintedDayAgoWithSecondsLeft(115);
    await client.list(undefined, context, 1);
    assert.deepEqual(paths(), [listed, minted, listed]);
  });

  it('are used for half of their life where all of it is shorter', async () => {
    await tenant.addApplication({ ...sampleClient, tokenLifeSeconds: 60 });
    const client = clientWith(newTokens());
    await client.list(undefined, context, 1);
    await client.list(undefined, context, 1);
    assert.deepEqual(paths(), [minted, listed, listed]);
  });

  it('are used for as long as their issuer says, however wrong the clock of this machine is', async () => {
    await tenant.close();
    tenant = await startTenant({ organizations: 3, now: () => Date.now() - 25 * 3_600_000 });
    const client = clientWith(newTokens());
    await client.list(undefined, context, 1);
    await client.list(undefined, context, 1);
    assert.deepEqual(paths(), [minted, listed, listed]);
  });

  it('are replaced once for all requests that were refused, which are then made again', async () => {
    const client = clientWith(newTokens());
    await client.list(undefined, context, 1);
    await tenant.revokeTokens();
    await tenant.clearRequests();
    const pages = await Promise.all([1, 2, 3].map(() => client.list(undefined, context, 1)));
    assert.deepEqual(
      pages.map(({ items }) => items.length),
      [1, 1, 1],
    );
    assert.equal(paths().filter((path) => path === minted).length, 1);
    assert.equal(paths().filter((path) => path === listed).length, 3);
  });

  it('are not replaced a second time when the new one is refused as well', async () => {
    stored = await tenant.mintToken();
    await tenant.inject({ match: '/api/v2', answer: { status: 401, body: { message: 'Invalid token' } } });
    await assert.rejects(clientWith(newTokens()).list(undefined, context, 1), { reason: 'invalidToken' });
    const refused = 'GET /api/v2/organizations?take=1 401';
    assert.deepEqual(paths(), [refused, minted, refused]);
  });

  it('are not replaced where another one would not help', async () => {
    stored = await tenant.mintToken();
    await tenant.inject({ match: '/api/v2', answer: { status: 403, body: { message: 'Insufficient scope' } } });
    await assert.rejects(clientWith(newTokens()).list(undefined, context, 1), { reason: 'insufficientScope' });
    assert.deepEqual(paths(), ['GET /api/v2/organizations?take=1 403']);
  });

  it('are taken over from another window that was faster', async () => {
    stored = await tenant.mintToken();
    const client = clientWith(newTokens());
    await tenant.revokeTokens();
    const other = await tenant.mintToken();
    await tenant.inject({
      match: '/api/v2',
      times: 1,
      answer: { status: 401, body: { message: 'Invalid token' } },
    });
    const answer = client.list(undefined, context, 1);
    stored = other;
    await answer;
    assert.ok(!paths().includes(minted));
  });

  for (const status of [408, 429, 503]) {
    it(`are got though the token endpoint answers ${status} once, in the background as well`, async () => {
      for (const priority of ['person', 'background'] as const) {
        await tenant.clearRequests();
        await tenant.inject({ match: '/oauth/token', times: 1, answer: { status, body: { error: 'x' } } });
        stored = undefined;
        await clientWith(newTokens()).list(undefined, { ...context, priority }, 1);
        assert.deepEqual(paths(), [`POST /oauth/token ${status}`, minted, listed]);
      }
    });
  }

  it('are not got by a request that was cancelled before it began', async () => {
    const cancelled: RequestContext = { signal: AbortSignal.abort(), priority: 'person' };
    await assert.rejects(clientWith(newTokens()).list(undefined, cancelled, 1), { reason: 'cancelled' });
    assert.deepEqual(paths(), []);
  });

  it('are not got in vain by a person who gives up, while others wait on', async () => {
    await tenant.inject({ match: '/oauth/token', delayMs: 50 });
    const client = clientWith(newTokens());
    const cancel = new AbortController();
    const first = client.list(undefined, { signal: cancel.signal, priority: 'person' }, 1);
    const second = client.list(undefined, context, 1);
    cancel.abort();
    await assert.rejects(first, { reason: 'cancelled' });
    await second;
    assert.deepEqual(paths(), [minted, listed]);
  });

  it('are not replaced again for other requests while the tenant refuses what is new', async () => {
    stored = await tenant.mintToken();
    const client = clientWith(newTokens());
    const body = { statusCode: 401, error: 'Unauthorized', message: 'Client is not global.' };
    await tenant.inject({ match: '/api/v2', answer: { status: 401, body } });
    for (let sections = 0; sections < 8; sections += 1) {
      await assert.rejects(client.list(undefined, context, 1), { reason: 'clientNotGlobal' });
    }
    assert.equal(paths().filter((path) => path === minted).length, 1);
    await tenant.clearFaults();
    await client.list(undefined, context, 1);
    await tenant.revokeTokens();
    await client.list(undefined, context, 1);
    assert.equal(paths().filter((path) => path === minted).length, 2, 'one that was accepted is replaced at once');
  });

  it('are kept for as long as the endpoint says where they are no JSON Web Tokens', async () => {
    let mints = 0;
    const tokens = (expiresIn: number) =>
      new ApplicationTokens({
        load: () => Promise.resolve(stored),
        store: (token) => Promise.resolve(void (stored = token)),
        mint: () => Promise.resolve({ accessToken: `opaque-${(mints += 1)}`, expiresIn }),
      });
    const long = tokens(3600);
    for (const afterMs of [0, 61_000, 3_479_000]) {
      await later(afterMs, async () => {
        assert.equal(await long.current(), 'opaque-1');
      });
    }
    stored = undefined;
    const short = tokens(120);
    assert.equal(await short.current(), 'opaque-2');
    await later(121_000, async () => {
      assert.equal(await short.current(), 'opaque-3');
    });
  });

  for (const [what, token, expiresIn] of [
    ['that says nothing of its life', 'opaque', undefined],
    ['whose life is over at once', unsigned({ iss: 'x', iat: 1_800_000_000, exp: 1_800_000_000 }), undefined],
    ['that lives for a second', 'opaque', 1],
  ] as const) {
    it(`are not got for each request: one ${what}`, async () => {
      let mints = 0;
      const tokens = new ApplicationTokens({
        load: () => Promise.resolve(stored),
        store: (one) => Promise.resolve(void (stored = one)),
        mint: () => {
          mints += 1;
          return Promise.resolve({ accessToken: token, ...(expiresIn !== undefined && { expiresIn }) });
        },
      });
      for (let requests = 0; requests < 5; requests += 1) assert.equal(await tokens.current(), token);
      assert.equal(mints, 1);
      await later(61_000, () => tokens.current());
      assert.equal(mints, 2);
    });
  }

  it('do not hold up a person who gives up while the keyring is locked', async () => {
    const locked = new ApplicationTokens({
      load: () => new Promise(() => undefined),
      store: () => Promise.resolve(),
      mint: () => assert.fail('nothing is to be got'),
    });
    for (const tokens of [locked, pastedToken(tenant.domain, () => new Promise(() => undefined))]) {
      const cancel = new AbortController();
      const answer = clientWith(tokens).list(undefined, { signal: cancel.signal, priority: 'person' }, 1);
      cancel.abort();
      await assert.rejects(answer, { reason: 'cancelled' });
    }
  });
});

/** A JSON Web Token that nobody has signed. */
function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2ln`;
}

/** Does something as if it were so many ms later. */
async function later<T>(ms: number, act: () => Promise<T>): Promise<T> {
  const now = performance.now.bind(performance);
  performance.now = () => now() + ms;
  try {
    return await act();
  } finally {
    performance.now = now;
  }
}

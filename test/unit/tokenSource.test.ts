import assert from 'node:assert/strict';
import { ApiError } from '../../src/management/apiError.ts';
import type { Caller } from '../../src/management/caller.ts';
import { systemClock } from '../../src/management/clock.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../../src/management/organizationsClient.ts';
import { RateLimiter } from '../../src/management/rateLimiter.ts';
import { managementAudience, mintToken } from '../../src/management/tokenEndpoint.ts';
import { ApplicationTokens, pastedToken, type TokenSource } from '../../src/management/tokenSource.ts';
import { sampleClient } from '../tenant/applications.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';

const never = new AbortController().signal;
const caller: Caller = { signal: never, priority: 'person' };

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
          { clientId: sampleClient.id, clientSecret: secret, audience: managementAudience(domain) },
          never,
        );
      },
    });
  const clientWith = (tokens: TokenSource): OrganizationsClient =>
    createOrganizationsClient(
      { domain: tenant.domain, tokens, onRequest: () => undefined },
      new RateLimiter(systemClock, () => 0.2),
    );
  const paths = () => tenant.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
  const listed = 'GET /api/v2/organizations?take=1 200';
  const minted = 'POST /oauth/token 200';

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 3, now: () => Date.now() + offsetMs });
    stored = undefined;
  });
  afterEach(() => tenant.close());

  it('are got once and used again', async () => {
    const client = clientWith(newTokens());
    await client.list(undefined, caller, 1);
    await client.list(undefined, caller, 1);
    assert.deepEqual(paths(), [minted, listed, listed]);
  });

  it('are got once for all requests that wait', async () => {
    const client = clientWith(newTokens());
    await Promise.all([1, 2, 3].map(() => client.list(undefined, caller, 1)));
    assert.deepEqual(paths(), [minted, listed, listed, listed]);
  });

  it('are used until they have less than two minutes left', async () => {
    const client = clientWith(newTokens());
    stored = await mintedDayAgoWithSecondsLeft(125);
    await client.list(undefined, caller, 1);
    stored = await mintedDayAgoWithSecondsLeft(115);
    await client.list(undefined, caller, 1);
    assert.deepEqual(paths(), [listed, minted, listed]);
  });

  it('are used for half of their life where all of it is shorter', async () => {
    await tenant.addApplication({ ...sampleClient, tokenLifeSeconds: 60 });
    const client = clientWith(newTokens());
    await client.list(undefined, caller, 1);
    await client.list(undefined, caller, 1);
    assert.deepEqual(paths(), [minted, listed, listed]);
  });

  it('are used for as long as their issuer says, however wrong the clock of this machine is', async () => {
    await tenant.close();
    tenant = await startTenant({ organizations: 3, now: () => Date.now() - 25 * 3_600_000 });
    const client = clientWith(newTokens());
    await client.list(undefined, caller, 1);
    await client.list(undefined, caller, 1);
    assert.deepEqual(paths(), [minted, listed, listed]);
  });

  it('are replaced once for all requests that were refused, which are then made again', async () => {
    const client = clientWith(newTokens());
    await client.list(undefined, caller, 1);
    await tenant.revokeTokens();
    await tenant.clearRequests();
    const pages = await Promise.all([1, 2, 3].map(() => client.list(undefined, caller, 1)));
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
    await assert.rejects(clientWith(newTokens()).list(undefined, caller, 1), { reason: 'invalidToken' });
    const refused = 'GET /api/v2/organizations?take=1 401';
    assert.deepEqual(paths(), [refused, minted, refused]);
  });

  it('are not replaced where another one would not help', async () => {
    stored = await tenant.mintToken();
    await tenant.inject({ match: '/api/v2', answer: { status: 403, body: { message: 'Insufficient scope' } } });
    await assert.rejects(clientWith(newTokens()).list(undefined, caller, 1), { reason: 'insufficientScope' });
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
    const answer = client.list(undefined, caller, 1);
    stored = other;
    await answer;
    assert.ok(!paths().includes(minted));
  });

  it('are not got again by a failure of the token endpoint', async () => {
    await tenant.inject({ match: '/oauth/token', answer: { status: 500, body: 'down' } });
    await assert.rejects(clientWith(newTokens()).list(undefined, caller, 1), { reason: 'serverError' });
    await tenant.clearFaults();
    await tenant.inject({ match: '/oauth/token', answer: { status: 429, body: { error: 'too_many_requests' } } });
    await assert.rejects(clientWith(newTokens()).list(undefined, caller, 1), { reason: 'rateLimited' });
    assert.deepEqual(paths(), ['POST /oauth/token 500', 'POST /oauth/token 429']);
  });

  it('are not got in vain by one who gives up, while others wait on', async () => {
    await tenant.inject({ match: '/oauth/token', delayMs: 50 });
    const tokens = newTokens();
    const cancel = new AbortController();
    const first = tokens.current(cancel.signal);
    const second = tokens.current(never);
    cancel.abort();
    await assert.rejects(first, { reason: 'cancelled' });
    assert.equal(await second, stored);
    assert.deepEqual(paths(), [minted]);
  });
});

describe('A pasted token', () => {
  const domain = '127.0.0.1:4000';
  const reasonFor = (token: string | undefined) =>
    pastedToken(domain, () => Promise.resolve(token))
      .current(never)
      .then(
        () => 'none',
        (error: unknown) => (error instanceof ApiError ? error.reason : String(error)),
      );

  it('is not sent when it is missing, damaged, expired or for another tenant', async () => {
    const tenant = await startTenant({ organizations: 0 });
    try {
      const source = (token: string) => pastedToken(tenant.domain, () => Promise.resolve(token));
      const expired = await tenant.mintToken({ expiresInSeconds: -5 });
      const good = await tenant.mintToken();
      assert.equal(await source(good).current(never), good);
      await assert.rejects(source(expired).current(never), { reason: 'expiredToken' });
      assert.equal(await reasonFor(undefined), 'noToken');
      assert.equal(await reasonFor('not what we wrote'), 'damagedToken');
      assert.equal(await reasonFor(good), 'otherTenant');
      assert.deepEqual(tenant.requests, []);
    } finally {
      await tenant.close();
    }
  });
});

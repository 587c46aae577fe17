import assert from 'node:assert/strict';
import { managementApi } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { managementAudience, mintToken } from '../../../src/api/tokenEndpoint.ts';
import { ApplicationTokens, pastedToken, type TokenSource } from '../../../src/api/tokenSource.ts';
import { sampleClient } from '../../tenant/applications.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { HastyClock } from './hastyClock.ts';

describe('A token endpoint that refuses', () => {
  const { signal } = new AbortController();
  const person: RequestContext = { signal, priority: 'person' };
  const background: RequestContext = { signal, priority: 'background' };
  let tenant: Tenant;
  let client: OrganizationsClient;
  /** What the source of tokens was told of. */
  let refused: string[];
  let stored: string | undefined;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 3 });
    stored = undefined;
    refused = [];
    const limiter = new RateLimiter(new HastyClock(), () => 0.2);
    const target = { domain: tenant.domain, onRequest: () => undefined };
    const credentials = {
      clientId: sampleClient.id,
      clientSecret: sampleClient.secret,
      audience: managementAudience(tenant.domain),
    };
    const source = new ApplicationTokens({
      load: () => Promise.resolve(stored),
      store: (token) => {
        stored = token;
        return Promise.resolve();
      },
      mint: () => mintToken(target, limiter, credentials, person),
    });
    const tokens: TokenSource = {
      current: () => source.current(),
      renew: (token) => source.renew(token),
      accept: (token) => {
        source.accept(token);
      },
      refuse: (token) => refused.push(token),
    };
    client = createOrganizationsClient(managementApi({ ...target, tokens }, limiter));
  });
  afterEach(() => tenant.close());

  it('is waited for by background work for five minutes, which is longer than a person waits', async () => {
    const refuse = (times: number, seconds: string) =>
      tenant.inject({
        match: '/oauth/token',
        times,
        answer: { status: 429, body: {}, headers: { 'retry-after': seconds } },
      });
    await refuse(1, '60');
    await assert.rejects(client.list(undefined, person, 1), { reason: 'rateLimited' });
    await refuse(3, '60');
    await client.list(undefined, background, 1);
    await tenant.revokeTokens();
    await refuse(3, '60');
    await client.list(undefined, background, 1);
    await tenant.revokeTokens();
    await refuse(100, '60');
    await assert.rejects(client.list(undefined, background, 1), { reason: 'rateLimited' });
  });

  it('is not asked again by background work where waiting would not help', async () => {
    await tenant.inject({ match: '/oauth/token', times: 9, answer: { status: 403, body: { error: 'access_denied' } } });
    await assert.rejects(client.list(undefined, background, 1), { name: 'ApiError' });
    assert.deepEqual(
      tenant.requests.map(({ path }) => path),
      ['/oauth/token'],
    );
  });

  it('makes a refused token one that nothing renews, and so does a second refusal, but no other failure', async () => {
    const list = () => client.list(undefined, person, 1);
    await list();
    await tenant.revokeTokens();
    await list();
    assert.deepEqual(refused, [], 'it was renewed');
    const unauthorized = { status: 401, body: { message: 'No' } };
    await tenant.inject({ match: '/api/v2', answer: unauthorized });
    await assert.rejects(list(), { reason: 'invalidToken' });
    assert.deepEqual(refused, [stored], 'the second one');
    await tenant.clearFaults();
    await list();
    await tenant.revokeTokens();
    await tenant.inject({ match: '/oauth/token', answer: { ...unauthorized, body: { error: 'access_denied' } } });
    await assert.rejects(list(), { reason: 'wrongCredentials' });
    assert.deepEqual(refused.slice(1), [stored], 'it was not renewed');
    stored = undefined;
    await assert.rejects(list(), { reason: 'wrongCredentials' });
    for (const status of [403, 503]) {
      await tenant.clearFaults();
      await tenant.inject({ match: '/oauth/token', answer: { status, body: { error: 'access_denied' } } });
      await assert.rejects(list());
    }
    assert.equal(refused.length, 2);
  });

  it('is neither asked nor noted after a 401 that is no JSON, as of a gateway, which says nothing of the token', async () => {
    await client.list(undefined, person, 1);
    await tenant.clearRequests();
    await tenant.inject({ match: '/api/v2', answer: { status: 401, body: '<h1>Log in to the network</h1>' } });
    await assert.rejects(client.list(undefined, person, 1), { reason: 'notJson' });
    assert.deepEqual(
      tenant.requests.map(({ path }) => path),
      ['/api/v2/organizations?take=1'],
    );
    assert.deepEqual(refused, []);
  });
});

it('A pasted token is sent in place of a former one that the tenant refuses after it was replaced', async () => {
  const tenant = await startTenant({ organizations: 1 });
  try {
    const former = await tenant.mintToken();
    await tenant.revokeTokens();
    const stored = [former, await tenant.mintToken()];
    const load = () => Promise.resolve(stored.length > 1 ? stored.shift() : stored[0]);
    const connection = { domain: tenant.domain, tokens: pastedToken(tenant.domain, load), onRequest: () => undefined };
    const read = managementApi(connection, new RateLimiter(new HastyClock(), () => 0.2));
    const person: RequestContext = { signal: new AbortController().signal, priority: 'person' };
    await createOrganizationsClient(read).list(undefined, person, 1);
    assert.deepEqual(
      tenant.requests.map(({ status }) => status),
      [401, 200],
    );
  } finally {
    await tenant.close();
  }
});

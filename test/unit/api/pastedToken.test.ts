import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { managementApi } from '../../../src/api/managementApi.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { pastedToken } from '../../../src/api/tokenSource.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { HastyClock } from './hastyClock.ts';

describe('A pasted token', () => {
  const domain = '127.0.0.1:4000';
  let tenant: Tenant;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 0 });
  });
  afterEach(() => tenant.close());

  const reasonFor = (token: string | undefined) =>
    pastedToken(domain, () => Promise.resolve(token))
      .current()
      .then(
        () => 'none',
        (error: unknown) => (error instanceof ApiError ? error.reason : String(error)),
      );

  it('is not sent when it is missing, damaged, expired or for another tenant', async () => {
    const source = (token: string) => pastedToken(tenant.domain, () => Promise.resolve(token));
    const expired = await tenant.mintToken({ expiresInSeconds: -5 });
    const good = await tenant.mintToken();
    assert.equal(await source(good).current(), good);
    await assert.rejects(source(expired).current(), { reason: 'expiredToken' });
    assert.equal(await reasonFor(undefined), 'noToken');
    assert.equal(await reasonFor('not what we wrote'), 'damagedToken');
    assert.equal(await reasonFor(good), 'otherTenant');
    assert.deepEqual(tenant.requests, []);
  });

  it('gives way to the one that was pasted while its request was under way', async () => {
    const old = await tenant.mintToken();
    await tenant.revokeTokens();
    const now = await tenant.mintToken();
    /** @param stored what is stored each time that it is looked for */
    const list = (...stored: readonly (string | undefined)[]) => {
      const left = [...stored];
      const tokens = pastedToken(tenant.domain, () => Promise.resolve(left.length > 1 ? left.shift() : left[0]));
      const target = { domain: tenant.domain, onRequest: () => undefined, tokens };
      const read = managementApi(target, new RateLimiter(new HastyClock(), () => 0));
      return read('/organizations', {}, { signal: new AbortController().signal, priority: 'person' });
    };
    await list(old, now);
    assert.equal(tenant.requests.length, 2);
    await assert.rejects(list(old), { reason: 'invalidSignature' });
    await assert.rejects(list(old, undefined), { reason: 'invalidSignature' });
    assert.equal(tenant.requests.length, 4, 'each once');
  });
});

import assert from 'node:assert/strict';
import { ApiError } from '../../src/management/apiError.ts';
import { RateLimiter } from '../../src/management/rateLimiter.ts';
import { managementAudience, mintToken } from '../../src/management/tokenEndpoint.ts';
import { type Patiently, patience } from '../../src/scans/outages.ts';
import { sampleClient } from '../tenant/applications.ts';
import { startTenant } from '../tenant/server.ts';
import { HastyClock } from './hastyClock.ts';

describe('Long work', () => {
  const { signal } = new AbortController();
  let clock: HastyClock;
  let outages: number[];
  /** After a first success, without which nothing is repeated. */
  let patiently: Patiently;

  beforeEach(async () => {
    clock = new HastyClock();
    outages = [];
    patiently = patience(clock, (waitMs) => outages.push(waitMs));
    await patiently(() => Promise.resolve(), signal);
  });

  for (const reason of ['certificate', 'noTls', 'redirected'] as const) {
    it(`waits while the login page of a network is in the way: ${reason}`, async () => {
      let attempts = 0;
      await patiently(() => {
        attempts += 1;
        return attempts <= 2 ? Promise.reject(new ApiError(reason)) : Promise.resolve();
      }, signal);
      assert.deepEqual(outages, [2000, 4000]);
    });
  }

  it('waits while the token endpoint refuses to renew a token', async () => {
    const tenant = await startTenant({ organizations: 1 });
    try {
      const headers = { 'retry-after': '300' };
      await tenant.inject({ match: '/oauth/token', times: 3, answer: { status: 429, body: {}, headers } });
      const credentials = {
        clientId: sampleClient.id,
        clientSecret: sampleClient.secret,
        audience: managementAudience(tenant.domain),
      };
      const mint = () => {
        const target = { domain: tenant.domain, onRequest: () => undefined };
        return mintToken(target, new RateLimiter(clock, () => 0.2), credentials, { signal, priority: 'person' });
      };
      assert.match((await patiently(mint, signal)).accessToken, /^eyJ/);
      assert.deepEqual(outages, [2000, 4000, 8000]);
    } finally {
      await tenant.close();
    }
  });

  it('counts a night of sleep as one failure', async () => {
    let attempts = 0;
    await patiently(async () => {
      attempts += 1;
      if (attempts === 1) {
        await clock.sleep(8 * 3_600_000);
        throw new ApiError('timeout');
      }
    }, signal);
    assert.equal(attempts, 2);
  });
});

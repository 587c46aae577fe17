import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import { createOrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { type Plan, startTenant } from '../../tenant/server.ts';
import { HastyClock } from './hastyClock.ts';

describe('Loading everything in the background', () => {
  for (const plan of ['free', 'essentials', 'enterprise'] satisfies Plan[]) {
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
        const client = createOrganizationsClient(connection, new RateLimiter(clock, () => 0.2));
        const list = new PageReader<Organization>(
          (from, context) => client.list(from, context),
          ({ id }) => id,
        );
        const { signal } = new AbortController();
        while (!list.hasEnded) {
          await list.readNextPage({ signal, priority: 'background' });
        }
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

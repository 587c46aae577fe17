import assert from 'node:assert/strict';
import { readObject } from '../../../src/api/jsonFields.ts';
import { type ListResource, managementApi } from '../../../src/api/managementApi.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';

describe('A tenant that sends at most 50 items a page', () => {
  let tenant: Tenant;
  afterEach(() => tenant.close());

  async function readAll(list: ListResource) {
    const tokens = fixedToken(await tenant.mintToken());
    const connection = { domain: tenant.domain, onRequest: () => undefined, tokens };
    const read = managementApi(connection, new RateLimiter(systemClock, () => 0));
    const pages = new PageReader(readPagesOf(read, list, readObject), ({ id, user_id: userId = id }) => String(userId));
    return pages.readToEnd(backgroundContext());
  }

  for (const [count, requests] of [
    [49, 1],
    [50, 2],
    [140, 3],
    [1000, 20],
  ] as const) {
    it(`has all ${count} organizations of a user in ${requests} requests by page numbers`, async () => {
      // The first user is a member of all organizations but two.
      tenant = await startTenant({ organizations: count + 2, largestPage: 50 });
      const path = `/organizations/${tenant.organizations[1]?.id ?? ''}/members`;
      const { items: members } = await readAll({ path, field: 'members', paging: 'checkpoint' });
      await tenant.clearRequests();
      const user = encodeURIComponent(String(members[0]?.['user_id']));
      const list = {
        path: `/users/${user}/organizations`,
        field: 'organizations',
        paging: 'offset',
      } as const;
      const { items, isComplete } = await readAll(list);
      assert.equal(items.length, count);
      assert.equal(tenant.requests.length, requests);
      assert.equal(isComplete, count < 1000);
    });
  }

  it('has all organizations by cursors', async () => {
    tenant = await startTenant({ organizations: 140, largestPage: 50 });
    const path = '/organizations';
    const list = await readAll({ path, field: 'organizations', paging: 'checkpoint' });
    assert.deepEqual(list.items, tenant.organizations);
    assert.equal(list.isComplete, true);
    assert.equal(tenant.requests.length, 3);
  });
});

import assert from 'node:assert/strict';
import { managementApi } from '../../src/management/managementApi.ts';
import { PageReader } from '../../src/management/pageReader.ts';
import { type ListResource, readPagesOf } from '../../src/management/pagination.ts';
import { RateLimiter, systemClock } from '../../src/management/rateLimiter.ts';
import { readObject } from '../../src/management/jsonFields.ts';
import { backgroundContext } from '../../src/management/requestContext.ts';
import { fixedToken } from '../../src/management/tokenSource.ts';
import { startTenant, type Tenant } from '../tenant/server.ts';

describe('A tenant that sends at most 50 items a page', () => {
  let tenant: Tenant;
  afterEach(() => tenant.close());

  async function readAll(list: ListResource) {
    const tokens = fixedToken(await tenant.mintToken());
    const connection = { domain: tenant.domain, onRequest: () => undefined, tokens };
    const read = managementApi(connection, new RateLimiter(systemClock, () => 0));
    const pages = new PageReader(readPagesOf(read, list, readObject), ({ id, user_id: userId = id }) => String(userId));
    while (!pages.hasEnded) {
      await pages.readNextPage(backgroundContext());
    }
    return pages;
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
      const { items: members } = await readAll({ bucket: 'members', path, field: 'members', paging: 'checkpoint' });
      await tenant.clearRequests();
      const user = encodeURIComponent(String(members[0]?.['user_id']));
      const list = {
        bucket: 'of',
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
    const list = await readAll({ bucket: 'list', path, field: 'organizations', paging: 'checkpoint' });
    assert.deepEqual(list.items, tenant.organizations);
    assert.equal(list.isComplete, true);
    assert.equal(tenant.requests.length, 3);
  });
});

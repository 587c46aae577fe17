import assert from 'node:assert/strict';
import { askedRequests } from '../../drift/askedRequests.ts';
import { startTenant } from '../../tenant/server.ts';
import { applicationCalls } from './applicationCalls.ts';
import { insideCalls } from './insideCalls.ts';
import { organizationCalls } from './organizationCalls.ts';
import { peopleCalls } from './peopleCalls.ts';
import { useSdk } from './useSdk.ts';

const calls = [...organizationCalls, ...insideCalls, ...peopleCalls, ...applicationCalls];

describe('The SDK of Auth0 understands the local tenant', () => {
  const sdk = useSdk({ organizations: 8, search: true });

  for (const { path, ask } of calls) {
    it(`GET ${path}, with every parameter`, async () => {
      const { tenant } = sdk();
      await tenant.clearRequests();
      const parameters = await ask(sdk());
      const pattern = new RegExp(`^/api/v2${path.replaceAll('{}', '[^/]+')}$`);
      const urls = tenant.requests.map((request) => new URL(request.path, tenant.url));
      const sent = urls.filter(({ pathname }) => pattern.test(pathname)).map(({ searchParams }) => searchParams);
      assert.notEqual(sent.length, 0);
      const names = new Set(sent.flatMap((query) => [...query.keys()].map((name) => name.replace(/\[\]$/, ''))));
      assert.deepEqual(
        parameters.filter((name) => !names.has(name)),
        [],
      );
    });
  }

  it('at every endpoint that the extension asks', async () => {
    const tenant = await startTenant({ organizations: 2, search: true });
    try {
      const asked = new Set((await askedRequests(tenant)).map(({ path }) => path));
      const called = new Set(calls.map(({ path }) => path));
      assert.deepEqual(
        [...asked].filter((path) => !called.has(path)),
        [],
      );
    } finally {
      await tenant.close();
    }
  });
});

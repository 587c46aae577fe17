import * as assert from 'node:assert/strict';
import { connect, forget, requestsOf, run, tenants } from './tenants.ts';

const { small, large } = tenants;

describe('Connecting', () => {
  afterEach(async () => {
    await forget(small);
    await forget(large);
  });

  it('takes a domain and a token that work, with one request', async () => {
    const accessToken = await small.mintToken();
    await small.clearRequests();
    assert.equal(await run('connectTenant', { domain: ` http://${small.domain}/ `, accessToken }), small.domain);
    assert.deepEqual(await requestsOf(small), ['GET /api/v2/organizations?take=1']);
  });

  it('refuses what is no domain or no usable token, without a request', async () => {
    const accessToken = await small.mintToken();
    const unusable = [
      await small.mintToken({ expiresInSeconds: -1 }),
      await small.mintToken({ scope: 'read:clients' }),
      await large.mintToken(),
      'client-secret',
    ];
    await small.clearRequests();
    assert.equal(await run('connectTenant', { domain: 'evilauth0.com', accessToken }), undefined);
    for (const token of unusable) {
      assert.equal(await run('connectTenant', { domain: small.domain, accessToken: token }), undefined);
    }
    assert.deepEqual(await requestsOf(small), []);
  });

  it('asks a person before anything is sent to a host that is not of Auth0', async () => {
    // VS Code shows no dialog in tests, and says so.
    const isAsked = /dialog/i;
    const accessToken = await small.mintToken();
    const connecting = run('connectTenant', { domain: 'login.customer.invalid', accessToken });
    await assert.rejects(Promise.resolve(connecting), isAsked);
  });

  it('keeps nothing that the tenant refuses', async () => {
    const forged = await small.mintToken({ forged: true });
    assert.equal(await run('connectTenant', { domain: small.domain, accessToken: forged }), undefined);
    await connect(large);
    const uri = await run('openOrganizationList');
    assert.equal(
      String(uri),
      `auth0-organization://${large.domain}/organizations.json`,
      'only one tenant is connected',
    );
  });

  it('replaces a token, and then uses the new one', async () => {
    const accessToken = await small.mintToken({ scope: 'read:organizations_summary' });
    await run('connectTenant', { domain: small.domain, accessToken });
    const [organization] = await small.organizations();
    assert.equal(await run('openOrganizationByName', organization?.name, small.domain), undefined);
    await run('updateAccessToken', small.domain, await small.mintToken());
    assert.ok(await run('openOrganizationByName', organization?.name, small.domain));
  });

  it('keeps the old token when the new one is refused', async () => {
    await connect(small);
    await run('updateAccessToken', small.domain, await small.mintToken({ forged: true }));
    const [organization] = await small.organizations();
    assert.ok(await run('openOrganizationById', organization?.id, small.domain));
  });

  it('ends with disconnecting: no request is made for the tenant any more', async () => {
    await connect(small);
    const [organization] = await small.organizations();
    const uri = await run('openOrganizationById', organization?.id, small.domain);
    await forget(small);
    await connect(large);
    await small.clearRequests();
    await run('refresh');
    await assert.rejects(Promise.resolve((await import('./tenants.ts')).contentOf(uri as never)));
    assert.deepEqual(await requestsOf(small), []);
  });
});

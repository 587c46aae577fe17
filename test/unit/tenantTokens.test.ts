import assert from 'node:assert/strict';
import { SignJWT } from 'jose';
import { clientWithoutGrant, sampleClient } from '../tenant/oauth.ts';
import { startTenant, type Tenant, type TokenOptions } from '../tenant/server.ts';

describe('local tenant: tokens', () => {
  let tenant: Tenant;

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
  });
  after(() => tenant.close());

  async function ask(authorization?: string, path = '/organizations'): Promise<Response> {
    return fetch(`${tenant.url}/api/v2${path}`, { headers: authorization === undefined ? {} : { authorization } });
  }

  async function answerTo(options: TokenOptions, path?: string): Promise<unknown> {
    return (await ask(`Bearer ${await tenant.mintToken(options)}`, path)).json();
  }

  function unauthorized(message: string): unknown {
    return { statusCode: 401, error: 'Unauthorized', message, attributes: { error: message } };
  }

  const forbidden = {
    statusCode: 403,
    error: 'Forbidden',
    message: 'Insufficient scope, expected any of: read:organizations',
    errorCode: 'insufficient_scope',
  };

  it('accepts its own, also with several audiences', async () => {
    const audience = ['https://elsewhere.example/', `${tenant.url}/api/v2/`];
    assert.deepEqual(await answerTo({}), tenant.organizations);
    assert.deepEqual(await answerTo({ audience }), tenant.organizations);
  });

  for (const header of [undefined, 'Bearer', 'Bearer client-secret', 'Bearer a.b.c', 'Basic dXNlcjpwYXNz']) {
    it(`calls ${header ?? 'no Authorization at all'} a bad header`, async () => {
      const response = await ask(header);
      const message = 'Bad HTTP authentication header format';
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), { statusCode: 400, error: 'Bad Request', message });
    });
  }

  it('refuses one that has expired', async () => {
    const expected = unauthorized('Expired token received for JSON Web Token validation');
    assert.deepEqual(await answerTo({ expiresInSeconds: -1 }), expected);
  });

  it('refuses a forged one and one of another tenant', async () => {
    const expected = unauthorized('Invalid signature received for JSON Web Token validation');
    assert.deepEqual(await answerTo({ forged: true }), expected);
    assert.deepEqual(await answerTo({ issuer: 'https://other.eu.auth0.com/' }), expected);
  });

  it('refuses one for another API', async () => {
    const audience = 'https://api.example.com/v2';
    assert.deepEqual(await answerTo({ audience }), unauthorized(`Bad audience: ${audience}`));
  });

  it('refuses one of another kind', async () => {
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    const response = await ask(`Bearer ${token}`);
    assert.equal(response.headers.get('www-authenticate'), 'Token error="Invalid token"');
    assert.deepEqual(await response.json(), { statusCode: 401, error: 'Unauthorized', message: 'Invalid token' });
  });

  it('asks for scopes', async () => {
    const [one] = tenant.organizations;
    assert.ok(one);
    for (const path of ['/organizations', `/organizations/${one.id}`, `/organizations/name/${one.name}`]) {
      assert.deepEqual(await answerTo({ scope: 'read:users read:organization_members' }, path), forbidden);
    }
  });

  it('shows less to read:organizations_summary', async () => {
    const [one] = tenant.organizations;
    assert.ok(one);
    const scope = 'read:organizations_summary';
    const summary = { id: one.id, name: one.name, display_name: one.display_name };
    assert.deepEqual(await answerTo({ scope }, '/organizations?per_page=1'), [summary]);
    assert.deepEqual(await answerTo({ scope }, `/organizations/${one.id}`), summary);
    assert.deepEqual(await answerTo({ scope }, `/organizations/name/${one.name}`), forbidden);
  });

  describe('client credentials', () => {
    const good = () => ({
      grant_type: 'client_credentials',
      client_id: sampleClient.id,
      client_secret: sampleClient.secret,
      audience: `${tenant.url}/api/v2/`,
    });

    async function exchange(form: object): Promise<Record<string, unknown>> {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${tenant.url}/oauth/token`, {
        method: 'POST',
        headers,
        body: JSON.stringify(form),
      });
      return { status: response.status, ...((await response.json()) as object) };
    }

    it('give a token that works', async () => {
      const { access_token: token, ...rest } = await exchange(good());
      assert.deepEqual(rest, { status: 200, expires_in: 86_400, scope: 'read:organizations', token_type: 'Bearer' });
      assert.equal((await ask(`Bearer ${String(token)}`)).status, 200);
    });

    it('may come as a form', async () => {
      const response = await fetch(`${tenant.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(good()) });
      assert.equal(response.status, 200);
    });

    it('are refused in the shape of OAuth', async () => {
      const denied = { error: 'access_denied', error_description: 'Unauthorized' };
      assert.deepEqual(await exchange({ ...good(), client_secret: 'wrong' }), { status: 401, ...denied });
      assert.deepEqual(await exchange({ ...good(), audience: 'https://other/api/v2/' }), {
        status: 403,
        error: 'access_denied',
        error_description: 'Service not enabled within domain: https://other/api/v2/',
      });
      const { id, secret } = clientWithoutGrant;
      const ungranted = await exchange({ ...good(), client_id: id, client_secret: secret });
      assert.deepEqual([ungranted['status'], ungranted['error']], [403, 'access_denied']);
      assert.equal((await exchange({ ...good(), grant_type: 'password' }))['error'], 'unsupported_grant_type');
      assert.equal((await exchange({}))['error'], 'invalid_request');
    });
  });
});

import assert from 'node:assert/strict';
import { SignJWT } from 'jose';
import { leaksIn, tokenCanaries } from '../../ui/data/canaries.ts';
import { startTenant, type Tenant, type TokenOptions } from '../server.ts';

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

  const forbidden = (...scopes: readonly string[]) => ({
    statusCode: 403,
    error: 'Forbidden',
    message: `Insufficient scope, expected any of: ${scopes.join(', ')}`,
    errorCode: 'insufficient_scope',
  });

  it('accepts its own tokens, also with several audiences', async () => {
    const audience = ['https://elsewhere.example/', `${tenant.url}/api/v2/`];
    assert.deepEqual(await answerTo({}), tenant.organizations);
    assert.deepEqual(await answerTo({ audience }), tenant.organizations);
  });

  it('makes tokens of which each part tells it apart, and the header its tenant', async () => {
    const other = await startTenant({ organizations: 0 });
    const [token, sibling] = [await tenant.mintToken(), await tenant.mintToken()];
    const foreign = await other.mintToken();
    await other.close();
    const canaries = tokenCanaries('it', token);
    const found = (content: string) => leaksIn([{ place: 'a file', content }], canaries);
    const header = 'header of any token of a tenant (plain) in a file';
    assert.deepEqual(found(token), [header, 'payload of it (plain) in a file', 'signature of it (plain) in a file']);
    assert.deepEqual(found(sibling), [header]);
    assert.deepEqual(found(foreign), []);
  });

  it('misses the authorization header where there is none', async () => {
    const response = await ask(undefined);
    assert.equal(response.status, 401);
    assert.deepEqual(await response.json(), {
      statusCode: 401,
      error: 'Unauthorized',
      message: 'Missing authentication',
    });
  });

  for (const header of ['Bearer', 'Bearer client-secret', 'Bearer a.b.c', 'Basic dXNlcjpwYXNz']) {
    it(`calls ${header} a bad header`, async () => {
      const response = await ask(header);
      const message = 'Bad HTTP authentication header format';
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), { statusCode: 400, error: 'Bad Request', message });
    });
  }

  it('refuses a token that has expired', async () => {
    const expected = unauthorized('Expired token received for JSON Web Token validation');
    assert.deepEqual(await answerTo({ expiresInSeconds: -1 }), expected);
  });

  it('refuses a forged token and one of another tenant', async () => {
    const expected = unauthorized('Invalid signature received for JSON Web Token validation');
    assert.deepEqual(await answerTo({ forged: true }), expected);
    assert.deepEqual(await answerTo({ issuer: 'https://other.eu.auth0.com/' }), expected);
  });

  it('refuses a token for another API', async () => {
    const audience = 'https://api.example.com/v2';
    assert.deepEqual(await answerTo({ audience }), unauthorized(`Bad audience: ${audience}`));
  });

  it('refuses a token of another kind', async () => {
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    const response = await ask(`Bearer ${token}`);
    assert.equal(response.headers.get('www-authenticate'), 'Token error="Invalid token"');
    assert.deepEqual(await response.json(), { statusCode: 401, error: 'Unauthorized', message: 'Invalid token' });
  });

  it('asks for scopes', async () => {
    const [one] = tenant.organizations;
    assert.ok(one);
    const scope = 'read:users read:organization_members';
    for (const path of ['/organizations', `/organizations/${one.id}`]) {
      const both = forbidden('read:organizations', 'read:organizations_summary');
      assert.deepEqual(await answerTo({ scope }, path), both);
    }
    assert.deepEqual(await answerTo({ scope }, `/organizations/name/${one.name}`), forbidden('read:organizations'));
  });

  it('shows less to read:organizations_summary', async () => {
    const [one] = tenant.organizations;
    assert.ok(one);
    const scope = 'read:organizations_summary';
    const summary = { id: one.id, name: one.name, display_name: one.display_name };
    assert.deepEqual(await answerTo({ scope }, '/organizations?per_page=1'), [summary]);
    assert.deepEqual(await answerTo({ scope }, `/organizations/${one.id}`), summary);
    assert.deepEqual(await answerTo({ scope }, `/organizations/name/${one.name}`), forbidden('read:organizations'));
  });

  it('refuses all tokens that it gave out before it was told to revoke them, and none that it gives out later', async () => {
    const revoked = `Bearer ${await tenant.mintToken()}`;
    assert.equal((await ask(revoked)).status, 200);
    await tenant.revokeTokens();
    const response = await ask(revoked);
    assert.equal(response.status, 401);
    assert.deepEqual(await response.json(), unauthorized('Invalid signature received for JSON Web Token validation'));
    assert.deepEqual(await answerTo({}), tenant.organizations);
  });

  it('revokes no tokens of other tenants', async () => {
    const other = await startTenant({ organizations: 0 });
    try {
      const authorization = `Bearer ${await other.mintToken()}`;
      await tenant.revokeTokens();
      const response = await fetch(`${other.url}/api/v2/organizations`, { headers: { authorization } });
      assert.equal(response.status, 200);
    } finally {
      await other.close();
    }
  });
});

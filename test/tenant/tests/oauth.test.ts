import assert from 'node:assert/strict';
import { clientWithoutClientCredentials, clientWithoutGrant, sampleClient } from '../applications.ts';
import { readScopes } from '../scopes.ts';
import { type Application, startTenant, type Tenant } from '../server.ts';

describe('local tenant: client credentials', () => {
  let tenant: Tenant;
  let audience: string;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 2 });
    audience = `${tenant.url}/api/v2/`;
  });
  afterEach(() => tenant.close());

  function credentials({ id, secret }: Pick<Application, 'id' | 'secret'> = sampleClient): Record<string, string> {
    return { grant_type: 'client_credentials', client_id: id, client_secret: secret, audience };
  }

  async function post(body: string | URLSearchParams, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${tenant.url}/oauth/token`, { method: 'POST', body, headers });
  }

  async function exchange(form: object): Promise<Record<string, unknown>> {
    const response = await post(JSON.stringify(form), { 'content-type': 'application/json' });
    return { status: response.status, ...((await response.json()) as object) };
  }

  function without(name: string): object {
    return Object.fromEntries(Object.entries(credentials()).filter(([other]) => other !== name));
  }

  async function list(token: unknown): Promise<Response> {
    return fetch(`${tenant.url}/api/v2/organizations`, { headers: { authorization: `Bearer ${String(token)}` } });
  }

  const unauthorized = { status: 401, error: 'access_denied', error_description: 'Unauthorized' };

  it('give a token that works', async () => {
    const { access_token: token, ...rest } = await exchange(credentials());
    assert.deepEqual(rest, { status: 200, expires_in: 86_400, scope: readScopes.join(' '), token_type: 'Bearer' });
    assert.equal((await list(token)).status, 200);
  });

  it('may come as a form', async () => {
    const response = await post(new URLSearchParams(credentials()));
    assert.equal(response.status, 200);
    const { access_token: token } = (await response.json()) as { readonly access_token?: unknown };
    assert.equal((await list(token)).status, 200);
  });

  it('need a client that exists and its secret', async () => {
    assert.deepEqual(await exchange({ ...credentials(), client_secret: 'wrong' }), unauthorized);
    assert.deepEqual(await exchange({ ...credentials(), client_id: 'unknown' }), unauthorized);
    assert.deepEqual(await exchange(without('client_secret')), unauthorized);
    assert.deepEqual(await exchange({ ...without('client_secret'), client_id: 'unknown' }), unauthorized);
  });

  it('need a grant for the API', async () => {
    assert.deepEqual(await exchange(credentials(clientWithoutGrant)), {
      status: 403,
      error: 'access_denied',
      error_description: `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
    });
  });

  it('need the grant type of the client', async () => {
    assert.deepEqual(await exchange(credentials(clientWithoutClientCredentials)), {
      status: 403,
      error: 'unauthorized_client',
      error_description: "Grant type 'client_credentials' not allowed for the client.",
      error_uri: 'https://auth0.com/docs/clients/client-grant-types',
    });
  });

  it('need an audience that the tenant has', async () => {
    // The Management API's without its slash, as people write it.
    for (const unknown of ['https://login.example.com/api/v2/', audience.slice(0, -1)]) {
      assert.deepEqual(await exchange({ ...credentials(), audience: unknown }), {
        status: 403,
        error: 'access_denied',
        error_description: `Service not enabled within domain: ${unknown}`,
      });
    }
  });

  it('need an audience at all, since the tenant has no default audience', async () => {
    assert.deepEqual(await exchange(without('audience')), {
      status: 403,
      error: 'access_denied',
      error_description: 'Non-global clients are not allowed access to APIv1',
    });
  });

  for (const name of ['grant_type', 'client_id']) {
    it(`need a ${name}`, async () => {
      const error_description = `Missing required parameter: ${name}`;
      assert.deepEqual(await exchange(without(name)), { status: 400, error: 'invalid_request', error_description });
    });
  }

  it('are the only grant that the tenant knows', async () => {
    const { status, error } = await exchange({ ...credentials(), grant_type: 'password' });
    assert.deepEqual([status, error], [501, 'unsupported_grant_type']);
  });

  it('are not found in a body that is no JSON though it says so', async () => {
    for (const body of ['{"grant_type":', 'null', '']) {
      const response = await post(body, { 'content-type': 'application/json' });
      assert.equal(response.status, 400, body);
    }
  });

  describe('of an application that a test adds', () => {
    it('give the scopes that were granted to the application', async () => {
      const scope = 'read:organizations update:organizations delete:organizations';
      const powerful = { id: 'PowerfulApplication', secret: 'secret-1', scope };
      const summary = { id: 'SummaryApplication', secret: 'secret-2', scope: 'read:organizations_summary' };
      await tenant.addApplication(powerful);
      await tenant.addApplication(summary);
      assert.equal((await exchange(credentials(powerful)))['scope'], scope);
      const { access_token: token } = await exchange(credentials(summary));
      const [one] = (await (await list(token)).json()) as readonly object[];
      assert.deepEqual(Object.keys(one ?? {}).sort(), ['display_name', 'id', 'name']);
    });

    it('give tokens that live as long as the application says', async () => {
      let now = Date.UTC(2026, 0, 1);
      await tenant.close();
      tenant = await startTenant({ organizations: 1, now: () => now });
      audience = `${tenant.url}/api/v2/`;
      const brief = { id: 'BriefApplication', secret: 'secret', tokenLifeSeconds: 60 };
      await tenant.addApplication(brief);
      const { access_token: token, expires_in: life } = await exchange(credentials(brief));
      assert.equal(life, 60);
      now += 59_000;
      assert.equal((await list(token)).status, 200);
      now += 1_000;
      assert.equal((await list(token)).status, 401);
    });

    it('are those of the last version of the application', async () => {
      await tenant.addApplication({ ...sampleClient, granted: false });
      assert.equal((await exchange(credentials()))['status'], 403);
      await tenant.addApplication({ ...sampleClient, allowsClientCredentials: false });
      assert.equal((await exchange(credentials()))['error'], 'unauthorized_client');
      await tenant.addApplication(sampleClient);
      assert.equal((await exchange(credentials()))['status'], 200);
    });
  });

  it('change with the secret, while tokens stay valid', async () => {
    const { access_token: token } = await exchange(credentials());
    await tenant.setApplicationSecret(sampleClient.id, 'rotated');
    assert.deepEqual(await exchange(credentials()), unauthorized);
    assert.equal((await exchange({ ...credentials(), client_secret: 'rotated' }))['status'], 200);
    assert.equal((await list(token)).status, 200);
  });

  it('get new tokens after the tokens before were revoked', async () => {
    const { access_token: revoked } = await exchange(credentials());
    await tenant.revokeTokens();
    assert.equal((await list(revoked)).status, 401);
    const { access_token: token } = await exchange(credentials());
    assert.equal((await list(token)).status, 200);
  });

  it('are counted in the log of requests, which has no secrets', async () => {
    await exchange(credentials());
    await exchange({ ...credentials(), client_secret: 'wrong-secret' });
    assert.deepEqual(
      tenant.requests.map(({ method, path, status, authorized }) => [method, path, status, authorized]),
      [
        ['POST', '/oauth/token', 200, false],
        ['POST', '/oauth/token', 401, false],
      ],
    );
    assert.doesNotMatch(JSON.stringify(tenant.requests), new RegExp(`${sampleClient.secret}|wrong-secret`));
  });

  it('are answered to scripts of other origins', async () => {
    const origin = 'https://editor.example';
    const { status, headers } = await fetch(`${tenant.url}/oauth/token`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [204, origin]);
    assert.match(headers.get('access-control-allow-methods') ?? '', /POST/);
    assert.match(headers.get('access-control-allow-headers') ?? '', /content-type/);
    const refused = await post(new URLSearchParams({ ...credentials(), client_secret: 'wrong' }), { origin });
    assert.deepEqual([refused.status, refused.headers.get('access-control-allow-origin')], [401, origin]);
    assert.equal(tenant.requests.length, 1);
  });

  describe('with a fault', () => {
    const match = '^/oauth/token$';

    it('meet a quota, while the Management API goes on', async () => {
      const { access_token: token } = await exchange(credentials());
      const body = { error: 'too_many_requests', error_description: 'Rate limit exceeded.' };
      await tenant.inject({ match, times: 1, answer: { status: 429, body, headers: { 'retry-after': '3' } } });
      assert.equal((await list(token)).status, 200);
      const response = await post(new URLSearchParams(credentials()));
      assert.deepEqual([response.status, response.headers.get('retry-after')], [429, '3']);
      assert.deepEqual(await response.json(), body);
      assert.equal((await exchange(credentials()))['status'], 200);
    });

    it('meet a failing server and a page', async () => {
      await tenant.inject({ match, times: 1, answer: { status: 500 } });
      await tenant.inject({
        match,
        times: 1,
        answer: { status: 200, body: '<html>Sign in', headers: { 'content-type': 'text/html' } },
      });
      assert.equal((await post(new URLSearchParams(credentials()))).status, 500);
      assert.equal(await (await post(new URLSearchParams(credentials()))).text(), '<html>Sign in');
    });

    it('lose their connection', async () => {
      await tenant.inject({ match, times: 1, cut: 'before' });
      await tenant.inject({ match, times: 1, cut: 'body' });
      await assert.rejects(post(new URLSearchParams(credentials())), TypeError);
      await assert.rejects((await post(new URLSearchParams(credentials()))).text(), { message: 'terminated' });
      assert.deepEqual(
        tenant.requests.map(({ path, status }) => [path, status]),
        [
          ['/oauth/token', undefined],
          ['/oauth/token', undefined],
        ],
      );
    });

    it('wait for as long as the answer is held back', async () => {
      await tenant.inject({ match, delayMs: 60_000 });
      const giveUp = new AbortController();
      const body = new URLSearchParams(credentials());
      const answer = fetch(`${tenant.url}/oauth/token`, { method: 'POST', body, signal: giveUp.signal });
      while (tenant.requests.length === 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      giveUp.abort();
      await assert.rejects(answer, { name: 'AbortError' });
    });
  });
});

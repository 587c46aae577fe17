import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ApiError, type Reason } from '../../../src/api/apiError.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestRecord } from '../../../src/api/request.ts';
import { type Credentials, managementAudience, mintToken } from '../../../src/api/tokenEndpoint.ts';
import { clientWithoutClientCredentials, clientWithoutGrant, sampleClient } from '../../tenant/applications.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { HastyClock } from './hastyClock.ts';

describe('The token endpoint', () => {
  let tenant: Tenant;
  let records: RequestRecord[];
  const mint = (changes: Partial<Credentials> = {}) =>
    mintToken(
      { domain: tenant.domain, onRequest: (record) => records.push(record) },
      new RateLimiter(new HastyClock(), () => 0.2),
      {
        clientId: sampleClient.id,
        clientSecret: sampleClient.secret,
        audience: managementAudience(tenant.domain),
        ...changes,
      },
      { signal: new AbortController().signal, priority: 'person' },
    );

  before(async () => {
    tenant = await startTenant({ organizations: 1 });
  });
  beforeEach(() => {
    records = [];
    return tenant.clearFaults();
  });
  after(() => tenant.close());

  it('gives a token, and is logged without secrets', async () => {
    const { accessToken: token, expiresIn } = await mint();
    assert.equal(expiresIn, 86_400);
    assert.match(token, /^eyJ/);
    assert.equal(records.length, 1);
    assert.equal(records[0]?.path, '/oauth/token');
    assert.equal(records[0].method, 'POST');
    const text = inspect(records, { depth: null });
    assert.ok(!text.includes(sampleClient.secret) && !text.includes(token));
  });

  const refusals: readonly (readonly [situation: string, changes: Partial<Credentials>, reason: Reason])[] = [
    ['a wrong secret', { clientSecret: 'secret-before-rotation' }, 'wrongCredentials'],
    ['an unknown client', { clientId: 'nobody' }, 'wrongCredentials'],
    [
      'a client without a grant',
      { clientId: clientWithoutGrant.id, clientSecret: clientWithoutGrant.secret },
      'grantMissing',
    ],
    [
      'a client that may not use client credentials',
      { clientId: clientWithoutClientCredentials.id, clientSecret: clientWithoutClientCredentials.secret },
      'grantTypeNotAllowed',
    ],
    ['a wrong audience', { audience: 'https://login.example.com/api/v2/' }, 'wrongAudience'],
  ];
  for (const [situation, changes, reason] of refusals) {
    it(`tells of ${situation}`, async () => {
      const secret = changes.clientSecret ?? sampleClient.secret;
      await assert.rejects(mint(changes), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.reason, reason);
        assert.ok(!inspect(error, { depth: null, showHidden: true }).includes(secret));
        return true;
      });
    });
  }

  it('tells of the newer text about a missing grant', async () => {
    const description = 'Client "abc" is not authorized to access resource server "https://x/api/v2/".';
    // https://auth0.com/docs/get-started/applications/third-party-applications/troubleshooting has the second one.
    for (const error of ['access_denied', 'unauthorized_client', 'invalid_request']) {
      await tenant.clearFaults();
      await tenant.inject({ answer: { status: 403, body: { error, error_description: description } } });
      await assert.rejects(mint(), { reason: 'grantMissing' }, error);
    }
  });

  it('tells of limits, failures, other answers and answers without a token', async () => {
    const answers: readonly (readonly [status: number, body: unknown, reason: Reason])[] = [
      [429, { error: 'too_many_requests', error_description: 'Rate limit exceeded.' }, 'rateLimited'],
      [429, { error: 'access_denied', error_description: 'Too many requests' }, 'rateLimited'],
      [500, 'down', 'serverError'],
      [503, { error: 'access_denied', error_description: 'Unauthorized' }, 'serverError'],
      [403, { error: 'access_denied', error_description: 'Not from this network' }, 'forbidden'],
      [403, { error: 'access_denied', error_description: 'Unauthorized' }, 'wrongCredentials'],
      [403, { error: 'forbidden', error_description: 'You are not authorized to access this host.' }, 'forbidden'],
      [401, { error: 'invalid_client', error_description: 'Not authorized to access the service' }, 'wrongCredentials'],
      [401, { message: 'Unauthorized' }, 'forbidden'],
      [401, { message: 'Expired token' }, 'forbidden'],
      [404, { message: 'Not Found' }, 'unexpectedAnswer'],
      [200, '<html>login</html>', 'notJson'],
      [200, { token_type: 'Bearer' }, 'unexpectedAnswer'],
      [200, { access_token: 'two\r\nlines' }, 'unexpectedAnswer'],
      [200, { access_token: ['x'] }, 'unexpectedAnswer'],
      [401, { error: 'access_denied', error_description: { toString: null } }, 'wrongCredentials'],
      [401, { error: 'invalid_client', error_description: 'Unauthorized' }, 'wrongCredentials'],
    ];
    for (const [status, body, reason] of answers) {
      await tenant.clearFaults();
      await tenant.inject({ answer: { status, body } });
      await assert.rejects(mint(), { reason });
    }
  });

  it('gives no life that it has not said', async () => {
    for (const said of ['0', '-1', '"86400"', 'null', '[60]', '1e999']) {
      await tenant.clearFaults();
      await tenant.inject({ answer: { status: 200, body: `{"access_token":"a.b.c","expires_in":${said}}` } });
      assert.deepEqual(await mint(), { accessToken: 'a.b.c' }, said);
    }
  });

  it('does not say the secret, though the answer does', async () => {
    const body = { error: 'invalid_request', error_description: `You sent ${sampleClient.secret}` };
    await tenant.inject({ answer: { status: 400, body } });
    await assert.rejects(mint(), (error: unknown) => {
      assert.ok(!inspect([error, records], { depth: null, showHidden: true }).includes(sampleClient.secret));
      return inspect(error).includes('You sent (client secret)');
    });
  });

  for (const secret of ['a+b/c &d%é"\\', '401', 'true', 'e', '{', '"']) {
    it(`does not say the secret ${JSON.stringify(secret)}, and tells its cause all the same`, async () => {
      const [url, form] = [encodeURIComponent(secret), new URLSearchParams([['s', secret]]).toString().slice(2)];
      const echo = [secret, url, form, form.toLowerCase()].join(' | ');
      const body = { error: 'access_denied', error_description: `Unauthorized: ${echo}`, list: [{ echo }, true, 401] };
      await tenant.inject({ answer: { status: 401, body } });
      const error = await mint({ clientSecret: secret }).then(
        () => assert.fail('it gave a token'),
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof ApiError);
      assert.equal(error.reason, 'wrongCredentials');
      const said = error.details.serverMessage ?? '';
      for (const text of [secret, url, form, form.toLowerCase()]) {
        assert.ok(!said.replaceAll('(client secret)', '').includes(text), said);
      }
    });
  }

  it('names the default domain as the audience', () => {
    assert.equal(managementAudience('acme.eu.auth0.com'), 'https://acme.eu.auth0.com/api/v2/');
  });
});

import assert from 'node:assert/strict';
import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { generate } from 'selfsigned';
import { ApiError } from '../../../src/api/apiError.ts';
import { type RequestRecord, sendRequest } from '../../../src/api/request.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { failureSamples } from './failures.ts';

const secret = 'eyJhbGciOiJub25lIn0.eyJzZWNyZXQiOiJkbyBub3Qgc2hvdyJ9.c2lnbmF0dXJl';

describe('Requests', () => {
  let tenant: Tenant;
  let records: RequestRecord[];
  let statuses: number[];
  const get = (domain = tenant.domain, signal = new AbortController().signal, accessToken = secret) =>
    sendRequest(
      { domain, onRequest: (record) => records.push(record) },
      { path: '/api/v2/organizations', query: { take: 100, from: 'cursor' }, accessToken },
      signal,
      (status) => statuses.push(status),
    );
  const failure = async (request: Promise<unknown>) => {
    const error: unknown = await request.then(
      () => assert.fail('the request did not fail'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ApiError, String(error));
    return error;
  };

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
  });
  beforeEach(async () => {
    records = [];
    statuses = [];
    await tenant.clearFaults();
    await tenant.clearRequests();
  });
  after(() => tenant.close());

  for (const { situation, status, body, headers = {}, reason } of failureSamples) {
    it(`recognises ${situation}`, async () => {
      await tenant.inject({ answer: { status, body, headers } });
      const error = await failure(get());
      assert.equal(error.reason, reason);
      if (reason !== 'redirected') {
        assert.equal(error.details.status, status);
      }
      assert.equal(error.details.errorCode, (body as { errorCode?: string }).errorCode);
      assert.deepEqual(
        records.map((record) => record.error),
        [error],
      );
      assertNoSecret(error, records);
      assert.equal(tenant.requests.length, 1, 'nothing is tried again here');
      assert.deepEqual(statuses, reason === 'redirected' ? [] : [status]);
    });
  }

  it('tells a redirect from an answer that leads nowhere', async () => {
    const leading = [300, 301, 302, 303, 305, 306, 307, 308];
    const reasonsOf = async (headers: Readonly<Record<string, string>>) => {
      const reasons = [];
      for (const status of [...leading, 304, 399]) {
        const server = createPlainServer((_, response) => response.writeHead(status, headers).end());
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const { reason, details } = await failure(get(`127.0.0.1:${(server.address() as AddressInfo).port}`));
        reasons.push(reason);
        assert.equal(details.status, reason === 'redirected' ? undefined : status);
        await new Promise((resolve) => server.close(resolve));
      }
      return reasons;
    };
    assert.deepEqual(await reasonsOf({ location: 'http://127.0.0.1:9/' }), [
      ...leading.map(() => 'redirected'),
      ...['unexpectedAnswer', 'unexpectedAnswer'],
    ]);
    assert.deepEqual(new Set(await reasonsOf({})), new Set(['unexpectedAnswer']));
  });

  it('recognises an answer that is cut off', async () => {
    for (const cut of ['before', 'body'] as const) {
      await tenant.clearFaults();
      await tenant.inject({ cut });
      const error = await failure(get());
      assert.equal(error.reason, 'unreachable');
      assertNoSecret(error, records);
    }
  });

  it('recognises JSON that is not whole', async () => {
    await tenant.inject({ answer: { status: 200, body: '{"organizations": [{"id"' } });
    assert.equal((await failure(get())).reason, 'notJson');
  });

  it('recognises a refused connection, an unknown host, an untrusted certificate and a server without TLS', async () => {
    const closed = await startTenant({ organizations: 0 });
    await closed.close();
    const refused = await failure(get(closed.domain));
    assert.equal(refused.reason, 'refused');
    assert.equal(refused.details.networkCode, 'ECONNREFUSED');
    const unknown = await failure(get('tenant-of-nobody.invalid'));
    assert.equal(unknown.reason, 'unknownHost');
    const untrusted = await failure(withUntrustedServer((domain) => get(domain)));
    assert.equal(untrusted.reason, 'certificate');
    const withoutTls = await failure(withServer(createPlainServer(), (domain) => get(domain)));
    assert.equal(withoutTls.reason, 'noTls');
    assertNoSecret([refused, unknown, untrusted, withoutTls], records);
  });

  it('sends the token, Accept and nothing else of its own, as the CORS rules of the API allow', async () => {
    const names = await sentHeaders(() => get());
    assert.deepEqual(names, ['accept', 'authorization']);
  });

  it('asks for no other path than the one that is logged', async () => {
    for (const key of ['.', '..', '%2e%2E']) {
      const path = `/api/v2/organizations/org_1/client-grants/${key}/organizations`;
      const endpoint = { domain: tenant.domain, onRequest: (record: RequestRecord) => records.push(record) };
      const asked = sendRequest(endpoint, { path, accessToken: secret }, new AbortController().signal);
      assert.equal((await failure(asked)).reason, 'notFound');
    }
    assert.deepEqual(tenant.requests, []);
  });

  it('does not say a token that is no JWT, though the answer does', async () => {
    for (const accessToken of ['opaque+Token/0123456789', 't']) {
      const message = `Expired token. We got ${accessToken} and ${encodeURIComponent(accessToken)}`;
      await tenant.clearFaults();
      await tenant.inject({ answer: { status: 401, body: { message, error: accessToken } } });
      const { reason, details } = await failure(get(undefined, undefined, accessToken));
      assert.equal(reason, 'expiredToken');
      assert.ok(details.serverMessage?.endsWith(' (access token) and (access token)'), details.serverMessage);
      assert.ok(accessToken.length === 1 || !inspect(records, { depth: null, showHidden: true }).includes(accessToken));
    }
  });

  it('asks for a lone surrogate as for a character that is not known', async () => {
    const endpoint = { domain: tenant.domain, onRequest: (record: RequestRecord) => records.push(record) };
    const message = { path: '/api/v2/users', query: { q: 'a\ud800b😀', page: 0 }, accessToken: secret };
    await tenant.inject({ answer: { status: 200, body: [] } });
    assert.deepEqual(await sendRequest(endpoint, message, new AbortController().signal), []);
    assert.equal(tenant.requests[0]?.path, `/api/v2/users?q=${encodeURIComponent('a\ufffdb😀')}&page=0`);
  });

  it('keeps query and cursor out of what is logged', async () => {
    await get(tenant.domain, undefined, await tenant.mintToken()).catch(() => undefined);
    assert.equal(records.length, 1);
    assert.equal(records[0]?.path, '/api/v2/organizations');
    assert.ok(!inspect(records, { depth: null }).includes('cursor'));
  });

  it('tells what the rate limit still allows', async () => {
    const accessToken = await tenant.mintToken();
    const message = { path: '/api/v2/organizations', accessToken };
    const endpoint = { domain: tenant.domain, onRequest: (record: RequestRecord) => records.push(record) };
    await sendRequest(endpoint, message, new AbortController().signal);
    const [record] = records;
    assert.equal(record?.status, 200);
    assert.equal('error' in record, false);
    assert.ok(record.rateLimit && record.rateLimit.remaining < record.rateLimit.limit);
  });
});

/** No way of writing an error down may show the token, however deep it digs. */
function assertNoSecret(...things: readonly unknown[]): void {
  for (const thing of things.flat()) {
    const texts = [
      String(thing),
      thing instanceof Error ? thing.stack : '',
      JSON.stringify(thing),
      inspect(thing, { depth: null, showHidden: true, getters: true }),
    ];
    for (const text of texts) {
      assert.ok(!text?.includes(secret) && !text?.includes('c2lnbmF0dXJl'), text);
    }
  }
}

/** Lets requests to a domain arrive at a server on this machine that nobody vouches for. */
async function withUntrustedServer<T>(task: (domain: string) => Promise<T>): Promise<T> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  return withServer(createServer({ key, cert }), task);
}

/** Requests to a tenant reach a server of this machine, over HTTPS. */
async function withServer<T>(server: Server, task: (domain: string) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) =>
    fetch(String(url instanceof Request ? url.url : url).replace('acme.eu.auth0.com', `localhost:${port}`), init);
  try {
    return await task('acme.eu.auth0.com');
  } finally {
    globalThis.fetch = fetch;
    server.close();
  }
}

/** The names of the headers that a request is given, in alphabetical order. */
async function sentHeaders(request: () => Promise<unknown>): Promise<readonly string[]> {
  const { fetch } = globalThis;
  let names: readonly string[] = [];
  globalThis.fetch = (url, init) => {
    names = [...new Headers(init?.headers).keys()];
    return fetch(url, init);
  };
  try {
    await request().catch(() => undefined);
    return names;
  } finally {
    globalThis.fetch = fetch;
  }
}

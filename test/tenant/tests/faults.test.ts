import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { controlTenant } from '../control.ts';
import { startTenant, type Tenant } from '../server.ts';

describe('local tenant: faults', () => {
  let tenant: Tenant;
  let token: string;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 20 });
    token = await tenant.mintToken();
  });
  afterEach(() => tenant.close());

  async function list(signal?: AbortSignal): Promise<Response> {
    const headers = { authorization: `Bearer ${token}` };
    return fetch(`${tenant.url}/api/v2/organizations`, { headers, redirect: 'manual', ...(signal && { signal }) });
  }

  it('take the place of answers, as often as asked for', async () => {
    const body = { statusCode: 500, error: 'Internal Server Error' };
    await tenant.inject({ times: 2, answer: { status: 500, body, headers: { 'x-ratelimit-reset': 'soon' } } });
    const first = await list();
    assert.deepEqual([first.status, first.headers.get('x-ratelimit-reset')], [500, 'soon']);
    assert.deepEqual(await first.json(), body);
    assert.deepEqual([(await list()).status, (await list()).status], [500, 200]);
  });

  it('befall only the requests that they match, until they are cleared', async () => {
    await tenant.inject({ match: '/organizations\\?take', answer: { status: 503 } });
    await tenant.inject({ match: '/organizations$', answer: { status: 502 } });
    assert.deepEqual([(await list()).status, (await list()).status], [502, 502]);
    await tenant.clearFaults();
    assert.equal((await list()).status, 200);
  });

  it('hold an answer until they are cleared', async () => {
    await tenant.inject({ times: 1, hold: true });
    const held = list();
    while (tenant.requests.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await tenant.clearFaults();
    assert.equal((await held).status, 200);
  });

  it('can be pages, redirects and broken JSON', async () => {
    const html = { 'content-type': 'text/html' };
    await tenant.inject({ times: 1, answer: { status: 200, body: '<html>Sign in', headers: html } });
    await tenant.inject({ times: 1, answer: { status: 302, headers: { location: 'https://elsewhere.example/' } } });
    await tenant.inject({ times: 1, answer: { status: 200, body: '[{"id":"org_' } });
    const page = await list();
    assert.deepEqual([page.headers.get('content-type'), await page.text()], ['text/html', '<html>Sign in']);
    assert.equal((await list()).headers.get('location'), 'https://elsewhere.example/');
    await assert.rejects((await list()).json(), SyntaxError);
  });

  it('can cut the connection before the answer', async () => {
    await tenant.inject({ cut: 'before' });
    await assert.rejects(list(), TypeError);
    assert.deepEqual(
      tenant.requests.map(({ status }) => status),
      [undefined],
    );
  });

  it('can cut the connection in the middle of the body', async () => {
    await tenant.inject({ cut: 'body' });
    const response = await list();
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), { message: 'terminated' });
  });

  it('can hold an answer back', async () => {
    await tenant.inject({ delayMs: 60_000 });
    const giveUp = new AbortController();
    const answer = list(giveUp.signal);
    while (tenant.requests.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    giveUp.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });

  it('do not keep the tenant from closing', async () => {
    await tenant.inject({ delayMs: 60_000 });
    const [host, port] = tenant.domain.split(':');
    const socket = connect(Number(port), host);
    socket.write('GET /api/v2/organizations HTTP/1.1\r\nHost: tenant\r\n\r\n');
    while (tenant.requests.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const closed = once(socket, 'close');
    await tenant.close();
    await closed;
    tenant = await startTenant({ organizations: 0 });
  });
});

describe('local tenant: control from elsewhere', () => {
  let tenant: Tenant;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 2 });
  });
  afterEach(() => tenant.close());

  it('tells which requests came, without their tokens', async () => {
    const remote = controlTenant(tenant.url);
    const token = await remote.mintToken();
    await fetch(`${tenant.url}/api/v2/organizations?take=1`, { headers: { authorization: `Bearer ${token}` } });
    await fetch(`${tenant.url}/api/v2/organizations`);
    const requests = await remote.requests();
    assert.deepEqual(
      requests.map(({ method, path, status, authorized }) => [method, path, status, authorized]),
      [
        ['GET', '/api/v2/organizations?take=1', 200, true],
        ['GET', '/api/v2/organizations', 401, false],
      ],
    );
    assert.ok(requests[0]?.headers.includes('authorization'));
    assert.ok(!JSON.stringify(requests).includes(token));
    await remote.clearRequests();
    assert.deepEqual(tenant.requests, []);
  });

  it('drives all the rest of a tenant', async () => {
    const remote = controlTenant(tenant.url);
    assert.deepEqual(await remote.organizations(), tenant.organizations);
    const status = async (scope: string) => {
      const headers = { authorization: `Bearer ${await remote.mintToken({ scope })}` };
      return (await fetch(`${tenant.url}/api/v2/organizations`, { headers })).status;
    };
    assert.equal(await status('read:users'), 403);
    await remote.inject({ answer: { status: 503 } });
    assert.equal(await status('read:organizations'), 503);
    await remote.clearFaults();
    assert.equal(await status('read:organizations'), 200);
    const [first, second] = tenant.organizations;
    await remote.removeOrganization(first?.id ?? '');
    await remote.updateOrganization(second?.id ?? '', { name: 'renamed' });
    await remote.addOrganization({ id: 'org_aaaaaaaaaaaaaaaa', name: 'added' });
    assert.deepEqual(
      tenant.organizations.map(({ name }) => name),
      ['renamed', 'added'],
    );
  });

  it('drives applications and their tokens', async () => {
    const remote = controlTenant(tenant.url);
    const application = { id: 'RemoteApplication', secret: 'before', scope: 'read:users', tokenLifeSeconds: 60 };
    const exchange = async (secret: string) => {
      const audience = `${tenant.url}/api/v2/`;
      const credentials = { client_id: application.id, client_secret: secret, audience };
      const body = new URLSearchParams({ grant_type: 'client_credentials', ...credentials });
      return fetch(`${tenant.url}/oauth/token`, { method: 'POST', body });
    };
    await remote.addApplication(application);
    const answer = (await (await exchange('before')).json()) as Readonly<Record<string, unknown>>;
    assert.deepEqual([answer['scope'], answer['expires_in']], ['read:users', 60]);
    await remote.setApplicationSecret(application.id, 'after');
    assert.deepEqual([(await exchange('before')).status, (await exchange('after')).status], [401, 200]);
    const headers = { authorization: `Bearer ${await remote.mintToken()}` };
    await remote.revokeTokens();
    assert.equal((await fetch(`${tenant.url}/api/v2/organizations`, { headers })).status, 401);
  });

  it('says what the tenant could not be made to do', async () => {
    await assert.rejects(controlTenant(tenant.url).removeOrganization('org_none'), /No organization org_none/);
    await assert.rejects(controlTenant(tenant.url).setApplicationSecret('none', 'new'), /No application none/);
    await assert.rejects(controlTenant(tenant.url).inject({ match: '(' }), /Invalid regular expression/);
  });
});

import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { type Recorder, startRecorder } from './recorder.ts';

describe('The recorder of writes', () => {
  let tenant: Tenant;
  let recorder: Recorder;
  let authorization: string;
  before(async () => {
    tenant = await startTenant({ organizations: 1 });
    authorization = `Bearer ${await tenant.mintToken()}`;
    recorder = await startRecorder(tenant.url, {});
  });
  after(async () => {
    recorder.close();
    await tenant.close();
  });

  const write = async (method: string, path: string, body?: object) => {
    const request = { method, headers: { authorization }, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${recorder.url}/api/v2${path}`, request);
    const { message = '' } = (await response.json()) as { readonly message?: string };
    return { status: response.status, message };
  };

  const many = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`key${index}`, 'x']));
  for (const [what, method, path, body, cause] of [
    ['an unknown endpoint', 'POST', '/organisations', { name: 'acme' }, /^Not Found$/],
    ['an endpoint that the product does not use', 'POST', '/organizations/{}/members', { members: [] }, /^Not Found$/],
    ['an organization that is not there', 'PATCH', '/organizations/org_none', { name: 'acme' }, /organization/i],
    ['an unknown field', 'PATCH', '/organizations/{}', { name: 'acme', clients: [] }, /not allowed: clients'/],
    ['a missing field', 'POST', '/organizations', { display_name: 'Acme' }, /required property: name'/],
    ['a name with a capital', 'POST', '/organizations', { name: 'Acme' }, /on property name/],
    ['a number for a name', 'POST', '/organizations', { name: 1 }, /on property name/],
    ['a logo without TLS', 'PATCH', '/organizations/{}', { branding: { logo_url: 'http://a.b' } }, /property branding/],
    ['one color', 'PATCH', '/organizations/{}', { branding: { colors: { primary: '#fff' } } }, /property branding/],
    ['a number in metadata', 'PATCH', '/organizations/{}', { metadata: { tier: 1 } }, /on property metadata/],
    ['too many metadata', 'PATCH', '/organizations/{}', { metadata: many }, /on property metadata/],
    ['an application for a grant', 'POST', '/organizations/{}/client-grants', { grant_id: 'Portal' }, /property grant/],
    ['a name for a connection', 'POST', '/organizations/{}/connections', { connection_id: 'db' }, /connection_id/],
    ['a text for a flag', 'PATCH', '/organizations/{}/connections/con_1', { is_enabled: 'true' }, /is_enabled/],
    ['half an application', 'POST', '/organizations/{}/clients', { clients: [{ client_id: 'a' }] }, /property clients/],
    ['another status', 'POST', '/organizations/{}/discovery-domains', { domain: 'a.b', status: 'new' }, /status/],
  ] as const) {
    it(`refuses ${what}, as Auth0 does`, async () => {
      const before = recorder.writes.length;
      const answer = await write(method, path.replace('{}', tenant.organizations[0]?.id ?? '-'), body);
      assert.ok(answer.status === 400 || answer.status === 404, String(answer.status));
      assert.match(answer.message, cause);
      assert.equal(recorder.writes.length, before);
    });
  }

  it('refuses a write without a token', async () => {
    const id = tenant.organizations[0]?.id ?? '-';
    const request = { method: 'PATCH', body: JSON.stringify({ name: 'acme' }) };
    assert.equal((await fetch(`${recorder.url}/api/v2/organizations/${id}`, request)).status, 401);
  });

  it('notes what Auth0 would write, also inside of what was written', async () => {
    const { id = '-' } = tenant.organizations[0] ?? {};
    const before = recorder.writes.length;
    assert.equal((await write('PATCH', `/organizations/${id}`, { name: 'acme' })).status, 200);
    assert.equal((await write('POST', '/organizations', { name: 'other', metadata: { tier: null } })).status, 201);
    assert.equal((await write('PATCH', '/organizations/written', { display_name: 'x' })).status, 200);
    assert.equal((await write('DELETE', `/organizations/${id}/connections/con_1`)).status, 200);
    assert.equal(recorder.writes.length, before + 4);
  });
});

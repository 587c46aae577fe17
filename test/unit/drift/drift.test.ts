import assert from 'node:assert/strict';
import { type AskedRequest, askedRequests } from '../../drift/askedRequests.ts';
import { Description } from '../../drift/description.ts';
import { type Drift, driftOf } from '../../drift/drift.ts';
import { tenantKnowledge } from '../../drift/tenantKnowledge.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';

const text = { type: 'string' };
const query = (name: string, more: object = {}) => ({ name, in: 'query', schema: text, ...more });
const answer = (schema: object) => ({ 200: { content: { 'application/json': { schema } } } });
const scopes = (...names: readonly string[]) => [{ bearerAuth: [] }, { oAuth2ClientCredentials: names }];
const listOf = (name: string, items: object) => ({
  oneOf: [
    { type: 'array', items },
    { type: 'object', properties: { next: text, [name]: { type: 'array', items } } },
  ],
});

const organization = {
  type: 'object',
  properties: {
    ...{ id: text, name: text, display_name: text, metadata: { type: 'object' }, token_quota: { type: 'object' } },
    branding: { $ref: '#/components/schemas/Branding' },
    third_party_client_access: { type: 'string', enum: ['block', 'deny'] },
    is_app_entitlement_active: { type: 'boolean' },
    client: { type: 'object' },
    shade: text,
  },
};

/** A description as Auth0's could become. */
const description = {
  openapi: '3.1.0',
  paths: {
    '/organizations': {
      get: {
        security: scopes('read:organizations', 'read:everything'),
        parameters: [
          query('from'),
          query('take', { schema: { type: 'integer', minimum: 1, maximum: 50 } }),
          query('include_client_association_for', { deprecated: true }),
          query('sort'),
          query('colour'),
        ],
        responses: answer(listOf('organizations', { $ref: '#/components/schemas/Organization' })),
      },
      post: {},
    },
    '/organizations/{id}/members': {
      get: {
        security: scopes('read:organization_members'),
        parameters: [query('from'), query('take'), query('include_fields'), query('reason', { required: true })],
        responses: {
          ...answer(
            listOf('members', { type: 'object', properties: { user_id: text, email: text, name: text, mood: text } }),
          ),
          403: { description: 'Insufficient scope; expected any of: read:organization_member_roles.' },
        },
      },
    },
    '/organizations/{id}/moods': { get: {} },
    '/organizations/{id}/invitations/{invitation_id}': { get: {} },
    '/weather': { get: {} },
  },
  components: {
    schemas: {
      Organization: organization,
      Branding: { type: 'object', properties: { logo_url: text, colors: { type: 'object' }, font: text } },
    },
  },
};

describe('How a description of the Management API differs from what the extension asks and reads', () => {
  let tenant: Tenant;
  let asked: readonly AskedRequest[];

  before(async () => {
    tenant = await startTenant({ organizations: 2, search: true });
    asked = await askedRequests(tenant);
  });
  after(() => tenant.close());

  const drift = async (...paths: readonly string[]): Promise<Drift> => {
    const some = asked.filter(({ path }) => paths.includes(path));
    return driftOf(new Description(description), some, await tenantKnowledge(tenant));
  };

  it('is told of paths, parameters, limits, scopes, fields and values', async () => {
    const { gone, changed, added } = await drift('/organizations', '/logs');
    assert.deepEqual(gone.toSorted(), [
      'GET /logs',
      'GET /organizations: scope read:organizations_summary',
      'GET /organizations: value allow of third_party_client_access',
    ]);
    assert.deepEqual(changed.toSorted(), [
      'GET /organizations: parameter include_client_association_for is deprecated',
      'GET /organizations: parameter take is at most 50, not 100',
    ]);
    assert.deepEqual(added.toSorted(), [
      'GET /organizations/{id}/moods',
      'GET /organizations: field branding.font',
      'GET /organizations: field shade',
      'GET /organizations: parameter colour',
      'GET /organizations: scope read:everything',
      'GET /organizations: value deny of third_party_client_access',
    ]);
  });

  it('is told of fields that are asked for by name, and of parameters that have to be sent', async () => {
    const path = 'GET /organizations/{id}/members';
    const { gone, changed, added } = await drift('/organizations/{}/members');
    assert.deepEqual(gone.toSorted(), [`${path}: field picture`, `${path}: field roles`, `${path}: parameter fields`]);
    assert.deepEqual(changed, [`${path}: parameter reason is required`]);
    assert.ok(added.includes(`${path}: field mood`));
  });

  it('is told of each limit of a parameter, and of each value that is sent', async () => {
    const [take, client] = ['take', 'include_client_association_for'];
    const changes = async (schemas: Readonly<Record<string, object>>, more: object = {}) => {
      const parameters = ['from', take, client].map((name) => query(name, { schema: { ...text, ...schemas[name] } }));
      const { changed } = await driftOf(
        new Description({ openapi: '3.1.0', paths: { '/organizations': { get: { parameters, ...more } } } }),
        asked.filter(({ path }) => path === '/organizations'),
        await tenantKnowledge(tenant),
      );
      return changed.map((line) => line.replace(/(?<=not |not allow )\S{20,}/, 'ID'));
    };
    const parameter = 'GET /organizations: parameter';
    assert.deepEqual(await changes({}), []);
    assert.deepEqual(await changes({ [take]: { maximum: 200 } }), [`${parameter} take is up to 200, and 100 is sent`]);
    assert.deepEqual(await changes({ [take]: { minimum: 150 } }), [`${parameter} take is at least 150, not 100`]);
    assert.deepEqual(await changes({ [take]: { enum: ['50'] } }), [`${parameter} take does not allow 100`]);
    assert.match(String(await changes({ [client]: { maxLength: 3 } })), /has at most 3 characters, not \d+$/);
    assert.deepEqual(await changes({}, { deprecated: true }), ['GET /organizations: deprecated']);
  });

  it('is told of a field that a request names and its answer does not have', async () => {
    const parameters = ['from', 'take', 'fields', 'include_fields'].map((name) => query(name));
    const members = listOf('members', { type: 'object', properties: { user_id: text, name: text, picture: text } });
    const get = { parameters, responses: answer(members) };
    const { gone } = await driftOf(
      new Description({ openapi: '3.1.0', paths: { '/organizations/{id}/members': { get } } }),
      asked.filter(({ path }) => path === '/organizations/{}/members'),
      await tenantKnowledge(tenant),
    );
    assert.ok(gone.includes('GET /organizations/{id}/members: field email, which is asked for'), gone.join('\n'));
  });

  it('begins with the requests of sections, explanations, users and scans', () => {
    const paths = new Set(asked.map((request) => request.path));
    for (const path of ['/organizations/{}/groups/{}/roles', '/tenants/settings', '/users', '/clients', '/logs/{}']) {
      assert.ok(paths.has(path), path);
    }
    const scanned = asked.flatMap(({ query: sent }) => sent.map(([name]) => name));
    assert.ok(scanned.includes('include_client_association_for'));
  });
});

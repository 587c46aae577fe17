import assert from 'node:assert/strict';
import { pathOf, type Refusals, sectionEndpoints } from '../../sectionEndpoints.ts';
import { controlTenant } from '../control.ts';
import { readScopes } from '../scopes.ts';
import { type Feature, type FeatureState, startTenant, type Tenant } from '../server.ts';

interface Endpoint extends Refusals {
  /** With {id} in place of the ID of the organization. */
  readonly path: string;
}

/** Those of sections, and others. */
const endpoints: readonly Endpoint[] = [
  ...Object.values(sectionEndpoints).flatMap(({ refusals, ...endpoint }) =>
    refusals ? [{ path: pathOf(endpoint).replace('ORG', '{id}'), ...refusals }] : [],
  ),
  {
    path: '/organizations/{id}/members/samlp%7Cacme%7Cjane%40acme.example/roles',
    scopes: ['read:organization_member_roles'],
    missing: 'The organization does not exist.',
  },
  {
    path: '/organizations/{id}/members/samlp%7Cacme%7Cjane%40acme.example/effective-roles',
    scopes: ['read:organization_member_effective_roles'],
    missing: 'Organization not found.',
    feature: 'effectiveRoles',
  },
  {
    path: '/organizations/{id}/enabled_connections',
    scopes: ['read:organization_connections'],
    missing: 'The organization does not exist.',
  },
  {
    path: '/organizations/{id}/enabled_connections/con_0000000000000000',
    scopes: ['read:organization_connections'],
    missing: 'The organization does not exist.',
  },
  {
    path: '/organizations/{id}/invitations/uinv_0000000000000000',
    scopes: ['read:organization_invitations'],
    missing: 'No organization found by that id.',
  },
  {
    path: '/organizations/{id}/discovery-domains/ord_none',
    scopes: ['read:organization_discovery_domains'],
    missing: 'Organization not found.',
    feature: 'discoveryDomains',
  },
  {
    path: '/organizations/{id}/groups/grp_none/roles',
    scopes: ['read:organization_group_roles'],
    missing: 'Organization not found.',
    feature: 'groups',
  },
  {
    path: '/organizations/{id}/roles/rol_none/members',
    scopes: ['read:roles', 'read:organization_members'],
    missing: 'Organization not found.',
    feature: 'organizationRoles',
  },
  {
    path: '/organizations/{id}/roles/rol_none/groups',
    scopes: ['read:roles', 'read:organization_groups'],
    missing: 'Organization not found.',
    feature: 'organizationRoles',
  },
  {
    path: '/users/auth0%7Cnobody/organizations',
    scopes: ['read:users', 'read:organizations'],
    missing: 'The user does not exist.',
  },
  {
    path: '/client-grants/cgr_none/organizations',
    scopes: ['read:organization_client_grants'],
    missing: 'The grant does not exist.',
    feature: 'clientGrants',
  },
];

describe('local tenant: refusals inside an organization', () => {
  let tenant: Tenant;
  let token: string;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 2 });
    token = await tenant.mintToken();
  });
  afterEach(() => tenant.close());

  async function ask(path: string, accessToken = token): Promise<{ readonly status: number; readonly body: unknown }> {
    const headers = { authorization: `Bearer ${accessToken}` };
    const response = await fetch(`${tenant.url}/api/v2${path}`, { headers });
    return { status: response.status, body: await response.json() };
  }

  function existing(path: string): string {
    return path.replace('{id}', tenant.organizations[1]?.id ?? '');
  }

  function notFound(message: string, more: object = {}): unknown {
    return { status: 404, body: { statusCode: 404, error: 'Not Found', message, ...more } };
  }

  for (const { path, scopes, missing, refusal } of endpoints) {
    it(`ask for scopes at ${path}`, async () => {
      const scope = readScopes.filter((name) => !scopes.includes(name)).join(' ');
      const message = refusal ?? `Insufficient scope, expected any of: ${scopes.join(', ')}`;
      assert.deepEqual(await ask(existing(path), await tenant.mintToken({ scope })), {
        status: 403,
        body: { statusCode: 403, error: 'Forbidden', message, errorCode: 'insufficient_scope' },
      });
      assert.notEqual((await ask(existing(path))).status, 403);
    });

    it(`tell what is missing at ${path}`, async () => {
      const errorCode = path.startsWith('/users') ? { errorCode: 'inexistent_user' } : {};
      assert.deepEqual(await ask(path.replace('{id}', 'org_0000000000000000')), notFound(missing, errorCode));
    });

    it(`refuse unknown parameters at ${path}`, async () => {
      const { status, body } = await ask(`${existing(path)}?q=acme`);
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /Additional properties not allowed: q/);
    });
  }

  it('name the user, connection, invitation, domain, group or role that is missing', async () => {
    const at = (rest: string) => ask(existing(`/organizations/{id}/${rest}`));
    const user = notFound('The user does not exist.', { errorCode: 'inexistent_user' });
    assert.deepEqual(await at('members/auth0%7Cnobody/roles'), user);
    assert.deepEqual(await at('members/auth0%7C000000000000000000000063/effective-roles'), user);
    assert.deepEqual(await at('enabled_connections/con_0'), notFound('No connection found by that id'));
    assert.deepEqual(
      await at('invitations/uinv_0'),
      notFound('The invitation does not exist.', { errorCode: 'inexistent_invitation' }),
    );
    assert.deepEqual(await at('discovery-domains/ord_0'), notFound('No organization domain found by that id'));
    assert.deepEqual(await at('groups/grp_0/roles'), notFound('Group not found.'));
    assert.deepEqual(await at('roles/rol_0/members'), notFound('The role does not exist.'));
    assert.deepEqual(await at('roles/rol_0/groups'), notFound('The role does not exist.'));
  });

  it('tell of a template that is not assigned, to whoever has one of two scopes', async () => {
    const path = `/organizations/${tenant.organizations[0]?.id}/organization-templates`;
    const message = 'No template is explicitly assigned to the organization, or the organization does not exist.';
    for (const scope of ['read:organization_templates', 'read:organizations']) {
      assert.deepEqual(await ask(path, await tenant.mintToken({ scope })), notFound(message));
    }
  });

  it('take organization IDs of at most 50 characters', async () => {
    assert.deepEqual(await ask(`/organizations/${'a'.repeat(51)}/members`), {
      status: 400,
      body: {
        statusCode: 400,
        error: 'Bad Request',
        message:
          "Path validation error: 'String is too long (51 chars), maximum 50' on property id (Organization identifier).",
        errorCode: 'invalid_uri',
      },
    });
    assert.equal((await ask(`/organizations/${'a'.repeat(50)}/members`)).status, 404);
  });

  const refusals: readonly { readonly state: FeatureState; readonly status: number; readonly text: RegExp }[] = [
    {
      state: 'insufficient_entitlement',
      status: 403,
      text: /Please upgrade your subscription to use .*"insufficient_entitlement"/,
    },
    { state: 'insufficient_scope', status: 403, text: /Please upgrade your subscription.*"insufficient_scope"/ },
    { state: 'badRequest', status: 400, text: /"errorCode":"invalid_uri"/ },
    { state: 'feature_not_enabled', status: 403, text: /"errorCode":"feature_not_enabled"/ },
    { state: 'notFound', status: 404, text: /^{"statusCode":404,"error":"Not Found","message":"Not Found"}$/ },
    { state: 'notImplemented', status: 501, text: /"statusCode":501,"error":"Not Implemented"/ },
  ];
  for (const { state, status, text } of refusals) {
    it(`call a missing feature ${state}`, async () => {
      const remote = controlTenant(tenant.url);
      for (const { path, feature } of endpoints) {
        const before = await ask(existing(path));
        if (!feature) continue;
        await remote.setFeature(feature, state);
        const refused = await ask(existing(path));
        assert.equal(refused.status, status, path);
        assert.match(JSON.stringify(refused.body), text);
        await remote.setFeature(feature, 'on');
        assert.deepEqual(await ask(existing(path)), before);
      }
    });
  }

  it('may come from the start with a missing feature', async () => {
    const poor = await startTenant({ organizations: 1, features: { groups: false, clients: true } });
    try {
      const headers = { authorization: `Bearer ${await poor.mintToken()}` };
      const status = async (list: string) => {
        const { id = '' } = poor.organizations[0] ?? {};
        return (await fetch(`${poor.url}/api/v2/organizations/${id}/${list}`, { headers })).status;
      };
      assert.deepEqual([await status('groups'), await status('clients')], [403, 200]);
    } finally {
      await poor.close();
    }
  });

  it('let a test know of a feature that there is not', async () => {
    const feature = 'flying' as Feature;
    await assert.rejects(controlTenant(tenant.url).setFeature(feature, 'on'), /No feature flying/);
  });

  it('follow the limits of each endpoint', async () => {
    const limited = await startTenant({ organizations: 2, plan: 'essentials', now: () => 1_800_000_000_000 });
    try {
      const headers = { authorization: `Bearer ${await limited.mintToken()}` };
      const { id = '' } = limited.organizations[1] ?? {};
      const list = async (name: string) => fetch(`${limited.url}/api/v2/organizations/${id}/${name}`, { headers });
      const statuses = [];
      for (let count = 0; count < 6; count += 1) {
        statuses.push((await list('enabled_connections')).status);
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
      const members = await list('members');
      assert.deepEqual([members.status, members.headers.get('x-ratelimit-limit')], [200, '20']);
      assert.equal((await list('groups')).headers.get('x-ratelimit-limit'), '10');
    } finally {
      await limited.close();
    }
  });
});

import assert from 'node:assert/strict';
import { parseDomain } from '../../../src/api/tenantDomain.ts';
import { clientIdPlaceholder, createApplicationCommands, readCliConfiguration } from '../../../src/connect/auth0Cli.ts';

const tenantsOf = (tenants: unknown) => readCliConfiguration(JSON.stringify({ tenants }));

describe('configuration of the Auth0 CLI', () => {
  it('gives the tenants in their order, with the tokens that are in it', () => {
    const text = JSON.stringify({
      install_id: '3998b053-dd7f-4bfe-bb10-c4f3a96a0180',
      default_tenant: 'acme.eu.auth0.com',
      tenants: {
        'harbor.us.auth0.com': {
          name: 'harbor',
          domain: 'harbor.us.auth0.com',
          access_token: 'eyJhbGciOi.eyJpc3MiOi.c2ln',
          scopes: ['read:organizations'],
          expires_at: '2026-09-20T12:00:00.123456789+02:00',
          client_id: '',
        },
        'acme.eu.auth0.com': { name: 'acme', domain: 'acme.eu.auth0.com', expires_at: '2026-09-20T10:00:01Z' },
      },
    });
    assert.deepEqual(readCliConfiguration(text), [
      { domain: 'harbor.us.auth0.com', accessToken: 'eyJhbGciOi.eyJpc3MiOi.c2ln', expiresAt: 1789898400 },
      { domain: 'acme.eu.auth0.com', expiresAt: 1789898401 },
    ]);
  });

  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"tenants":null}',
    '{"tenants":[]}',
    '{"tenants":"x"}',
    '\u0000',
    '['.repeat(100_000),
  ]) {
    it(`gives no tenants for ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.deepEqual(readCliConfiguration(text), []);
    });
  }

  for (const domain of ['evilauth0.com', 'acme.auth0.com@evil.example', 'аcme.auth0.com', '', 'acme']) {
    it(`leaves out the domain ${JSON.stringify(domain)} and keeps the others`, () => {
      const tenants = tenantsOf({ [domain]: { domain }, 'acme.auth0.com': { domain: 'acme.auth0.com' } });
      assert.deepEqual(tenants, [{ domain: 'acme.auth0.com' }]);
    });
  }

  for (const entry of [null, {}, 'x', 7, { domain: 7 }, { access_token: '' }, { access_token: {} }]) {
    it(`knows the domain alone of ${JSON.stringify(entry)}`, () => {
      assert.deepEqual(tenantsOf({ 'acme.auth0.com': entry }), [{ domain: 'acme.auth0.com' }]);
    });
  }

  for (const expiry of ['0001-01-01T00:00:00Z', 'soon', '', 1789898400, null]) {
    it(`knows no time of expiry from ${JSON.stringify(expiry)}`, () => {
      assert.deepEqual(tenantsOf({ 'acme.auth0.com': { expires_at: expiry } }), [{ domain: 'acme.auth0.com' }]);
    });
  }
});

describe('commands of the Auth0 CLI', () => {
  it('make an application of the tenant that can only read', () => {
    const [login, application, grant, ...more] = createApplicationCommands('acme.eu.auth0.com').split('\n');
    assert.equal(login, 'auth0 login --scopes create:client_grants');
    assert.match(
      application ?? '',
      /^auth0 apps create --tenant acme\.eu\.auth0\.com .*--type m2m .*--reveal-secrets$/,
    );
    const [, body = '', rest] = /^echo '([^']*)' \| (.*)$/.exec(grant ?? '') ?? [];
    assert.equal(rest, 'auth0 api post client-grants --tenant acme.eu.auth0.com');
    assert.deepEqual(JSON.parse(body), {
      client_id: clientIdPlaceholder,
      audience: 'https://acme.eu.auth0.com/api/v2/',
      scope: [
        'read:organizations',
        'read:organization_members',
        'read:organization_member_roles',
        'read:organization_connections',
        'read:organization_client_grants',
        'read:organization_invitations',
        'read:organization_discovery_domains',
        'read:roles',
      ],
    });
    assert.deepEqual(more, []);
  });

  for (const injected of [
    'acme.auth0.com; rm -rf /',
    'acme.auth0.com$(id)',
    'acme.auth0.com`id`',
    "acme.auth0.com'",
    'acme.auth0.com"',
    'acme.auth0.com|id',
    'acme.auth0.com&id',
    'acme.auth0.com\nid',
    'acme.auth0.com>x',
    '--tenant.auth0.com',
    'acme.auth0.com\\',
    '$HOME.auth0.com',
    '~.auth0.com',
    '*.auth0.com',
    '!!.auth0.com',
    '%PATH%.auth0.com',
  ]) {
    it(`are never made for ${JSON.stringify(injected)}`, () => {
      assert.ok('problem' in parseDomain(injected));
    });
  }

  for (const typed of ['acme.eu.auth0.com', 'https://ACME.auth0.com/api/v2/', 'login.acme.com', '127.0.0.1:4001']) {
    it(`hold nothing but letters, digits, dots, hyphens and a port for ${typed}`, () => {
      const parsed = parseDomain(typed);
      assert.ok('domain' in parsed);
      assert.match(parsed.domain, /^[a-z0-9][a-z0-9.:-]*$/);
      assert.ok(createApplicationCommands(parsed.domain).includes(`--tenant ${parsed.domain} `));
    });
  }
});

import assert from 'node:assert/strict';
import { useTenant } from '../askTenant.ts';
import type { Client, EnabledConnection, TenantConnection } from '../contents/model.ts';
import { readScopes } from '../scopes.ts';

type Fields = Readonly<Record<string, unknown>>;
interface ConnectionPage {
  readonly connections: readonly TenantConnection[];
  readonly next?: string;
}

/** All that decides about a login to an organization. */
const accessFields =
  'client_id,name,app_type,is_first_party,grant_types,initiate_login_uri,organization_usage,organization_require_behavior,organization_discovery_methods,default_organization,third_party_security_mode';

describe('local tenant: applications, connections and settings', () => {
  const { tenant, ask, read } = useTenant({ organizations: 300 });
  let clients: readonly Client[];
  beforeEach(async () => {
    clients = await read<readonly Client[]>('/clients');
  });

  const client = (place: number) => `/clients/${clients[place]?.client_id ?? '-'}`;
  const connections = async (query = '', place = 0) =>
    (await read<ConnectionPage>(`${client(place)}/connections?${query}`)).connections;
  const withScopes = async (path: string, ...scopes: readonly string[]) =>
    ask(path, await tenant().mintToken({ scope: scopes.join(' ') }));
  const notFound = (message: string, more = {}) => ({
    status: 404,
    body: { statusCode: 404, error: 'Not Found', message, ...more },
  });
  const forbidden = (message: string) => ({
    status: 403,
    body: { statusCode: 403, error: 'Forbidden', message, errorCode: 'insufficient_scope' },
  });
  const refusal = async (path: string) => {
    const { status, body } = await ask(path);
    assert.equal(status, 400, path);
    return String((body as Fields)['message']);
  };

  it('lists the applications of the tenant, by offset and by checkpoint', async () => {
    assert.equal(clients.length, 5);
    assert.deepEqual(await read('/clients?include_totals=true&per_page=3&page=1'), {
      clients: clients.slice(3),
      start: 3,
      limit: 3,
      total: 5,
    });
    const { next, ...first } = await read<{ readonly next: string }>('/clients?take=3');
    assert.deepEqual(first, { clients: clients.slice(0, 3) });
    assert.deepEqual(await read(`/clients?take=3&from=${next}`), { clients: clients.slice(3) });
    assert.deepEqual(await read('/clients?app_type=spa,native'), clients.slice(0, 2));
    assert.deepEqual(await read('/clients?is_first_party=false'), clients.slice(3, 4));
    assert.deepEqual(await read('/clients?per_page=0'), []);
  });

  it('lists the application that stands for all of them, unless it is left out', async () => {
    const [all] = await read<readonly Client[]>('/clients?is_global=true');
    assert.deepEqual([all?.name, all?.global], ['All Applications', true]);
    assert.deepEqual(await read('/clients?is_global=false'), clients.slice(0, 4));
  });

  it('shows the fields of an application that are asked for, and its tenant uninvited', async () => {
    const fields = 'fields=client_id,organization_usage,organization_require_behavior';
    assert.deepEqual(await read(`${client(0)}?${fields}`), {
      tenant: 'local',
      client_id: clients[0]?.client_id,
      organization_usage: 'require',
      organization_require_behavior: 'pre_login_prompt',
    });
    assert.ok(!('name' in (await read<Fields>(`${client(0)}?fields=name&include_fields=false`))));
    assert.deepEqual(
      await ask('/clients/none'),
      notFound('The client does not exist', { errorCode: 'inexistent_client' }),
    );
  });

  it('has all fields of an application that decide about organizations, never set or set', async () => {
    const [portal, , exporting, partner] = await Promise.all(
      [0, 1, 2, 3].map((place) => read<Client>(`${client(place)}?fields=${accessFields}&include_fields=true`)),
    );
    assert.deepEqual(portal?.organization_discovery_methods, ['email', 'organization_name']);
    assert.deepEqual(exporting?.default_organization, {
      organization_id: tenant().organizations[0]?.id,
      flows: ['client_credentials'],
    });
    assert.equal(partner?.third_party_security_mode, 'strict');
    assert.equal(partner.organization_usage, undefined);
  });

  it('finds applications by the organizations of their grants', async () => {
    const find = async (q: string) => {
      const path = `/clients?q=${encodeURIComponent(q)}&take=50&fields=client_id&include_fields=true`;
      return (await read<{ readonly clients: readonly Client[] }>(path)).clients.map(({ client_id: id }) => id);
    };
    const { id = '' } = tenant().organizations[1] ?? {};
    const grants = await read<readonly { readonly client_id: string }[]>(`/organizations/${id}/client-grants`);
    assert.deepEqual(
      new Set(await find(`client_grant.organization_id:${id}`)),
      new Set(grants.map(({ client_id: clientId }) => clientId)),
    );
    assert.deepEqual(await find('client_grant.organization_id:org_0000000000000000'), []);
    assert.deepEqual(await find('client_grant.allow_any_organization:true'), [clients[3]?.client_id]);
  });

  it('takes no other question of applications, none beside a filter and none without checkpoints', async () => {
    const q = 'q=client_grant.allow_any_organization:true';
    for (const [query, cause] of [
      ['q=name:Portal&take=50', /Unsupported query: name:Portal' on property q/],
      ['q=&take=50', /Unsupported query/],
      [q, /Requires the from and take paging parameters/],
      [`${q}&per_page=50&page=0`, /Requires the from and take paging parameters/],
      [`${q}&take=50&is_global=false`, /Cannot be used in combination with other filters/],
      [`${q}&take=50&external_client_id=x`, /Cannot be used in combination with other filters/],
    ] as const) {
      assert.match(await refusal(`/clients?${query}`), cause);
    }
  });

  it('finds the application that registered itself by the address of its metadata', async () => {
    const path = '/clients?external_client_id=';
    assert.deepEqual(await read(`${path}${encodeURIComponent('https://partner.example/client.json')}`), [clients[3]]);
    assert.deepEqual(await read(`${path}https://other.example`), []);
    assert.match(await refusal(path), /String is too short \(0 chars\), minimum 1' on property external_client_id/);
    assert.match(await refusal(`${path}${'x'.repeat(121)}`), /String is too long \(121 chars\), maximum 120/);
  });

  it('shows the options of connections to their own scope alone', async () => {
    const scopes = ['read:connections', 'read:clients'];
    const [first] = await connections();
    for (const [path, pick] of [
      [`${client(0)}/connections`, (body: unknown) => (body as ConnectionPage).connections[0]],
      [`/connections/${first?.id}`, (body: unknown) => body],
    ] as const) {
      const { body } = await withScopes(path, ...scopes, 'read:connections_options');
      assert.ok('options' in (pick(body) as Fields), path);
      assert.ok(!('options' in (pick(await read(path)) as Fields)), path);
    }
  });

  it('refuses parameters and fields of applications that it does not know', async () => {
    for (const path of ['/clients', client(0)]) {
      for (const fields of ['cross_origin_authentication', 'name,%20client_id', 'name,', '', 'names', 'is_global']) {
        assert.match(await refusal(`${path}?fields=${fields}`), /String does not match pattern.*property fields/);
      }
      assert.match(await refusal(`${path}?include_fields=1`), /Expected type boolean/);
      assert.match(await refusal(`${path}?sort=name:1`), /Additional properties not allowed: sort/);
    }
    assert.match(await refusal('/clients?app_type=web'), /String does not match pattern.*property app_type/);
    assert.match(await refusal('/clients?take=101'), /Value 101 is greater than maximum 100/);
    assert.match(await refusal('/clients?per_page=101'), /Value 101 is greater than maximum 100/);
  });

  it('shows no more of an application than the scopes open', async () => {
    const { body } = await withScopes('/clients', 'read:client_summary');
    assert.deepEqual(Object.keys((body as readonly Fields[])[0] ?? {}), ['tenant', 'client_id', 'name', 'app_type']);
    const closed = 'Some fields cannot be read with the permissions granted by the bearer token scopes.';
    for (const [fields, scope, status] of [
      ['client_id,name,app_type,description', 'read:client_summary', 200],
      ['organization_usage', 'read:client_summary', 403],
      ['organization_usage', 'read:client_credentials', 403],
      ['organization_usage', 'read:client_keys', 200],
      ['third_party_security_mode', 'read:client_keys', 403],
      [accessFields, 'read:clients', 200],
      ['client_secret', 'read:clients', 403],
      ['client_secret', 'read:client_credentials', 200],
    ] as const) {
      const answer = await withScopes(`${client(0)}?fields=${fields}`, scope);
      assert.equal(answer.status, status, `${fields} ${scope}`);
      if (status === 403) assert.equal((answer.body as Fields)['message'], closed);
    }
    assert.ok(!('client_secret' in (await read<Fields>(client(0)))));
    assert.ok('client_secret' in ((await withScopes(client(0), 'read:client_keys')).body as Fields));
    const insufficient =
      'Insufficient scope; expected any of: read:clients, read:client_keys, read:client_credentials, read:client_summary.';
    assert.deepEqual(await withScopes('/clients', 'read:organizations', 'read:connections'), forbidden(insufficient));
  });

  it('has the connections of an application, by checkpoints, without a next on the last page', async () => {
    const first = await read<ConnectionPage>(`${client(0)}/connections?take=100`);
    const second = await read<ConnectionPage>(`${client(0)}/connections?take=100&from=${first.next}`);
    assert.deepEqual([first.connections.length, second.next], [100, undefined]);
    const all = [...first.connections, ...second.connections];
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.deepEqual((await connections()).length, 50);
    assert.deepEqual(await read(`${client(2)}/connections?take=100`), { connections: [] });
    assert.deepEqual(await ask('/clients/none/connections'), notFound('Client does not exist.'));
  });

  it('has among the connections of an application those of an organization that it signs in to', async () => {
    const ids = new Set((await connections('take=100')).map(({ id }) => id));
    const { id } = tenant().organizations[1] ?? {};
    for (const { connection_id: enabled } of await read<readonly EnabledConnection[]>(
      `/organizations/${id}/enabled_connections`,
    )) {
      assert.ok(ids.has(enabled), enabled);
    }
    // A third-party application has those of the domain alone.
    assert.deepEqual(
      (await connections('', 3)).map(({ name, is_domain_connection: isOfDomain }) => [name, isOfDomain]),
      [['Username-Password-Authentication', true]],
    );
  });

  it('finds the connections of an application by strategies, with the fields that are asked for', async () => {
    const found = await connections('strategy=waad&strategy=okta&fields=name,strategy,id&include_fields=true');
    assert.deepEqual(
      found.map((connection) => [connection.name, connection.strategy, Object.keys(connection).sort().join()]),
      [
        ['acme-entra-id', 'waad', 'id,name,strategy'],
        ['acme-okta', 'okta', 'id,name,strategy'],
      ],
    );
    assert.ok((await connections('fields=name&include_fields=false')).every((connection) => !('name' in connection)));
  });

  it('refuses parameters and fields of the connections of an application that it does not know', async () => {
    const path = `${client(0)}/connections`;
    for (const fields of ['is_domain_connection', 'realms', 'enabled_clients', 'id,%20name', '']) {
      assert.match(await refusal(`${path}?fields=${fields}`), /String does not match pattern.*property fields/);
    }
    assert.match(await refusal(`${path}?strategy=saml`), /No enum match for: saml' on property strategy/);
    assert.match(await refusal(`${path}?take=101`), /Value 101 is greater than maximum 100/);
    assert.match(await refusal(`${path}?take=0`), /Value 0 is less than minimum 1/);
    assert.match(await refusal(`${path}?from=none`), /Invalid or expired checkpoint/);
    assert.match(await refusal(`${path}?from=${'a'.repeat(1001)}`), /String is too long \(1001 chars\), maximum 1000/);
    for (const unknown of ['page=0', 'per_page=50', 'include_totals=true', 'q=x']) {
      assert.match(await refusal(`${path}?${unknown}`), /Additional properties not allowed/);
    }
  });

  it('asks for two scopes at the connections of an application', async () => {
    const path = `${client(0)}/connections`;
    const message = 'Insufficient scope; expected: read:connections and any of: read:clients or read:client_summary.';
    for (const scopes of [['read:connections'], ['read:clients'], ['read:connections', 'read:client_keys']]) {
      assert.deepEqual(await withScopes(path, ...scopes), forbidden(message), scopes.join());
    }
    for (const scope of ['read:clients', 'read:client_summary']) {
      assert.equal((await withScopes(path, 'read:connections', scope)).status, 200);
    }
  });

  it('lists the connections of the tenant and its organizations, by page or by checkpoint, with the fields asked for', async () => {
    const fields = 'fields=id,name,strategy&include_fields=true';
    const first = await read<ConnectionPage>(`/connections?${fields}&take=100`);
    const second = await read<ConnectionPage>(`/connections?${fields}&take=100&from=${first.next}`);
    assert.deepEqual(await read(`/connections?${fields}&per_page=100&page=1`), second.connections);
    const { id, name, ...more } = second.connections[0] ?? {};
    assert.deepEqual(Object.keys(more), ['strategy']);
    assert.deepEqual(await read(`/connections?${fields}&name=${name}`), [{ id, name, ...more }]);
    const okta = await read<readonly TenantConnection[]>('/connections?strategy=okta');
    assert.ok(okta.length > 0 && okta.every((one) => one.strategy === 'okta' && !('options' in one)));
    assert.deepEqual(
      await withScopes('/connections', 'read:clients'),
      forbidden('Insufficient scope, expected any of: read:connections'),
    );
  });

  it('finds each connection, of the tenant or of an organization', async () => {
    const { id } = tenant().organizations[299] ?? {};
    const enabled = await read<readonly EnabledConnection[]>(`/organizations/${id}/enabled_connections`);
    for (const { connection_id: connectionId, connection } of enabled) {
      const found = await read<TenantConnection>(`/connections/${connectionId}?fields=id,name,strategy`);
      assert.deepEqual(found, { id: connectionId, ...connection });
    }
    assert.deepEqual(
      await ask('/connections/con_0000000000000000'),
      notFound('The connection does not exist', { errorCode: 'inexistent_connection' }),
    );
    const path = `/connections/${enabled[0]?.connection_id}`;
    assert.equal((await ask(`${path}?fields=id,enabled_clients`)).status, 200);
    assert.match(await refusal(`${path}?fields=is_domain_connection`), /String does not match pattern/);
    assert.match(await refusal(`${path}?take=1`), /Additional properties not allowed: take/);
    assert.deepEqual(
      await withScopes(path, ...readScopes.filter((scope) => scope !== 'read:connections')),
      forbidden('Insufficient scope, expected any of: read:connections'),
    );
  });

  it('reads the settings that are asked for', async () => {
    const path = '/tenants/settings';
    const fields = 'allow_organization_name_in_authentication_api,default_redirection_uri';
    assert.deepEqual(await read(`${path}?fields=${fields}&include_fields=true`), {
      allow_organization_name_in_authentication_api: false,
    });
    assert.deepEqual(Object.keys(await read<Fields>(`${path}?fields=${fields}&include_fields=false`)), [
      'friendly_name',
      'default_directory',
    ]);
    for (const refused of ['allow_organization_name', `${fields},`, 'flags,%20mtls', '', 'sandbox_version']) {
      assert.match(await refusal(`${path}?fields=${refused}`), /String does not match pattern/);
    }
    assert.match(await refusal(`${path}?per_page=1`), /Additional properties not allowed: per_page/);
    assert.deepEqual(
      await withScopes(path, ...readScopes.filter((scope) => scope !== 'read:tenant_settings')),
      forbidden('Insufficient scope; expected any of: read:tenant_settings.'),
    );
  });
});

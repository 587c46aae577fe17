import assert from 'node:assert/strict';
import { useTenant } from '../askTenant.ts';
import type { ClientGrant, Group, OrganizationClient, OrganizationConnection, Role } from '../contents/model.ts';
import type { Organization } from '../server.ts';

type Fields = Readonly<Record<string, unknown>>;

describe('local tenant: what applications and organizations have to do with each other', () => {
  const { tenant, ask, read, organization } = useTenant({ organizations: 5 });
  const notFound = (message: string, more = {}) => ({
    status: 404,
    body: { statusCode: 404, error: 'Not Found', message, ...more },
  });

  it('has one application of an organization, and cuts a page that is too long', async () => {
    const path = `${organization(1)}/clients`;
    const { clients } = await read<{ readonly clients: readonly OrganizationClient[] }>(`${path}?take=1000`);
    assert.deepEqual(await read(`${path}/${clients[0]?.client_id}`), clients[0]);
    assert.deepEqual(await ask(`${path}/none`), notFound('Client not found.'));
    assert.deepEqual(await ask('/organizations/org_none/clients/none'), notFound('Organization not found.'));
  });

  it('says in a list which organizations have an application, where that is asked for', async () => {
    const [client] = (await read<{ readonly clients: readonly OrganizationClient[] }>(`${organization(1)}/clients`))
      .clients;
    const path = `/organizations?take=5&include_client_association_for=${client?.client_id}`;
    const { organizations } = await read<{ readonly organizations: readonly (Organization & { client?: unknown })[] }>(
      path,
    );
    assert.deepEqual(organizations[1]?.client, { use_for_member_access: true });
    assert.ok(organizations[2] && !('client' in organizations[2]));
  });

  it('refuses to name the application without the feature, as a parameter that it does not know if it has never heard of it', async () => {
    const path = '/organizations?take=5&include_client_association_for=any';
    await tenant().setFeature('clientAssociations', 'insufficient_entitlement');
    const refused = await ask(path);
    await tenant().setFeature('clientAssociations', 'notFound');
    const unknown = await ask(path);
    assert.equal((await ask('/organizations?take=5')).status, 200);
    await tenant().setFeature('clientAssociations', 'on');
    assert.equal(refused.status, 403);
    assert.equal((refused.body as Fields)['errorCode'], 'insufficient_entitlement');
    assert.deepEqual(unknown, {
      status: 400,
      body: {
        statusCode: 400,
        error: 'Bad Request',
        message: "Query validation error: 'Additional properties not allowed: include_client_association_for'.",
        errorCode: 'invalid_query_string',
      },
    });
  });

  it('finds the grants of an organization by their IDs, at most ten at once', async () => {
    const path = `${organization(1)}/client-grants`;
    const grants = await read<readonly ClientGrant[]>(path);
    const [first, , third] = grants;
    const ids = (...wanted: readonly (string | undefined)[]) => wanted.map((id) => `grant_ids=${id}`).join('&');
    assert.deepEqual(await read(`${path}?${ids(third?.id, first?.id)}`), [first, third]);
    assert.equal((await ask(`${path}?${ids(...Array.from({ length: 11 }, String))}`)).status, 400);
  });

  it('has the connections of an organization, with those of the tenant that are not enabled', async () => {
    const path = `${organization(2)}/connections`;
    const connections = await read<readonly OrganizationConnection[]>(path);
    assert.deepEqual(
      connections.map(({ is_enabled: is, organization_access_level: level }) => [is, level]),
      [
        [false, 'none'],
        [false, 'none'],
      ],
    );
    assert.deepEqual(await read(`${path}?is_enabled=true&include_totals=true`), {
      connections: [],
      start: 0,
      limit: 50,
      total: 0,
    });
    assert.deepEqual(await read(`${path}/${connections[0]?.connection_id}`), connections[0]);
    assert.deepEqual(await ask(`${path}/none`), notFound('No connection found by that id'));
    assert.equal((await ask(`${path}?take=5`)).status, 400);
    await tenant().setFeature('organizationConnections', 'notFound');
    assert.equal((await ask(path)).status, 404);
    await tenant().setFeature('organizationConnections', 'on');
  });

  it('finds a discovery domain by its name', async () => {
    const path = `${organization(1)}/discovery-domains`;
    const { domains } = await read<{ readonly domains: readonly { readonly domain: string }[] }>(path);
    assert.deepEqual(await read(`${path}/name/${domains[0]?.domain.toUpperCase()}`), domains[0]);
    assert.deepEqual(await ask(`${path}/name/none.example`), notFound('Organization discovery domain not found.'));
    assert.equal((await ask(`${path}/name/ab`)).status, 400);
  });

  it('says through which groups a member has a role', async () => {
    const member = `${organization(1)}/members/${encodeURIComponent('samlp|acme|jane@acme.example')}/effective-roles`;
    const { roles } = await read<{ readonly roles: readonly (Role & { readonly sources: readonly string[] })[] }>(
      member,
    );
    for (const { id, sources } of roles) {
      const { groups } = await read<{ readonly groups: readonly Group[] }>(`${member}/sources/groups?role_id=${id}`);
      assert.equal(groups.length > 0, sources.includes('groups'), id);
    }
    assert.equal((await ask(`${member}/sources/groups`)).status, 400);
    assert.deepEqual(await ask(`${member}/sources/groups?role_id=rol_none`), notFound('The role does not exist.'));
  });
});

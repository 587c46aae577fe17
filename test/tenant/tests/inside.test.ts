import assert from 'node:assert/strict';
import { pathOf, sectionEndpoints } from '../../sectionEndpoints.ts';
import { useTenant } from '../askTenant.ts';
import type { ClientGrant, EnabledConnection, Invitation } from '../contents/model.ts';
import type { DiscoveryDomain } from '../contents/domains.ts';

interface Identified {
  readonly id: string;
}

/** The lists inside an organization, by the field that holds their items. */
const lists = Object.values(sectionEndpoints).flatMap((endpoint) =>
  endpoint.field === undefined
    ? []
    : { ...endpoint, list: pathOf(endpoint).replace('/organizations/ORG/', ''), key: endpoint.field },
);
const byCheckpoints = lists.filter(({ first }) => first.includes('take='));
const byOffset = lists.filter((list) => !byCheckpoints.includes(list)).map(({ list }) => list);

describe('local tenant: inside an organization', () => {
  const { tenant, ask, read, organization } = useTenant({ organizations: 12 });

  function refusal(message: string, errorCode: string): unknown {
    return { status: 400, body: { statusCode: 400, error: 'Bad Request', message, errorCode } };
  }

  for (const list of ['enabled_connections', ...byOffset]) {
    it(`reads ${list} by offset alone`, async () => {
      const path = `${organization(1)}/${list}`;
      const all = await read<readonly unknown[]>(path);
      assert.ok(all.length > 2);
      assert.deepEqual(await read(`${path}?include_totals=false&page=1&per_page=2`), all.slice(2, 4));
      assert.deepEqual(await read(`${path}?page=9&per_page=100`), []);
      const beyond =
        'Requesting page 10 exceeds the allowed maximum of 1000 records. To fetch results beyond 1000, use the checkpoint pagination method.';
      assert.deepEqual(await ask(`${path}?page=10&per_page=100`), refusal(beyond, 'invalid_paging'));
      const unknown = "Query validation error: 'Additional properties not allowed: take'.";
      assert.deepEqual(await ask(`${path}?take=5`), refusal(unknown, 'invalid_query_string'));
      assert.deepEqual(await read(`${organization(2)}/${list}`), []);
    });
  }

  for (const { list, key } of byCheckpoints) {
    it(`reads ${list} by checkpoints alone, without a next on the last page`, async () => {
      const path = `${organization(1)}/${list}`;
      const whole = await read<Readonly<Record<string, readonly unknown[]>>>(path);
      const all = whole[key] ?? [];
      assert.deepEqual(Object.keys(whole), [key]);
      assert.ok(all.length > 2);
      const first = await read<{ readonly next: string }>(`${path}?take=2`);
      assert.deepEqual(first, { [key]: all.slice(0, 2), next: first.next });
      const rest = await read(`${path}?take=100&from=${encodeURIComponent(first.next)}`);
      assert.deepEqual(rest, { [key]: all.slice(2) });
      assert.equal((await ask(`${path}?page=0`)).status, 400);
      assert.equal((await ask(`${path}?take=5&from=none`)).status, 400);
      assert.deepEqual(await read(`${organization(2)}/${list}`), { [key]: [] });
    });
  }

  it('has connections of several strategies, and odd ones', async () => {
    const strategies = async (place: number) => {
      const connections = await read<readonly EnabledConnection[]>(`${organization(place)}/enabled_connections`);
      return connections.map(({ connection }) => connection?.strategy);
    };
    assert.deepEqual(await strategies(1), ['auth0', 'google-oauth2', 'samlp', 'waad', 'okta']);
    assert.deepEqual(await strategies(4), [undefined, undefined, 'strategy-of-the-future', 'ad']);
  });

  it('tells the number of connections and of client grants, but not of invitations', async () => {
    const page = async (list: string) => {
      return read<Readonly<Record<string, unknown>>>(`${organization(1)}/${list}?include_totals=true&per_page=3`);
    };
    const { enabled_connections: connections, ...ofConnections } = await page('enabled_connections');
    assert.ok(Array.isArray(connections));
    assert.deepEqual(ofConnections, { start: 0, limit: 3, total: 5 });
    const { client_grants: grants, ...ofGrants } = await page('client-grants');
    assert.ok(Array.isArray(grants));
    assert.deepEqual(ofGrants, { start: 0, limit: 3, total: 4 });
    const { invitations, ...ofInvitations } = await page('invitations');
    assert.ok(Array.isArray(invitations));
    assert.deepEqual(ofInvitations, { start: 0, limit: 3 });
  });

  it('finds one connection, invitation and domain', async () => {
    const [connection] = await read<readonly EnabledConnection[]>(`${organization(1)}/enabled_connections`);
    const id = connection?.connection_id ?? '';
    assert.deepEqual(await read(`${organization(1)}/enabled_connections/${id}`), connection);
    const [invitation] = await read<readonly Invitation[]>(`${organization(1)}/invitations`);
    assert.deepEqual(await read(`${organization(1)}/invitations/${invitation?.id ?? ''}`), invitation);
    const { domains } = await read<{ readonly domains: readonly Identified[] }>(`${organization(1)}/discovery-domains`);
    const [domain] = domains;
    assert.deepEqual(await read(`${organization(1)}/discovery-domains/${domain?.id ?? ''}`), domain);
    assert.equal((await ask(`${organization(1)}/discovery-domains/${domain?.id ?? ''}?take=1`)).status, 400);
  });

  it('proves each domain by a host that carries the ID of the organization', async () => {
    for (const { id } of tenant().organizations) {
      const path = `/organizations/${id}/discovery-domains`;
      const { domains } = await read<{ readonly domains: readonly DiscoveryDomain[] }>(path);
      for (const { domain, verification_host: host, verification_txt: text } of domains) {
        assert.equal(host, `_ss-verification.${id}.${domain}`);
        assert.match(text, /^[0-9a-f]{32}$/);
      }
    }
  });

  it('has invitations that expired and others, the newest first', async () => {
    const invitations = await read<readonly Invitation[]>(`${organization(1)}/invitations`);
    const now = new Date().toISOString();
    assert.equal(invitations.filter(({ expires_at: end }) => end < now).length, 2);
    const times = invitations.map(({ created_at: time }) => time);
    assert.deepEqual(times, times.toSorted().toReversed());
    const { id = '', name = '' } = tenant().organizations[1] ?? {};
    for (const { invitation_url: url, ticket_id: ticket } of invitations) {
      const query = `invitation=${ticket}&organization=${id}&organization_name=${name}`;
      assert.equal(url, `https://portal.acme.example/login?${query}`);
    }
    assert.deepEqual(await read(`${organization(1)}/invitations?sort=created_at:1`), invitations.toReversed());
    assert.equal((await ask(`${organization(1)}/invitations?sort=expires_at:1`)).status, 400);
  });

  it('sends the fields of invitations that were asked for', async () => {
    const [one] = await read<readonly object[]>(`${organization(1)}/invitations?fields=id,invitee`);
    assert.deepEqual(Object.keys(one ?? {}), ['id', 'invitee']);
    const [first] = await read<readonly Invitation[]>(`${organization(1)}/invitations`);
    const path = `${organization(1)}/invitations/${first?.id ?? ''}?fields=invitation_url&include_fields=false`;
    const { invitation_url: url, ...rest } = first ?? {};
    assert.ok(url !== undefined);
    assert.deepEqual(await read(path), rest);
  });

  it('sends of a client grant what the description of the API allows, and no more', async () => {
    for (const grant of await read<readonly ClientGrant[]>(`${organization(1)}/client-grants`)) {
      const described = ['id', 'client_id', 'audience', 'scope', 'organization_usage', 'allow_any_organization'];
      assert.deepEqual(Object.keys(grant), described);
    }
  });

  it('filters client grants by audience and by client', async () => {
    const path = `${organization(1)}/client-grants`;
    const grants = await read<readonly ClientGrant[]>(path);
    const { audience = '', client_id: client = '' } = grants[0] ?? {};
    const found = async (query: string) => read<readonly ClientGrant[]>(`${path}?${query}`);
    assert.deepEqual(
      await found(`audience=${encodeURIComponent(audience)}`),
      grants.filter((grant) => grant.audience === audience),
    );
    assert.deepEqual(
      await found(`client_id=${client}`),
      grants.filter((grant) => grant.client_id === client),
    );
    assert.equal((await found(`client_id=${client}&audience=${encodeURIComponent(audience)}`)).length, 1);
    assert.deepEqual(await found('audience=none'), []);
    assert.equal((await ask(`${path}?audience=${'a'.repeat(601)}`)).status, 400);
  });

  it('has roles for groups', async () => {
    const { groups } = await read<{ readonly groups: readonly Identified[] }>(`${organization(1)}/groups`);
    const path = `${organization(1)}/groups/${groups[0]?.id ?? ''}/roles`;
    const { roles } = await read<{ readonly roles: readonly unknown[] }>(path);
    assert.equal(roles.length, 2);
    const page = await read<{ readonly next: string }>(`${path}?take=1`);
    assert.deepEqual(page, { roles: roles.slice(0, 1), next: page.next });
    assert.deepEqual(await read(`${path}?take=1&from=${encodeURIComponent(page.next)}`), { roles: roles.slice(1) });
    assert.deepEqual(await read(`${organization(1)}/groups/${groups[2]?.id ?? ''}/roles`), { roles: [] });
  });
});

import assert from 'node:assert/strict';
import { askTenant, readTenant } from '../askTenant.ts';
import type {
  Client,
  Invitation,
  OrganizationClient,
  OrganizationConnection,
  Person,
  TenantConnection,
} from '../contents/model.ts';
import type { DiscoveryDomain } from '../contents/domains.ts';
import { stories, type StoryName, tellStories } from '../contents/stories.ts';
import type { User } from '../contents/users.ts';
import { type Organization, startTenant, type Tenant } from '../server.ts';

interface LogEvent {
  readonly log_id: string;
  readonly type: string;
  readonly date: string;
  readonly description?: string;
  readonly organization_id?: string;
  readonly organization_name?: string;
  readonly user_id?: string;
  readonly client_name: string;
  readonly connection?: string;
  readonly connection_id?: string;
}

const now = 1_800_000_000_000;
const names = Object.keys(stories) as readonly StoryName[];

describe('local tenant: support stories', () => {
  let tenant: Tenant;
  let token: string;

  before(async () => {
    tenant = await startTenant({ organizations: 0, stories: true, now: () => now });
    token = await tenant.mintToken();
  });
  after(() => tenant.close());

  const read = <T>(path: string) => readTenant<T>(tenant, token, path);

  /** All that the tenant says of a story. */
  async function told(name: StoryName) {
    const { organizationId, clientId, userId } = stories[name];
    const organization = `/organizations/${organizationId}`;
    const user = `/users/${encodeURIComponent(userId)}`;
    const logs = `/logs?q=${encodeURIComponent(`client_id:"${clientId}"`)}&sort=date:-1&per_page=100`;
    return {
      organization: await read<Organization>(organization),
      connections: await read<readonly OrganizationConnection[]>(`${organization}/connections`),
      invitations: await read<readonly Invitation[]>(`${organization}/invitations`),
      members: await read<readonly Person[]>(`${organization}/members`),
      ...(await read<{ readonly domains: readonly DiscoveryDomain[] }>(`${organization}/discovery-domains`)),
      ...(await read<{ readonly clients: readonly OrganizationClient[] }>(`${organization}/clients`)),
      client: await read<Client>(`/clients/${clientId}`),
      clientConnections: (
        await read<{ readonly connections: readonly TenantConnection[] }>(`/clients/${clientId}/connections?take=100`)
      ).connections,
      user: await read<User>(user),
      organizations: await read<readonly Organization[]>(`${user}/organizations`),
      events: await read<readonly LogEvent[]>(logs),
    };
  }

  for (const name of names) {
    it(`hold together: ${name}`, async () => {
      const { organizationId, clientId, userId, email } = stories[name];
      const story = await told(name);
      assert.match(story.organization.name, /^story(-[a-z]+)+$/);
      assert.equal((await read<Organization>(`/organizations/name/${story.organization.name}`)).id, organizationId);
      assert.deepEqual(await read(`/users-by-email?email=${encodeURIComponent(email)}`), [story.user]);
      assert.deepEqual([story.user.user_id, story.user.email, email], [userId, email, email.toLowerCase()]);
      assert.deepEqual(
        story.organizations.map(({ id }) => id),
        story.members.map(() => organizationId),
      );
      assert.ok(story.members.every((member) => member.user_id === userId && !('identities' in member)));

      const known = new Map(story.connections.map((each) => [each.connection_id, each.connection]));
      const [identity] = story.user.identities;
      assert.ok(identity && userId.startsWith(`${identity.provider}|`) && userId.endsWith(identity.user_id));
      const connections = [...known.values()];
      assert.ok(connections.some((each) => each?.name === identity.connection && each.strategy === identity.provider));
      const named = new Set(story.clientConnections.map((each) => each.name));
      assert.ok(named.size > 0 && named.size === story.clientConnections.length);
      for (const connection of story.clientConnections) {
        const { is_domain_connection: _, ...fields } = connection;
        assert.deepEqual(
          await read(`/connections/${connection.id}?fields=${Object.keys(fields).join().replace(',realms', '')}`),
          {
            id: connection.id,
            name: connection.name,
            strategy: connection.strategy,
          },
        );
      }

      for (const { organization_id: id, client_id: client, created_at: from, expires_at: to } of story.invitations) {
        assert.deepEqual([id, client], [organizationId, clientId]);
        assert.ok(Date.parse(from) < now && Date.parse(from) < Date.parse(to));
      }
      assert.ok(
        story.clients.every(({ client_id: id, client }) => id === clientId && client.name === story.client.name),
      );
      assert.ok(story.events.length > 0);
      for (const event of story.events) {
        const age = now - Date.parse(event.date);
        assert.ok(age > 0 && age < 5 * 86_400_000, String(age));
        assert.equal(event.client_name, story.client.name);
        assert.ok([userId, undefined].includes(event.user_id));
        assert.ok([organizationId, undefined].includes(event.organization_id));
        assert.equal(event.organization_name, event.organization_id && story.organization.name);
        assert.equal(event.connection, event.connection_id && known.get(event.connection_id)?.name);
      }
    });
  }

  /** What may keep the user of a story from logging in, as the tenant has it, and the types of the events. */
  async function trouble(name: StoryName): Promise<readonly string[]> {
    const { organization, connections, invitations, members, domains, clients, client, user, events } =
      await told(name);
    const { organization_usage: usage, organization_require_behavior: behavior } = client;
    const enabled = connections.filter(({ is_enabled: is }) => is);
    const own = enabled.find(({ connection }) => connection?.name === user.identities[0]?.connection);
    const isIn = members.length > 0;
    const [invitation] = invitations;
    return [
      ...(usage === undefined ? ['usage absent'] : usage === 'deny' ? ['usage deny'] : []),
      ...(usage === 'require' && behavior === 'no_prompt' ? ['organization required'] : []),
      ...(client.is_first_party ? [] : [`third-party ${organization.third_party_client_access}`]),
      ...(organization.is_app_entitlement_active && clients.length === 0 ? ['not associated'] : []),
      ...(enabled.length === 0 ? ['no connection'] : own ? [] : ['account not enabled']),
      ...(enabled.length > 0 && enabled.every(({ show_as_button: shown }) => !shown) ? ['hidden'] : []),
      ...(isIn || own?.assign_membership_on_login ? [] : ['no member']),
      ...(invitation ? [Date.parse(invitation.expires_at) < now ? 'invitation expired' : 'invitation pending'] : []),
      ...(invitation && own?.is_signup_enabled === false ? ['sign-up off'] : []),
      ...(invitation && client.initiate_login_uri === undefined ? ['no login route'] : []),
      ...domains.map(({ status }) => `domain ${status}`),
      ...(user.blocked ? ['blocked'] : []),
      ...new Set(events.map(({ type, organization_id: id }) => (id === undefined ? `${type} elsewhere` : type))),
    ];
  }

  const expected: Readonly<Record<StoryName, readonly string[]>> = {
    samlNotEnabled: ['account not enabled', 'f', 's'],
    noConnection: ['no connection', 'f'],
    hiddenConnections: ['hidden', 'f'],
    blockedUser: ['blocked', 'f'],
    bruteForce: ['limit_wc elsewhere', 'fp'],
    everythingFine: ['domain verified', 's', 'organization_member_added'],
    hostileNames: ['no member', 'f'],
    usageDeny: ['usage deny', 'f'],
    usageAbsent: ['usage absent', 'f'],
    requireWithoutOrganization: ['organization required', 'f elsewhere'],
    appNotAssociated: ['not associated', 'organization_access_denied'],
    thirdPartyBlocked: ['third-party block', 'f'],
    notAMember: ['no member', 'f'],
    invitationForAnotherAddress: ['no member', 'fi'],
    invitationExpired: ['no member', 'invitation expired', 'f'],
    signUpOff: ['no member', 'invitation pending', 'sign-up off', 'fs elsewhere'],
    domainPending: ['domain pending', 's'],
  };

  it('each have the trouble of their name, and no other', async () => {
    for (const name of names) {
      assert.deepEqual(await trouble(name), expected[name], name);
    }
  });

  it('have no events but their own, which name nobody before a login', async () => {
    const events = await read<readonly LogEvent[]>('/logs?per_page=100');
    const own = tellStories(now).flatMap((story) => story.events.map(({ event }) => event.log_id));
    assert.deepEqual(events.map(({ log_id: id }) => id).sort(), own.toSorted());
    for (const name of ['requireWithoutOrganization', 'usageDeny', 'hiddenConnections'] as const) {
      const [event] = (await told(name)).events;
      const { user_id: user, connection } = event ?? {};
      assert.deepEqual([event?.type, user, connection], ['f', undefined, undefined], name);
    }
  });

  it('have events that are found by the texts that Auth0 is known to write', async () => {
    const found = async (description: string) => {
      const q = `description:${description.replaceAll(' ', '\\ ')}`;
      return (await read<readonly LogEvent[]>(`/logs?q=${encodeURIComponent(q)}`)).length;
    };
    const { userId, organizationId } = stories.notAMember;
    const notPart = `user ${userId} is not part of the ${organizationId} organization`.replaceAll('|', '\\|');
    assert.equal(await found(notPart), 2);
    assert.equal(await found('parameter organization is not allowed for this client'), 2);
    assert.equal(await found('parameter organization is required for this client'), 1);
    assert.equal(await found('the specified account is not allowed to accept the current invitation'), 1);
  });

  it('are the same at the same time, whoever is asked', () => {
    assert.deepEqual(tellStories(now), tellStories(now));
    const happened = (at: number) => tellStories(at).flatMap(({ events }) => events.map((event) => event.happenedAt));
    const later = happened(now).map((time) => time + 60_000);
    assert.deepEqual(happened(now + 60_000), later);
  });

  it('have texts that try to be something else in each place', async () => {
    const { organization, client, user, connections, events } = await told('hostileNames');
    const [connection] = connections;
    for (const text of [
      organization.display_name,
      client.name,
      user.name,
      connection?.connection?.name,
      events[0]?.description,
    ]) {
      for (const part of ['](command:workbench.action.quit)', '<img src=x onerror=', '`', '|', '\n', '\u202e']) {
        assert.ok(text?.includes(part), `${text}: ${part}`);
      }
    }
  });

  it('stand beside samples, and are in no tenant that was not asked for them', async () => {
    const [both, neither] = [
      await startTenant({ organizations: 8, stories: true }),
      await startTenant({ organizations: 8 }),
    ];
    try {
      const { organizationId, clientId, userId } = stories.samlNotEnabled;
      const paths = [
        `/organizations/${organizationId}`,
        `/clients/${clientId}`,
        `/users/${encodeURIComponent(userId)}`,
      ];
      for (const path of paths) {
        assert.equal((await askTenant(both, await both.mintToken(), path)).status, 200, path);
        assert.equal((await askTenant(neither, await neither.mintToken(), path)).status, 404, path);
      }
      assert.deepEqual(both.organizations.slice(0, 8), neither.organizations);
      assert.equal(both.organizations.length, 8 + names.length);
    } finally {
      await both.close();
      await neither.close();
    }
  });
});

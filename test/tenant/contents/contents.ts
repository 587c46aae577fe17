import type { Directory, Entry } from '../directory.ts';
import { hasGrant, type SampleApplications, sampleApplications } from './applications.ts';
import { inOrganization, sampleConnections, tenantConnections } from './connections.ts';
import { sampleDomains } from './domains.ts';
import { sampleGroups } from './groups.ts';
import { sampleInvitations } from './invitations.ts';
import { isSampleMember, sampleMembers } from './membership.ts';
import type {
  Client,
  ClientGrant,
  DiscoveryDomain,
  EffectiveRole,
  EnabledConnection,
  Group,
  Invitation,
  OrganizationClient,
  OrganizationConnection,
  OrganizationTemplate,
  OwnedRole,
  Person,
  Role,
} from './model.ts';
import { People } from './people.ts';
import { type User, userOf } from './users.ts';
import { directRoles, groupRoles, groupsOf, sampleOwnRoles, sampleRoles } from './roles.ts';
import { sampleTemplate } from './templates.ts';

/** A user in an organization. */
export interface Membership {
  /** The number of the user. */
  readonly person: number;
  /** Milliseconds since 1970, no two alike in an organization. */
  readonly createdAt: number;
}

/** Everything inside an organization. */
export interface Inside {
  readonly entry: Entry;
  readonly connections: readonly EnabledConnection[];
  readonly invitations: readonly Invitation[];
  readonly domains: readonly DiscoveryDomain[];
  readonly grants: readonly ClientGrant[];
  readonly clients: readonly OrganizationClient[];
  readonly groups: readonly Group[];
  readonly template: OrganizationTemplate | undefined;
}

/**
 * What is inside the organizations of a tenant, made up for one of them when somebody asks for it. Organizations that
 * were added to the samples have nothing inside.
 */
export class Contents {
  readonly people: People;
  readonly #directory: Directory;
  readonly #seed: number;
  readonly #now: () => number;
  readonly #inside = new Map<string, Inside>();
  readonly #members = new Map<string, readonly Membership[]>();
  #roles: readonly Role[] | undefined;
  #applications: SampleApplications | undefined;

  constructor(directory: Directory, seed: number, now: () => number) {
    this.#directory = directory;
    this.#seed = seed;
    this.#now = now;
    this.people = new People(seed);
  }

  /** All roles of the tenant. */
  get roles(): readonly Role[] {
    return (this.#roles ??= sampleRoles(this.#seed));
  }

  /** The roles that organizations own, of one organization or of all. */
  ownRoles(ownerId?: string): readonly OwnedRole[] {
    const owners = this.#directory.entries.filter(
      ({ organization }) => organization.id === (ownerId ?? organization.id),
    );
    return owners.flatMap(({ organization, place }) => sampleOwnRoles(this.#seed, place ?? 0, organization.id));
  }

  /** A role of the tenant or of an organization. */
  roleOf(id: string, ownerId: string): Pick<Role, 'id'> | undefined {
    return [...this.roles, ...this.ownRoles(ownerId)].find((role) => role.id === id);
  }

  /** What is inside the organization with this ID, if there is one. */
  of(organizationId: string): Inside | undefined {
    const entry = this.#directory.entry(organizationId);
    if (!entry) {
      return undefined;
    }
    const inside = this.#inside.get(organizationId) ?? this.#makeUp(entry);
    this.#inside.set(organizationId, inside);
    return inside;
  }

  /** The connections that an organization has, and the ones of the tenant that it can have. */
  connectionsOf({ connections }: Inside): readonly OrganizationConnection[] {
    const isMissing = ({ connection_id: id }: EnabledConnection) =>
      !connections.some(({ connection_id: enabled }) => enabled === id);
    return [
      ...connections.map((connection) => ({ connection, isEnabled: true })),
      ...tenantConnections(this.#seed)
        .filter(isMissing)
        .map((connection) => ({ connection, isEnabled: false })),
    ].map(({ connection, isEnabled }) => ({
      ...connection,
      is_enabled: isEnabled,
      ...inOrganization(connection),
    }));
  }

  /** The applications of the tenant. */
  get clients(): readonly Client[] {
    return this.#allApplications().clients.map(({ client_id, client }, index) => ({
      tenant: 'local',
      client_id,
      is_global: false,
      ...client,
      ...(index === 0 && { initiate_login_uri: 'https://portal.acme.example/login' }),
      ...(client.organization_usage === 'require' && { organization_require_behavior: 'pre_login_prompt' }),
    }));
  }

  /** What an organization says of an application that may be associated with it. */
  associationOf(organizationId: string, clientId: string): object | undefined {
    const client = this.of(organizationId)?.clients.find(({ client_id: id }) => id === clientId);
    return client && { client: { use_for_member_access: client.use_for_member_access } };
  }

  /** The groups through which a member has a role. */
  sourceGroupsOf({ entry, groups }: Inside, person: number, role: Pick<Role, 'id'>): readonly Group[] {
    const joined = this.#placeOfSample(entry, person) === undefined ? [] : groupsOf(person, groups.length);
    return groups.filter(
      (_, group) => joined.includes(group) && this.rolesOfGroup(group).some(({ id }) => id === role.id),
    );
  }

  /** In the order of joining. */
  members({ organization, createdAt, place }: Entry): readonly Membership[] {
    const known = this.#members.get(organization.id);
    if (known || place === undefined) {
      return known ?? [];
    }
    const members = sampleMembers(place).map((person, index) => ({ person, createdAt: createdAt + 1 + index }));
    this.#members.set(organization.id, members);
    return members;
  }

  /** The organizations of the user with this number, in the order of creation. */
  organizationsOf(person: number): readonly Entry[] {
    return this.#directory.entries.filter((entry) => this.#isMember(entry, person));
  }

  /** The IDs of the organizations of each user, by the number of the user. */
  memberships(): ReadonlyMap<number, readonly string[]> {
    const organizationIds = new Map<number, string[]>(this.people.known.map((person) => [person, []]));
    for (const entry of this.#directory.entries) {
      for (const { person } of this.members(entry)) {
        const ids = organizationIds.get(person) ?? [];
        ids.push(entry.organization.id);
        organizationIds.set(person, ids);
      }
    }
    return organizationIds;
  }

  userAt(person: number): User {
    return userOf(this.people.at(person), person);
  }

  addMember(organizationId: string, person: Person): void {
    const entry = this.#existing(organizationId);
    const members = this.members(entry);
    const added = this.people.add(person);
    const createdAt = (members.at(-1)?.createdAt ?? entry.createdAt) + 1;
    const others = members.filter((membership) => membership.person !== added);
    this.#members.set(organizationId, [...others, { person: added, createdAt }]);
  }

  removeMember(organizationId: string, userId: string): void {
    const members = this.members(this.#existing(organizationId));
    const person = this.people.find(userId);
    const others = members.filter((membership) => membership.person !== person);
    if (others.length === members.length) {
      throw new Error(`No member ${userId}`);
    }
    this.#members.set(organizationId, others);
  }

  /** The roles that were given to the member with this number itself. */
  rolesOf(entry: Entry, person: number): readonly Role[] {
    return this.#isMember(entry, person) ? this.#rolesOfMember(entry, person) : [];
  }

  /** The members to whom a role was given itself. */
  membersWith(entry: Entry, role: Pick<Role, 'id'>): readonly Membership[] {
    return this.members(entry).filter(({ person }) =>
      this.#rolesOfMember(entry, person).some(({ id }) => id === role.id),
    );
  }

  groupsWith({ groups }: Inside, role: Pick<Role, 'id'>): readonly Group[] {
    return groups.filter((_, group) => this.rolesOfGroup(group).some(({ id }) => id === role.id));
  }

  rolesOfGroup(group: number): readonly Role[] {
    return groupRoles(this.roles, group);
  }

  effectiveRolesOf({ entry, groups }: Inside, person: number): readonly EffectiveRole[] {
    const joined = this.#placeOfSample(entry, person) === undefined ? [] : groupsOf(person, groups.length);
    const direct = new Set(this.rolesOf(entry, person));
    const throughGroups = new Set(joined.flatMap((group) => this.rolesOfGroup(group)));
    return [...new Set([...direct, ...throughGroups])].map((role) => ({
      ...role,
      sources: [
        ...(direct.has(role) ? (['direct'] as const) : []),
        ...(throughGroups.has(role) ? (['groups'] as const) : []),
      ],
    }));
  }

  /** The organizations that have the grant with this ID, or undefined if there is no such grant. */
  organizationsWithGrant(grantId: string): readonly Entry[] | undefined {
    const grant = this.#allApplications().grants.findIndex(({ id }) => id === grantId);
    return grant === -1
      ? undefined
      : this.#directory.entries.filter(({ place }) => place !== undefined && hasGrant(place, grant));
  }

  #isMember({ organization, place }: Entry, person: number): boolean {
    const members = this.#members.get(organization.id);
    return members
      ? members.some((membership) => membership.person === person)
      : place !== undefined && isSampleMember(place, person);
  }

  /** Whoever joined later has none. */
  #rolesOfMember({ place }: Entry, person: number): readonly Role[] {
    return place !== undefined && isSampleMember(place, person) ? directRoles(this.roles, place, person) : [];
  }

  /** The place of the organization if the user is one of its members now and was from the beginning. */
  #placeOfSample(entry: Entry, person: number): number | undefined {
    const { place } = entry;
    return place !== undefined && isSampleMember(place, person) && this.#isMember(entry, person) ? place : undefined;
  }

  #existing(organizationId: string): Entry {
    const entry = this.#directory.entry(organizationId);
    if (!entry) {
      throw new Error(`No organization ${organizationId}`);
    }
    return entry;
  }

  #allApplications(): SampleApplications {
    return (this.#applications ??= sampleApplications(this.#seed));
  }

  #makeUp(entry: Entry): Inside {
    const { organization, place } = entry;
    if (place === undefined) {
      const none = { connections: [], invitations: [], domains: [], grants: [], clients: [], groups: [] };
      return { entry, ...none, template: undefined };
    }
    const seed = this.#seed;
    const { clients, grants } = this.#allApplications();
    const connections = sampleConnections(seed, place, organization.name);
    return {
      entry,
      connections,
      invitations: sampleInvitations({
        organization,
        place,
        seed,
        now: this.#now(),
        roles: this.roles,
        clients,
        connections,
      }),
      domains: sampleDomains(seed, place, organization),
      grants: grants.filter((_, grant) => hasGrant(place, grant)),
      clients: place === 2 ? [] : clients.slice(0, place === 1 ? undefined : 1 + (place % 2)),
      groups: sampleGroups(seed, place, connections),
      template: sampleTemplate(seed, place),
    };
  }
}

import type { Directory, Entry } from '../directory.ts';
import { inOrganization } from './connections.ts';
import { type Inside, makeUp } from './inside.ts';
import { isSampleMember, sampleMembers } from './membership.ts';
import type { EffectiveRole, EnabledConnection, Group, OrganizationConnection, Person, Role } from './model.ts';
import { People } from './people.ts';
import { directRoles, groupRoles, groupsOf } from './roles.ts';
import { insideOf, type Story } from './stories/story.ts';
import { type ContentsOptions, TenantRecords } from './tenantRecords.ts';
import { personOf, type User, userOf } from './users.ts';

/** A user in an organization. */
export interface Membership {
  /** The number of the user. */
  readonly person: number;
  /** Milliseconds since 1970, no two alike in an organization. */
  readonly createdAt: number;
}

/**
 * What is inside the organizations of a tenant, made up for one of them when somebody asks for it. Organizations that
 * were added to the samples have nothing inside.
 */
export class Contents {
  readonly people: People;
  readonly tenant: TenantRecords;
  readonly #directory: Directory;
  readonly #now: () => number;
  /** By the IDs of their organizations. */
  readonly #stories: ReadonlyMap<string, Story>;
  readonly #usersOfStories: ReadonlyMap<number, User>;
  readonly #inside = new Map<string, Inside>();
  readonly #members = new Map<string, readonly Membership[]>();

  constructor(directory: Directory, seed: number, now: () => number, options: ContentsOptions = {}) {
    const { stories = [] } = options;
    this.#directory = directory;
    this.#now = now;
    this.people = new People(seed);
    this.tenant = new TenantRecords(directory, seed, options);
    this.#stories = new Map(stories.map((story) => [story.organization.id, story]));
    this.#usersOfStories = new Map(stories.map(({ user }) => [this.people.add(personOf(user)), user]));
    for (const { organization, user, isMember } of stories) {
      if (isMember) this.addMember(organization.id, personOf(user));
    }
  }

  /** What is inside the organization with this ID, if there is one. */
  of(organizationId: string): Inside | undefined {
    const entry = this.#directory.entry(organizationId);
    if (!entry) {
      return undefined;
    }
    const story = this.#stories.get(organizationId);
    const inside =
      this.#inside.get(organizationId) ?? (story ? insideOf(story, entry) : makeUp(entry, this.tenant, this.#now()));
    this.#inside.set(organizationId, inside);
    return inside;
  }

  /** The connections that an organization has, and the ones of the tenant that it can have. */
  connectionsOf({ connections }: Inside): readonly OrganizationConnection[] {
    const isMissing = ({ connection_id: id }: EnabledConnection) =>
      !connections.some(({ connection_id: enabled }) => enabled === id);
    return [
      ...connections.map((connection) => ({ connection, isEnabled: true })),
      ...this.tenant.optionalConnections.filter(isMissing).map((connection) => ({ connection, isEnabled: false })),
    ].map(({ connection, isEnabled }) => ({
      ...connection,
      is_enabled: isEnabled,
      ...inOrganization(connection),
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
    return this.#usersOfStories.get(person) ?? userOf(this.people.at(person), person);
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
    return groupRoles(this.tenant.roles, group);
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

  #isMember({ organization, place }: Entry, person: number): boolean {
    const members = this.#members.get(organization.id);
    return members
      ? members.some((membership) => membership.person === person)
      : place !== undefined && isSampleMember(place, person);
  }

  /** Whoever joined later has none. */
  #rolesOfMember({ place }: Entry, person: number): readonly Role[] {
    return place !== undefined && isSampleMember(place, person) ? directRoles(this.tenant.roles, place, person) : [];
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
}

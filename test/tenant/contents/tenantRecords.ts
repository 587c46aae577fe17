import type { Directory, Entry } from '../directory.ts';
import { hasGrant, type SampleApplications, sampleApplications } from './applications.ts';
import { enterpriseConnections, otherConnections, sampleConnections, tenantConnections } from './connections.ts';
import { ownStagingRoles } from './differences.ts';
import type { Client, EnabledConnection, OwnedRole, Role, TenantConnection, TenantSettings } from './model.ts';
import { sampleOwnRoles, sampleRoles } from './roles.ts';
import type { Story } from './stories/story.ts';
import { storyConnections } from './stories/storyConnections.ts';

/** The first application has the connections of so many organizations, so that a large tenant has no thousands to list. */
const organizationsWithConnections = 250;

/** What a tenant has besides the samples of its seed. */
export interface ContentsOptions {
  /** Their organizations are in the directory. */
  readonly stories?: readonly Story[];
  /** The seed of the production tenant, for a staging tenant. */
  readonly productionSeed?: number | undefined;
}

/** What a tenant has as a whole, made up when somebody asks for it. */
export class TenantRecords {
  readonly seed: number;
  /** The seed of the production tenant, for a staging tenant. */
  readonly productionSeed: number | undefined;
  readonly settings: TenantSettings = {
    friendly_name: 'Acme',
    default_directory: 'Username-Password-Authentication',
    allow_organization_name_in_authentication_api: false,
  };
  readonly #directory: Directory;
  readonly #stories: readonly Story[];
  #roles: readonly Role[] | undefined;
  #applications: SampleApplications | undefined;

  constructor(directory: Directory, seed: number, { stories = [], productionSeed }: ContentsOptions) {
    this.#directory = directory;
    this.#stories = stories;
    this.seed = seed;
    this.productionSeed = productionSeed;
  }

  get roles(): readonly Role[] {
    return (this.#roles ??= sampleRoles(this.seed));
  }

  /** The roles that organizations own, of one organization or of all. */
  ownRoles(ownerId?: string): readonly OwnedRole[] {
    const owners = this.#directory.entries.filter(
      ({ organization }) => organization.id === (ownerId ?? organization.id),
    );
    return owners.flatMap(({ organization: { id }, place = 0 }) => {
      const roles = sampleOwnRoles(this.seed, place, id);
      return this.productionSeed === undefined ? roles : ownStagingRoles(roles, place, id);
    });
  }

  /** A role of the tenant or of an organization. */
  roleOf(id: string, ownerId: string): Pick<Role, 'id'> | undefined {
    return [...this.roles, ...this.ownRoles(ownerId)].find((role) => role.id === id);
  }

  get applications(): SampleApplications {
    return (this.#applications ??= sampleApplications(this.seed));
  }

  get clients(): readonly Client[] {
    const [first] = this.#directory.entries;
    return [
      ...this.applications.clients.map(({ client_id, client }, index): Client => {
        const { organization_usage: usage, app_type: type, is_first_party: isFirstParty } = client;
        return {
          tenant: 'local',
          client_id,
          global: false,
          ...client,
          client_secret: `live-secret-of-application-${index}`,
          ...(index === 0 && { initiate_login_uri: 'https://portal.acme.example/login' }),
          ...(usage === 'require' && {
            organization_require_behavior: 'pre_login_prompt',
            organization_discovery_methods: ['email', 'organization_name'],
          }),
          ...(type === 'non_interactive' &&
            first && {
              default_organization: { organization_id: first.organization.id, flows: ['client_credentials'] },
            }),
          ...(!isFirstParty && {
            third_party_security_mode: 'strict',
            external_client_id: 'https://partner.example/client.json',
          }),
        };
      }),
      ...this.#stories.map(({ client }) => client),
      {
        tenant: 'local',
        client_id: 'AllApplicationsOfLocalTenant0001',
        name: 'All Applications',
        global: true,
        is_first_party: true,
      },
    ];
  }

  /** The organizations that have the grant with this ID, or undefined if there is no such grant. */
  organizationsWithGrant(grantId: string): readonly Entry[] | undefined {
    const grant = this.applications.grants.findIndex(({ id }) => id === grantId);
    return grant === -1
      ? undefined
      : this.#directory.entries.filter(({ place }) => place !== undefined && hasGrant(place, grant));
  }

  /** Those that each organization can have. */
  get optionalConnections(): readonly EnabledConnection[] {
    return [...tenantConnections(this.seed), ...(this.#stories.length === 0 ? [] : storyConnections)];
  }

  /** The connection with this ID. */
  connection(id: string): TenantConnection | undefined {
    const find = (entries: readonly Entry[]) => this.#connections(entries).find((connection) => connection.id === id);
    return find([]) ?? find(this.#directory.entries);
  }

  /** All connections, those of organizations as far as `organizationsWithConnections`. */
  get connections(): readonly TenantConnection[] {
    return this.#connections(this.#directory.entries.slice(0, organizationsWithConnections));
  }

  /** The connections through which people sign in to an application. */
  connectionsOfClient({
    client_id: id,
    app_type: type,
    is_first_party: isFirstParty,
  }: Client): readonly TenantConnection[] {
    if (type === 'non_interactive') {
      return [];
    }
    const isPortal = id === this.applications.clients[0]?.client_id;
    const all = this.#connections(isPortal ? this.#directory.entries.slice(0, organizationsWithConnections) : []);
    // Third-party applications can only use those of the domain.
    return all.filter(({ is_domain_connection: isOfDomain }) => isFirstParty || isOfDomain);
  }

  /** Those of the tenant as a whole and those of these organizations, each once. */
  #connections(entries: readonly Entry[]): readonly TenantConnection[] {
    const shared = [...this.optionalConnections, ...enterpriseConnections(this.seed), ...otherConnections(this.seed)];
    const own = entries.flatMap(({ organization, place }) =>
      place === undefined ? [] : sampleConnections(this.seed, place, organization.name),
    );
    const byId = new Map([...shared, ...own].map((connection) => [connection.connection_id, connection]));
    return [...byId.values()].map(tenantConnection);
  }
}

function tenantConnection({ connection_id: id, connection = {} }: EnabledConnection): TenantConnection {
  const { name, strategy } = connection;
  return {
    id,
    ...connection,
    ...(name !== undefined && { realms: [name] }),
    options: strategy === 'auth0' ? { brute_force_protection: true } : { scope: ['email', 'profile'] },
    is_domain_connection: strategy === 'auth0',
  };
}

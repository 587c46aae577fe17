import { createHash } from 'node:crypto';
import { managementApi } from '../../../../src/api/managementApi.ts';
import { createOrganizationsClient } from '../../../../src/api/organizationsClient.ts';
import type { Organization } from '../../../../src/api/organization.ts';
import { PageReader } from '../../../../src/api/pageReader.ts';
import { readPagesOf } from '../../../../src/api/pagination.ts';
import { RateLimiter } from '../../../../src/api/rateLimiter.ts';
import { backgroundContext } from '../../../../src/api/requestContext.ts';
import { fixedToken } from '../../../../src/api/tokenSource.ts';
import { FallbackRequest } from '../../../../src/sections/fallbackRequest.ts';
import type { Item } from '../../../../src/sections/section.ts';
import { readableSection, sectionPages } from '../../../../src/sections/sectionPages.ts';
import type { Tenants } from '../../../../src/tenants/tenants.ts';
import { type Organization as TenantOrganization, startTenant, type Tenant } from '../../../tenant/server.ts';
import { HastyClock } from '../../api/hastyClock.ts';
import { base, type Content, type ListName, type SeededCase } from './content.ts';

/** The paths below an organization, and the fields of the answers, by list. */
const endpoints: Readonly<Record<Exclude<ListName, 'roles' | 'organization-templates'>, readonly [string, string]>> = {
  members: ['members', 'members'],
  connections: ['connections', 'connections'],
  invitations: ['invitations', 'invitations'],
  'discovery-domains': ['discovery-domains', 'domains'],
  'client-grants': ['client-grants', 'client_grants'],
  groups: ['groups', 'groups'],
  clients: ['clients', 'clients'],
};

const prefixes: Readonly<Record<string, readonly [prefix: string, length: number]>> = {
  usr: ['auth0|', 24],
  con: ['con_', 16],
  cli: ['', 32],
  rol: ['rol_', 16],
  own: ['rol_', 16],
  grp: ['grp_', 22],
  cgr: ['cgr_', 16],
  ord: ['ord_', 22],
  uinv: ['uinv_', 16],
  otp: ['otp_', 16],
  ten: ['tenant-', 6],
};

/** What is new for every organization. */
const ownKinds = ['uinv', 'ord', 'own'];

/** The ID that a text such as `cli:Portal` stands for in a tenant; any other text as it is. */
function idIn(tenant: string, text: string, organizationId = ''): string {
  const [, kind = '', name = ''] = /^([a-z]+):(.+)$/.exec(text) ?? [];
  if (kind === 'org') return organizationId;
  const [prefix = '', length = 0] = prefixes[kind] ?? [];
  const owner = ownKinds.includes(kind) ? organizationId : '';
  const hash = createHash('sha256').update(`${tenant} ${owner} ${text}`).digest('hex').replaceAll('0', 'z');
  return length === 0 || name === '' ? text : prefix + hash.slice(0, length);
}

/** What an organization has in a tenant, as the tenant sends it. */
interface SeededOrganization {
  readonly organization: Organization;
  readonly lists: Readonly<Record<ListName, readonly Item[]>>;
  /** What tells apart the applications that it refers to. */
  readonly applications: ReadonlySet<string>;
}

/**
 * @param tenant what its IDs are made of
 * @param name the name of the organization
 */
export function seededOrganization(
  tenant: string,
  name: string,
  content: Content,
  domain = tenant,
): SeededOrganization {
  const id = idIn(tenant, `cgr:organization ${name}`).replace('cgr_', 'org_');
  const applications = new Set<string>();
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (value.startsWith('cli:')) applications.add(value.slice('cli:'.length));
      const text = value.replace('{domain}', domain).replace('{DOMAIN}', domain.toUpperCase());
      return idIn(tenant, text, id);
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, fill(field)]));
  };
  const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(fill(value)));
  const fields = { id, name: name.replace(/[^a-z]+/gi, '-').toLowerCase(), ...base.fields, ...content.fields };
  const lists = Object.keys(base.lists ?? {}).map((list) => {
    const [usual = {}, own = {}] = [base.lists?.[list as ListName], content.lists?.[list as ListName]];
    const items = [...new Set([...Object.keys(usual), ...Object.keys(own)])].flatMap((key) =>
      key in own && own[key] === undefined ? [] : [{ ...usual[key], ...own[key] }],
    );
    return [list, sent(items)];
  });
  return {
    organization: sent(fields) as Organization,
    lists: Object.fromEntries(lists) as SeededOrganization['lists'],
    applications,
  };
}

/** The names of the applications of a tenant by their IDs. @param keys what follows `#` tells those of one name apart */
export function applicationNames(tenant: string, keys: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...keys].map((key) => [idIn(tenant, `cli:${key}`), key.replace(/#.*/, '')]));
}

/** The names of the connections of a tenant by their IDs. */
export function connectionNames(tenant: string): ReadonlyMap<string, string> {
  return new Map(['acme', 'users', 'okta'].map((name) => [idIn(tenant, `con:${name}`), name]));
}

/** A local tenant of which each organization has the content of a case. */
export class SeededTenant {
  readonly tenant: Tenant;
  /** Two of one name give the same IDs. */
  readonly #name: string;
  readonly tenants: Pick<Tenants, 'pages' | 'read' | 'status'>;
  readonly #client;

  private constructor(tenant: Tenant, name: string, token: string) {
    this.tenant = tenant;
    this.#name = name;
    const connection = { domain: tenant.domain, tokens: fixedToken(token), onRequest: () => undefined };
    const limiter = new RateLimiter(new HastyClock(), () => 0);
    const read = managementApi(connection, limiter);
    this.#client = createOrganizationsClient(read);
    this.tenants = {
      pages: (_domain, list, readItem) => readPagesOf(read, list, readItem),
      read: () => read,
      status: () => Promise.resolve({ kind: 'usable' }),
    };
  }

  static async start(name: string): Promise<SeededTenant> {
    const tenant = await startTenant({ organizations: 0 });
    return new SeededTenant(tenant, name, await tenant.mintToken());
  }

  /** Gives the tenant one side of each case, or one after the other, in place of what it has. */
  async seed(cases: readonly SeededCase[], ...sides: readonly ('left' | 'right')[]): Promise<void> {
    await this.tenant.clearFaults();
    for (const { id } of [...this.tenant.organizations]) {
      await this.tenant.removeOrganization(id);
    }
    const names = new Set<string>();
    for (const side of sides) {
      for (const one of cases) {
        const name = sides.length === 1 ? one.name : `${side} ${one.name}`;
        await this.#add(name, one[side] ?? {}, names);
      }
    }
    const clients = [...applicationNames(this.#name, names)].map(([id, name]) => ({ client_id: id, name }));
    await this.#answer('/clients\\?', { clients });
    for (const [id, name] of connectionNames(this.#name)) {
      await this.#answer(`/connections/${id}\\?`, { name });
    }
  }

  async organizations(): Promise<readonly Organization[]> {
    return (await this.organizationPages().readToEnd(backgroundContext())).items;
  }

  organizationPages(): PageReader<Organization> {
    return new PageReader(this.#client.list, ({ id }) => id);
  }

  async section(id: string, name: string): Promise<readonly Item[]> {
    const address = { domain: this.tenant.domain, id, path: [name] };
    const tenants = this.tenants as Tenants;
    const readPage = sectionPages(tenants, new FallbackRequest(tenants), { ...address, isFiltered: false });
    const { keyOf } = readableSection(address.path);
    return (await new PageReader(readPage, (item) => keyOf(item)).readToEnd(backgroundContext())).items;
  }

  async #add(name: string, content: Content, names: Set<string>): Promise<void> {
    const { organization, lists, applications } = seededOrganization(this.#name, name, content, this.tenant.domain);
    for (const application of applications) names.add(application);
    await this.tenant.addOrganization(organization as object as TenantOrganization);
    const path = `/organizations/${organization.id}`;
    for (const [list, [end, field]] of Object.entries(endpoints)) {
      await this.#answer(`${path}/${end}\\?`, { [field]: lists[list as ListName] });
    }
    const [template] = lists['organization-templates'];
    const none = { statusCode: 404, error: 'Not Found', message: 'The organization template does not exist.' };
    await this.#answer(`${path}/organization-templates`, template ?? none, template ? 200 : 404);
    // As a tenant that knows no filter answers, since the list of the tenant's roles is one for all organizations.
    await this.#answer(`/roles\\?.*owner_id=${organization.id}`, { roles: lists.roles });
  }

  async #answer(match: string, body: object, status = 200): Promise<void> {
    await this.tenant.inject({ match, answer: { status, body } });
  }
}

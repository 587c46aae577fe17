import {
  ApiError,
  isMissingInOrganization,
  isMissingOrganization,
  recover,
  unexpectedAnswer,
} from '../api/apiError.ts';
import { isRecord, readObject } from '../api/jsonFields.ts';
import type { ListResource, Read } from '../api/managementApi.ts';
import { type Organization, readOrganization } from '../api/organization.ts';
import { organizationsPath, pathById } from '../api/organizationsClient.ts';
import { PageReader, type ReadPage } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Retry } from '../api/retries.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { discoveryDomains } from '../sections/discoveryDomains.ts';
import { type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { LongTask } from '../ui/longTask.ts';
import type { ScanProgress } from '../ui/notifications.ts';
import type { Found, KeptResult } from './scanResult.ts';

/**
 * What a scan knows of an organization. `pending`: yes, but the tenant has not verified it. `gone`: the tenant does not
 * have it any more. `unclear`: a list that was cut off does not tell.
 */
export type Answer = 'yes' | 'pending' | 'no' | 'gone' | 'unclear';

/** Whether an organization belongs to the found ones. */
export function isFound(answer: Answer | undefined): boolean {
  return answer === 'yes' || answer === 'pending';
}

/** The answers by the ID of the organization. A scan that was stopped continues from them. */
export class Answers extends Map<string, Answer> {
  /** When the first one was asked for. */
  startedAt = new Date();
  /** The organizations at which it was stopped, the last one last. It asks them last: the tenant may always fail to answer. */
  readonly failed = new Set<string>();
}

/** Asks one organization, with one request apart from further pages. @throws ApiError */
export type Ask = (organizationId: string, context: RequestContext) => Promise<Answer>;

/** A question that is asked, that was stopped and can be continued, or that was answered. */
export interface StoredScan {
  readonly task: LongTask<Found>;
  /** Empty until it is begun. */
  answers: Answers;
  /** Whether it asks all organizations that the tenant lists. */
  isOfAll: boolean;
  kept?: KeptResult;
}

/** A search for the organizations of an application that runs, was stopped and can be continued, or was answered. */
export interface StoredSearch {
  readonly task: LongTask<Found>;
  /** `undefined` until it is begun. */
  scan?: ApplicationScan;
  kept?: KeptResult;
}

interface StoredScans {
  /** By what they ask each organization. */
  readonly questions: Map<string, StoredScan>;
  /** By the client ID of the application. */
  readonly applications: Map<string, StoredSearch>;
}

/** What commands that scan keep until the window closes. */
export interface FindState {
  /** The scans of each tenant. They go with the list when the tenant is disconnected. */
  readonly scans: WeakMap<OrganizationList, StoredScans>;
}

/** What is kept of the scans of a tenant, by the list of its organizations. */
export function scansOf({ scans }: FindState, list: OrganizationList): StoredScans {
  const known = scans.get(list) ?? { questions: new Map(), applications: new Map() };
  scans.set(list, known);
  return known;
}

/**
 * Asks each organization that has no answer yet, one after the other, and adds the answers to `answers`, which also
 * hold what was found when the scan is cancelled or fails.
 * @param onProgress called after each answer
 * @throws ApiError
 */
export async function scanOrganizations(
  organizations: readonly Organization[],
  answers: Answers,
  ask: Ask,
  { context, patiently, onProgress }: ScanOptions,
): Promise<void> {
  let { asked, found } = progressOf(organizations, answers);
  const { failed } = answers;
  const last = [...failed];
  const open = organizations
    .filter(({ id }) => !answers.has(id))
    .toSorted((one, other) => last.indexOf(one.id) - last.indexOf(other.id));
  for (const { id } of open) {
    failed.delete(id);
    failed.add(id);
    const answer = await patiently(
      () => recover(ask(id, context), isMissingOrganization, () => 'gone' as const),
      context.signal,
    );
    failed.delete(id);
    answers.set(id, answer);
    asked += 1;
    found += isFound(answer) ? 1 : 0;
    onProgress({ asked, found, total: organizations.length });
  }
}

interface ScanOptions {
  readonly context: RequestContext;
  readonly patiently: Retry;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** How far the answers cover the organizations. */
export function progressOf(organizations: readonly Organization[], answers: Answers): ScanProgress {
  const known = organizations.flatMap(({ id }) => answers.get(id) ?? []);
  return {
    asked: known.length,
    found: known.filter(isFound).length,
    total: organizations.length,
  };
}

/** A request that is made for each organization. */
export interface AskedRequest {
  /** Its path below `/api/v2` for any organization, which tells what it costs. */
  readonly path: string;
  readonly documentation: string;
}

function connectionsOf(organizationId: string): ListResource {
  return { path: `${pathById(organizationId)}/enabled_connections`, field: 'enabled_connections', paging: 'offset' };
}

export const connectionsRequest: AskedRequest = {
  path: connectionsOf('id').path,
  documentation: 'organizations/get-enabled-connections',
};

function discoveryDomainsOf(organizationId: string): ListResource {
  return { path: `${pathById(organizationId)}/discovery-domains`, field: 'domains' };
}

export const discoveryDomainsRequest: AskedRequest = {
  path: discoveryDomainsOf('id').path,
  documentation: 'organizations/get-discovery-domains',
};

/**
 * Whether a connection is enabled for an organization.
 * @param connection its ID or its name
 * @param onFound called with it, as each organization that uses it lists it
 */
export function usesConnection(
  tenants: Pick<Tenants, 'pages'>,
  domain: string,
  connection: string,
  onFound: (enabled: Item) => void = () => undefined,
): Ask {
  const isWanted = (enabled: Item) => {
    const { connection_id: id, connection: named } = enabled;
    const is = id === connection || (isRecord(named) && named['name'] === connection);
    if (is) {
      onFound(enabled);
    }
    return is;
  };
  return askForItem(tenants, domain, connectionsOf, isWanted, { found: 'yes', none: 'no' });
}

/** The path of the discovery domain of an organization with a name, below `/api/v2`. */
export function discoveryDomainByName(organizationId: string, name: string): string {
  return `${pathById(organizationId)}/discovery-domains/name/${encodeURIComponent(name)}`;
}

export const discoveryDomainRequest: AskedRequest = {
  path: discoveryDomainByName('id', 'name'),
  documentation: 'organizations/get-name-by-discovery-domain',
};

/** Reads a discovery domain of an organization. @param name in small letters @throws ApiError */
export async function readDiscoveryDomain(
  read: Read,
  organizationId: string,
  name: string,
  context: RequestContext,
): Promise<Item> {
  const item = readObject(await read(discoveryDomainByName(organizationId, name), {}, context));
  if (!item || discoveryDomains.keyOf(item) === '') {
    throw unexpectedAnswer();
  }
  return item;
}

/** Whether an organization has a discovery domain. @param name in small letters */
export function hasDiscoveryDomain(tenants: Pick<Tenants, 'read'>, domain: string, name: string): Ask {
  return (organizationId, context) => {
    const found = readDiscoveryDomain(tenants.read(domain), organizationId, name, context);
    return recover(
      found.then((item) => (textField(item, 'status') === 'pending' ? 'pending' : 'yes')),
      isMissingInOrganization,
      () => 'no' as const,
    );
  };
}

/** Whether no connection is enabled for an organization, so that nobody can log in to it. */
export function hasNoConnection(tenants: Pick<Tenants, 'pages'>, domain: string): Ask {
  return askForItem(tenants, domain, connectionsOf, () => true, { found: 'no', none: 'yes' });
}

/** Whether an organization has no discovery domain, verified or not, so that no email address leads to it. */
export function hasNoDiscoveryDomain(tenants: Pick<Tenants, 'pages'>, domain: string): Ask {
  return askForItem(tenants, domain, discoveryDomainsOf, () => true, { found: 'no', none: 'yes' });
}

/**
 * @see https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections
 * @see https://auth0.com/docs/api/management/v2/organizations/get-discovery-domains
 */
function askForItem(
  tenants: Pick<Tenants, 'pages'>,
  domain: string,
  listOf: (organizationId: string) => ListResource,
  isWanted: (item: Item) => boolean,
  answers: Readonly<Record<'found' | 'none', Answer>>,
): Ask {
  return async (organizationId, context) => {
    const pages = new PageReader(tenants.pages(domain, listOf(organizationId), readObject), JSON.stringify);
    while (!pages.hasEnded) {
      if ((await pages.takePage(context)).some(isWanted)) {
        return answers.found;
      }
    }
    return pages.isCutOff ? 'unclear' : answers.none;
  };
}

/** Finds the organizations that are associated with an application while it reads the list of organizations. */
export class ApplicationScan {
  readonly #pages: PageReader<Organization>;
  readonly #found: Organization[] = [];
  #asked = 0;
  #others = 0;
  #requests = 0;
  /** When it began. */
  readonly startedAt = new Date();

  constructor(tenants: Pick<Tenants, 'pages'>, domain: string, clientId: string) {
    this.#pages = new PageReader(organizationsFor(tenants, domain, clientId), ({ id }) => id);
  }

  /** The organizations that are associated with the application. */
  get found(): readonly Organization[] {
    return this.#found;
  }

  /** The number of organizations that were read. */
  get asked(): number {
    return this.#asked;
  }

  /** How many others are not known to restrict applications: members may use it. See `applicationConditions.ts`. */
  get others(): number {
    return this.#others;
  }

  /** The number of pages that were read. */
  get requests(): number {
    return this.#requests;
  }

  /** Whether no page is left to read. */
  get hasEnded(): boolean {
    return this.#pages.hasEnded;
  }

  /** Whether all organizations of the tenant were read. */
  get isComplete(): boolean {
    return this.#pages.isComplete;
  }

  /**
   * Reads the pages that are left. Only one call may run at a time: two would read the same page.
   * @param limit the number of pages, of all calls together, after which it ends
   * @param onPage called after each page
   * @throws ApiError
   */
  async readPages(limit: number, { context, patiently, onPage }: PageOptions): Promise<void> {
    while (!this.hasEnded && this.#requests < limit) {
      await patiently(() => this.#readNextPage(context), context.signal);
      onPage();
    }
  }

  async #readNextPage(context: RequestContext): Promise<void> {
    const organizations = await this.#pages.takePage(context);
    const others = organizations.filter(({ client }) => !isRecord(client));
    this.#found.push(...organizations.filter(({ client }) => isRecord(client)));
    this.#others += others.filter((one) => one['is_app_entitlement_active'] !== true).length;
    this.#asked += organizations.length;
    this.#requests += 1;
  }
}

interface PageOptions {
  readonly context: RequestContext;
  readonly patiently: Retry;
  readonly onPage: () => void;
}

/** Whether members log in to the application that an organization was found for. */
export function isForMembers({ client }: Organization): boolean {
  return isRecord(client) && client['use_for_member_access'] === true;
}

/**
 * The list of organizations, each with its association with an application if it has one. The parameter for it is in
 * Early Access.
 * @throws ApiError `missingFeature` if the tenant does not know the parameter
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
 */
function organizationsFor(tenants: Pick<Tenants, 'pages'>, domain: string, clientId: string): ReadPage<Organization> {
  const query = { include_client_association_for: clientId };
  const list = {
    path: organizationsPath,
    query,
    field: 'organizations',
    isWrapped: true,
  } as const;
  const readPage = tenants.pages(domain, list, readOrganization);
  return (from, context) =>
    recover(readPage(from, context), isUnknownParameter, ({ details }) => {
      throw new ApiError('missingFeature', details);
    });
}

function isUnknownParameter({ reason, details: { serverMessage = '' } }: ApiError): boolean {
  return reason === 'badQuery' && serverMessage.includes('Additional properties not allowed');
}

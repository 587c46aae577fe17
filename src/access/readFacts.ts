import { ApiError, isMissingInOrganization, recover } from '../api/apiError.ts';
import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import type { Query } from '../api/managementApi.ts';
import { type ListResource, PAGE_SIZE, PageReader } from '../api/pageReader.ts';
import { type RequestContext, untilAborted } from '../api/requestContext.ts';
import { maskEvent } from '../sections/eventSecrets.ts';
import { maskInvitation } from '../sections/maskSecrets.ts';
import { dateField, type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { escapedTerm, quotedTerm } from '../text/lucene.ts';
import { organizationsOfUser, readUserById, type User, type WholeList } from '../users/usersClient.ts';
import { failureTypes, namesOfUser, successTypes } from './loginEvents.ts';
import { FactReader, type KnownFacts, ListCutOff, RequestLimitReached } from './requestLimit.ts';
import { type ApplicationKind, factRequests, type FirstFacts, kindOf, pathOf, reasonNotToAsk } from './factRequests.ts';
import { type AccessQuestion, type Fact, type FactName, type Facts, type FactValues, valueOf } from './facts.ts';

/** The facts, and the number of requests that were made for them, repetitions included. */
interface FactsRead {
  readonly facts: Facts;
  readonly requests: number;
}

/**
 * Reads the facts about one login, with at most `MOST_REQUESTS` requests: first the organization and the application,
 * which tell what else decides, then everything else side by side. A fact that cannot be read does not keep the others
 * from being read.
 * @throws ApiError `cancelled`; or the first failure if no request was answered and all failed for one reason that lies
 *   in the token, the network or the tenant as a whole, and not in one request: an explanation could then say nothing.
 *   A scope that the token is known to lack makes no request, so it does not count as a failure.
 */
export async function readFacts(
  tenants: ReadingTenants,
  question: AccessQuestion,
  context: RequestContext,
  known: KnownFacts = {},
): Promise<FactsRead> {
  const status = await untilAborted(context.signal, () => tenants.status(question.domain));
  const reader = new FactReader(context, status.kind === 'usable' ? status.scopes : undefined);
  const endpoints = factEndpoints(tenants, question);
  const [organization, application] = await Promise.all([
    reader.read('organization', endpoints.organization),
    question.clientId === undefined ? leftOut : reader.read('application', endpoints.application),
  ]);
  const ask = asking(reader, question, { organization, application });

  const aboutUser = async () => {
    const user = await ask('user', endpoints.user, known.profile);
    const profile = valueOf(user);
    const [memberships, events] = await Promise.all([
      profile === null ? unneeded : ask('memberships', endpoints.memberships),
      ask('events', endpoints.events(profile, kindOf(application))),
    ]);
    return { user, memberships, events };
  };
  const aboutConnections = async () => {
    const enabled = ask('connections', endpoints.connections);
    // An application can have the connections of hundreds of organizations.
    const hasAllEnabled = async (items: readonly Item[]) => hasAll(items, valueOf(await enabled));
    const ofApplication = ask('applicationConnections', endpoints.applicationConnections(hasAllEnabled));
    const [connections, applicationConnections] = await Promise.all([enabled, ofApplication]);
    return { connections, applicationConnections };
  };
  const [
    ofUser,
    ofConnections,
    discoveryDomains,
    invitations,
    association,
    applications,
    clientGrants,
    tenantSettings,
  ] = await Promise.all([
    aboutUser(),
    aboutConnections(),
    ask('discoveryDomains', endpoints.discoveryDomains),
    ask('invitations', endpoints.invitations),
    ask('association', endpoints.association),
    ask('applications', endpoints.applications),
    ask('clientGrants', endpoints.clientGrants),
    ask('tenantSettings', endpoints.tenantSettings),
  ]);
  if (reader.commonFailure) {
    throw reader.commonFailure;
  }
  const ofOrganization = { organization, discoveryDomains, invitations, applications };
  const ofApplication = { application, association, clientGrants, tenantSettings };
  return { facts: { ...ofOrganization, ...ofApplication, ...ofConnections, ...ofUser }, requests: reader.requests };
}

const leftOut = { missing: { kind: 'leftOut' } } as const;
const unneeded = { missing: { kind: 'unneeded' } } as const;

/** Reads the facts that are worth a request and that are not known. */
function asking(reader: FactReader, question: AccessQuestion, first: FirstFacts) {
  return async <Name extends FactName>(
    name: Name,
    read: ReadFact<Name>,
    known?: FactValues[Name],
  ): Promise<Fact<FactValues[Name]>> => {
    const missing = reasonNotToAsk(name, question, first);
    if (missing) {
      return { missing };
    }
    return known === undefined ? reader.read(name, read) : { value: known };
  };
}

/** Whether the connections of an application contain all connections of an organization. */
function hasAll(connections: readonly Item[], enabled: readonly Item[] | undefined): boolean {
  const ids = new Set(connections.map((connection) => textField(connection, 'id')));
  return enabled?.every((connection) => ids.has(textField(connection, 'connection_id'))) ?? false;
}

/** The part of `Tenants` that reads facts. */
export type ReadingTenants = Pick<Tenants, 'client' | 'read' | 'pages' | 'status'>;

/** Reads a fact. @throws ApiError, RequestLimitReached or ListCutOff */
type ReadFact<Name extends FactName> = (context: RequestContext) => Promise<FactValues[Name]>;

type ListFormat = Pick<ListResource, 'field' | 'paging' | 'query'>;

/** The ways to read each fact of a question, with one request each, or two for a list with page numbers. */
function factEndpoints(tenants: ReadingTenants, question: AccessQuestion) {
  const { domain, organizationId, clientId = '', userId = '' } = question;
  const pagesOf = (name: FactName, { query, ...format }: ListFormat) => {
    const { query: usual } = factRequests[name];
    const list = { ...format, path: pathOf(name, question), query: { ...usual, ...query } };
    return tenants.pages(domain, list);
  };
  /** A list that proves nothing unless it was read to its end, or is enough. */
  const whole =
    (name: FactName, format: ListFormat, isEnough?: (items: readonly Item[]) => Promise<boolean>) =>
    async (context: RequestContext) => {
      const pages = new PageReader(pagesOf(name, format), JSON.stringify);
      await pages.readNextPage(context);
      // The end of a list with page numbers can take one more request to prove.
      if (format.paging === 'offset' && pages.items.length < PAGE_SIZE) {
        await pages.readNextPage(context);
      }
      if (!pages.isComplete && !(await isEnough?.(pages.items))) {
        throw new ListCutOff();
      }
      return pages.items;
    };
  /** A list with its newest items on the first page. */
  const newest =
    (name: FactName, format: ListFormat, masked: (item: Item) => Item) => async (context: RequestContext) =>
      (await pagesOf(name, format)(undefined, context)).items.map(masked);
  const one = (name: FactName) => async (context: RequestContext) => {
    const { query = {} } = factRequests[name];
    const answer = await tenants.read(domain)(pathOf(name, question), query, context);
    if (!isRecord(answer)) {
      throw new ApiError('unexpectedAnswer', { status: 200 });
    }
    return answer;
  };
  return {
    organization: (context: RequestContext) => tenants.client(domain).get(organizationId, context),
    connections: whole('connections', { field: 'enabled_connections', paging: 'offset' }),
    discoveryDomains: whole('discoveryDomains', { field: 'domains', paging: 'checkpoint' }),
    invitations: newest('invitations', { field: 'invitations', paging: 'offset' }, maskInvitation),
    application: one('application'),
    /** @param isEnough see `whole` */
    applicationConnections: (isEnough: (items: readonly Item[]) => Promise<boolean>) =>
      whole('applicationConnections', { field: 'connections', paging: 'checkpoint' }, isEnough),
    association: (context: RequestContext) => recover(one('association')(context), isMissingInOrganization, () => null),
    applications: whole('applications', { field: 'clients', paging: 'checkpoint' }),
    clientGrants: whole('clientGrants', { field: 'client_grants', paging: 'offset', query: { client_id: clientId } }),
    tenantSettings: one('tenantSettings'),
    user: (context: RequestContext) =>
      recover(
        readUserById(tenants, domain, userId, context),
        ({ reason }) => reason === 'notFound',
        () => null,
      ),
    memberships: (context: RequestContext) => readMemberships(tenants, question, context),
    events: (user: User | null | undefined, kind: ApplicationKind) => async (context: RequestContext) => {
      const lists = loginFailuresQueries(question, user, kind).map((query) =>
        newest('events', { field: 'logs', paging: 'offset', query }, maskEvent)(context),
      );
      return newestFirst((await Promise.all(lists)).flat());
    },
  };
}

/** How the refusals of what was sent as the organization begin. */
const refused = 'parameter organization';

/** Events of several lists, each once, newest first. */
function newestFirst(events: readonly Item[]): readonly Item[] {
  const timeOf = (event: Item) => dateField(event, 'date')?.valueOf() ?? 0;
  const byId = new Map(events.map((event) => [textField(event, 'log_id') || JSON.stringify(event), event]));
  return [...byId.values()].toSorted((a, b) => timeOf(b) - timeOf(a));
}

/** Reads the organizations of the user until the one of the question is among them, but two pages at most. */
async function readMemberships(
  tenants: ReadingTenants,
  { domain, organizationId, userId = '' }: AccessQuestion,
  context: RequestContext,
): Promise<WholeList<Item>> {
  const pages = new PageReader(organizationsOfUser(tenants, domain, userId), (item) => textField(item, 'id'));
  await pages.readNextPage(context);
  if (!pages.items.some((item) => textField(item, 'id') === organizationId)) {
    await pages.readNextPage(context).catch((error: unknown) => {
      if (!(error instanceof RequestLimitReached)) {
        throw error;
      }
    });
  }
  return { items: pages.items, complete: pages.isComplete };
}

/**
 * The parameters that list failed logins, newest first, without the questions of applications in the background whether
 * somebody is logged in: of the user, with logins that have succeeded since, whom the failures of others would push out, and of the
 * organization. The events of blocked accounts and of further factors name no organization, and some name a user by the
 * text that was typed alone. A request that names no organization, or a wrong one, is refused before anybody knows either.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax
 */
export function loginFailuresQueries(
  { organizationId, clientId, userId }: AccessQuestion,
  user: User | null | undefined,
  kind: ApplicationKind,
): readonly Query[] {
  const term = (field: string, value: string) => `${field}:${quotedTerm(value)}`;
  const names = namesOfUser(user).flatMap((name) => [name, name.toLowerCase()]);
  const ofUser =
    kind === 'machines' || userId === undefined
      ? []
      : [term('user_id', userId), ...[...new Set(names)].map((name) => term('user_name', name))];
  const failures = failureTypes(kind);
  const ofOrganization = [
    term('organization_id', organizationId),
    ...(clientId === undefined
      ? []
      : [`(${term('client_id', clientId)} AND (NOT organization_id:org_* OR description:*${escapedTerm(refused)}*))`]),
  ];
  const searches = [
    { subjects: ofUser, types: [...failures, ...successTypes] },
    { subjects: ofOrganization, types: failures },
  ];
  return searches
    .filter(({ subjects }) => subjects.length > 0)
    .map(({ subjects, types }) => ({
      q: `(${subjects.join(' OR ')}) AND type:(${types.join(' OR ')}) AND NOT ${term('description', 'Login required')}`,
      sort: 'date:-1',
    }));
}

/** The fields that every scope of the endpoint opens. */
const summary: Query = { fields: 'client_id,name,app_type,description', include_fields: 'true' };

/**
 * Reads an application with the fields that decide about logins, with one request. A token that may not read them all
 * takes a second request for the fields that it may. Secrets are never among them.
 * @throws ApiError
 */
export async function readApplication(
  tenants: Pick<ReadingTenants, 'read'>,
  { domain, clientId }: { readonly domain: string; readonly clientId: string },
  context: RequestContext,
): Promise<JsonObject> {
  const { query = {} } = factRequests.application;
  const path = `/clients/${encodeURIComponent(clientId)}`;
  const read = tenants.read(domain);
  const application = await read(path, query, context).catch((error: unknown) => {
    if (error instanceof ApiError && error.reason === 'forbidden') {
      return read(path, summary, context);
    }
    throw error;
  });
  if (!isRecord(application)) {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return application;
}

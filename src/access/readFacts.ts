import { ApiError, isMissingInOrganization, recover } from '../api/apiError.ts';
import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import type { ListResource, Query } from '../api/managementApi.ts';
import { PageReader, type ReadPage } from '../api/pageReader.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import { type RequestContext, untilAborted } from '../api/requestContext.ts';
import { maskEvent } from '../sections/eventSecrets.ts';
import { maskInvitation } from '../sections/maskFields.ts';
import { type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import {
  organizationsOfUser,
  readUserById,
  readUsersByEmail,
  type User,
  type WholeList,
} from '../users/usersClient.ts';
import {
  allOf,
  answerAbout,
  cutOff,
  FactReader,
  failure,
  inParts,
  joined,
  type KnownFacts,
  ListCutOff,
  type Parts,
  planOf,
  RequestLimitReached,
} from './factReader.ts';
import {
  factRequests,
  type FirstFacts,
  kindOf,
  MOST_CONNECTIONS,
  pathOf,
  reasonNotToAsk,
  usualFields,
} from './factRequests.ts';
import {
  type AccessQuestion,
  addressOf,
  clientOf,
  connectionIdOf,
  connectionsForLogin,
  connectionsOfUser,
  type Fact,
  type FactName,
  type Facts,
  type FactValues,
  isThirdParty,
  namesOfPerson,
  parameterOf,
  personOf,
  userNameOf,
  valueOf,
} from './facts.ts';
import { openInvitation } from './invitationConditions.ts';
import { loginQueries } from './logEvidence.ts';

/** The facts, and the number of requests that were made for them, repetitions included. */
interface FactsRead {
  readonly facts: Facts;
  readonly requests: number;
}

/**
 * Reads the facts about one login: first the organization and the application, which tell what else decides, then
 * everything else side by side. A fact that cannot be read does not keep the others from being read.
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
  const { scopes } = await untilAborted(context.signal, () => tenants.status(question.domain));
  const reader = new FactReader(context, scopes, planOf(question, scopes, known).attempts);
  const parts: Parts = {};
  const endpoints = factEndpoints(tenants, question, parts);
  const [organization, application] = await Promise.all([
    reader.read('organization', endpoints.organization),
    question.clientId === undefined ? leftOut : reader.read('application', endpoints.application),
  ]);
  const ask = asking(reader, question, { organization, application });

  const invitations = ask('invitations', endpoints.invitations);
  const user = askForUser(question, invitations, (address) => ask('user', endpoints.user(address), known.profile));
  const personRead = async () => ({ user: await user, invitations: await invitations });
  const readOrganizations = async () => {
    const read = await user;
    return 'value' in read && read.value === null
      ? unneeded
      : 'missing' in read && question.userId === undefined
        ? read
        : ask('memberships', endpoints.memberships(personOf(question, { user: read }) ?? ''));
  };
  const memberships = readOrganizations();
  const readEvents = async () => {
    const person = await personRead();
    const names = namesOfPerson(question, person);
    const queries = loginQueries(question, names, kindOf(application), personOf(question, person));
    return joined(await Promise.all(queries.map((query) => ask('events', endpoints.events(query)))));
  };
  const events = readEvents();
  const namesakes = async () => {
    const person = await personRead();
    const address = addressOf(question, person);
    const own = ['', ...connectionsOfUser(person)];
    const isOfOther = (event: Item) =>
      userNameOf(event) === address.toLowerCase() && !own.includes(textField(event, 'connection'));
    const isOutsider = valueOf(await memberships)?.items.every(({ id }) => id !== question.organizationId);
    // Who has just found the profile by its address has chosen it among all accounts.
    const isUnsure = [isOutsider && !known.profile, valueOf(await events)?.some(isOfOther)].includes(true);
    const isAsked = address !== '' && valueOf(person.user) && (isUnsure || question.userId === undefined);
    return isAsked ? ask('namesakes', endpoints.namesakes(address)) : unneeded;
  };
  const connections = ask('connections', endpoints.connections);
  const invitation = async () => {
    const person = await personRead();
    return openInvitation(valueOf(person.invitations) ?? [], addressOf(question, person), Date.now()) ?? {};
  };
  const connectionDetails = async () => {
    const [listed, invited] = [valueOf(await connections) ?? [], connectionIdOf(await invitation())];
    const ofLogin = isThirdParty(valueOf(application) ?? {}) ? connectionsForLogin(listed, { user: await user }) : [];
    const ids = ofLogin.map((one) => connectionIdOf(one));
    const isListed = listed.some((one) => connectionIdOf(one) === invited);
    const wanted = [...ids.slice(0, MOST_CONNECTIONS - 1), ...(invited === '' || isListed ? [] : [invited])];
    if (wanted.length === 0) {
      return unneeded;
    }
    const fact = joined(await Promise.all(wanted.map((id) => ask('connectionDetails', endpoints.connection(id)))));
    return wanted.length < ids.length && 'value' in fact ? { partly: cutOff, ...fact } : fact;
  };
  const grants = ask('clientGrants', endpoints.clientGrants);
  const openApplications = async () =>
    valueOf(await grants)?.length === 0 ? ask('openApplications', endpoints.openApplications) : unneeded;
  const invitedApplication = async () => {
    const clientId = textField(await invitation(), 'client_id');
    return question.clientId === undefined || ['', question.clientId].includes(clientId)
      ? unneeded
      : ask('invitedApplication', endpoints.invitedApplication(clientId));
  };
  const facts: Facts = {
    organization,
    application,
    ...(await allOf({
      connections,
      discoveryDomains: ask('discoveryDomains', endpoints.discoveryDomains),
      invitations,
      applicationConnections: ask('applicationConnections', endpoints.applicationConnections),
      connectionDetails: connectionDetails(),
      association: ask('association', endpoints.association),
      applications: ask('applications', endpoints.applications),
      clientGrants: grants,
      openApplications: openApplications(),
      tenantSettings: ask('tenantSettings', endpoints.tenantSettings),
      invitedApplication: invitedApplication(),
      user,
      memberships,
      namesakes: namesakes(),
      events,
    })),
  };
  if (reader.commonFailure) {
    throw reader.commonFailure;
  }
  return { facts: inParts(facts, parts), requests: reader.requests };
}

/** The person by the ID, or by the address that was typed or invited. An invitation that cannot be read tells none. */
async function askForUser(
  question: AccessQuestion,
  invitations: Promise<Fact<readonly Item[]>>,
  ask: (address: string) => Promise<Fact<User | null>>,
): Promise<Fact<User | null>> {
  if (question.userId !== undefined || question.invitationId === undefined) {
    return ask(question.email ?? '');
  }
  const read = await invitations;
  if ('missing' in read) {
    return read;
  }
  const address = addressOf(question, { user: unneeded, invitations: read });
  return address === '' ? { missing: read.partly ?? { kind: 'notFound' } } : ask(address);
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
    return missing ? { missing } : known === undefined ? reader.read(name, read) : { value: known };
  };
}

/** Reads a fact. @throws ApiError, RequestLimitReached or ListCutOff */
type ReadFact<Name extends FactName> = (context: RequestContext) => Promise<FactValues[Name]>;

/** The part of `Tenants` that reads facts. */
export type ReadingTenants = Pick<Tenants, 'client' | 'read' | 'pages' | 'status'>;

/** A list, and the field that tells its items apart. Without it, nobody knows what an item is. */
type ListFormat = Pick<ListResource, 'field' | 'paging' | 'query'> & { readonly key: string };

/** The ways to read each fact of a question, with one request each, or two for a list with page numbers. */
function factEndpoints(tenants: ReadingTenants, question: AccessQuestion, parts: Parts) {
  const { domain, organizationId, clientId = '', userId } = question;
  let accountsOfAddress: readonly User[] | undefined;
  const pagesOf = (name: FactName, { key, query, ...format }: ListFormat): ReadPage<Item> => {
    const list = { ...format, path: pathOf(name, question), query: { ...factRequests[name].query, ...query } };
    return tenants.pages(domain, list, (value) => (isRecord(value) && textField(value, key) ? value : undefined));
  };
  /** A list that proves nothing unless it was read to its end. */
  const whole = (name: FactName, format: ListFormat) => async (context: RequestContext) => {
    const pages = new PageReader(pagesOf(name, format), JSON.stringify);
    await pages.readNextPage(context);
    // The end of a list with page numbers can take one more request to prove.
    if (format.paging === 'offset' && pages.items.length < PAGE_SIZE) {
      await pages.readNextPage(context);
    }
    if (!pages.isComplete) {
      throw new ListCutOff();
    }
    return pages.items;
  };
  /** A list with its newest items on the first page. */
  const newest =
    (name: FactName, format: ListFormat, masked: (item: Item) => Item) => async (context: RequestContext) => {
      const { items, isCutOff, next } = await pagesOf(name, format)(undefined, context);
      // Older events are history, but older invitations can be open.
      if (isCutOff || (name === 'invitations' && next !== undefined)) {
        parts[name] = cutOff;
      }
      return items.map(masked);
    };
  const one =
    (name: FactName, expected?: Item, path = pathOf(name, question)) =>
    async (context: RequestContext): Promise<Item> =>
      answerAbout(await tenants.read(domain)(path, factRequests[name].query ?? {}, context), expected);
  return {
    organization: async (context: RequestContext) =>
      answerAbout(await tenants.client(domain).get(organizationId, context), { id: organizationId }),
    connections: whole('connections', { field: 'enabled_connections', key: 'connection_id', paging: 'offset' }),
    discoveryDomains: whole('discoveryDomains', { field: 'domains', key: 'domain' }),
    invitations: newest('invitations', { field: 'invitations', key: 'id', paging: 'offset' }, maskInvitation),
    application: (context: RequestContext) =>
      readApplication(tenants, { domain, clientId }, context, usualFields.join(','), (refusal) => {
        parts.application = failure(refusal);
      }),
    applicationConnections: whole('applicationConnections', { field: 'connections', key: 'id' }),
    association: (context: RequestContext) =>
      recover(one('association', { client_id: clientId })(context), isMissingInOrganization, () => null),
    applications: whole('applications', { field: 'clients', key: 'client_id' }),
    clientGrants: whole('clientGrants', {
      field: 'client_grants',
      key: 'client_id',
      paging: 'offset',
      query: { client_id: clientId },
    }),
    openApplications: whole('openApplications', { field: 'clients', key: 'client_id' }),
    connection: (id: string) => (context: RequestContext) =>
      one('connectionDetails', { id }, `/connections/${encodeURIComponent(id)}`)(context).then((found) => [found]),
    tenantSettings: one('tenantSettings'),
    namesakes: (address: string) => async (context: RequestContext) =>
      accountsOfAddress ?? readUsersByEmail(tenants, domain, address, context),
    invitedApplication: (invited: string) =>
      one('invitedApplication', { client_id: invited }, `/clients/${encodeURIComponent(invited)}`),
    /** @param address of a person without an ID */
    user: (address: string) => async (context: RequestContext) => {
      if (userId === undefined) {
        accountsOfAddress = await readUsersByEmail(tenants, domain, address, context);
        return accountsOfAddress[0] ?? null;
      }
      const user = readUserById(tenants, domain, userId, context);
      return recover(user, isMissingInOrganization, () => null).then(
        (own) => own && answerAbout(own, { user_id: userId }),
      );
    },
    memberships: (ofUser: string) => (context: RequestContext) =>
      readMemberships(tenants, { ...question, userId: ofUser }, context),
    events: (query: Query) =>
      // What names the application and the organization is masked with the request that it stands in.
      newest('events', { field: 'logs', key: 'type', paging: 'offset', query }, (event) =>
        maskEvent({
          ...event,
          client_id: clientOf(event) || null,
          // One of another organization may fail for this one as well: such failures are of the application.
          ...(parameterOf(event, 'organization') === organizationId && { organization_id: organizationId }),
        }),
      ),
  };
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
  const { items, isComplete } = pages;
  return { items, complete: isComplete && items.every(({ id }) => typeof id === 'string') };
}

/** The fields that every scope of the endpoint opens. */
const summary = 'client_id,name,app_type,description';

/**
 * Reads an application with the fields that decide about logins, with one request. A token that may not read them all
 * takes a second request for fewer of them. Secrets are never among them.
 * @throws ApiError
 */
export async function readApplication(
  tenants: Pick<ReadingTenants, 'read'>,
  { domain, clientId }: { readonly domain: string; readonly clientId: string },
  context: RequestContext,
  fewerFields = summary,
  onFewer: (refusal: ApiError) => void = () => undefined,
): Promise<JsonObject> {
  const { query = {} } = factRequests.application;
  const path = `/clients/${encodeURIComponent(clientId)}`;
  const read = tenants.read(domain);
  const application = await read(path, query, context).catch((error: unknown) => {
    if (error instanceof ApiError && error.reason === 'forbidden') {
      onFewer(error);
      return read(path, { ...query, fields: fewerFields }, context);
    }
    throw error;
  });
  return answerAbout(application, { client_id: clientId });
}

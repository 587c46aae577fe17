import { ApiError, isMissingInOrganization, recover } from '../api/apiError.ts';
import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import type { ListResource, Query } from '../api/managementApi.ts';
import { PageReader, type ReadPage } from '../api/pageReader.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import type { RequestContext } from '../api/requestContext.ts';
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
import { answerAbout, cutOff, failure, ListCutOff, type Parts, RequestLimitReached } from './factReader.ts';
import { factRequests, pathOf, usualFields } from './factRequests.ts';
import { type AccessQuestion, clientOf, type FactName, parameterOf } from './facts.ts';

/** The part of `Tenants` that reads facts. */
export type ReadingTenants = Pick<Tenants, 'client' | 'read' | 'pages' | 'status'>;

/** A list, and the field that tells its items apart. Without it, nobody knows what an item is. */
type ListFormat = Pick<ListResource, 'field' | 'paging' | 'query'> & { readonly key: string };

/** The ways to read each fact of a question, with one request each, or two for a list with page numbers. */
export function factEndpoints(tenants: ReadingTenants, question: AccessQuestion, parts: Parts) {
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

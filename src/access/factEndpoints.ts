import { ApiError, isApiError } from '../management/apiError.ts';
import { isRecord } from '../management/jsonFields.ts';
import { PageReader } from '../management/pageReader.ts';
import { type ListResource, PAGE_SIZE } from '../management/pagination.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { isMissingInOrganization } from '../management/requestErrors.ts';
import { maskEvent } from '../sections/eventSecrets.ts';
import { maskInvitation } from '../sections/invitationSecrets.ts';
import { type Item, textField } from '../sections/section.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { organizationsOfUser, readUserById, type User, type WholeList } from '../users/usersClient.ts';
import type { AccessQuestion } from './explanation.ts';
import { ListCutOff, RequestLimitReached } from './factReader.ts';
import { type ApplicationKind, factRequests, pathOf } from './factRequests.ts';
import type { FactName, FactValues } from './facts.ts';
import { loginFailuresQuery } from './loginFailures.ts';

/** The part of `Tenants` that reads facts. */
export type ReadingTenants = Pick<Tenants, 'client' | 'read' | 'pages' | 'status'>;

/** Reads a fact. @throws ApiError, RequestLimitReached or ListCutOff */
export type ReadFact<Name extends FactName> = (context: RequestContext) => Promise<FactValues[Name]>;

type ListFormat = Pick<ListResource, 'field' | 'paging' | 'query'>;

/** The ways to read each fact of a question, with one request each, or two for a list with page numbers. */
export function factEndpoints(tenants: ReadingTenants, question: AccessQuestion) {
  const { domain, organizationId, clientId = '', userId = '' } = question;
  const pagesOf = (name: FactName, { query, ...format }: ListFormat) => {
    const { bucket, query: usual } = factRequests[name];
    const list = { ...format, bucket, path: pathOf(name, question), query: { ...usual, ...query } };
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
    const { bucket, query = {} } = factRequests[name];
    const answer = await tenants.read(domain)(bucket, pathOf(name, question), query, context);
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
    association: (context: RequestContext) => orNull(one('association')(context), isMissingInOrganization),
    applications: whole('applications', { field: 'clients', paging: 'checkpoint' }),
    clientGrants: whole('clientGrants', { field: 'client_grants', paging: 'offset', query: { client_id: clientId } }),
    tenantSettings: one('tenantSettings'),
    user: (context: RequestContext) =>
      orNull(readUserById(tenants, domain, userId, context), ({ reason }) => reason === 'notFound'),
    memberships: (context: RequestContext) => readMemberships(tenants, question, context),
    events: (user: User | null | undefined, kind: ApplicationKind) =>
      newest('events', { field: 'logs', paging: 'offset', query: loginFailuresQuery(question, user, kind) }, maskEvent),
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
  return { items: pages.items, complete: pages.isComplete };
}

async function orNull<T>(request: Promise<T>, isNull: (error: ApiError) => boolean): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (isApiError(error) && isNull(error)) {
      return null;
    }
    throw error;
  }
}

import type { Cursors } from '../cursors.ts';
import { badQuery, failure } from '../failures.ts';
import { checkpointPage, checkpointRules, offsetAnswer, unboundedOffsetRules } from '../paging.ts';
import { type Query, type QueryRules, readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import { clientFilter } from './clientFields.ts';
import { connectionListRules, connectionPage } from './connectionList.ts';
import type { Contents } from './contents.ts';
import { fieldRules, listPattern } from './fields.ts';
import type { Client } from './model.ts';
import { applicationTypes, clientFields } from './names.ts';
import type { TenantRecords } from './tenantRecords.ts';

const oneRules = fieldRules(clientFields);

const listRules = {
  ...unboundedOffsetRules,
  per_page: { ...unboundedOffsetRules.per_page, minimum: 0 },
  ...checkpointRules,
  ...oneRules,
  is_global: { type: 'boolean', description: 'Optional filter on the global client parameter' },
  is_first_party: { type: 'boolean', description: 'Optional filter on whether or not a client is first-party' },
  app_type: {
    type: 'string',
    pattern: listPattern(applicationTypes),
    description: 'Optional filter by a comma-separated list of application types',
  },
  external_client_id: {
    type: 'string',
    minLength: 1,
    maxLength: 120,
    description: 'Optional filter by the Client ID Metadata Document URI for CIMD-registered clients',
  },
  q: { type: 'string', description: 'Advanced Query in Lucene syntax' },
} as const satisfies QueryRules;

type ListQuery = Query<typeof listRules>;

const connectionRules = {
  ...connectionListRules,
  from: { ...connectionListRules.from, maxLength: 1000 },
  fields: { ...connectionListRules.fields, maxLength: 1000 },
} as const satisfies QueryRules;

const access = {
  scopes: ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'],
  refusal:
    'Insufficient scope; expected any of: read:clients, read:client_keys, read:client_credentials, read:client_summary.',
} as const;

/**
 * The applications of a tenant.
 * @see https://auth0.com/docs/api/management/v2/clients
 */
export function clientRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  const { tenant } = contents;
  return [
    {
      path: '/clients',
      endpoint: 'clients',
      endpointByQuery: 'clientsByQuery',
      ...access,
      answer: (request) => list(contents, cursors, request),
    },
    {
      path: '/clients/:client_id',
      ...access,
      answer: (request) => {
        const show = clientFilter(readQuery(oneRules, request.query), request.scopes);
        const client = findClient(tenant, request);
        if (!client) {
          throw failure(404, 'The client does not exist', { errorCode: 'inexistent_client' });
        }
        return show(client);
      },
    },
    {
      path: '/clients/:client_id/connections',
      scopes: ['read:connections'],
      furtherScopes: ['read:clients', 'read:client_summary'],
      refusal: 'Insufficient scope; expected: read:connections and any of: read:clients or read:client_summary.',
      answer: (request) => listConnections(tenant, cursors, request),
    },
  ];
}

function findClient(tenant: TenantRecords, { path }: ApiRequest): Client | undefined {
  return tenant.clients.find(({ client_id: id }) => id === path['client_id']);
}

function list(contents: Contents, cursors: Cursors<number>, request: ApiRequest): unknown {
  const query = readQuery(listRules, request.query);
  const show = clientFilter(query, request.scopes);
  const found = query.q === undefined ? filtered(contents.tenant, query) : withGrant(contents, query, query.q);
  if (query.take === undefined) {
    return offsetAnswer('clients', found.map(show), query);
  }
  const dated = found.map((client, createdAt) => ({ createdAt, client }));
  const { items, ...next } = checkpointPage(dated, query, { cursors, idOf: ({ client }) => client.client_id });
  return { clients: items.map(({ client }) => show(client)), ...next };
}

function filtered(tenant: TenantRecords, query: ListQuery): readonly Client[] {
  const types = query.app_type?.split(',');
  return tenant.clients.filter(
    ({ global: isGlobal, is_first_party: isFirstParty, app_type: type = '', external_client_id: externalId }) =>
      (query.is_global ?? isGlobal) === isGlobal &&
      (query.is_first_party ?? isFirstParty) === isFirstParty &&
      (types?.includes(type) ?? true) &&
      (query.external_client_id ?? externalId) === externalId,
  );
}

/** The two questions that are permitted, which stand alone and take checkpoints. The texts of refusals are not known. */
function withGrant(contents: Contents, query: ListQuery, q: string): readonly Client[] {
  const others = ['is_global', 'is_first_party', 'app_type', 'external_client_id'] as const;
  const refuse = (cause: string) => badQuery(`'${cause}' on property q (${listRules.q.description})`);
  if (others.some((name) => query[name] !== undefined)) {
    throw refuse('Cannot be used in combination with other filters');
  }
  if (query.take === undefined) {
    throw refuse('Requires the from and take paging parameters');
  }
  const [, id, any] = /^client_grant\.(?:organization_id:"?(org_\w+)"?|(allow_any_organization:true))$/.exec(q) ?? [];
  if (id === undefined && any === undefined) {
    throw refuse(`Unsupported query: ${q}`);
  }
  const { clients, applications } = contents.tenant;
  const grants =
    id === undefined
      ? applications.grants.filter(({ allow_any_organization: isForAny }) => isForAny)
      : (contents.of(id)?.grants ?? []);
  return clients.filter(({ client_id: clientId }) => grants.some((grant) => grant.client_id === clientId));
}

function listConnections(tenant: TenantRecords, cursors: Cursors<number>, request: ApiRequest): unknown {
  const query = readQuery(connectionRules, request.query);
  const client = findClient(tenant, request);
  if (!client) {
    throw failure(404, 'Client does not exist.');
  }
  return connectionPage(tenant.connectionsOfClient(client), { query, scopes: request.scopes }, cursors);
}

import type { Cursors } from '../cursors.ts';
import { failure } from '../failures.ts';
import { checkpointPage, checkpointRules, offsetAnswer, unboundedOffsetRules } from '../paging.ts';
import { type QueryRules, readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import { clientFilter } from './clientFields.ts';
import { fieldFilter, fieldRules, listPattern, pickFields } from './fields.ts';
import type { Client } from './model.ts';
import { applicationTypes, clientFields, connectionFields, strategies } from './names.ts';
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
} as const satisfies QueryRules;

const connectionRules = {
  ...checkpointRules,
  from: { ...checkpointRules.from, maxLength: 1000 },
  ...fieldRules(connectionFields),
  fields: { ...fieldRules(connectionFields).fields, maxLength: 1000 },
  strategy: {
    type: 'strings',
    among: strategies,
    description: 'Provide strategies to only retrieve connections with such strategies',
  },
} as const satisfies QueryRules;

const access = {
  scopes: ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'],
  refusal:
    'Insufficient scope; expected any of: read:clients, read:client_keys, read:client_credentials, read:client_summary.',
} as const;

/**
 * The applications of a tenant. Of the parameters of the list, `q` and `external_client_id` are missing.
 * @see https://auth0.com/docs/api/management/v2/clients
 */
export function clientRoutes(tenant: TenantRecords, cursors: Cursors<number>): readonly Route[] {
  return [
    { path: '/clients', endpoint: 'clients', ...access, answer: (request) => list(tenant, cursors, request) },
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

function list(tenant: TenantRecords, cursors: Cursors<number>, request: ApiRequest): unknown {
  const query = readQuery(listRules, request.query);
  const show = clientFilter(query, request.scopes);
  const types = query.app_type?.split(',');
  const found = tenant.clients.filter(
    ({ global: isGlobal, is_first_party: isFirstParty, app_type: type = '' }) =>
      (query.is_global ?? isGlobal) === isGlobal &&
      (query.is_first_party ?? isFirstParty) === isFirstParty &&
      (types?.includes(type) ?? true),
  );
  if (query.take === undefined) {
    return offsetAnswer('clients', found.map(show), query);
  }
  const dated = found.map((client, createdAt) => ({ createdAt, client }));
  const { items, ...next } = checkpointPage(dated, query, { cursors, idOf: ({ client }) => client.client_id });
  return { clients: items.map(({ client }) => show(client)), ...next };
}

function listConnections(tenant: TenantRecords, cursors: Cursors<number>, request: ApiRequest): unknown {
  const { strategy: wanted, ...query } = readQuery(connectionRules, request.query);
  const isSent = fieldFilter(query);
  const client = findClient(tenant, request);
  if (!client) {
    throw failure(404, 'Client does not exist.');
  }
  const found = tenant
    .connectionsOfClient(client)
    .filter(({ strategy = '' }) => wanted?.includes(strategy) ?? true)
    .map((connection, createdAt) => ({ createdAt, connection }));
  const { items, ...next } = checkpointPage(found, query, { cursors, idOf: ({ connection }) => connection.id });
  return { connections: items.map(({ connection }) => pickFields(connection, isSent)), ...next };
}

import type { Cursors } from '../cursors.ts';
import { failure } from '../failures.ts';
import {
  checkpointPage,
  checkpointRules,
  offsetAnswer,
  offsetPage,
  unboundedCheckpointRules,
  unboundedOffsetRules,
} from '../paging.ts';
import { type Query, readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { fieldFilter, pickFields } from './fields.ts';
import { checkLength, checkpointAnswer, findInside } from './lookup.ts';
import type { Client } from './model.ts';

const noOrganization = 'No organization found by that id or name';

const grantRules = {
  ...unboundedOffsetRules,
  audience: { type: 'string', maxLength: 600, description: 'Optional filter on audience of the client grant' },
  client_id: { type: 'string', description: 'Optional filter on client_id of the client grant' },
  grant_ids: { type: 'strings', maxItems: 10, description: 'Optional filter on the ID of the client grant' },
} as const;

const clientRules = {
  ...unboundedOffsetRules,
  ...checkpointRules,
  fields: {
    type: 'string',
    pattern: /^[a-z_]+(,[a-z_]+)*$/,
    description: 'Comma-separated list of fields to include or exclude',
  },
  include_fields: {
    type: 'boolean',
    description: 'Whether specified fields are to be included (true) or excluded (false)',
  },
  is_global: { type: 'boolean', description: 'Optional filter on the global client parameter' },
  is_first_party: { type: 'boolean', description: 'Optional filter on whether or not a client is first-party' },
  app_type: { type: 'string', description: 'Optional filter by a comma-separated list of application types' },
} as const;

/** What the smallest scope for applications lets one read. */
const summaryFields: readonly string[] = ['client_id', 'app_type', 'name', 'description'];
const clientScopes = ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'];

const organizationRules = { ...unboundedOffsetRules, ...checkpointRules };

/**
 * What applications have to do with organizations. Of the parameters of applications, `q` and `external_client_id` are
 * missing.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-client-grants
 */
export function applicationRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  return [
    {
      path: '/organizations/:id/client-grants',
      endpoint: 'organizationClientGrants',
      scopes: ['read:organization_client_grants'],
      feature: 'clientGrants',
      answer: (request) => listGrants(contents, request),
    },
    {
      path: '/organizations/:id/clients',
      endpoint: 'organizationClients',
      scopes: ['read:organization_clients'],
      feature: 'clients',
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        const { take, ...query } = readQuery(unboundedCheckpointRules, request.query);
        const inside = findInside(contents, request.path['id'], noOrganization);
        // More than the maximum is not refused, as it is elsewhere, but cut.
        const page = { ...query, ...(take !== undefined && { take: Math.min(take, checkpointRules.take.maximum) }) };
        return checkpointAnswer('clients', inside, inside.clients, ({ client_id }) => client_id, page, cursors);
      },
    },
    {
      path: '/organizations/:id/clients/:client_id',
      endpoint: 'organizationClientById',
      scopes: ['read:organization_clients'],
      feature: 'clients',
      answer: (request) => {
        readQuery({}, request.query);
        const { clients } = findInside(contents, request.path['id'], 'Organization not found.');
        const client = clients.find(({ client_id }) => client_id === request.path['client_id']);
        if (!client) {
          throw failure(404, 'Client not found.');
        }
        return client;
      },
    },
    {
      path: '/clients',
      endpoint: 'clients',
      scopes: clientScopes,
      answer: (request) => listClients(contents, cursors, request),
    },
    {
      path: '/clients/:client_id',
      endpoint: 'clientById',
      scopes: clientScopes,
      answer: (request) => {
        const show = clientFields(
          readQuery({ fields: clientRules.fields, include_fields: clientRules.include_fields }, request.query),
          request.scopes,
        );
        const client = contents.clients.find(({ client_id }) => client_id === request.path['client_id']);
        if (!client) {
          throw failure(404, 'The client does not exist', { errorCode: 'inexistent_client' });
        }
        return show(client);
      },
    },
    {
      path: '/client-grants/:id/organizations',
      endpoint: 'organizationsOfClientGrant',
      scopes: ['read:organization_client_grants'],
      feature: 'clientGrants',
      answer: (request) => listOrganizations(contents, cursors, request),
    },
  ];
}

function listGrants(contents: Contents, request: ApiRequest): unknown {
  checkLength(request, 'id', 'Organization identifier');
  const query = readQuery(grantRules, request.query);
  const { grants } = findInside(contents, request.path['id'], noOrganization);
  const found = grants.filter(
    ({ id, audience, client_id }) =>
      (query.audience ?? audience) === audience &&
      (query.client_id ?? client_id) === client_id &&
      (query.grant_ids?.includes(id) ?? true),
  );
  return offsetAnswer('client_grants', found, query);
}

function listClients(contents: Contents, cursors: Cursors<number>, request: ApiRequest): unknown {
  const query = readQuery(clientRules, request.query);
  const show = clientFields(query, request.scopes);
  const types = query.app_type?.split(',');
  const found = contents.clients.filter(
    ({ is_global: isGlobal, is_first_party: isFirstParty, app_type: type = '' }) =>
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

/** Shows the fields that are asked for. @throws ApiFailure for a field that the scopes do not open */
function clientFields(
  { fields = '', include_fields: isIncluded = true }: Pick<Query<typeof clientRules>, 'fields' | 'include_fields'>,
  scopes: ReadonlySet<string>,
): (client: Client) => object {
  const isSent = fieldFilter({ fields, include_fields: isIncluded });
  const isSummary = !scopes.has('read:clients') && !scopes.has('read:client_keys');
  const named = fields === '' || !isIncluded ? [] : fields.split(',');
  if (isSummary && named.some((field) => !summaryFields.includes(field))) {
    throw failure(403, 'Some fields cannot be read with the permissions granted by the bearer token scopes.');
  }
  return (client) =>
    pickFields(
      client,
      (field) => field === 'tenant' || (isSent(field) && (!isSummary || summaryFields.includes(field))),
    );
}

function listOrganizations(contents: Contents, cursors: Cursors<number>, request: ApiRequest): unknown {
  const query = readQuery(organizationRules, request.query);
  const entries = contents.organizationsWithGrant(request.path['id'] ?? '');
  if (!entries) {
    throw failure(404, 'The grant does not exist.');
  }
  if (query.take !== undefined) {
    const { items, ...next } = checkpointPage(entries, query, {
      cursors,
      idOf: ({ organization }) => organization.id,
    });
    return { organizations: items.map(({ organization }) => organization), ...next };
  }
  const { items, ...totals } = offsetPage(entries, query);
  const organizations = items.map(({ organization }) => organization);
  return query.include_totals === true || query.from !== undefined ? { organizations, ...totals } : organizations;
}

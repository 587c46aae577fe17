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
import { readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkLength, checkpointAnswer, findInside } from './lookup.ts';

const noOrganization = 'No organization found by that id or name';

const grantRules = {
  ...unboundedOffsetRules,
  audience: { type: 'string', maxLength: 600, description: 'Optional filter on audience of the client grant' },
  client_id: { type: 'string', description: 'Optional filter on client_id of the client grant' },
  grant_ids: { type: 'strings', maxItems: 10, description: 'Optional filter on the ID of the client grant' },
} as const;

const organizationRules = { ...unboundedOffsetRules, ...checkpointRules };

/**
 * What applications have to do with organizations.
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
      path: '/client-grants/:id/organizations',
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

function listOrganizations(contents: Contents, cursors: Cursors<number>, request: ApiRequest): unknown {
  const query = readQuery(organizationRules, request.query);
  const entries = contents.tenant.organizationsWithGrant(request.path['id'] ?? '');
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

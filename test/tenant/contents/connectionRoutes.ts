import { failure } from '../failures.ts';
import { offsetAnswer, unboundedOffsetRules } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkLength, findInside } from './lookup.ts';
import type { EnabledConnection } from './model.ts';

/** In Early Access. */
const connectionRules = {
  ...unboundedOffsetRules,
  is_enabled: { type: 'boolean', description: 'Filter connections by enabled status' },
} as const;

const noOrganization = 'The organization does not exist.';

/** https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections */
export function connectionRoutes(contents: Contents): readonly Route[] {
  const scopes = ['read:organization_connections'];
  return [
    {
      path: '/organizations/:id/enabled_connections',
      endpoint: 'connections',
      scopes,
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        const query = readQuery(unboundedOffsetRules, request.query);
        const { connections } = findInside(contents, request.path['id'], noOrganization);
        return offsetAnswer('enabled_connections', connections, query);
      },
    },
    {
      path: '/organizations/:id/enabled_connections/:connectionId',
      endpoint: 'connectionById',
      scopes,
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        checkLength(request, 'connectionId', 'Connection identifier');
        readQuery({}, request.query);
        const { id, connectionId } = request.path;
        return findConnection(findInside(contents, id, noOrganization).connections, connectionId);
      },
    },
    {
      path: '/organizations/:id/connections',
      endpoint: 'organizationConnections',
      scopes,
      feature: 'organizationConnections',
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        const { is_enabled: wanted, ...query } = readQuery(connectionRules, request.query);
        const inside = findInside(contents, request.path['id'], noOrganization);
        const found = contents.connectionsOf(inside).filter(({ is_enabled: is }) => (wanted ?? is) === is);
        return offsetAnswer('connections', found, query);
      },
    },
    {
      path: '/organizations/:id/connections/:connectionId',
      endpoint: 'organizationConnectionById',
      scopes,
      feature: 'organizationConnections',
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        readQuery({}, request.query);
        const { id, connectionId } = request.path;
        return findConnection(contents.connectionsOf(findInside(contents, id, noOrganization)), connectionId);
      },
    },
  ];
}

function findConnection(connections: readonly EnabledConnection[], id: string | undefined): EnabledConnection {
  const connection = connections.find(({ connection_id }) => connection_id === id);
  if (!connection) {
    // As recorded in the tests of https://github.com/auth0/terraform-provider-auth0
    throw failure(404, 'No connection found by that id');
  }
  return connection;
}

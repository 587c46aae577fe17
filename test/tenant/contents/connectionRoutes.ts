import { failure } from '../failures.ts';
import { offsetAnswer, unboundedOffsetRules } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkLength, findInside } from './lookup.ts';

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
        const { connections } = findInside(contents, id, noOrganization);
        const connection = connections.find(({ connection_id }) => connection_id === connectionId);
        if (!connection) {
          throw failure(404, 'The organization connection does not exist.');
        }
        return connection;
      },
    },
  ];
}

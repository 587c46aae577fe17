import type { Cursors } from '../cursors.ts';
import { failure } from '../failures.ts';
import { offsetAnswer, unboundedOffsetRules } from '../paging.ts';
import { type QueryRules, readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import { connectionListRules, connectionPage, ofStrategies } from './connectionList.ts';
import { connectionFilter, fieldFilter, fieldRules, pickFields } from './fields.ts';
import { connectionFields, settingFields } from './names.ts';
import type { TenantRecords } from './tenantRecords.ts';

const settingRules = fieldRules(settingFields);
const connectionRules = fieldRules([...connectionFields, 'enabled_clients']);
const listRules = {
  ...unboundedOffsetRules,
  ...connectionListRules,
  name: { type: 'string', description: 'Provide the name of the connection to retrieve' },
} as const satisfies QueryRules;

/**
 * What belongs to no organization.
 * @see https://auth0.com/docs/api/management/v2/tenants/tenant-settings-route
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections-by-id
 */
export function tenantRoutes(tenant: TenantRecords, cursors: Cursors<number>): readonly Route[] {
  return [
    {
      path: '/tenants/settings',
      scopes: ['read:tenant_settings'],
      refusal: 'Insufficient scope; expected any of: read:tenant_settings.',
      answer: ({ query }) => pickFields(tenant.settings, fieldFilter(readQuery(settingRules, query))),
    },
    {
      path: '/connections',
      endpoint: 'tenantConnections',
      scopes: ['read:connections'],
      answer: ({ query: sent, scopes }) => {
        const query = readQuery(listRules, sent);
        const named = tenant.connections.filter(({ name }) => query.name === undefined || query.name === name);
        if (query.take !== undefined) {
          return connectionPage(named, { query, scopes }, cursors);
        }
        const isSent = connectionFilter(query, scopes);
        const shown = ofStrategies(named, query).map((connection) => pickFields(connection, isSent));
        return offsetAnswer('connections', shown, query);
      },
    },
    {
      path: '/connections/:id',
      endpoint: 'tenantConnectionById',
      scopes: ['read:connections'],
      answer: ({ path, query, scopes }) => {
        const isSent = connectionFilter(readQuery(connectionRules, query), scopes);
        const connection = tenant.connection(path['id'] ?? '');
        if (!connection) {
          throw failure(404, 'The connection does not exist', { errorCode: 'inexistent_connection' });
        }
        return pickFields(connection, isSent);
      },
    },
  ];
}

import { failure } from '../failures.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import { connectionFilter, fieldFilter, fieldRules, pickFields } from './fields.ts';
import { connectionFields, settingFields } from './names.ts';
import type { TenantRecords } from './tenantRecords.ts';

const settingRules = fieldRules(settingFields);
const connectionRules = fieldRules([...connectionFields, 'enabled_clients']);

/**
 * What belongs to no organization.
 * @see https://auth0.com/docs/api/management/v2/tenants/tenant-settings-route
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections-by-id
 */
export function tenantRoutes(tenant: TenantRecords): readonly Route[] {
  return [
    {
      path: '/tenants/settings',
      scopes: ['read:tenant_settings'],
      refusal: 'Insufficient scope; expected any of: read:tenant_settings.',
      answer: ({ query }) => pickFields(tenant.settings, fieldFilter(readQuery(settingRules, query))),
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

import { askTenant } from '../tenant/askTenant.ts';
import type { Tenant } from '../tenant/server.ts';
import { partOf, scopesIn } from './description.ts';
import type { TenantKnowledge } from './drift.ts';

/** Finds out what a local tenant knows, from how it refuses. */
export async function tenantKnowledge(tenant: Tenant): Promise<TenantKnowledge> {
  const token = await tenant.mintToken();
  const useless = await tenant.mintToken({ scope: 'read:nothing' });
  const messageOf = async (path: string, accessToken = token) => {
    const { body } = await askTenant(tenant, accessToken, path);
    const { message } = partOf(body);
    return typeof message === 'string' ? message : '';
  };
  return {
    knowsPath: async (path) => (await messageOf(path)) !== 'Not Found',
    knowsParameter: async (path, name) =>
      !(await messageOf(`${path}?${encodeURIComponent(name)}=1`)).includes('Additional properties not allowed'),
    scopesOf: async (path) => scopesIn(await messageOf(path, useless)),
  };
}

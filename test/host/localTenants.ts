import { placeInProductionAlone } from '../tenant/contents/differences.ts';
import { startTenant, type TenantOptions } from '../tenant/server.ts';

/** The organizations of the local tenants that every host test finds under these names. */
const kinds: Readonly<Record<string, TenantOptions>> = {
  small: { organizations: 150 },
  large: { organizations: 25_000 },
  inside: { organizations: 12 },
  searching: { organizations: 2000, search: true },
  support: { organizations: 0, stories: true },
  staging: { organizations: placeInProductionAlone, seed: 7, stagingOf: 2023 },
};

/** The tenants that run while host tests do. */
export interface LocalTenants {
  /** What tells the tests where they are. */
  readonly environment: { readonly ORGANIZATION_INSPECTOR_TENANTS: string };
  close(): Promise<void>;
}

/** Starts the tenants that `tenants.ts` has in the extension host. */
export async function startLocalTenants(): Promise<LocalTenants> {
  const tenants = await Promise.all(
    Object.entries(kinds).map(async ([name, options]) => ({ name, tenant: await startTenant(options) })),
  );
  const urls = Object.fromEntries(tenants.map(({ name, tenant }) => [name, tenant.url]));
  return {
    environment: { ORGANIZATION_INSPECTOR_TENANTS: JSON.stringify(urls) },
    close: async () => {
      await Promise.all(tenants.map(({ tenant }) => tenant.close()));
    },
  };
}

import { startTenant } from '../tenant/server.ts';

/** The organizations of the local tenants that every host test finds under these names. */
const sizes = { small: 150, large: 25_000, inside: 12 };

/** The tenants that run while host tests do. */
export interface LocalTenants {
  /** What tells the tests where they are. */
  readonly environment: { readonly ORGANIZATION_INSPECTOR_TENANTS: string };
  close(): Promise<void>;
}

/** Starts the tenants that `tenants.ts` has in the extension host. */
export async function startLocalTenants(): Promise<LocalTenants> {
  const tenants = await Promise.all(
    Object.entries(sizes).map(async ([name, organizations]) => ({
      name,
      tenant: await startTenant({ organizations }),
    })),
  );
  const urls = Object.fromEntries(tenants.map(({ name, tenant }) => [name, tenant.url]));
  return {
    environment: { ORGANIZATION_INSPECTOR_TENANTS: JSON.stringify(urls) },
    close: async () => {
      await Promise.all(tenants.map(({ tenant }) => tenant.close()));
    },
  };
}

import { placeInProductionAlone } from './contents/differences.ts';
import { freePort } from './freePort.ts';
import { hostileNames } from './sampleText.ts';
import { startTenant, type Tenant } from './server.ts';

/** Two tenants to look at, as a company has them. */
export interface SampleTenants {
  /** The sample workspace names organizations of this one. */
  readonly production: Tenant;
  /** The first of production as `differences.ts` has them, and one more. */
  readonly staging: Tenant;
}

/** Starts both, on ports that are the same each time where they are free. */
export async function startSampleTenants(organizations: number): Promise<SampleTenants> {
  const production = await startTenant({ organizations, port: await freePort(4001) });
  const staging = await startTenant({
    organizations: placeInProductionAlone,
    seed: 7,
    stagingOf: 2023,
    port: await freePort(4002),
  });
  await Promise.all([production, staging].map(replaceHostileNames));
  await staging.addOrganization({ id: 'org_8sVtRw2LqYx0KcNd', name: 'sandbox', display_name: 'Sandbox' });
  return { production, staging };
}

/** Starts a tenant of support cases, on a port that is the same each time where it is free. */
export async function startSupportTenant(): Promise<Tenant> {
  return startTenant({ organizations: 0, stories: true, port: await freePort(4003) });
}

/** Names that try to be something else are for the tests. */
async function replaceHostileNames(tenant: Tenant): Promise<void> {
  for (const { id, name, display_name: displayName = '' } of tenant.organizations) {
    if (hostileNames.includes(displayName)) await tenant.updateOrganization(id, { display_name: name });
  }
}

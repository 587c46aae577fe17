import type { Organization } from '../management/organization.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import { LoadedList } from './loadedList.ts';
import { TenantLookup } from './tenantLookup.ts';

/** The organizations of one tenant as far as they are loaded. */
export class OrganizationList extends LoadedList<Organization> {
  /** For organizations that are not loaded. */
  readonly lookup: TenantLookup;

  constructor(client: OrganizationsClient) {
    super(
      (from, caller) => client.list(from, caller),
      ({ id }) => id,
    );
    this.lookup = new TenantLookup(client);
  }

  get organizations(): readonly Organization[] {
    return this.items;
  }
}

import type { Organization } from '../api/organization.ts';
import type { OrganizationsClient } from '../api/organizationsClient.ts';
import type { Growing } from '../api/pageReader.ts';
import { OrganizationLookup } from './organizationLookup.ts';
import { PagedList } from './pagedList.ts';

/** The loaded organizations of one tenant. */
export class OrganizationList extends PagedList<Organization> {
  /** Finds organizations that are not loaded. */
  readonly lookup: OrganizationLookup;

  /** @param onProof see `PagedList` */
  constructor(client: OrganizationsClient, onProof?: () => void) {
    super(client.list, ({ id }) => id, undefined, onProof);
    this.lookup = new OrganizationLookup(client, {
      isKnownKey: (key) => this.items.some(({ metadata = {} }) => Object.hasOwn(metadata, key)),
      isKnownName: (known) => this.items.some(({ name }) => name === known),
    });
  }

  get organizations(): Growing<Organization> {
    return this.items;
  }
}

import type { Organization } from '../api/organization.ts';
import type { OrganizationsClient } from '../api/organizationsClient.ts';
import type { Growing } from '../api/pageReader.ts';
import { OrganizationLookup } from './organizationLookup.ts';
import { PagedList } from './pagedList.ts';

/** The loaded organizations of one tenant. */
export class OrganizationList extends PagedList<Organization> {
  /** Finds organizations that are not loaded. */
  readonly lookup: OrganizationLookup;
  /** The `readAt` of the list of which a page was read with a token that is sent fewer fields. */
  #summariesAt: Date | undefined;

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

  /** Whether organizations can lack fields that the token was not sent with which they were read, whatever token there is now. */
  get isOfSummaries(): boolean {
    return this.#summariesAt !== undefined && this.#summariesAt === this.readAt;
  }

  /** Notes that a page was read with a token that is sent fewer fields. @param readAt the time of the list with the page */
  noteSummaries(readAt: Date | undefined): void {
    this.#summariesAt = readAt;
  }
}

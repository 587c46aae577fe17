import type { Organization } from '../management/organization.ts';
import type { Item } from '../sections/section.ts';

/** The items of a section of an organization. */
export interface Part {
  readonly items: readonly Item[];
  /** Why items are missing, as a sentence. Absent if all are there. */
  readonly missing?: string;
}

/** The names of applications. */
export interface ApplicationNames {
  /** Keyed by client ID. */
  readonly known: ReadonlyMap<string, string>;
  /** Why names are missing, as a sentence. Absent if all are there. */
  readonly missing?: string;
}

/** What an organization consists of, apart from its members and what belongs to them. */
export interface OrganizationParts {
  readonly domain: string;
  readonly organization: Organization;
  /** Enabled or not, where the tenant tells both. */
  readonly connections: Part;
  readonly clientGrants: Part;
  /** The applications that are associated with the organization. */
  readonly clients: Part;
  readonly discoveryDomains: Part;
  /** The names of the applications of the client grants. */
  readonly applicationNames: ApplicationNames;
}

import type { Organization } from '../management/organization.ts';
import type { OrganizationLists } from '../organizations/organizationLists.ts';
import { OrganizationSearch } from '../organizations/search/organizationSearch.ts';
import type { Tenants } from '../tenants/tenants.ts';

/** An organization and the tenant that it is of. */
export interface KnownOrganization {
  readonly domain: string;
  readonly organization: Organization;
}

interface Index {
  readonly over: readonly Organization[];
  readonly byId: Map<string, Organization>;
  readonly search: () => OrganizationSearch;
}

/** What is known of organizations without a request: those that are loaded, and those that people have looked up. */
export class KnownOrganizations {
  readonly #tenants: Tenants;
  readonly #lists: OrganizationLists;
  readonly #indexes = new Map<string, Index>();

  constructor(tenants: Tenants, lists: OrganizationLists) {
    this.#tenants = tenants;
    this.#lists = lists;
  }

  /** The connected tenants, in their order. */
  get domains(): readonly string[] {
    return this.#tenants.domains;
  }

  find(id: string): KnownOrganization | undefined {
    for (const domain of this.domains) {
      const organization = this.#index(domain).byId.get(id) ?? this.#lists.lookedUp(domain).get(id);
      if (organization) {
        return { domain, organization };
      }
    }
    return undefined;
  }

  /** Whether there is any ID that a tenant has answered that it does not have. */
  get hasMissing(): boolean {
    return this.#lists.hasGone;
  }

  /** The tenants that have answered that they do not have this ID. */
  withoutId(id: string): readonly string[] {
    return this.domains.filter((domain) => this.#lists.isGone(domain, id));
  }

  /** Whether all organizations of a tenant are loaded. */
  isComplete(domain: string): boolean {
    return this.#lists.get(domain).isComplete;
  }

  /** The best matches of all tenants, for each as many as its search gives. */
  search(text: string): readonly KnownOrganization[] {
    return this.domains.flatMap((domain) =>
      this.#index(domain)
        .search()
        .find(text)
        .matches.map((organization) => ({ domain, organization })),
    );
  }

  /** How many are loaded, of all tenants. */
  get size(): number {
    return this.domains.reduce((sum, domain) => sum + this.loaded(domain).length, 0);
  }

  /** All that is loaded of a tenant. */
  loaded(domain: string): readonly Organization[] {
    return this.#lists.get(domain).organizations;
  }

  /** A list only grows at its end, or is another one. */
  #index(domain: string): Index {
    const over = this.loaded(domain);
    let index = this.#indexes.get(domain);
    if (index?.over !== over) {
      let search: OrganizationSearch | undefined;
      index = { over, byId: new Map(), search: () => (search ??= new OrganizationSearch(over)) };
      this.#indexes.set(domain, index);
    }
    for (let place = index.byId.size; place < over.length; place++) {
      const organization = over[place];
      if (organization) {
        index.byId.set(organization.id, organization);
      }
    }
    return index;
  }
}

import type { Organization } from '../management/organization.ts';
import type { OrganizationStore } from './organizationStore.ts';
import { normalizedText } from './normalizedText.ts';
import { maximumMatches, OrganizationSearch } from './organizationSearch.ts';
import { tenantTitle } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';

/** An organization and the tenant that it is of. */
export interface KnownOrganization {
  readonly domain: string;
  readonly organization: Organization;
}

interface Index {
  readonly byId: Map<string, Organization>;
  readonly search: () => OrganizationSearch;
}

/** What is known of organizations without a request: those that are loaded, and those that people have looked up. */
export class KnownOrganizations {
  readonly #tenants: Tenants;
  readonly #store: OrganizationStore;
  /** By the lists that they are of, so that they go with these. */
  readonly #indexes = new WeakMap<readonly Organization[], Index>();
  /** What is searched of organizations in files, which is needed anew for every letter that is typed. */
  readonly #texts = new WeakMap<Organization, string>();

  constructor(tenants: Tenants, store: OrganizationStore) {
    this.#tenants = tenants;
    this.#store = store;
  }

  /** The connected tenants, in their order. */
  get domains(): readonly string[] {
    return this.#tenants.domains;
  }

  /** What a tenant is called. */
  titleOf(domain: string): string {
    return tenantTitle(this.#tenants.find(domain) ?? { domain });
  }

  find(id: string): KnownOrganization | undefined {
    return this.finder()(id);
  }

  /** Finds many organizations by their IDs, as long as nothing changes. */
  finder(): (id: string) => KnownOrganization | undefined {
    const places = this.domains.map((domain) => ({
      domain,
      loaded: this.#index(domain).byId,
      lookedUp: this.#store.lookedUp(domain),
    }));
    return (id) => {
      for (const { domain, loaded, lookedUp } of places) {
        const organization = loaded.get(id) ?? lookedUp.get(id);
        if (organization) {
          return { domain, organization };
        }
      }
      return undefined;
    };
  }

  /** The tenants that have answered that they do not have this ID. */
  withoutId(id: string): readonly string[] {
    return this.domains.filter((domain) => this.#store.isGone(domain, id));
  }

  /** The tenants that can have this ID, which is in none of those that are loaded as a whole. */
  mayHaveId(id: string): readonly string[] {
    return this.domains.filter((domain) => !this.#store.isGone(domain, id) && !this.isComplete(domain));
  }

  /** Whether all organizations of a tenant are loaded. */
  isComplete(domain: string): boolean {
    return this.#store.get(domain).isComplete;
  }

  /** The best matches of all tenants, for each as many as its search gives; a better one comes first whosever it is. */
  search(text: string): readonly KnownOrganization[] {
    const found = this.domains.map((domain) => ({ domain, ranked: this.#index(domain).search().best(text) }));
    const ranks = Math.max(0, ...found.map(({ ranked }) => ranked.length));
    return Array.from({ length: ranks }, (_, rank) =>
      found.flatMap(({ domain, ranked }) => (ranked[rank] ?? []).map((organization) => ({ domain, organization }))),
    ).flat();
  }

  /**
   * Those with one of these IDs that hold a text, in the order of the IDs. No more IDs are looked at than the search of
   * a tenant gives, since each takes its time in a large list.
   */
  searchAmong(ids: readonly string[], text: string): readonly KnownOrganization[] {
    const find = this.finder();
    const wanted = normalizedText(text);
    return [...new Set(ids)].slice(0, maximumMatches).flatMap((id) => {
      const known = find(id);
      return known && this.#textOf(known.organization).includes(wanted) ? [known] : [];
    });
  }

  /** How many are loaded, of all tenants. */
  get size(): number {
    return this.domains.reduce((sum, domain) => sum + this.loaded(domain).length, 0);
  }

  /** All that is loaded of a tenant. */
  loaded(domain: string): readonly Organization[] {
    return this.#store.get(domain).organizations;
  }

  /** A list only grows at its end, or is another one. */
  #index(domain: string): Index {
    const over = this.loaded(domain);
    let index = this.#indexes.get(over);
    if (!index) {
      let search: OrganizationSearch | undefined;
      index = { byId: new Map(), search: () => (search ??= new OrganizationSearch(over)) };
      this.#indexes.set(over, index);
    }
    for (let place = index.byId.size; place < over.length; place++) {
      const organization = over[place];
      if (organization) {
        index.byId.set(organization.id, organization);
      }
    }
    return index;
  }

  #textOf(organization: Organization): string {
    const known = this.#texts.get(organization);
    if (known !== undefined) {
      return known;
    }
    const { id, name, display_name: displayName } = organization;
    const text = [id, name, displayName].map((field = '') => normalizedText(field)).join('\0');
    this.#texts.set(organization, text);
    return text;
  }
}

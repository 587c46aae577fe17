import type { Organization } from '../api/organization.ts';
import type { Growing } from '../api/pageReader.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { normalizedText } from '../text/plainText.ts';
import { maximumMatches, OrganizationSearch, type RankedResult } from './organizationSearch.ts';
import type { OrganizationStore } from './organizationStore.ts';

/** An organization and the domain of its tenant. */
export interface KnownOrganization {
  readonly domain: string;
  readonly organization: Organization;
}

interface Index {
  readonly byId: Map<string, Organization>;
  readonly search: (withMetadata: boolean) => OrganizationSearch;
}

/** The matches of a search in tenants. */
export interface KnownMatches {
  /** At most `maximumMatches`. Better ranks come first across tenants. */
  readonly matches: readonly KnownOrganization[];
  readonly total: number;
  readonly inTenants: readonly TenantMatches[];
}

/** The organizations that are known without a request: loaded in a list or looked up before. */
export class KnownOrganizations {
  readonly tenants: Tenants;
  readonly #store: OrganizationStore;
  /** Keyed by list, so an index is collected with its list. */
  readonly #indexes = new WeakMap<Growing<Organization>, Index>();
  /** The normalized text of organizations in files, cached because `searchAmong` runs on every keystroke. */
  readonly #texts = new WeakMap<Organization, string>();

  constructor(tenants: Tenants, store: OrganizationStore) {
    this.tenants = tenants;
    this.#store = store;
  }

  /** The connected tenants, in their order. */
  get domains(): readonly string[] {
    return this.tenants.domains;
  }

  find(id: string): KnownOrganization | undefined {
    return this.finder()(id);
  }

  /** Returns a function that finds many organizations by ID quickly. It is valid until a list changes. */
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

  /** When a known organization was read. */
  readAt({ domain, organization }: KnownOrganization): Date | undefined {
    return this.#store.readAtOf(domain, organization);
  }

  /** The known organizations of a tenant by name. One in the list has the name that it has there. */
  byName(domain: string): ReadonlyMap<string | undefined, Organization> {
    const { byId } = this.#index(domain);
    const lookedUp = [...this.#store.lookedUp(domain).values()].filter(({ id }) => !byId.has(id));
    const organizations = [...lookedUp, ...this.loaded(domain)];
    return new Map(organizations.map((organization) => [organization.name, organization]));
  }

  /** The tenants whose API has answered that the ID does not exist. */
  withoutId(id: string): readonly string[] {
    return this.domains.filter((domain) => this.#store.isGone(domain, id));
  }

  /**
   * The tenants that may have this ID, without an answer that it does not exist. Also those of which all is loaded: an
   * organization can be new since.
   */
  mayHaveId(id: string): readonly string[] {
    return this.domains.filter((domain) => !this.#store.isGone(domain, id));
  }

  /** Whether all organizations of a tenant are loaded. */
  isComplete(domain: string): boolean {
    return this.#store.get(domain).isComplete;
  }

  /** The best matches of all tenants, at most `maximumMatches` per tenant. Better ranks come first across tenants. */
  search(text: string): readonly KnownOrganization[] {
    return inOrderOfRank(
      this.domains.map((domain) => ({ domain, byRank: this.#index(domain).search(false).find(text).byRank })),
    );
  }

  /**
   * Searches tenants as `OrganizationSearch.findInSlices` does, of several also by what they are called.
   * @returns `undefined` once the signal aborts
   */
  async searchInSlices(
    domains: readonly string[],
    query: string,
    withMetadata: boolean,
    signal: AbortSignal,
  ): Promise<KnownMatches | undefined> {
    const results: TenantMatches[] = [];
    for (const domain of domains) {
      const place = domains.length > 1 ? normalizedText(this.tenants.titleOf(domain)) : '';
      const result = await this.#index(domain).search(withMetadata).findInSlices(query, signal, place);
      if (!result) {
        return undefined;
      }
      results.push({ domain, ...result });
    }
    return {
      matches: inOrderOfRank(results).slice(0, maximumMatches),
      total: results.reduce((sum, { total }) => sum + total, 0),
      inTenants: results,
    };
  }

  /**
   * The organizations among these IDs that contain a text, in the order of the IDs. Only the first `maximumMatches` IDs
   * are tested, since each test takes time in a large list.
   */
  searchAmong(ids: readonly string[], text: string): readonly KnownOrganization[] {
    const find = this.finder();
    const wanted = normalizedText(text);
    return [...new Set(ids)].slice(0, maximumMatches).flatMap((id) => {
      const known = find(id);
      return known && this.#textOf(known.organization).includes(wanted) ? [known] : [];
    });
  }

  /** The number of loaded organizations of all tenants. */
  get size(): number {
    return this.domains.reduce((sum, domain) => sum + this.loaded(domain).length, 0);
  }

  /** The loaded organizations of a tenant. */
  loaded(domain: string): Growing<Organization> {
    return this.#store.get(domain).organizations;
  }

  /** The index of the loaded organizations of a tenant, which grows with them. */
  #index(domain: string): Index {
    const over = this.loaded(domain);
    let index = this.#indexes.get(over);
    if (!index) {
      const made: { names?: OrganizationSearch; metadata?: OrganizationSearch } = {};
      index = {
        byId: new Map(),
        search: (withMetadata) =>
          withMetadata
            ? (made.metadata ??= new OrganizationSearch(over, { withMetadata }))
            : (made.names ??= new OrganizationSearch(over)),
      };
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

/** The matches of a search in a tenant. */
export interface TenantMatches extends RankedResult {
  readonly domain: string;
}

function inOrderOfRank(found: readonly Pick<TenantMatches, 'byRank' | 'domain'>[]): readonly KnownOrganization[] {
  const ranks = Math.max(0, ...found.map(({ byRank }) => byRank.length));
  return Array.from({ length: ranks }, (_, rank) =>
    found.flatMap(({ domain, byRank }) => (byRank[rank] ?? []).map((organization) => ({ domain, organization }))),
  ).flat();
}

import type { Organization } from './organization.ts';

/** An organization and when it was created, in milliseconds since 1970. */
export interface Entry {
  readonly organization: Organization;
  readonly createdAt: number;
  /** Where it stands among the samples that the tenant began with, from 0; missing for those that came later. */
  readonly place?: number;
}

const firstCreatedAt = Date.UTC(2023, 2, 14, 11, 17, 19, 466);
const betweenCreationsMs = 61_007;

/** The organizations of the tenant, in the order of their creation. */
export class Directory {
  #entries: Entry[];
  readonly #byId: Map<string, Entry>;
  readonly #byName: Map<string, Entry>;

  constructor(organizations: readonly Organization[]) {
    this.#entries = organizations.map((organization, index) => ({
      organization,
      createdAt: firstCreatedAt + index * betweenCreationsMs,
      place: index,
    }));
    this.#byId = new Map(this.#entries.map((entry) => [entry.organization.id, entry]));
    this.#byName = new Map(this.#entries.map((entry) => [entry.organization.name, entry]));
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get organizations(): readonly Organization[] {
    return this.#entries.map((entry) => entry.organization);
  }

  entry(id: string): Entry | undefined {
    return this.#byId.get(id);
  }

  byId(id: string): Organization | undefined {
    return this.#byId.get(id)?.organization;
  }

  byName(name: string): Organization | undefined {
    return this.#byName.get(name)?.organization;
  }

  /** Up to `count` organizations created later than this time (milliseconds since 1970), and whether more follow. */
  createdAfter(time: number, count: number): { readonly entries: readonly Entry[]; readonly more: boolean } {
    const start = this.#countUpTo(time);
    return { entries: this.#entries.slice(start, start + count), more: start + count < this.#entries.length };
  }

  /** By halving, since a listing of all asks for this once a page. */
  #countUpTo(time: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const entry = this.#entries[middle];
      if (entry && entry.createdAt <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  add(organization: Organization): void {
    const last = this.#entries.at(-1);
    const entry = { organization, createdAt: last ? last.createdAt + betweenCreationsMs : firstCreatedAt };
    this.#entries.push(entry);
    this.#byId.set(organization.id, entry);
    this.#byName.set(organization.name, entry);
  }

  update(id: string, changes: Partial<Organization>): void {
    const before = this.#byId.get(id);
    if (!before) {
      throw new Error(`No organization ${id}`);
    }
    const after = { ...before, organization: { ...before.organization, ...changes, id } };
    this.#entries[this.#entries.indexOf(before)] = after;
    this.#byId.set(id, after);
    this.#byName.delete(before.organization.name);
    this.#byName.set(after.organization.name, after);
  }

  remove(id: string): void {
    const entry = this.#byId.get(id);
    if (!entry) {
      throw new Error(`No organization ${id}`);
    }
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#byId.delete(id);
    this.#byName.delete(entry.organization.name);
  }
}

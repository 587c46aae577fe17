import type * as vscode from 'vscode';
import { parseDomain } from '../api/tenantDomain.ts';
import { type Environment, environments, type Tenant, type TenantApplication } from './tenant.ts';

const listKey = 'tenants';
/** Keeps a value that this version does not understand. */
const otherKey = 'tenants.other';
/** Holds when a tenant was last changed or removed, for the changes of the last minute. */
const timesKey = 'tenants.changedAt';
const keptMs = 60_000;
/** Longer than VS Code takes to write a value and to send it back to all windows, which is 200 ms on an idle machine. */
const restMs = 1000;

/** A tenant as this window has changed it. */
interface OwnChange {
  /** `undefined` if it was removed. */
  readonly tenant: Tenant | undefined;
  /** In ms, later than every earlier change of the tenant that the window knows. */
  readonly changedAt: number;
}

/**
 * The connected tenants in the user's order, shared by all windows. What this version does not understand, such as entries
 * of a newer version, is kept.
 *
 * VS Code writes a value after a while and then sends it back to all windows, this one too: in the place of a newer list,
 * or after another window has written an older one. So a change of this window counts beside what VS Code holds, unless
 * that is newer, until it has come to rest there.
 */
export class StoredTenants {
  readonly #state: vscode.Memento;
  readonly #rest: () => Promise<unknown>;
  /** The changes of this window that have not come to rest. */
  readonly #own = new Map<string, OwnChange>();
  /** The domains in the order of the last of these changes. */
  #order: readonly string[] = [];
  #isDisposed = false;

  /** @param rest resolves after longer than VS Code takes to tell all windows of a value */
  constructor(state: vscode.Memento, rest = () => new Promise((resolve) => setTimeout(resolve, restMs))) {
    this.#state = state;
    this.#rest = async () => {
      await rest();
      if (this.#isDisposed) {
        await new Promise(() => undefined);
      }
    };
  }

  get tenants(): readonly Tenant[] {
    const stored = new Map(this.#stored.map((tenant) => [tenant.domain, tenant]));
    for (const [domain, { tenant }] of this.#newer) {
      if (tenant) {
        stored.set(domain, tenant);
      } else {
        stored.delete(domain);
      }
    }
    const places = new Map(this.#order.map((domain, index) => [domain, index]));
    const placeOf = ({ domain }: Tenant) => places.get(domain) ?? places.size;
    return [...stored.values()].sort((one, other) => placeOf(one) - placeOf(other));
  }

  find(domain: string): Tenant | undefined {
    return this.tenants.find((tenant) => tenant.domain === domain);
  }

  /**
   * Changes, adds or removes a tenant.
   * @param edit returns the tenant as it should be, `undefined` for none
   * @param place the index of a new tenant among the others, by default the last
   */
  async put(domain: string, edit: (now: Tenant | undefined) => Tenant | undefined, place?: number): Promise<void> {
    await this.change((tenants) => {
      const at = tenants.findIndex((tenant) => tenant.domain === domain);
      const edited = edit(tenants[at]);
      const inserted = edited ? [edited] : [];
      return at >= 0
        ? tenants.toSpliced(at, 1, ...inserted)
        : tenants.toSpliced(place ?? tenants.length, 0, ...inserted);
    });
  }

  async remove(domain: string): Promise<void> {
    await this.put(domain, () => undefined);
  }

  /** Changes the list, at once in this window. */
  async change(edit: (tenants: readonly Tenant[]) => readonly Tenant[]): Promise<void> {
    const before = this.tenants;
    const after = edit(before);
    const order = (this.#order = after.map(({ domain }) => domain));
    const changes = changedDomains(before, after).map((domain) => {
      const earlier = Math.max(this.#own.get(domain)?.changedAt ?? 0, this.#times.get(domain) ?? 0);
      const tenant = after.find((one) => one.domain === domain);
      const change: OwnChange = { tenant, changedAt: Math.max(Date.now(), earlier + 1) };
      this.#own.set(domain, change);
      return [domain, change] as const;
    });
    const release = () => {
      for (const [domain, change] of changes) {
        if (this.#own.get(domain) === change) {
          this.#own.delete(domain);
        }
      }
      if (this.#order === order) {
        this.#order = [];
      }
    };
    try {
      await this.#write();
    } catch (error) {
      release();
      throw error;
    }
    void this.#comeToRest().then(release);
  }

  /** Resolves when the changes of this window, and those that others made before, are known to all. Never if disposed. */
  async settled(): Promise<void> {
    do {
      await this.#rest();
    } while (this.#own.size > 0);
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  /** Writes changes again where they were lost, but not forever: another window may want another order. */
  async #comeToRest(): Promise<void> {
    for (let times = 0; times < 3; times += 1) {
      await this.#rest();
      if (this.#isWritten) {
        return;
      }
      await this.#write().catch(() => undefined);
    }
  }

  /** Also a list that VS Code holds already: it may not have sent it yet. */
  async #write(): Promise<void> {
    const stored = this.#state.get(listKey);
    if (stored !== undefined && !Array.isArray(stored)) {
      await this.#state.update(otherKey, stored);
    }
    const own = this.#newer.map(([domain, { changedAt }]) => [domain, changedAt] as const);
    const times = [...new Map([...this.#times, ...own])].filter(([, changedAt]) => changedAt > Date.now() - keptMs);
    const entries = this.#entries;
    // Without a pause in between, VS Code sends both at once.
    await Promise.all([this.#state.update(timesKey, Object.fromEntries(times)), this.#state.update(listKey, entries)]);
  }

  get #isWritten(): boolean {
    return JSON.stringify(this.#state.get(listKey)) === JSON.stringify(this.#entries);
  }

  get #entries(): readonly unknown[] {
    const stored = this.#storedEntries.map((entry) => ({ entry, domain: readTenant(entry)?.domain }));
    const others = stored.filter(({ domain }) => domain === undefined).map(({ entry }) => entry);
    // The first entry of a domain counts.
    const entries = new Map(stored.toReversed().map(({ entry, domain }) => [domain, entry]));
    return [...this.tenants.map((tenant) => withOddParts(tenant, entries.get(tenant.domain))), ...others];
  }

  /** The changes of this window that VS Code holds nothing newer of. Of two at once, a removal counts. */
  get #newer(): readonly (readonly [string, OwnChange])[] {
    const times = this.#times;
    const isStored = new Set(this.#stored.map(({ domain }) => domain));
    return [...this.#own].filter(([domain, { tenant, changedAt }]) => {
      const stored = times.get(domain) ?? 0;
      return changedAt > stored || (changedAt === stored && (!tenant || isStored.has(domain)));
    });
  }

  /** The tenants that VS Code holds, each domain once: the first of its entries counts. */
  get #stored(): readonly Tenant[] {
    const tenants = this.#storedEntries.flatMap((entry) => readTenant(entry) ?? []);
    const domains = new Set<string>();
    return tenants.filter(({ domain }) => domains.size < domains.add(domain).size);
  }

  get #storedEntries(): readonly unknown[] {
    const stored: unknown = this.#state.get(listKey);
    return Array.isArray(stored) ? (stored as readonly unknown[]) : [];
  }

  /** When VS Code holds that a tenant was changed, in ms. */
  get #times(): ReadonlyMap<string, number> {
    const times = Object.entries(this.#state.get<Readonly<Record<string, unknown>> | null>(timesKey) ?? {});
    return new Map(times.flatMap(([domain, time]) => (typeof time === 'number' ? [[domain, time] as const] : [])));
  }
}

/** The domains of the tenants that were added, changed or removed. */
function changedDomains(before: readonly Tenant[], after: readonly Tenant[]): readonly string[] {
  const texts = (tenants: readonly Tenant[]) =>
    new Map(tenants.map((tenant) => [tenant.domain, JSON.stringify(tenant)]));
  const [olds, nows] = [texts(before), texts(after)];
  return [...new Set([...olds.keys(), ...nows.keys()])].filter((domain) => olds.get(domain) !== nows.get(domain));
}

/** Keeps the parts of an entry that this version does not understand, unless the user has chosen others. */
function withOddParts(tenant: Tenant, entry: unknown): unknown {
  const understood = readTenant(entry) ?? {};
  return { ...Object.fromEntries(Object.entries(entry ?? {}).filter(([part]) => !(part in understood))), ...tenant };
}

/**
 * Only this extension writes the entries, but they can be from another version of it: what is odd is left out.
 * @returns `undefined` if the entry is no tenant
 */
function readTenant(entry: unknown): Tenant | undefined {
  const { domain, label, environment, application, ...others } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  const parsed = parseDomain(typeof domain === 'string' ? domain : '');
  return 'domain' in parsed
    ? {
        ...others,
        domain: parsed.domain,
        ...(typeof label === 'string' && { label }),
        ...(isEnvironment(environment) && { environment }),
        ...(isApplication(application) && { application }),
      }
    : undefined;
}

function isEnvironment(value: unknown): value is Environment {
  return environments.some((one) => one === value);
}

function isApplication(value: unknown): value is TenantApplication {
  const { clientId, audience } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof clientId === 'string' && typeof audience === 'string';
}

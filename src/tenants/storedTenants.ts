import type * as vscode from 'vscode';
import { parseDomain } from '../api/tenantDomain.ts';
import { type Environment, environments, type Tenant, type TenantApplication } from './tenant.ts';

const listKey = 'tenants';
/** Keeps a value that this version does not understand. */
const otherKey = 'tenants.other';
/** Holds when a tenant, or the order, was last changed, for the changes of the last minute. */
const timesKey = 'tenants.changedAt';
const keptMs = 60_000;
/** Stands for the order among the domains. */
const order = '';
/** Longer than VS Code takes to write a value and to send it back to all windows, which is 200 ms on an idle machine. */
const restMs = 1000;

/** What this window has changed, and that VS Code may lose. */
interface OwnChange {
  /** The tenant as it is now; `undefined` if it was removed. */
  readonly tenant?: Tenant | undefined;
  /** In ms, later than every earlier change that the window knows. */
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
  /** The changes of this window that have not come to rest, by their domains. */
  readonly #own = new Map<string, OwnChange>();
  /** The domains in the order in which this window has last put them. */
  #domains: readonly string[] = [];
  /** How often the changes were written again since the last of them. */
  #attempts = 0;
  /** How often this window has written the list. */
  #writes = 0;
  #resting: Promise<void> | undefined;
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
    const newer = this.#newer;
    const stored = new Map(this.#stored.map((tenant) => [tenant.domain, tenant]));
    for (const [domain, { tenant }] of newer) {
      if (tenant) {
        stored.set(domain, tenant);
      } else {
        stored.delete(domain);
      }
    }
    const places = new Map((newer.has(order) ? this.#domains : []).map((domain, index) => [domain, index]));
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

  /** Changes the list, at once in this window. If VS Code cannot write it, this change is taken back, and no other one. */
  async change(edit: (tenants: readonly Tenant[]) => readonly Tenant[]): Promise<void> {
    const before = this.tenants;
    const after = edit(before);
    const tenants = new Map(after.map((tenant) => [tenant.domain, tenant]));
    const times = this.#times;
    const changes = changedParts(before, after).map((domain) => {
      const earlier = Math.max(this.#own.get(domain)?.changedAt ?? 0, times.get(domain) ?? 0);
      // In the order of parts that it will be read in, since lists are compared as texts.
      const change: OwnChange = {
        tenant: readTenant(tenants.get(domain)),
        changedAt: Math.max(Date.now(), earlier + 1),
      };
      return [domain, change, this.#own.get(domain)] as const;
    });
    for (const [domain, change] of changes) {
      this.#own.set(domain, change);
    }
    const [domains, stored] = [this.#domains, this.#state.get<unknown>(listKey)];
    const ownDomains = [...tenants.keys()];
    this.#domains = ownDomains;
    this.#attempts = 0;
    try {
      await this.#write();
    } catch (error) {
      for (const [domain, change, earlier] of changes) {
        if (this.#own.get(domain) === change) {
          this.#own.delete(domain);
          if (earlier) {
            this.#own.set(domain, earlier);
          }
        }
      }
      if (this.#domains === ownDomains) {
        this.#domains = domains;
      }
      const own = new Map(changes.map(([domain, { changedAt }]) => [domain, changedAt]));
      await this.#takeBack(own, stored, times);
      throw error;
    }
    void (this.#resting ??= this.#comeToRest());
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

  /**
   * Writes the changes again where they were lost, but not forever: another window may want another order. They count
   * until the list has stayed as it is since the last time that this window wrote it.
   */
  async #comeToRest(): Promise<void> {
    do {
      const writes = this.#writes;
      await this.#rest();
      if (this.#writes > writes) {
        continue;
      }
      if (this.#isWritten || this.#attempts === 10) {
        this.#own.clear();
      } else {
        this.#attempts += 1;
        await this.#write().catch(() => undefined);
      }
    } while (this.#own.size > 0);
    this.#resting = undefined;
  }

  /** Also a list that VS Code holds already: it may not have sent it yet. */
  async #write(): Promise<void> {
    this.#writes += 1;
    const stored = this.#state.get(listKey);
    if (stored !== undefined && !Array.isArray(stored)) {
      await this.#state.update(otherKey, stored);
    }
    const own = [...this.#newer].map(([domain, { changedAt }]) => [domain, changedAt] as const);
    const times = new Map([...this.#times, ...own]);
    const entries = this.#entries;
    // Without a pause in between, VS Code sends both at once.
    await Promise.all([this.#state.update(timesKey, Object.fromEntries(times)), this.#state.update(listKey, entries)]);
  }

  /**
   * VS Code holds a value also where it cannot write it. What it holds with another time was changed meanwhile, by another
   * command or window.
   * @param own the time of each part that was changed
   * @param stored what VS Code held before
   * @param times the same
   */
  async #takeBack(
    own: ReadonlyMap<string, number>,
    stored: unknown,
    times: ReadonlyMap<string, number>,
  ): Promise<void> {
    const now = this.#times;
    const held = [...own].flatMap(([domain, time]) => (now.get(domain) === time ? [domain] : []));
    const before = Array.isArray(stored) ? (stored as readonly unknown[]) : [];
    const keyOf = (entry: unknown) => readTenant(entry)?.domain ?? JSON.stringify(entry);
    const isHeld = (entry: unknown) => held.includes(keyOf(entry));
    const entries = [...this.#storedEntries.filter((entry) => !isHeld(entry)), ...before.filter(isHeld)];
    if (held.includes(order) || now.get(order) === times.get(order)) {
      const places = new Map(before.map((entry, index) => [keyOf(entry), index]));
      const placeOf = (entry: unknown) => places.get(keyOf(entry)) ?? places.size;
      entries.sort((one, other) => placeOf(one) - placeOf(other));
    }
    const earlier = new Map([...now].filter(([domain]) => !held.includes(domain)));
    for (const domain of held) {
      const time = times.get(domain);
      if (time !== undefined) {
        earlier.set(domain, time);
      }
    }
    const isSame = entries.length === 0 && !Array.isArray(stored);
    await Promise.allSettled([
      this.#state.update(timesKey, Object.fromEntries(earlier)),
      this.#state.update(listKey, isSame ? stored : entries),
    ]);
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
  get #newer(): ReadonlyMap<string, OwnChange> {
    const times = this.#times;
    const stored = new Set(this.#stored.map(({ domain }) => domain));
    return new Map(
      [...this.#own].filter(([domain, { tenant, changedAt }]) => {
        const time = times.get(domain) ?? 0;
        return changedAt > time || (changedAt === time && (!tenant || stored.has(domain)));
      }),
    );
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

  /** When VS Code holds that a tenant, or the order, was changed, in ms. Times that can be none of the last minute are left out. */
  get #times(): ReadonlyMap<string, number> {
    const times = Object.entries(this.#state.get<Readonly<Record<string, unknown>> | null>(timesKey) ?? {});
    const isRecent = (time: unknown): time is number =>
      typeof time === 'number' && Math.abs(time - Date.now()) < keptMs;
    return new Map(times.flatMap(([domain, time]) => (isRecent(time) ? [[domain, time] as const] : [])));
  }
}

/** The domains of the tenants that were added, changed or removed, and whether the order of the domains is another one. */
function changedParts(before: readonly Tenant[], after: readonly Tenant[]): readonly string[] {
  const texts = (tenants: readonly Tenant[]) =>
    new Map(tenants.map((tenant) => [tenant.domain, JSON.stringify(tenant)]));
  const [olds, nows] = [texts(before), texts(after)];
  const domains = [...new Set([...olds.keys(), ...nows.keys()])].filter(
    (domain) => olds.get(domain) !== nows.get(domain),
  );
  const isSameOrder = JSON.stringify([...olds.keys()]) === JSON.stringify([...nows.keys()]);
  return [...domains, ...(isSameOrder ? [] : [order])];
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

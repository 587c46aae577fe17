import type * as vscode from 'vscode';
import { parseDomain } from '../api/tenantDomain.ts';
import { type Environment, environments, type Tenant, type TenantApplication } from './tenant.ts';

const stateKey = 'tenants';
/** Keeps a value that this version does not understand. */
const otherKey = 'tenants.other';
/** Longer than VS Code takes to write a value and to send it back to all windows, which is 200 ms on an idle machine. */
const restMs = 1000;

type Edit = (tenants: readonly Tenant[]) => readonly Tenant[];

/**
 * The connected tenants in the user's order, shared by all windows. What this version does not understand, such as entries
 * of a newer version, is kept.
 *
 * VS Code writes a value after a while and then sends it back to all windows, this one too: in the place of a newer list,
 * or after another window has written an older one. So the changes of this window count beside what VS Code holds, until
 * it has come to rest with them.
 */
export class StoredTenants {
  readonly #state: vscode.Memento;
  readonly #rest: () => Promise<unknown>;
  /** The changes of this window that have not come to rest, in their order. */
  #own: readonly Edit[] = [];
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

  /** Each domain once: the first of its entries counts. */
  get tenants(): readonly Tenant[] {
    const tenants = this.#stored.flatMap((entry) => readTenant(entry) ?? []);
    const domains = new Set<string>();
    const listed = tenants.filter(({ domain }) => domains.size < domains.add(domain).size);
    return this.#own.reduce((list: readonly Tenant[], edit) => edit(list), listed);
  }

  find(domain: string): Tenant | undefined {
    return this.tenants.find((tenant) => tenant.domain === domain);
  }

  /**
   * Changes, adds or removes a tenant.
   * @param edit returns the tenant as it should be, `undefined` for none; may be called several times
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

  /**
   * Changes the list, at once in this window.
   * @param edit may be called several times, also with a list that it has changed already
   */
  change(edit: Edit): Promise<void> {
    this.#own = [...this.#own, edit];
    this.#attempts = 0;
    void (this.#resting ??= this.#comeToRest());
    return this.#write();
  }

  /** Resolves when the changes of this window, and those that others made before, are known to all. Never if disposed. */
  async settled(): Promise<void> {
    do {
      await this.#rest();
    } while (this.#own.length > 0);
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  /**
   * Writes the changes again where they were lost, but not forever: another window may want the opposite. They count until
   * the list has stayed as it is since the last time that this window wrote it.
   */
  async #comeToRest(): Promise<void> {
    while (this.#own.length > 0) {
      const writes = this.#writes;
      await this.#rest();
      if (this.#writes > writes) {
        continue;
      }
      if (this.#isWritten || this.#attempts === 3) {
        this.#own = [];
      } else {
        this.#attempts += 1;
        await this.#write().catch(() => undefined);
      }
    }
    this.#resting = undefined;
  }

  async #write(): Promise<void> {
    if (!this.#isWritten) {
      this.#writes += 1;
      await this.#keepOther();
      await this.#state.update(stateKey, this.#entries);
    }
  }

  get #isWritten(): boolean {
    return JSON.stringify(this.#state.get(stateKey)) === JSON.stringify(this.#entries);
  }

  get #entries(): readonly unknown[] {
    const stored = this.#stored.map((entry) => ({ entry, domain: readTenant(entry)?.domain }));
    const others = stored.filter(({ domain }) => domain === undefined).map(({ entry }) => entry);
    // The first entry of a domain counts.
    const entries = new Map(stored.toReversed().map(({ entry, domain }) => [domain, entry]));
    return [...this.tenants.map((tenant) => withOddParts(tenant, entries.get(tenant.domain))), ...others];
  }

  async #keepOther(): Promise<void> {
    const stored = this.#state.get(stateKey);
    if (stored !== undefined && !Array.isArray(stored)) {
      await this.#state.update(otherKey, stored);
    }
  }

  get #stored(): readonly unknown[] {
    const stored: unknown = this.#state.get(stateKey);
    return Array.isArray(stored) ? (stored as readonly unknown[]) : [];
  }
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

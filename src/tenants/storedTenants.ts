import type * as vscode from 'vscode';
import { parseDomain } from '../api/tenantDomain.ts';
import { type Environment, environments, type Tenant, type TenantApplication } from './tenant.ts';

const stateKey = 'tenants';
/** Keeps a value that this version does not understand. */
const otherKey = 'tenants.other';

/**
 * The connected tenants in the user's order, shared by all windows. What this version does not understand, such as entries
 * of a newer version, is kept.
 */
export class StoredTenants {
  readonly #state: vscode.Memento;
  /** The end of the last change of this window. */
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Each domain once: the first of its entries counts. */
  get tenants(): readonly Tenant[] {
    const tenants = this.#stored.flatMap((entry) => readTenant(entry) ?? []);
    const domains = new Set<string>();
    return tenants.filter(({ domain }) => domains.size < domains.add(domain).size);
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
      const tenant = edit(tenants[at]);
      return at >= 0
        ? tenants.toSpliced(at, 1, ...(tenant ? [tenant] : []))
        : tenants.toSpliced(place ?? tenants.length, 0, ...(tenant ? [tenant] : []));
    });
  }

  async remove(domain: string): Promise<void> {
    await this.put(domain, () => undefined);
  }

  /**
   * Changes the list, after the changes before. VS Code can replace a list that it has not written yet by one that
   * arrives, so the list is changed again until it is there.
   * @param edit may be called several times
   */
  change(edit: (tenants: readonly Tenant[]) => readonly Tenant[]): Promise<void> {
    const change = this.#lastChange.then(async () => {
      for (let next = this.#edited(edit); !this.#holds(next);) {
        await this.#keepOther();
        await this.#state.update(stateKey, next);
        next = this.#holds(next) ? next : this.#edited(edit);
      }
    });
    this.#lastChange = change.catch(() => undefined);
    return change;
  }

  #edited(edit: (tenants: readonly Tenant[]) => readonly Tenant[]): readonly unknown[] {
    const stored = this.#stored.map((entry) => ({ entry, domain: readTenant(entry)?.domain }));
    const others = stored.filter(({ domain }) => domain === undefined).map(({ entry }) => entry);
    // The first entry of a domain counts.
    const entries = new Map(stored.toReversed().map(({ entry, domain }) => [domain, entry]));
    return [...edit(this.tenants).map((tenant) => withUnknownMark(tenant, entries.get(tenant.domain))), ...others];
  }

  #holds(entries: readonly unknown[]): boolean {
    return JSON.stringify(this.#state.get(stateKey)) === JSON.stringify(entries);
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

/** Keeps an environment that this version does not know, unless the user has chosen another one. */
function withUnknownMark(tenant: Tenant, entry: unknown): unknown {
  const { environment } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  return environment === undefined || isEnvironment(environment) ? tenant : { environment, ...tenant };
}

/**
 * Only this extension writes the entries, but they can be from another version of it.
 * @returns `undefined` if the entry is no tenant
 */
function readTenant(entry: unknown): Tenant | undefined {
  if (!isTenant(entry)) {
    return undefined;
  }
  const { environment, ...tenant } = entry;
  const parsed = parseDomain(tenant.domain);
  return {
    ...tenant,
    ...('domain' in parsed && { domain: parsed.domain }),
    ...(isEnvironment(environment) && { environment }),
  };
}

function isTenant(value: unknown): value is Omit<Tenant, 'environment'> & { readonly environment?: unknown } {
  const { domain, label, application } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof domain === 'string' &&
    (label === undefined || typeof label === 'string') &&
    (application === undefined || isApplication(application))
  );
}

function isEnvironment(value: unknown): value is Environment {
  return environments.some((one) => one === value);
}

function isApplication(value: unknown): value is TenantApplication {
  const { clientId, audience } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof clientId === 'string' && typeof audience === 'string';
}

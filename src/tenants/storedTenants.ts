import type * as vscode from 'vscode';
import { environments, type Tenant, type TenantApplication } from './tenantTypes.ts';

const stateKey = 'tenants';
/** Keeps a value that this version does not understand. */
const otherKey = 'tenants.other';

/**
 * The connected tenants in the user's order, shared by all windows. Entries that this version does not understand, such
 * as those of a newer version, are kept.
 */
export class StoredTenants {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get tenants(): readonly Tenant[] {
    return this.#stored.filter(isTenant);
  }

  find(domain: string): Tenant | undefined {
    return this.tenants.find((tenant) => tenant.domain === domain);
  }

  /**
   * Adds a tenant, or replaces the tenant with the same domain.
   * @param place the index of a new tenant among the others, by default the last
   */
  async put(tenant: Tenant, place?: number): Promise<void> {
    const isNew = !this.find(tenant.domain);
    const others = this.tenants.map((other) => (other.domain === tenant.domain ? tenant : other));
    await this.replace(isNew ? others.toSpliced(place ?? others.length, 0, tenant) : others);
  }

  async remove(domain: string): Promise<void> {
    await this.replace(this.tenants.filter((tenant) => tenant.domain !== domain));
  }

  async replace(tenants: readonly Tenant[]): Promise<void> {
    const stored = this.#state.get(stateKey);
    if (stored !== undefined && !Array.isArray(stored)) {
      await this.#state.update(otherKey, stored);
    }
    await this.#state.update(stateKey, [...tenants, ...this.#stored.filter((entry) => !isTenant(entry))]);
  }

  get #stored(): readonly unknown[] {
    const stored: unknown = this.#state.get(stateKey);
    return Array.isArray(stored) ? (stored as readonly unknown[]) : [];
  }
}

/** Only this extension writes the entries, but they can be from another version of it. */
function isTenant(value: unknown): value is Tenant {
  const { domain, label, environment, application } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof domain === 'string' &&
    (label === undefined || typeof label === 'string') &&
    (environment === undefined || environments.some((one) => one === environment)) &&
    (application === undefined || isApplication(application))
  );
}

function isApplication(value: unknown): value is TenantApplication {
  const { clientId, audience } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof clientId === 'string' && typeof audience === 'string';
}

import type * as vscode from 'vscode';
import type { Tenant, TenantApplication } from './tenant.ts';

const stateKey = 'tenants';
/** Where a value is kept that this version does not understand. */
const otherKey = 'tenants.other';

/**
 * The connected tenants in the order that the person has given them. All windows share them. What a newer version has
 * written, and this one does not understand, stays beside them.
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
   * Adds a tenant, or changes the one with this domain in its place.
   * @param place of a new one among the others, the last when left out
   */
  async put(tenant: Tenant, place?: number): Promise<void> {
    const isNew = !this.find(tenant.domain);
    const others = this.tenants.map((other) => (other.domain === tenant.domain ? tenant : other));
    await this.replace(isNew ? others.toSpliced(place ?? others.length, 0, tenant) : others);
  }

  /** Takes a tenant out of the list. */
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

/** Nobody else writes there, but what is written stays when the extension changes. */
function isTenant(value: unknown): value is Tenant {
  const { domain, label, application } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof domain === 'string' &&
    (label === undefined || typeof label === 'string') &&
    (application === undefined || isApplication(application))
  );
}

function isApplication(value: unknown): value is TenantApplication {
  const { clientId, audience } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof clientId === 'string' && typeof audience === 'string';
}

import type { StoredTenants } from './storedTenants.ts';
import type { Tenant } from './tenantTypes.ts';
import type { SecretChange } from './tenantVault.ts';

/** A change to a tenant, made in this window or another window. */
export interface TenantChange {
  readonly domain: string;
  readonly kind: 'connected' | 'disconnected' | 'tokenReplaced' | 'changed';
}

/** Detects the changes that other windows make to the tenants. */
export class OtherWindows {
  readonly #stored: StoredTenants;
  readonly #onChange: (change: TenantChange) => void;
  /** The tenants as this window last saw them. */
  #seen: readonly Tenant[];

  constructor(stored: StoredTenants, onChange: (change: TenantChange) => void) {
    this.#stored = stored;
    this.#onChange = onChange;
    this.#seen = stored.tenants;
  }

  /** Records a change that this window has made itself. */
  recordOwnChange(): void {
    this.#seen = this.#stored.tenants;
  }

  /** Handles a secret that another window has stored, replaced or deleted. */
  noticeSecret({ domain, isOtherKey }: SecretChange): void {
    const noticed = this.noticeTenants().find((change) => change.domain === domain);
    const isNews = noticed === undefined || (isOtherKey && noticed.kind === 'changed');
    if (isNews && this.#stored.find(domain)) {
      this.#onChange({ domain, kind: isOtherKey ? 'tokenReplaced' : 'changed' });
    }
  }

  /** Handles changes of the list, of which VS Code tells no window. @returns these changes */
  noticeTenants(): readonly TenantChange[] {
    const before = this.#seen;
    const after = this.#stored.tenants;
    this.#seen = after;
    const moved = firstMoved(before, after);
    const domains = new Set([...before, ...after].map(({ domain }) => domain));
    const changes = [...domains].flatMap((domain): readonly TenantChange[] => {
      const [old, now] = [find(before, domain), find(after, domain)];
      const isSame = JSON.stringify(old) === JSON.stringify(now) && domain !== moved;
      return isSame ? [] : [{ domain, kind: now ? (old ? 'changed' : 'connected') : 'disconnected' }];
    });
    for (const change of changes) {
      this.#onChange(change);
    }
    return changes;
  }
}

/** The domain of the first tenant that stands at another place, if only the order of the tenants has changed. */
function firstMoved(before: readonly Tenant[], after: readonly Tenant[]): string | undefined {
  const isSameSet = before.length === after.length && before.every(({ domain }) => find(after, domain));
  return isSameSet ? after.find(({ domain }, index) => domain !== before[index]?.domain)?.domain : undefined;
}

function find(tenants: readonly Tenant[], domain: string): Tenant | undefined {
  return tenants.find((tenant) => tenant.domain === domain);
}

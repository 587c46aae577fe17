import type { StoredTenants } from './storedTenants.ts';
import type { Tenant } from './tenant.ts';
import type { SecretChange } from './tenantVault.ts';

/** A change to a tenant, made in this window or another window. */
export interface TenantChange {
  readonly domain: string;
  readonly kind: 'connected' | 'disconnected' | 'tokenReplaced' | 'changed';
}

/** How often the list is looked at after a secret, about once a second. */
const LATER_LOOKS = 10;

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

  /**
   * Records a change that this window has made itself, and handles those of other windows that have arrived by now:
   * nothing else tells them apart.
   */
  recordOwnChange(own: TenantChange): void {
    this.#notice(own);
  }

  /** Handles a secret that another window has stored, replaced or deleted. */
  noticeSecret({ domain, isOtherKey }: SecretChange): void {
    const noticed = this.#noticeTenant(domain);
    if (!noticed) {
      void this.#noticeLater(domain);
    }
    const isNews = noticed === undefined || (isOtherKey && noticed.kind === 'changed');
    if (isNews && this.#stored.find(domain)) {
      this.#onChange({ domain, kind: isOtherKey ? 'tokenReplaced' : 'changed' });
    }
  }

  /** Handles changes of the list, of which VS Code tells no window. @returns these changes */
  noticeTenants(): readonly TenantChange[] {
    return this.#notice(undefined);
  }

  /** The list can arrive later than the secret, such as where another window has written an older list over it. */
  async #noticeLater(domain: string): Promise<void> {
    for (let looks = 0; looks < LATER_LOOKS; looks++) {
      await this.#stored.settled();
      if (this.#noticeTenant(domain)) {
        return;
      }
    }
  }

  #noticeTenant(domain: string): TenantChange | undefined {
    return this.noticeTenants().find((change) => change.domain === domain);
  }

  #notice(own: TenantChange | undefined): readonly TenantChange[] {
    const after = this.#stored.tenants;
    const before = own ? withChange(this.#seen, own, after) : this.#seen;
    this.#seen = after;
    // All other changes of this window redraw the whole list.
    const moved = own === undefined || own.kind === 'tokenReplaced' ? firstMoved(before, after) : undefined;
    const [olds, nows] = [byDomain(before), byDomain(after)];
    const changes = [...new Set([...olds.keys(), ...nows.keys()])].flatMap((domain): readonly TenantChange[] => {
      const [old, now] = [olds.get(domain), nows.get(domain)];
      const isSame = JSON.stringify(old) === JSON.stringify(now) && domain !== moved;
      return isSame ? [] : [{ domain, kind: now ? (old ? 'changed' : 'connected') : 'disconnected' }];
    });
    for (const change of changes) {
      this.#onChange(change);
    }
    return changes;
  }
}

/** The tenants as a change of this window alone has left them. @param after the tenants as they are now */
function withChange(before: readonly Tenant[], { domain, kind }: TenantChange, after: readonly Tenant[]) {
  if (kind === 'disconnected') {
    return before.filter((tenant) => tenant.domain !== domain);
  }
  const changed = byDomain(after).get(domain) ?? { domain };
  return byDomain(before).has(domain)
    ? before.map((tenant) => (tenant.domain === domain ? changed : tenant))
    : [...before, changed];
}

/** The domain of the first tenant that stands at another place, if only the order of the tenants has changed. */
function firstMoved(before: readonly Tenant[], after: readonly Tenant[]): string | undefined {
  const nows = byDomain(after);
  const isSameSet = before.length === after.length && before.every(({ domain }) => nows.has(domain));
  return isSameSet ? after.find(({ domain }, index) => domain !== before[index]?.domain)?.domain : undefined;
}

function byDomain(tenants: readonly Tenant[]): ReadonlyMap<string, Tenant> {
  return new Map(tenants.map((tenant) => [tenant.domain, tenant]));
}

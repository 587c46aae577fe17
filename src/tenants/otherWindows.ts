import * as vscode from 'vscode';
import type { StoredTenants } from './storedTenants.ts';
import type { Tenant } from './tenantTypes.ts';
import type { TenantSecrets } from './tenantSecrets.ts';
import { isAccessTokenKey, tenantOfKey, type TenantTokens } from './tenantTokens.ts';

/** A change to a tenant, made in this window or another window. */
export interface TenantChange {
  readonly domain: string;
  readonly kind: 'connected' | 'disconnected' | 'tokenReplaced' | 'changed';
}

/** The storage of the tenants, which all windows share. */
export interface SharedTenants {
  readonly stored: StoredTenants;
  readonly secrets: TenantSecrets;
  readonly tokens: TenantTokens;
}

/** Detects the changes that other windows make to the tenants. */
export class OtherWindows implements vscode.Disposable {
  readonly #stored: StoredTenants;
  readonly #tokens: TenantTokens;
  readonly #onChange: (change: TenantChange) => void;
  /** The tenants as this window last saw them. */
  #seen: readonly Tenant[];
  /**
   * The tenants whose client secret, but not yet their token, another window has replaced. Any other new token of an
   * application allows no more than the previous token, so it does not count as replaced. If it did, two windows could
   * make each other retry forever.
   */
  readonly #withNewSecret = new Set<string>();
  readonly #subscriptions: vscode.Disposable;

  constructor({ stored, secrets, tokens }: SharedTenants, onChange: (change: TenantChange) => void) {
    this.#stored = stored;
    this.#tokens = tokens;
    this.#onChange = onChange;
    this.#seen = stored.tenants;
    this.#subscriptions = vscode.Disposable.from(
      secrets.onDidChange((key) => {
        this.#noticeSecret(key);
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          this.#noticeTenants();
        }
      }),
    );
  }

  /** Records a change that this window has made itself. */
  recordOwnChange(domain: string): void {
    this.#seen = this.#stored.tenants;
    if (!this.#stored.find(domain)) {
      this.#withNewSecret.delete(domain);
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Handles a secret that another window has stored, replaced or deleted. */
  #noticeSecret(key: string): void {
    const domain = tenantOfKey(key);
    const isNoticed = this.#noticeTenants().includes(domain);
    const tenant = this.#stored.find(domain);
    let kind: TenantChange['kind'] = 'changed';
    if (!isAccessTokenKey(key)) {
      this.#tokens.forget(domain);
      this.#withNewSecret.add(domain);
    } else if (this.#withNewSecret.delete(domain) || !tenant?.application) {
      kind = 'tokenReplaced';
    }
    if (tenant && !isNoticed) {
      this.#onChange({ domain, kind });
    }
  }

  /** @returns the domains of the tenants that another window has changed */
  #noticeTenants(): readonly string[] {
    const before = this.#seen;
    const after = this.#stored.tenants;
    this.#seen = after;
    const moved = firstMoved(before, after);
    const domains = new Set([...before, ...after].map(({ domain }) => domain));
    return [...domains].filter((domain) => {
      const [old, now] = [find(before, domain), find(after, domain)];
      if (JSON.stringify(old) === JSON.stringify(now) && domain !== moved) {
        return false;
      }
      if (!now) {
        this.#withNewSecret.delete(domain);
      }
      this.#onChange({ domain, kind: now ? (old ? 'changed' : 'connected') : 'disconnected' });
      return true;
    });
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

import type * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { Credentials } from '../api/tokenEndpoint.ts';
import type { FoundSecret, StoredSecrets } from './storedSecrets.ts';
import type { StoredTenants } from './storedTenants.ts';
import type { Tenant, TenantApplication } from './tenant.ts';
import { domainOfKey, isSameApplication, isSameSecret, type TenantSecret } from './tenantSecret.ts';

/** A secret that may differ from the one that this window knows. */
export interface SecretChange {
  readonly domain: string;
  /**
   * Whether the key of the tenant may be another one. A new token of the same application is none, although its scopes can
   * have changed: if it counted, two windows could make each other retry forever.
   */
  readonly isOtherKey: boolean;
}

/** How a tenant is connected. */
export interface ConnectOptions {
  /** Whether the tenant has to be listed. */
  readonly isUpdate?: boolean | undefined;
  /** Can abort it as long as nothing is stored: a locked keyring makes it wait. */
  readonly signal?: AbortSignal | undefined;
  /** The stored application whose client secret the new secret has. */
  readonly basis?: Credentials | undefined;
}

/**
 * The secrets of the listed tenants, and the list as far as the secrets depend on it. The operations of a tenant run
 * one after the other. Windows share the storage without a lock, so each operation is safe beside those of another
 * window and when it ends halfway: at worst, a listed tenant has no secret and asks for one. That is why `connect`
 * lists before it stores and lists again, and `disconnect` deletes before it removes and deletes again, also a while later.
 */
export class TenantVault implements vscode.Disposable {
  readonly #open: () => Promise<StoredSecrets>;
  #opened: Promise<StoredSecrets> | undefined;
  readonly #stored: StoredTenants;
  /** Cached, because reading a secret can take longer than a request. */
  readonly #known = new Map<string, TenantSecret | undefined>();
  /** The end of the last operation of each tenant. */
  readonly #ends = new Map<string, Promise<unknown>>();
  readonly #subscription: vscode.Disposable;

  /** @param onChange called when another window may have changed a secret */
  constructor(
    storage: vscode.SecretStorage,
    stored: StoredTenants,
    log: Pick<vscode.LogOutputChannel, 'error'>,
    onChange: (change: SecretChange) => void,
  ) {
    this.#open = async () => new (await import('./storedSecrets.ts')).StoredSecrets(storage, log);
    this.#stored = stored;
    this.#subscription = storage.onDidChange(({ key }) => {
      const domain = domainOfKey(key);
      void this.#queued(domain, async () => {
        const isOtherKey = await this.#reread(domain);
        if (isOtherKey !== undefined) {
          onChange({ domain, isOtherKey });
        }
      });
    });
  }

  /**
   * @returns `undefined` if the tenant is not listed, or has no secret that can be understood
   * @throws ApiError `secretStorage`
   */
  read(domain: string): Promise<TenantSecret | undefined> {
    return this.#queued(domain, async () => {
      if (!this.#stored.find(domain)) {
        return undefined;
      }
      if (!this.#known.has(domain)) {
        this.#known.set(domain, await this.#load(domain));
      }
      return this.#known.get(domain);
    });
  }

  /**
   * Lists a tenant and stores its secret, or replaces its secret. If another window has replaced the application that the
   * secret is based on, nothing is stored, since the stored key is newer.
   * @returns whether the tenant was not listed before
   * @throws ApiError `secretStorage`, `notConnected` or `cancelled`, and then list and secret are as before
   */
  connect(domain: string, secret: TenantSecret, { isUpdate, signal, basis }: ConnectOptions = {}): Promise<boolean> {
    return this.#queued(domain, async () => {
      if (isUpdate && !this.#stored.find(domain)) {
        throw new ApiError('notConnected');
      }
      // Otherwise old secrets would later be taken for newer than this one.
      const found = await this.#find(domain);
      await (await this.#secrets).settle(domain, found);
      if (signal?.aborted) {
        throw new ApiError('cancelled');
      }
      if (basis && found.secret && !isSameApplication(found.secret.application, basis)) {
        this.#known.set(domain, found.secret);
        return false;
      }
      const before = this.#stored.find(domain);
      const listed = (now: Tenant | undefined) => withApplication(now ?? before ?? { domain }, secret.application);
      await this.#stored.put(domain, listed);
      try {
        await (await this.#secrets).store(domain, secret);
      } catch (error) {
        await this.#undoList(domain, before);
        throw error;
      }
      this.#known.set(domain, secret);
      await this.#stored.put(domain, (now) => now ?? listed(now));
      return !before;
    });
  }

  /**
   * Deletes the secret of a tenant, also of one that is not listed, and removes the tenant from the list.
   * @throws ApiError `secretStorage`, and then the tenant stays listed
   */
  disconnect(domain: string): Promise<void> {
    return this.#queued(domain, async () => {
      await this.#delete(domain);
      const before = this.#stored.find(domain);
      const place = this.#stored.tenants.findIndex((tenant) => tenant.domain === domain);
      await this.#stored.remove(domain);
      try {
        await this.#deleteUnlisted(domain);
      } catch (error) {
        if (before) {
          await this.#stored.put(domain, (now) => now ?? before, place);
        }
        throw error;
      }
      void this.#deleteLater(domain).catch(() => undefined);
    });
  }

  /**
   * Stores a token that an application has got. If the storage fails, this window still keeps it in memory.
   * @throws ApiError `cancelled` if the tenant was disconnected or given another key meanwhile
   */
  keepToken(domain: string, application: Credentials, accessToken: string): Promise<void> {
    return this.#queued(domain, async () => {
      const stored = await this.#load(domain).catch(() => 'unreadable' as const);
      const current = stored === 'unreadable' ? this.#known.get(domain) : stored;
      if (!this.#stored.find(domain) || !isSameApplication(current?.application, application)) {
        throw new ApiError('cancelled');
      }
      const secret = { accessToken, application };
      if (stored !== 'unreadable') {
        await (await this.#secrets).store(domain, secret).catch(() => undefined);
      }
      this.#known.set(domain, secret);
      if (!this.#stored.find(domain)) {
        await this.#deleteUnlisted(domain).catch(() => undefined);
        throw new ApiError('cancelled');
      }
      void this.#deleteLater(domain).catch(() => undefined);
    });
  }

  /**
   * Forgets a tenant that another window has removed from the list. Its secret is deleted if it is still the one that
   * this window knows: this window may have stored it meanwhile, and an older version does not delete it. But a list can
   * also miss a tenant only because two windows have changed it at once, so the tenant may be back a moment later.
   */
  async discard(domain: string): Promise<void> {
    await this.#stored.settled();
    await this.#queued(domain, async () => {
      const known = this.#known.get(domain);
      this.#known.delete(domain);
      if (known && isSameSecret((await this.#find(domain)).secret, known)) {
        await this.#deleteUnlisted(domain);
      }
    }).catch(() => undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #queued<T>(domain: string, operation: () => Promise<T>): Promise<T> {
    const result = (this.#ends.get(domain) ?? Promise.resolve()).then(operation);
    this.#ends.set(
      domain,
      result.catch(() => undefined),
    );
    return result;
  }

  /** @returns whether the key of the tenant may be another one, `undefined` if nothing is new */
  async #reread(domain: string): Promise<boolean | undefined> {
    const isKnown = this.#known.has(domain);
    const before = this.#known.get(domain);
    if (!isKnown && !this.#stored.find(domain)) {
      // Another window lists it in a moment, or in another profile.
      return false;
    }
    this.#known.delete(domain);
    const now = await this.#load(domain).catch(() => 'unreadable' as const);
    // What was stored for a tenant that is no longer listed is not known: `discard` leaves it alone.
    const isSame = isKnown && now !== 'unreadable' && isSameSecret(before, now);
    if (now === 'unreadable' || !(isSame || this.#stored.find(domain))) {
      return false;
    }
    this.#known.set(domain, now);
    if (isSame) {
      return undefined;
    }
    return now !== undefined && !(now.application && isSameApplication(before?.application, now.application));
  }

  /** Takes over secrets of the old form of a tenant that is listed. */
  async #load(domain: string): Promise<TenantSecret | undefined> {
    const found = await this.#find(domain);
    if (this.#stored.find(domain)) {
      // If the storage fails, the next window tries again.
      await (await this.#secrets).settle(domain, found).catch(() => undefined);
    }
    return found.secret;
  }

  /** A chunk of its own: activation reads no secret. */
  get #secrets(): Promise<StoredSecrets> {
    return (this.#opened ??= this.#open());
  }

  async #find(domain: string): Promise<FoundSecret> {
    return (await this.#secrets).find(domain, this.#stored.find(domain)?.application);
  }

  async #delete(domain: string): Promise<void> {
    await (await this.#secrets).delete(domain);
    this.#known.delete(domain);
  }

  /** Deletes the secret of a tenant, unless another window has listed the tenant again. */
  async #deleteUnlisted(domain: string): Promise<void> {
    if (!this.#stored.find(domain)) {
      await this.#delete(domain);
    }
  }

  /**
   * Deletes the secret of a tenant that is not listed once all windows know of each other: a window may store a token
   * before it hears that another one has disconnected the tenant. Both delete it, since either may be closed by then. The
   * secret must be there for a while: that of a tenant that is connected again can be heard of before its entry.
   */
  async #deleteLater(domain: string): Promise<void> {
    await this.#stored.settled();
    const secret = this.#stored.find(domain) ? undefined : (await this.#find(domain)).secret;
    if (!secret) {
      return;
    }
    await this.#stored.settled();
    await this.#queued(domain, async () => {
      if (isSameSecret((await this.#find(domain)).secret, secret)) {
        await this.#deleteUnlisted(domain);
      }
    });
  }

  /** Undoes what `connect` has changed in the list, and nothing that was changed meanwhile. */
  async #undoList(domain: string, before: Tenant | undefined): Promise<void> {
    await this.#stored.put(domain, (now) => before && now && withApplication(now, before.application));
  }
}

function withApplication({ application: before, ...rest }: Tenant, application: TenantApplication | undefined): Tenant {
  return {
    ...rest,
    ...(application && { application: { clientId: application.clientId, audience: application.audience } }),
  };
}

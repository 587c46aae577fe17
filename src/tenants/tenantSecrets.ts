import * as vscode from 'vscode';
import { ApiError } from '../management/apiError.ts';

/**
 * Caches the secrets of the tenants, because reading one can take longer than a request. A secret is read again when
 * another window changes it.
 */
export class TenantSecrets implements vscode.Disposable {
  readonly #storage: vscode.SecretStorage;
  readonly #log: vscode.LogOutputChannel;
  readonly #values = new Map<string, Promise<string | undefined>>();
  readonly #changes = new vscode.EventEmitter<string>();
  /** Fires with the key of a secret whose value may differ from the one that this window knows. */
  readonly onDidChange = this.#changes.event;
  readonly #subscription: vscode.Disposable;

  constructor(storage: vscode.SecretStorage, log: vscode.LogOutputChannel) {
    this.#storage = storage;
    this.#log = log;
    this.#subscription = storage.onDidChange(({ key }) => this.#reread(key));
  }

  /** @throws ApiError `secretStorage` */
  read(key: string): Promise<string | undefined> {
    const known = this.#values.get(key);
    if (known) {
      return known;
    }
    const value = this.#attempt(() => this.#storage.get(key));
    this.#values.set(key, value);
    value.catch(() => {
      if (this.#values.get(key) === value) {
        this.#values.delete(key);
      }
    });
    return value;
  }

  /**
   * Stores secrets, and deletes secrets without a value.
   * @throws ApiError `secretStorage`, after undoing all changes as far as the storage allows
   */
  async replace(changes: Readonly<Record<string, string | undefined>>): Promise<void> {
    await this.#undoable(Object.entries(changes), async ([key, value]) => {
      const before = await this.read(key);
      if (before === value) {
        return undefined;
      }
      await this.#write(key, value);
      return { key, before };
    });
  }

  /** Stores a value that can be fetched again. If the storage fails, this window still keeps it in memory. */
  async storeOrCache(key: string, value: string): Promise<void> {
    this.#values.set(key, Promise.resolve(value));
    await this.#attempt(() => this.#storage.store(key, value)).catch(() => undefined);
  }

  /**
   * Deletes secrets one after the other, whether or not they are known to exist.
   * @throws ApiError `secretStorage`, after undoing all changes as far as the storage allows
   */
  async delete(...keys: readonly string[]): Promise<void> {
    await this.#undoable(keys, async (key) => {
      const before = await this.read(key).catch(() => undefined);
      await this.#write(key, undefined);
      return { key, before };
    });
  }

  /** Whether the storage holds a secret now, regardless of the cache. @throws ApiError `secretStorage` */
  async isStored(key: string): Promise<boolean> {
    return (await this.#attempt(() => this.#storage.get(key))) !== undefined;
  }

  /** Deletes a secret unless another value has replaced it. @throws ApiError `secretStorage` */
  async deleteIfUnchanged(key: string, value: string): Promise<void> {
    if ((await this.#attempt(() => this.#storage.get(key))) === value) {
      await this.#write(key, undefined);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  /** Changes secrets one after the other. When a change fails, the changes before it are undone. */
  async #undoable<T>(items: readonly T[], change: (item: T) => Promise<ChangedSecret | undefined>): Promise<void> {
    const changed: ChangedSecret[] = [];
    try {
      for (const item of items) {
        changed.push(...[(await change(item)) ?? []].flat());
      }
    } catch (error) {
      for (const { key, before } of changed) {
        await this.#write(key, before).catch(() => undefined);
      }
      throw error;
    }
  }

  async #write(key: string, value: string | undefined): Promise<void> {
    const before = this.#values.get(key);
    // Updated before the storage fires its event, which would otherwise look like a change by another window.
    this.#values.set(key, Promise.resolve(value));
    try {
      await this.#attempt(() => (value === undefined ? this.#storage.delete(key) : this.#storage.store(key, value)));
    } catch (error) {
      this.#restore(key, before);
      throw error;
    }
  }

  #restore(key: string, value: Promise<string | undefined> | undefined): void {
    if (value) {
      this.#values.set(key, value);
    } else {
      this.#values.delete(key);
    }
  }

  async #reread(key: string): Promise<void> {
    const known = this.#values.get(key);
    const before = await known?.catch(() => undefined);
    const now = await this.#attempt(() => this.#storage.get(key))
      .then((value) => ({ value }))
      .catch(() => undefined);
    if ((known && now && before === now.value) || this.#values.get(key) !== known) {
      return;
    }
    // If the storage fails, the next `read` tries again.
    this.#restore(key, now && Promise.resolve(now.value));
    this.#changes.fire(key);
  }

  async #attempt<T>(act: () => Thenable<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      // Logs only the name, because the message of a keyring could contain anything.
      this.#log.error(`The secret storage failed: ${error instanceof Error ? error.name : typeof error}`);
      throw new ApiError('secretStorage');
    }
  }
}

interface ChangedSecret {
  readonly key: string;
  /** The value before the change. */
  readonly before: string | undefined;
}

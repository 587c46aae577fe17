import * as vscode from 'vscode';
import { ApiError } from '../management/apiError.ts';

/**
 * The secrets of the tenants. Each is read once, since that takes longer than many a request, and again when another
 * window has changed it.
 */
export class TenantSecrets implements vscode.Disposable {
  readonly #storage: vscode.SecretStorage;
  readonly #log: vscode.LogOutputChannel;
  readonly #values = new Map<string, Promise<string | undefined>>();
  readonly #changes = new vscode.EventEmitter<string>();
  /** The key of a secret that is another one now than it was for this window. */
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
   * Stores some secrets, and deletes the ones without a value.
   * @throws ApiError `secretStorage`, and then all are as they were, as far as the storage lets them
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

  /** Keeps a value that can be got again: where the storage fails, it is there until the window closes. */
  async hold(key: string, value: string): Promise<void> {
    this.#values.set(key, Promise.resolve(value));
    await this.#attempt(() => this.#storage.store(key, value)).catch(() => undefined);
  }

  /**
   * Deletes secrets, one after the other, whether or not they are known to be there.
   * @throws ApiError `secretStorage`, and then all are as they were, as far as the storage lets them
   */
  async delete(...keys: readonly string[]): Promise<void> {
    await this.#undoable(keys, async (key) => {
      const before = await this.read(key).catch(() => undefined);
      await this.#write(key, undefined);
      return { key, before };
    });
  }

  /** Whether the storage holds a secret now, whatever this window has heard. @throws ApiError `secretStorage` */
  async isStored(key: string): Promise<boolean> {
    return (await this.#attempt(() => this.#storage.get(key))) !== undefined;
  }

  /** Deletes a secret unless another one has taken its place. @throws ApiError `secretStorage` */
  async takeBack(key: string, value: string): Promise<void> {
    if ((await this.#attempt(() => this.#storage.get(key))) === value) {
      await this.#write(key, undefined);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  /** Changes one secret after the other. When a change fails, the changes before it are undone. */
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
    // Known before the storage tells of it, which would otherwise look like a change by another window.
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
    // Where the storage fails, whoever needs the secret next asks again.
    this.#restore(key, now && Promise.resolve(now.value));
    this.#changes.fire(key);
  }

  async #attempt<T>(act: () => Thenable<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      // Only the name: nobody knows what a keyring puts into its messages.
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

import * as vscode from 'vscode';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import type { TenantChange } from '../../../src/tenants/otherWindows.ts';
import type { ApplicationKey, TenantKey } from '../../../src/tenants/tenant.ts';
import { Tenants } from '../../../src/tenants/tenants.ts';
import { sampleClient } from '../../tenant/applications.ts';
import type { TokenOptions } from '../../tenant/tokens.ts';
import { tenants as local } from '../tenants.ts';

type Operation = 'get' | 'store' | 'delete';

/** What all windows of a VS Code share: its own secret storage cannot be made to fail, nor opened twice. */
export class SharedStorage {
  readonly secrets = new Map<string, string>();
  readonly #state = new Map<string, unknown>();
  readonly #changes = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  /** Whether windows hear of changes; what they have not heard they hear never. */
  tells = true;
  /** Whether the secret storage fails. */
  fails: (operation: Operation, key: string) => boolean = () => false;
  /** Resolves when the next operation takes effect. */
  turn: () => Promise<unknown> = () => Promise.resolve();

  /** Forgets all. */
  reset(): void {
    this.secrets.clear();
    this.#state.clear();
    this.fails = () => false;
    this.tells = true;
    this.turn = () => Promise.resolve();
  }

  /** The part of the context of an extension that remembers something. */
  readonly context = {
    globalState: {
      get: (key: string) => this.#state.get(key),
      update: (key: string, value: unknown) => Promise.resolve(this.#state.set(key, value)),
    },
    secrets: {
      onDidChange: this.#changes.event,
      get: (key: string) => this.#attempt('get', key, () => this.secrets.get(key)),
      store: (key: string, value: string) =>
        this.#attempt('store', key, () => {
          this.secrets.set(key, value);
          this.#tell(key);
        }),
      delete: (key: string) =>
        this.#attempt('delete', key, () => {
          if (this.secrets.delete(key)) {
            this.#tell(key);
          }
        }),
    },
  };

  #tell(key: string): void {
    if (this.tells) {
      this.#changes.fire({ key });
    }
  }

  async #attempt<T>(operation: Operation, key: string, act: () => T): Promise<T> {
    await this.turn();
    if (this.fails(operation, key)) {
      throw new Error('The keyring is locked.');
    }
    return act();
  }
}

export const tenant = local.small;
const { domain } = tenant;
export const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
export const application: ApplicationKey = {
  kind: 'application',
  application: { clientId: sampleClient.id, audience: `http://${domain}/api/v2/` },
  clientSecret: sampleClient.secret,
};

export const listed = 'GET /api/v2/organizations?take=1';
export const minted = 'POST /oauth/token';
export const failing = (reason: string) => ({ name: 'ApiError', reason });

export async function pasted(options?: TokenOptions): Promise<TenantKey> {
  return { kind: 'token', accessToken: await tenant.mintToken(options) };
}

/** Connects the tenant in a window. */
export async function connectIn(tenants: Tenants, key: TenantKey): Promise<void> {
  await tenants.store(await tenants.check(domain, key, context));
  await settled();
  await tenant.clearRequests();
}

export function list(tenants: Tenants): Promise<unknown> {
  return tenants.client(domain).list(undefined, context, 1);
}

/** What the storage told has been heard of by all windows. */
export async function settled(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'test.roundTrip', true);
}

/**
 * Windows that share a storage, which is empty before each test.
 * @param logName the name of their log, which VS Code would share as well
 */
export function windowsWithOneStorage(logName: string): {
  readonly storage: SharedStorage;
  readonly openWindow: () => OpenWindow;
} {
  const log = vscode.window.createOutputChannel(logName, { log: true });
  const storage = new SharedStorage();
  let windows: Tenants[] = [];
  beforeEach(async () => {
    storage.reset();
    windows = [];
    await tenant.clearFaults();
    await tenant.clearRequests();
  });
  afterEach(async () => {
    vscode.Disposable.from(...windows).dispose();
    await tenant.clearFaults();
  });
  after(() => {
    log.dispose();
  });
  const openWindow = () => {
    const tenants = new Tenants(storage.context as unknown as vscode.ExtensionContext, log);
    const changes: TenantChange['kind'][] = [];
    tenants.onDidChange(({ kind }) => changes.push(kind));
    windows.push(tenants);
    return { tenants, changes };
  };
  return { storage, openWindow };
}

/** A window that has just been opened, and what it has heard of its tenants since. */
interface OpenWindow {
  readonly tenants: Tenants;
  readonly changes: readonly TenantChange['kind'][];
}

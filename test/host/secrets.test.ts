import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Caller } from '../../src/management/caller.ts';
import type { TenantKey } from '../../src/tenants/tenant.ts';
import { Tenants, type TenantChange } from '../../src/tenants/tenants.ts';
import { sampleClient } from '../tenant/applications.ts';
import type { TokenOptions } from '../tenant/tokens.ts';
import { requestsOf, tenants as local } from './tenants.ts';

type Operation = 'get' | 'store' | 'delete';

/** What all windows of a VS Code share: its own secret storage cannot be made to fail, nor opened twice. */
class SharedStorage {
  readonly secrets = new Map<string, string>();
  readonly #state = new Map<string, unknown>();
  readonly #changes = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  /** Whether the secret storage fails. */
  fails: (operation: Operation, key: string) => boolean = () => false;

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
          this.#changes.fire({ key });
        }),
      delete: (key: string) =>
        this.#attempt('delete', key, () => {
          if (this.secrets.delete(key)) {
            this.#changes.fire({ key });
          }
        }),
    },
  };

  async #attempt<T>(operation: Operation, key: string, act: () => T): Promise<T> {
    await Promise.resolve();
    if (this.fails(operation, key)) {
      throw new Error('The keyring is locked.');
    }
    return act();
  }
}

const tenant = local.small;
const { domain } = tenant;
const caller: Caller = { signal: new AbortController().signal, priority: 'person' };
const application: TenantKey = {
  kind: 'application',
  application: { clientId: sampleClient.id, audience: `http://${domain}/api/v2/` },
  clientSecret: sampleClient.secret,
};

describe('The secret storage', () => {
  const log = vscode.window.createOutputChannel('Test of the secret storage', { log: true });
  let storage: SharedStorage;
  let windows: Tenants[];

  beforeEach(async () => {
    storage = new SharedStorage();
    windows = [];
    await tenant.clearRequests();
  });
  afterEach(() => {
    vscode.Disposable.from(...windows).dispose();
  });
  after(() => {
    log.dispose();
  });

  /** A window that has just been opened, and what it has heard of its tenants since. */
  const openWindow = () => {
    const tenants = new Tenants(storage.context as unknown as vscode.ExtensionContext, log);
    const changes: TenantChange['kind'][] = [];
    tenants.onDidChange(({ kind }) => changes.push(kind));
    windows.push(tenants);
    return { tenants, changes };
  };
  const pasted = async (options?: TokenOptions): Promise<TenantKey> => ({
    kind: 'token',
    accessToken: await tenant.mintToken(options),
  });
  const connect = async (tenants: Tenants, key: TenantKey) => {
    await tenants.keep(await tenants.check(domain, key, caller));
    await settled();
    await tenant.clearRequests();
  };
  const list = (tenants: Tenants) => tenants.client(domain).list(undefined, caller, 1);
  const listed = 'GET /api/v2/organizations?take=1';
  const minted = 'POST /oauth/token';
  const failing = (reason: string) => ({ name: 'ApiError', reason });
  /** What the storage told has been heard of by all windows. */
  const settled = () => vscode.commands.executeCommand('setContext', 'test.roundTrip', true);

  it('that fails connects nothing', async () => {
    const { tenants, changes } = openWindow();
    const checked = await tenants.check(domain, await pasted(), caller);
    await tenant.clearRequests();
    storage.fails = () => true;
    await assert.rejects(tenants.keep(checked), failing('secretStorage'));
    assert.deepEqual([tenants.all, [...storage.secrets], changes], [[], [], []]);
    await assert.rejects(list(tenants), failing('noToken'));
    assert.deepEqual(await requestsOf(tenant), []);
  });

  it('that fails between two secrets keeps neither of them', async () => {
    const { tenants } = openWindow();
    storage.fails = (operation, key) => operation === 'store' && key.startsWith('accessToken');
    await assert.rejects(connect(tenants, application), failing('secretStorage'));
    assert.deepEqual([tenants.all, [...storage.secrets]], [[], []]);
  });

  it('that fails leaves a token in use that was to be replaced', async () => {
    const { tenants, changes } = openWindow();
    await connect(tenants, await pasted());
    await tenants.rename(domain, 'Production');
    const status = await tenants.status(domain);
    storage.fails = (operation) => operation === 'store';
    for (const key of [application, await pasted({ expiresInSeconds: 1800 })]) {
      await assert.rejects(connect(tenants, key), failing('secretStorage'));
    }
    assert.deepEqual(await tenants.status(domain), status);
    assert.deepEqual(tenants.all, [{ domain, label: 'Production' }]);
    assert.deepEqual(changes, ['connected', 'changed']);
    await list(tenants);
    await list(openWindow().tenants);
  });

  it('that fails leaves an application in use that was to be replaced', async () => {
    const { tenants } = openWindow();
    await connect(tenants, application);
    storage.fails = (operation, key) => operation === 'store' && key.startsWith('accessToken');
    const other = await pasted({ expiresInSeconds: 1800 });
    await assert.rejects(connect(tenants, other), failing('secretStorage'));
    assert.equal((await tenants.status(domain)).kind, 'usable');
    await tenant.revokeTokens();
    await list(openWindow().tenants);
  });

  it('that fails to delete one of two secrets leaves the tenant connected, and open', async () => {
    const { tenants, changes } = openWindow();
    await connect(tenants, application);
    const secrets = [...storage.secrets].sort();
    for (const secret of ['accessToken', 'clientSecret']) {
      storage.fails = (operation, key) => operation === 'delete' && key.startsWith(secret);
      await assert.rejects(tenants.disconnect(domain), failing('secretStorage'));
      assert.deepEqual([tenants.domains, changes], [[domain], ['connected']]);
      assert.deepEqual([...storage.secrets].sort(), secrets);
      await list(tenants);
    }
    assert.deepEqual(await requestsOf(tenant), [listed, listed]);
  });

  it('that fails altogether lets no tenant go whose secrets it would keep', async () => {
    await connect(openWindow().tenants, await pasted());
    const { tenants } = openWindow();
    storage.fails = () => true;
    await assert.rejects(tenants.disconnect(domain), failing('secretStorage'));
    storage.fails = () => false;
    await tenants.disconnect(domain);
    assert.deepEqual([tenants.all, [...storage.secrets]], [[], []]);
  });

  it('that fails to read is told from one that has lost a token, and from one that holds something else', async () => {
    const ways = [
      { status: 'unreadable', reason: 'secretStorage', arrange: () => (storage.fails = () => true) },
      {
        status: 'missing',
        reason: 'noToken',
        arrange: () => {
          storage.secrets.clear();
        },
      },
      {
        status: 'damaged',
        reason: 'damagedToken',
        arrange: () => storage.secrets.set(`accessToken:${domain}`, 'something else'),
      },
    ];
    for (const { status, reason, arrange } of ways) {
      await connect(openWindow().tenants, await pasted());
      arrange();
      const { tenants } = openWindow();
      assert.deepEqual(await tenants.status(domain), { kind: status });
      await assert.rejects(list(tenants), failing(reason));
      assert.deepEqual(await requestsOf(tenant), []);
      storage.fails = () => false;
    }
  });

  it('is asked again once it works again, and only until it has answered', async () => {
    await connect(openWindow().tenants, await pasted());
    const { tenants } = openWindow();
    storage.fails = () => true;
    await assert.rejects(list(tenants), failing('secretStorage'));
    storage.fails = () => false;
    await list(tenants);
    storage.fails = () => true;
    await list(tenants);
  });

  it('that has lost a client secret, or fails to read it, keeps the application from asking for a token', async () => {
    await connect(openWindow().tenants, application);
    storage.secrets.clear();
    const lost = openWindow().tenants;
    assert.deepEqual(await lost.status(domain), { kind: 'missing' });
    await assert.rejects(list(lost), failing('noToken'));
    storage.fails = (_, key) => key.startsWith('clientSecret');
    const unreadable = openWindow().tenants;
    assert.deepEqual(await unreadable.status(domain), { kind: 'unreadable' });
    await assert.rejects(list(unreadable), failing('secretStorage'));
    assert.deepEqual(await requestsOf(tenant), []);
  });

  it('that fails to store a token of an application does not keep it from being used, nor from being used again', async () => {
    await connect(openWindow().tenants, application);
    storage.secrets.delete(`accessToken:${domain}`);
    storage.fails = (operation) => operation === 'store';
    const { tenants, changes } = openWindow();
    await Promise.all([list(tenants), list(tenants)]);
    await list(tenants);
    assert.deepEqual(await requestsOf(tenant), [minted, listed, listed, listed]);
    assert.deepEqual(changes, []);
  });

  it('tells a window of its own changes without their being taken for those of another', async () => {
    const { tenants, changes } = openWindow();
    await connect(tenants, await pasted());
    await connect(tenants, application);
    await tenant.revokeTokens();
    await list(tenants);
    await settled();
    await tenants.disconnect(domain);
    await settled();
    assert.deepEqual(changes, ['connected', 'tokenReplaced', 'disconnected']);
    assert.deepEqual([...storage.secrets], []);
  });

  it('tells another window of each change once, without a request', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connect(tenants, await pasted());
    assert.equal((await other.tenants.status(domain)).kind, 'usable');
    assert.deepEqual(other.changes, ['connected']);
    await list(other.tenants);
    await tenant.revokeTokens();
    await connect(tenants, await pasted());
    assert.deepEqual(other.changes, ['connected', 'tokenReplaced']);
    assert.deepEqual(await requestsOf(tenant), []);
    await list(other.tenants);
    await tenants.disconnect(domain);
    await settled();
    assert.deepEqual(other.changes, ['connected', 'tokenReplaced', 'disconnected']);
    await assert.rejects(list(other.tenants), failing('noToken'));
    assert.deepEqual(await requestsOf(tenant), [listed]);
  });

  it('gives another window the token that an application has got', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connect(tenants, application);
    await tenant.revokeTokens();
    await list(tenants);
    await settled();
    await list(other.tenants);
    assert.deepEqual(await requestsOf(tenant), [listed, minted, listed, listed]);
  });
});

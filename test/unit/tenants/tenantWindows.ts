import type { ExtensionContext } from 'vscode';
import { OtherWindows } from '../../../src/tenants/otherWindows.ts';
import { StoredTenants } from '../../../src/tenants/storedTenants.ts';
import type { TenantSecret } from '../../../src/tenants/tenantSecret.ts';
import { TenantTokens } from '../../../src/tenants/tenantTokens.ts';
import { TenantVault } from '../../../src/tenants/tenantVault.ts';

export const domain = 'acme.eu.auth0.com';
export const key = `tenant:${domain}`;
export const registered = { clientId: 'client', audience: `https://${domain}/api/v2/` };

let tokens = 0;
/** An access token of the tenant, unlike all others. */
export function newToken(): string {
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: `https://${domain}/`, iat: now, exp: now + 3600, jti: String((tokens += 1)) };
  return `${part({ alg: 'none' })}.${part(claims)}.c2lnbmF0dXJl`;
}

export const pasted = (): TenantSecret => ({ accessToken: newToken() });
export const application = (): TenantSecret => ({
  accessToken: newToken(),
  application: { ...registered, clientSecret: `secret ${(tokens += 1)}` },
});

type Operation = 'get' | 'store' | 'delete' | 'update';
type Change = (event: { readonly key: string }) => void;

/**
 * What the windows of a machine share, as VS Code keeps it: the secrets, and the list of tenants. Each window holds the
 * list twice, for itself and for its extensions. A window writes the list a while after it has changed, the last window
 * that writes wins, and a while later all windows are told of what is written then, also the one that wrote it: an older
 * list can come back to it, in the place of changes that were not written yet. No extension is told.
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/common/extHostMemento.ts
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/base/parts/storage/common/storage.ts
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/platform/storage/electron-main/storageIpc.ts
 */
export class Machine {
  readonly secrets = new Map<string, string>();
  /** What the extension has stored. */
  state: Readonly<Record<string, unknown>> = { tenants: [] };
  /** Whether windows hear of secrets, and of the list later. Otherwise they hear nothing, and see the list at once. */
  tells = true;
  /** Resolves when the next operation takes effect, or what another window has written arrives. */
  turn: (label: string) => Promise<unknown> = () => Promise.resolve();
  /** Resolves when the list is at rest. */
  rest = async (): Promise<void> => {
    do await this.turn('time passes');
    while (this.#underWay > 0);
  };
  /** Whether an operation fails. */
  fails: (operation: Operation, key: string) => boolean = () => false;
  readonly #listeners = new Set<Change>();
  /** Tell the windows of the list, one each. */
  readonly #windows: ((state: Machine['state']) => void)[] = [];
  /** How many copies of the list are under way. */
  #underWay = 0;
  readonly #announce = this.#afterLast('list is told', () => {
    for (const tell of this.#windows) tell(this.state);
  });

  get tenants(): unknown {
    return this.state['tenants'];
  }

  set tenants(tenants: unknown) {
    this.state = { ...this.state, tenants };
  }

  /** A machine without windows that has stored the same. */
  restarted(): Machine {
    const machine = new Machine();
    machine.state = this.state;
    for (const [secretKey, secret] of this.secrets) machine.secrets.set(secretKey, secret);
    return machine;
  }

  /** The parts of the context of an extension in a new window. */
  context(): { readonly globalState: ExtensionContext['globalState']; readonly secrets: ExtensionContext['secrets'] } {
    /** What the extensions, and the window, take for the list. */
    let [copy, held] = [this.state, this.state];
    let unwritten = this.state;
    let sending: Promise<void> | undefined;
    const toWindow = this.#inOrder('list reaches the window');
    const toExtensions = this.#inOrder('list reaches the extensions');
    const arrives = this.#inOrder('list arrives');
    const write = this.#afterLast('list is written', () => {
      const isNew = !isSame(this.state, unwritten);
      this.state = unwritten;
      if (isNew) this.#announce();
    });
    const hold = (state: Machine['state']) => {
      if (isSame(held, state)) return false;
      held = state;
      void toExtensions(() => {
        copy = state;
      });
      return true;
    };
    this.#windows.push((state) => void arrives(() => void hold(state)));
    const send = () =>
      new Promise<void>((resolve) => {
        void this.#step(this.turn('list is sent'), () => {
          const sent = copy;
          sending = undefined;
          void toWindow(() => {
            if (hold(sent)) {
              unwritten = sent;
              write();
            }
            void toExtensions(resolve);
          });
        });
      });
    const globalState = {
      get: (key: string) => (this.tells ? copy : this.state)[key],
      update: (key: string, value: unknown) => {
        copy = { ...(this.tells ? copy : this.state), [key]: value };
        if (!this.tells) this.state = copy;
        return (sending ??= send());
      },
    };
    const attempt = async <T>(operation: Operation, key: string, act: () => T): Promise<T> => {
      await this.turn(`${operation} ${key}`);
      if (this.fails(operation, key)) throw new Error(`The keyring is locked: ${this.secrets.get(key)}`);
      return act();
    };
    const secrets = {
      onDidChange: (listener: Change) => {
        this.#listeners.add(listener);
        return { dispose: () => this.#listeners.delete(listener) };
      },
      get: (key: string) => attempt('get', key, () => this.secrets.get(key)),
      store: (key: string, value: string) =>
        attempt('store', key, () => {
          this.secrets.set(key, value);
          this.#tell(key);
        }),
      delete: (key: string) =>
        attempt('delete', key, () => {
          if (this.secrets.delete(key)) this.#tell(key);
        }),
    };
    return { globalState, secrets } as unknown as ReturnType<Machine['context']>;
  }

  /** Lets acts take effect one after the other, though each in a turn of its own. */
  #inOrder(label: string): (act: () => void) => Promise<void> {
    let last = Promise.resolve();
    return (act) => (last = this.#step(Promise.all([last, this.turn(label)]), act));
  }

  /** Acts in the turn of the last call alone. */
  #afterLast(label: string, act: () => void): () => void {
    let last = 0;
    return () => {
      const call = (last += 1);
      void this.#step(this.turn(label), () => {
        if (call === last) act();
      });
    };
  }

  async #step(turn: Promise<unknown>, act: () => void): Promise<void> {
    this.#underWay += 1;
    await turn;
    act();
    this.#underWay -= 1;
  }

  #tell(key: string): void {
    if (!this.tells) return;
    for (const listener of this.#listeners) {
      void this.turn(`change of ${key} arrives`).then(() => {
        listener({ key });
      });
    }
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A window, with what `Tenants` makes of these parts. */
export function openWindow(machine: Machine) {
  const { globalState, secrets } = machine.context();
  const changes: string[] = [];
  const logged: string[] = [];
  const stored = new StoredTenants(globalState, () => machine.rest());
  const others = new OtherWindows(stored, ({ domain, kind }) => {
    changes.push(kind);
    if (kind === 'disconnected') void vault.discard(domain);
  });
  const log = { error: (text: string | Error) => logged.push(String(text)) };
  const vault = new TenantVault(secrets, stored, log, (change) => {
    others.noticeSecret(change);
  });
  const mint = async () => {
    await machine.turn('mint');
    return { accessToken: newToken() };
  };
  const tokens = new TenantTokens(stored, vault, mint, () => undefined);
  return { stored, vault, tokens, others, changes, logged };
}

export type Window = ReturnType<typeof openWindow>;

/** What the storage of a machine holds of the tenant. */
export function secretOf({ secrets }: Machine): TenantSecret | null {
  return JSON.parse(secrets.get(key) ?? 'null') as TenantSecret | null;
}

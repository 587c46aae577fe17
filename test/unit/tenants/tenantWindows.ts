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
 * What the windows of a machine share, as VS Code keeps it: the secrets, and the list of tenants, of which each window
 * has a copy. A window writes its copy a moment after it has changed, and the last window that writes wins. Each write,
 * also of the window itself, arrives in all copies, in the place of changes that were not written yet. No window is told.
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/common/extHostMemento.ts
 */
export class Machine {
  readonly secrets = new Map<string, string>();
  tenants: unknown = [];
  /** Whether windows hear of secrets, and of the list later. Otherwise they hear nothing, and see the list at once. */
  tells = true;
  /** Resolves when the next operation takes effect, or what another window has written arrives. */
  turn: (label: string) => Promise<unknown> = () => Promise.resolve();
  /** Whether an operation fails. */
  fails: (operation: Operation, key: string) => boolean = () => false;
  readonly #listeners = new Set<Change>();
  /** Tell the windows of the list, one each. */
  readonly #windows: ((tenants: unknown) => Promise<void>)[] = [];

  /** The parts of the context of an extension in a new window. */
  context(): { readonly globalState: ExtensionContext['globalState']; readonly secrets: ExtensionContext['secrets'] } {
    let copy = this.tenants;
    let writing: Promise<void> | undefined;
    const written = this.#inOrder('list is written');
    const arrives = this.#inOrder('list arrives');
    const tell = (tenants: unknown) => arrives(() => (copy = tenants));
    this.#windows.push(tell);
    const write = async () => {
      await this.turn('list is sent');
      const sent = copy;
      writing = undefined;
      let heard: Promise<void> | undefined;
      await written(() => {
        this.tenants = sent;
        for (const other of this.#windows) {
          const hearing = other(sent);
          if (other === tell) heard = hearing;
        }
      });
      await heard;
    };
    const globalState = {
      get: () => (this.tells ? copy : this.tenants),
      update: (_key: string, value: unknown) => {
        copy = value;
        if (!this.tells) this.tenants = value;
        return (writing ??= write());
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
    return (act) => (last = Promise.all([last, this.turn(label)]).then(act));
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

/** A window, with what `Tenants` makes of these parts. */
export function openWindow(machine: Machine) {
  const { globalState, secrets } = machine.context();
  const changes: string[] = [];
  const logged: string[] = [];
  const stored = new StoredTenants(globalState);
  const others = new OtherWindows(stored, ({ domain, kind }) => {
    changes.push(kind);
    if (kind === 'disconnected') void vault.discard(domain);
  });
  const log = { error: (text: string | Error) => logged.push(String(text)) };
  const vault = new TenantVault(secrets, stored, log, (change) => {
    others.noticeSecret(change);
  });
  const tokens = new TenantTokens(stored, vault, async () => {
    await machine.turn('mint');
    return { accessToken: newToken() };
  });
  return { stored, vault, tokens, others, changes, logged };
}

export type Window = ReturnType<typeof openWindow>;

/** What the storage of a machine holds of the tenant. */
export function secretOf({ secrets }: Machine): TenantSecret | null {
  return JSON.parse(secrets.get(key) ?? 'null') as TenantSecret | null;
}

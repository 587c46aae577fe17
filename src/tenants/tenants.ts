import * as vscode from 'vscode';
import { logRequest } from '../log/log.ts';
import { assertUsable } from '../management/accessToken.ts';
import { ApiError } from '../management/apiError.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../management/organizationsClient.ts';

export interface TenantChange {
  readonly domain: string;
  readonly kind: 'connected' | 'disconnected' | 'tokenReplaced';
}

const domainsKey = 'tenants';

/**
 * The connected tenants. Their domains are in the global state; the access token of each is in the secret storage and
 * nowhere else, and is read at the moment of a request to its own domain.
 */
export class Tenants implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #secrets: vscode.SecretStorage;
  readonly #log: vscode.LogOutputChannel;
  readonly #changes = new vscode.EventEmitter<TenantChange>();
  readonly onDidChange = this.#changes.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#state = context.globalState;
    this.#secrets = context.secrets;
    this.#log = log;
  }

  /** In the order in which they were connected. */
  get domains(): readonly string[] {
    return this.#state.get<readonly string[]>(domainsKey, []);
  }

  /** The organizations of a connected tenant; its requests fail with `noToken` for any other. */
  client(domain: string): OrganizationsClient {
    return this.#client(domain, () => this.#accessToken(domain));
  }

  /**
   * Finds out whether a token opens the tenant: locally, then with one small request.
   * @throws ApiError that says why it does not
   */
  async check(domain: string, accessToken: string, signal: AbortSignal): Promise<void> {
    assertUsable(accessToken, domain, Date.now());
    await this.#client(domain, () => Promise.resolve(accessToken)).list(undefined, signal, 1);
  }

  /** Keeps a checked token, for a new tenant or in place of the one before. */
  async keep(domain: string, accessToken: string): Promise<void> {
    await this.#secrets.store(secretKey(domain), accessToken);
    const isNew = !this.domains.includes(domain);
    if (isNew) {
      await this.#state.update(domainsKey, [...this.domains, domain]);
    }
    this.#changes.fire({ domain, kind: isNew ? 'connected' : 'tokenReplaced' });
  }

  /** Forgets the tenant and its token. */
  async disconnect(domain: string): Promise<void> {
    await this.#secrets.delete(secretKey(domain));
    await this.#state.update(
      domainsKey,
      this.domains.filter((other) => other !== domain),
    );
    this.#changes.fire({ domain, kind: 'disconnected' });
  }

  dispose(): void {
    this.#changes.dispose();
  }

  async #accessToken(domain: string): Promise<string> {
    const accessToken = this.domains.includes(domain) ? await this.#secrets.get(secretKey(domain)) : undefined;
    if (accessToken === undefined) {
      throw new ApiError('noToken');
    }
    return accessToken;
  }

  #client(domain: string, accessToken: () => Promise<string>): OrganizationsClient {
    return createOrganizationsClient({
      domain,
      accessToken,
      onRequest: (record) => {
        logRequest(this.#log, record);
      },
    });
  }
}

function secretKey(domain: string): string {
  return `accessToken:${domain}`;
}

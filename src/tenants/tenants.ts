import * as vscode from 'vscode';
import { logRequest } from '../log/log.ts';
import { assertUsable } from '../management/accessToken.ts';
import { ApiError } from '../management/apiError.ts';
import type { Caller } from '../management/caller.ts';
import { systemClock } from '../management/clock.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../management/organizationsClient.ts';
import type { RequestRecord } from '../management/request.ts';
import { RateLimiter } from '../management/rateLimiter.ts';

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
  /** Reading the secret storage takes longer than many a request. What changes there, here or in another window, is read anew. */
  readonly #tokens = new Map<string, Promise<string | undefined>>();
  readonly #limiters = new Map<string, RateLimiter>();
  readonly #changes = new vscode.EventEmitter<TenantChange>();
  readonly onDidChange = this.#changes.event;
  readonly #subscription: vscode.Disposable;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#state = context.globalState;
    this.#secrets = context.secrets;
    this.#log = log;
    this.#subscription = context.secrets.onDidChange(({ key }) => this.#tokens.delete(key));
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
  async check(domain: string, accessToken: string, caller: Caller): Promise<void> {
    assertUsable(accessToken, domain, Date.now());
    await this.#client(domain, () => Promise.resolve(accessToken)).list(undefined, caller, 1);
  }

  /** Keeps a checked token, for a new tenant or in place of the one before. */
  async keep(domain: string, accessToken: string): Promise<void> {
    await this.#secrets.store(secretKey(domain), accessToken);
    this.#tokens.delete(secretKey(domain));
    const isNew = !this.domains.includes(domain);
    if (isNew) {
      await this.#state.update(domainsKey, [...this.domains, domain]);
    }
    this.#changes.fire({ domain, kind: isNew ? 'connected' : 'tokenReplaced' });
  }

  /** Forgets the tenant and its token. */
  async disconnect(domain: string): Promise<void> {
    await this.#secrets.delete(secretKey(domain));
    this.#tokens.delete(secretKey(domain));
    this.#limiters.delete(domain);
    await this.#state.update(
      domainsKey,
      this.domains.filter((other) => other !== domain),
    );
    this.#changes.fire({ domain, kind: 'disconnected' });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  async #accessToken(domain: string): Promise<string> {
    const accessToken = this.domains.includes(domain) ? await this.#readSecret(secretKey(domain)) : undefined;
    if (accessToken === undefined) {
      throw new ApiError('noToken');
    }
    return accessToken;
  }

  #readSecret(key: string): Promise<string | undefined> {
    const token = this.#tokens.get(key) ?? Promise.resolve(this.#secrets.get(key));
    this.#tokens.set(key, token);
    token.catch(() => this.#tokens.delete(key));
    return token;
  }

  /** One for all clients of a tenant, since they share its rate limits. */
  #limiter(domain: string): RateLimiter {
    const limiter = this.#limiters.get(domain) ?? new RateLimiter(systemClock, reserveShare);
    this.#limiters.set(domain, limiter);
    return limiter;
  }

  #client(domain: string, accessToken: () => Promise<string>): OrganizationsClient {
    const onRequest = (record: RequestRecord) => {
      logRequest(this.#log, record);
    };
    return createOrganizationsClient({ domain, accessToken, onRequest }, this.#limiter(domain));
  }
}

/** The share of each rate limit that background work leaves to the applications of the tenant. */
function reserveShare(): number {
  return vscode.workspace.getConfiguration('organizationInspector').get('rateLimitReserve', 0.2);
}

function secretKey(domain: string): string {
  return `accessToken:${domain}`;
}

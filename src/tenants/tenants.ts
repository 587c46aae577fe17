import * as vscode from 'vscode';
import { assertUsable } from '../management/accessToken.ts';
import type { Caller } from '../management/caller.ts';
import type { Read } from '../management/managementApi.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import type { ReadPage } from '../management/pager.ts';
import type { Item, ListEndpoint } from '../management/paging.ts';
import { fixedToken } from '../management/tokenSource.ts';
import type { Tenant, TenantKey, TokenStatus } from './tenant.ts';
import { TenantApis } from './tenantApis.ts';
import { TenantRegister } from './tenantRegister.ts';
import { TenantSecrets } from './tenantSecrets.ts';
import { isAccessTokenKey, tenantOfKey, TenantTokens } from './tenantTokens.ts';
import { TokenDeadlines } from './tokenDeadlines.ts';

export interface TenantChange {
  readonly domain: string;
  readonly kind: 'connected' | 'disconnected' | 'tokenReplaced' | 'changed';
}

/** A tenant that was opened with this key. */
export interface CheckedTenant {
  readonly domain: string;
  readonly key: TenantKey;
  readonly accessToken: string;
}

/**
 * The connected tenants. What is secret about them is in the secret storage and nowhere else, and goes to their own
 * domain only.
 */
export class Tenants implements vscode.Disposable {
  readonly #register: TenantRegister;
  readonly #tokens: TenantTokens;
  readonly #apis: TenantApis;
  readonly #deadlines = new TokenDeadlines((domain) => {
    this.#changes.fire({ domain, kind: 'changed' });
  });
  readonly #changes = new vscode.EventEmitter<TenantChange>();
  readonly onDidChange = this.#changes.event;
  readonly #statuses = new vscode.EventEmitter<{ readonly domain: string; readonly status: TokenStatus }>();
  readonly onDidReadStatus = this.#statuses.event;
  readonly #subscriptions: vscode.Disposable;
  /**
   * The tenants whose client secret another window has replaced, and their token not yet. Any other token of an
   * application opens no more than the one before: were it worth another try, windows could make each other try for ever.
   */
  readonly #withNewSecret = new Set<string>();
  /** The tenants as this window knows them, to notice what another one has done to them. */
  #seen: readonly Tenant[];

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#register = new TenantRegister(context.globalState);
    this.#apis = new TenantApis(log);
    const secrets = new TenantSecrets(context.secrets, log);
    this.#tokens = new TenantTokens(this.#register, secrets, this.#apis.mint.bind(this.#apis));
    this.#seen = this.all;
    this.#subscriptions = vscode.Disposable.from(
      secrets,
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

  /** In the order that the person has given them. */
  get all(): readonly Tenant[] {
    return this.#register.tenants;
  }

  get domains(): readonly string[] {
    return this.all.map(({ domain }) => domain);
  }

  find(domain: string): Tenant | undefined {
    return this.#register.find(domain);
  }

  /** The organizations of a connected tenant; its requests fail with `notConnected` for any other. */
  client(domain: string): OrganizationsClient {
    return this.#apis.organizations(domain, this.#tokens.source(domain));
  }

  /** The pages of a list of a connected tenant. */
  pages(domain: string, list: ListEndpoint): ReadPage<Item> {
    return this.#apis.pages(domain, this.#tokens.source(domain), list);
  }

  /** Reads anything else of a connected tenant, with the same limits. */
  read(domain: string): Read {
    return this.#apis.reader(domain, this.#tokens.source(domain));
  }

  /** What there is to say about the tenant's token without a request. */
  async status(domain: string): Promise<TokenStatus> {
    const status = await this.#tokens.status(domain);
    this.#deadlines.watch(domain, status.kind === 'usable' ? status.expiresAt : undefined);
    this.#statuses.fire({ domain, status });
    return status;
  }

  /**
   * Finds out whether a key opens the tenant: a token locally and then with one small request, an application by
   * getting a token for it first.
   * @throws ApiError that says why it does not
   */
  async check(domain: string, key: TenantKey, caller: Caller): Promise<CheckedTenant> {
    const accessToken =
      key.kind === 'token'
        ? key.accessToken
        : (await this.#apis.mint(domain, { ...key.application, clientSecret: key.clientSecret }, caller)).accessToken;
    assertUsable(accessToken, domain, Date.now());
    await this.#apis.organizations(domain, fixedToken(accessToken)).list(undefined, caller, 1);
    return { domain, key, accessToken };
  }

  /**
   * Keeps what was checked, for a new tenant or in place of what was kept before.
   * @throws ApiError `secretStorage`, and then nothing is kept
   */
  async keep({ domain, key, accessToken }: CheckedTenant): Promise<void> {
    const before = this.find(domain);
    const { application: replaced, ...rest } = before ?? { domain };
    const application = key.kind === 'application' ? key.application : undefined;
    // Before the secrets: other windows look here when they hear of those.
    await this.#register.put({ ...rest, ...(application && { application }) });
    try {
      await this.#tokens.store(domain, key, accessToken);
    } catch (error) {
      await (before ? this.#register.put(before) : this.#register.remove(domain));
      throw error;
    }
    this.#seen = this.all;
    this.#changes.fire({ domain, kind: before ? 'tokenReplaced' : 'connected' });
  }

  /** Forgets the tenant and its secrets. @throws ApiError `secretStorage`, and then it stays */
  async disconnect(domain: string): Promise<void> {
    const before = this.find(domain);
    const place = this.domains.indexOf(domain);
    await this.#register.remove(domain);
    try {
      await this.#tokens.delete(domain);
    } catch (error) {
      if (before) {
        await this.#register.put(before, place);
      }
      throw error;
    }
    this.#forget(domain);
    this.#seen = this.all;
    this.#changes.fire({ domain, kind: 'disconnected' });
  }

  /** Gives a tenant a name of one's own; an empty one takes it away. */
  async rename(domain: string, label: string): Promise<void> {
    const renamed = ({ label: before, ...rest }: Tenant): Tenant => ({ ...rest, ...(label !== '' && { label }) });
    await this.#arrange(
      this.all.map((tenant) => (tenant.domain === domain ? renamed(tenant) : tenant)),
      domain,
    );
  }

  /** Moves a tenant to another place in the list, as far as the list goes. @param by places, negative for upwards */
  async move(domain: string, by: number): Promise<void> {
    const others = this.all.filter((tenant) => tenant.domain !== domain);
    const place = Math.max(0, this.domains.indexOf(domain) + by);
    const moved = this.all.filter((tenant) => tenant.domain === domain);
    await this.#arrange([...others.slice(0, place), ...moved, ...others.slice(place)], domain);
  }

  dispose(): void {
    this.#deadlines.dispose();
    this.#subscriptions.dispose();
    this.#changes.dispose();
    this.#statuses.dispose();
  }

  async #arrange(tenants: readonly Tenant[], domain: string): Promise<void> {
    await this.#register.replace(tenants);
    this.#seen = this.all;
    this.#changes.fire({ domain, kind: 'changed' });
  }

  /** Another window has stored, replaced or removed a secret. */
  #noticeSecret(key: string): void {
    const domain = tenantOfKey(key);
    const isNoticed = this.#noticeTenants().includes(domain);
    const tenant = this.find(domain);
    let kind: TenantChange['kind'] = 'changed';
    if (!isAccessTokenKey(key)) {
      this.#tokens.forget(domain);
      this.#withNewSecret.add(domain);
    } else if (this.#withNewSecret.delete(domain) || !tenant?.application) {
      kind = 'tokenReplaced';
    }
    if (tenant && !isNoticed) {
      this.#changes.fire({ domain, kind });
    }
  }

  /** @returns the domains of the tenants that another window has changed */
  #noticeTenants(): readonly string[] {
    const before = this.#seen;
    this.#seen = this.all;
    const domains = new Set([...before, ...this.#seen].map(({ domain }) => domain));
    return [...domains].filter((domain) => {
      const [old, now] = [before, this.#seen].map((tenants) => tenants.find((tenant) => tenant.domain === domain));
      if (JSON.stringify(old) === JSON.stringify(now)) {
        return false;
      }
      if (!now) {
        this.#forget(domain);
      }
      this.#changes.fire({ domain, kind: now ? (old ? 'changed' : 'connected') : 'disconnected' });
      return true;
    });
  }

  #forget(domain: string): void {
    this.#deadlines.watch(domain, undefined);
    this.#tokens.forget(domain);
    this.#withNewSecret.delete(domain);
    this.#apis.forget(domain);
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { assertUsable } from '../api/accessToken.ts';
import { ApiError, recover } from '../api/apiError.ts';
import { type ListResource, managementApi, type Read } from '../api/managementApi.ts';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../api/organizationsClient.ts';
import type { ReadPage } from '../api/pageReader.ts';
import { readPagesOf } from '../api/pagination.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Credentials, MintedToken } from '../api/tokenEndpoint.ts';
import { fixedToken, type TokenSource } from '../api/tokenSource.ts';
import { normalizedText, plainName } from '../text/plainText.ts';
import { OtherWindows, type TenantChange } from './otherWindows.ts';
import { StoredTenants } from './storedTenants.ts';
import type { ApplicationKey, Environment, Tenant, TenantKey, TokenStatus } from './tenant.ts';
import { TenantRequests } from './tenantRequests.ts';
import type { TenantSecret } from './tenantSecret.ts';
import { TokenExpiryTimers } from './tokenExpiry.ts';
import { TenantTokens } from './tenantTokens.ts';
import { TenantVault } from './tenantVault.ts';

/** A tenant that has accepted a key. */
export interface CheckedTenant {
  readonly domain: string;
  readonly secret: TenantSecret;
  /** See `ConnectOptions`. */
  readonly basis?: Credentials | undefined;
}

/** The connected tenants. Their secrets are in the secret storage only, and are sent to their own domain only. */
export class Tenants implements vscode.Disposable {
  readonly #stored: StoredTenants;
  readonly #tokens: TenantTokens;
  readonly #log: vscode.LogOutputChannel;
  readonly #requests = new Map<string, TenantRequests>();
  readonly #fireStatus = (domain: string): void => {
    this.#fire({ domain, kind: 'changed' });
  };
  readonly #expiry = new TokenExpiryTimers(this.#fireStatus);
  readonly #changes = new vscode.EventEmitter<TenantChange>();
  readonly onDidChange = this.#changes.event;
  readonly #otherWindows: OtherWindows;
  readonly #vault: TenantVault;
  readonly #focus: vscode.Disposable;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#stored = new StoredTenants(context.globalState);
    this.#log = log;
    this.#otherWindows = new OtherWindows(this.#stored, (change) => {
      if (change.kind === 'disconnected') {
        void this.#vault.discard(change.domain);
      }
      this.#fire(change);
    });
    this.#vault = new TenantVault(context.secrets, this.#stored, log, (change) => {
      this.#otherWindows.noticeSecret(change);
    });
    this.#tokens = new TenantTokens(this.#stored, this.#vault, this.#mint.bind(this), this.#fireStatus);
    this.#focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        this.#otherWindows.noticeTenants();
      }
    });
  }

  /** In the user's order. */
  get all(): readonly Tenant[] {
    return this.#stored.tenants;
  }

  get domains(): readonly string[] {
    return this.all.map(({ domain }) => domain);
  }

  find(domain: string): Tenant | undefined {
    return this.#stored.find(domain);
  }

  /** What messages call a tenant: the user's name for it, unless it could be taken for another tenant, or its domain. */
  titleOf(domain: string): string {
    const label = this.find(domain)?.label ?? domain;
    const look = normalizedText(label);
    const isShared = this.all.some(
      (other) =>
        other.domain !== domain && [other.label ?? '', other.domain].some((name) => normalizedText(name) === look),
    );
    return plainName(isShared ? domain : label);
  }

  /** The titles of tenants, with commas between them. */
  titlesOf(domains: readonly string[]): string {
    return domains.map((domain) => this.titleOf(domain)).join(', ');
  }

  /** What messages call an organization: its display name, name or else its ID, and its tenant. */
  placeOf(domain: string, organization: Organization): string {
    return l10n.t('{0} in {1}', plainName(organizationTitle(organization)), this.titleOf(domain));
  }

  /** The organizations client of a tenant, see `read`. */
  client(domain: string, tokens?: TokenSource): OrganizationsClient {
    return createOrganizationsClient(this.read(domain, tokens), this.#requestsTo(domain));
  }

  /** Reads the pages of a list of a connected tenant. @param readItem see `readPagesOf` */
  pages<T>(domain: string, list: ListResource, readItem: (value: unknown) => T | undefined): ReadPage<T> {
    return readPagesOf(this.read(domain), list, readItem, this.#requestsTo(domain));
  }

  /**
   * Reads any resource of a tenant, within its rate limits.
   * @param tokens by default those of the connected tenant. If it is not connected, requests fail with `notConnected`
   */
  read(domain: string, tokens = this.#tokens.source(domain)): Read {
    const requests = this.#requestsTo(domain);
    return managementApi({ domain, onRequest: requests.onRequest, tokens }, requests);
  }

  /** See `RateLimiter.expectedMs`. */
  expectedMs(domain: string, costs: ReadonlyMap<string, number>): number | undefined {
    return this.#requestsTo(domain).expectedMs(costs);
  }

  /** The status of the tenant's token, as far as it is known without a request. */
  async status(domain: string): Promise<TokenStatus> {
    const status = await this.#tokens.status(domain);
    this.#expiry.watch(domain, status.expiresAt);
    return status;
  }

  /** Whether the token of now is sent fewer fields of organizations. One that does not list its scopes may be sent all. */
  async isSentSummaries(domain: string): Promise<boolean> {
    const { scopes } = await this.status(domain);
    return scopes?.includes('read:organizations') === false;
  }

  /**
   * Checks whether the tenant accepts a key. A token is checked locally and then with one small request. An application
   * gets a token first.
   * @throws ApiError that says why the tenant does not accept the key
   */
  async check(domain: string, key: TenantKey, context: RequestContext): Promise<CheckedTenant> {
    const checked =
      key.kind === 'token' ? { secret: { accessToken: key.accessToken } } : await this.#mintAnew(domain, key, context);
    const { accessToken } = checked.secret;
    // What an application has just got is not expired, however wrong the clock of this machine is.
    assertUsable(accessToken, domain, key.kind === 'token' ? Date.now() : 0);
    await recover(
      this.client(domain, fixedToken(accessToken)).list(undefined, context, 1),
      ({ reason }) => reason === 'notFound',
      ({ details }) => {
        // Each tenant has a list of organizations, so something else answers.
        throw new ApiError('unexpectedAnswer', details);
      },
    );
    return { domain, ...checked };
  }

  /**
   * Stores a checked key, for a new tenant or in place of the previous key.
   * @param isUpdate whether it is in place of one: a tenant that was disconnected meanwhile stays so
   * @param signal see `ConnectOptions`
   * @throws ApiError `secretStorage`, `notConnected` or `cancelled`, and then nothing is stored
   */
  async store({ domain, secret, basis }: CheckedTenant, isUpdate?: boolean, signal?: AbortSignal): Promise<void> {
    const isNew = await this.#vault.connect(domain, secret, { isUpdate, signal, basis });
    this.#fireOwn({ domain, kind: isNew ? 'connected' : 'tokenReplaced' });
  }

  /** Removes the tenant and its secret. @throws ApiError `secretStorage`, and then the tenant stays connected */
  async disconnect(domain: string): Promise<void> {
    await this.#vault.disconnect(domain);
    this.#fireOwn({ domain, kind: 'disconnected' });
  }

  /** Sets the user's name for a tenant. An empty label, or the domain, removes the name. */
  async rename(domain: string, label: string): Promise<void> {
    const isName = label !== '' && label !== domain;
    await this.#change(domain, ({ label: before, ...rest }) => ({ ...rest, ...(isName && { label }) }));
  }

  /** Marks a tenant with an environment, or removes the mark. */
  async setEnvironment(domain: string, environment: Environment | undefined): Promise<void> {
    await this.#change(domain, ({ environment: before, ...rest }) => ({
      ...rest,
      ...(environment && { environment }),
    }));
  }

  /** Moves a tenant in the list, at most to its ends. @param by the number of places, negative for upwards */
  async move(domain: string, by: number): Promise<void> {
    const place = Math.max(0, this.domains.indexOf(domain) + by);
    await this.#stored.change((tenants) => {
      const moved = tenants.filter((tenant) => tenant.domain === domain);
      return tenants.filter((tenant) => tenant.domain !== domain).toSpliced(place, 0, ...moved);
    });
    this.#fireOwn({ domain, kind: 'changed' });
  }

  dispose(): void {
    this.#expiry.dispose();
    this.#focus.dispose();
    this.#vault.dispose();
    this.#stored.dispose();
    this.#changes.dispose();
  }

  #requestsTo(domain: string): TenantRequests {
    const requests = this.#requests.get(domain) ?? new TenantRequests(domain, this.#log);
    this.#requests.set(domain, requests);
    return requests;
  }

  /**
   * Gets a token with the secret that is given, or else stored for the same application.
   * @throws ApiError, `noToken` if none is
   */
  async #mintAnew(domain: string, { application, clientSecret }: ApplicationKey, context: RequestContext) {
    const stored = clientSecret === '' ? (await this.#vault.read(domain))?.application : undefined;
    const basis = stored?.clientId === application.clientId ? stored : undefined;
    const credentials = { ...application, clientSecret: basis?.clientSecret ?? clientSecret };
    if (credentials.clientSecret === '') {
      throw new ApiError('noToken');
    }
    const { accessToken } = await this.#mint(domain, credentials, context);
    return { secret: { accessToken, application: credentials }, basis };
  }

  /** @throws ApiError */
  async #mint(domain: string, credentials: Credentials, context: RequestContext): Promise<MintedToken> {
    const { mintToken } = await import('../api/tokenEndpoint.ts');
    const requests = this.#requestsTo(domain);
    return mintToken(requests, requests, credentials, context);
  }

  async #change(domain: string, edit: (tenant: Tenant) => Tenant): Promise<void> {
    await this.#stored.put(domain, (now) => now && edit(now));
    this.#fireOwn({ domain, kind: 'changed' });
  }

  #fireOwn(change: TenantChange): void {
    this.#fire(change);
    this.#otherWindows.recordOwnChange(change);
  }

  #fire(change: TenantChange): void {
    const { domain, kind } = change;
    if (kind !== 'changed') {
      this.#tokens.forget(domain);
    }
    if (kind === 'disconnected') {
      this.#expiry.watch(domain, undefined);
      this.#requests.get(domain)?.close();
      this.#requests.delete(domain);
    }
    this.#changes.fire(change);
  }
}

import { readAccessToken } from '../management/accessToken.ts';
import { ApiError } from '../management/apiError.ts';
import type { RequestContext } from '../management/requestContext.ts';
import type { Credentials, MintedToken } from '../management/tokenEndpoint.ts';
import { ApplicationTokens, pastedToken, type TokenSource } from '../management/tokenSource.ts';
import type { TenantKey, TokenStatus } from './tenantTypes.ts';
import type { StoredTenants } from './storedTenants.ts';
import type { TenantSecrets } from './tenantSecrets.ts';

/** Gets a token for an application of a tenant. @throws ApiError */
type MintWith = (domain: string, credentials: Credentials, context: RequestContext) => Promise<MintedToken>;

/** The tokens of the connected tenants, and the client secrets that get new tokens for applications. */
export class TenantTokens {
  readonly #stored: StoredTenants;
  readonly #secrets: TenantSecrets;
  readonly #mintWith: MintWith;
  /** Shared by all clients of a tenant, so that they wait for the same new token. */
  readonly #applicationTokens = new Map<string, ApplicationTokens>();

  constructor(register: StoredTenants, secrets: TenantSecrets, mintWith: MintWith) {
    this.#stored = register;
    this.#secrets = secrets;
    this.#mintWith = mintWith;
  }

  /** The token source of a tenant. It looks up the kind of key on each call. */
  source(domain: string): TokenSource {
    return {
      current: async () => this.#source(domain).current(),
      renew: async (refused) => this.#source(domain).renew(refused),
      accept: (token) => {
        this.#applicationTokens.get(domain)?.accept(token);
      },
    };
  }

  async status(domain: string): Promise<TokenStatus> {
    try {
      const token = await this.#secrets.read(accessTokenKey(domain));
      return this.#stored.find(domain)?.application
        ? await this.#applicationStatus(domain, token)
        : pastedStatus(token);
    } catch {
      return { kind: 'unreadable' };
    }
  }

  /** @throws ApiError `secretStorage` */
  async store(domain: string, key: TenantKey, accessToken: string): Promise<void> {
    this.forget(domain);
    await this.#secrets.replace({
      [clientSecretKey(domain)]: key.kind === 'application' ? key.clientSecret : undefined,
      [accessTokenKey(domain)]: accessToken,
    });
  }

  /**
   * Deletes the secrets of a tenant. The client secret goes first: a window that gets a token meanwhile finds it
   * deleted, and takes the token back.
   * @throws ApiError `secretStorage`
   */
  async delete(domain: string): Promise<void> {
    // From now on, a token that is under way is discarded.
    this.forget(domain);
    await this.#secrets.delete(clientSecretKey(domain), accessTokenKey(domain));
  }

  /** Drops the tokens of an application that was replaced, or whose tenant was disconnected. */
  forget(domain: string): void {
    this.#applicationTokens.delete(domain);
  }

  async #applicationStatus(domain: string, token: string | undefined): Promise<TokenStatus> {
    if ((await this.#secrets.read(clientSecretKey(domain))) === undefined) {
      return { kind: 'missing' };
    }
    const { scopes } = readAccessToken(token ?? '') ?? {};
    return { kind: 'usable', ...(scopes && { scopes }) };
  }

  #source(domain: string): TokenSource {
    const tenant = this.#stored.find(domain);
    if (!tenant) {
      throw new ApiError('notConnected');
    }
    const load = () => this.#secrets.read(accessTokenKey(domain));
    return tenant.application ? this.#applicationSource(domain, load) : pastedToken(domain, load);
  }

  #applicationSource(domain: string, load: () => Promise<string | undefined>): TokenSource {
    const known = this.#applicationTokens.get(domain);
    if (known) {
      return known;
    }
    // Another window may have disconnected the tenant or replaced its key, and this window may not know yet.
    const isCurrent = async () =>
      this.#applicationTokens.get(domain) === tokens &&
      (await this.#secrets.isStored(clientSecretKey(domain)).catch(() => true));
    const store = async (token: string) => {
      if (!(await isCurrent())) {
        throw new ApiError('cancelled');
      }
      await this.#secrets.storeOrCache(accessTokenKey(domain), token);
      if (!(await isCurrent())) {
        await this.#takeBack(domain, token);
        throw new ApiError('cancelled');
      }
    };
    const tokens = new ApplicationTokens({ load, store, mint: () => this.#mint(domain) });
    this.#applicationTokens.set(domain, tokens);
    return tokens;
  }

  /** Falls back to deleting, which often works even if the storage cannot be read. */
  async #takeBack(domain: string, token: string): Promise<void> {
    const key = accessTokenKey(domain);
    await this.#secrets
      .deleteIfUnchanged(key, token)
      .catch(() => (this.#stored.find(domain) ? undefined : this.#secrets.delete(key)))
      .catch(() => undefined);
  }

  async #mint(domain: string): Promise<MintedToken> {
    const clientSecret = await this.#secrets.read(clientSecretKey(domain));
    const application = this.#stored.find(domain)?.application;
    if (clientSecret === undefined || !application) {
      throw new ApiError('noToken');
    }
    // Several requests may wait for the token, so none of them can cancel it. One of them may be a user's.
    const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
    return this.#mintWith(domain, { ...application, clientSecret }, context);
  }
}

/** Whether the key of a secret belongs to an access token. */
export function isAccessTokenKey(key: string): boolean {
  return key.startsWith('accessToken:');
}

/** The domain of the tenant that the key of a secret belongs to. */
export function tenantOfKey(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

function pastedStatus(token: string | undefined): TokenStatus {
  if (token === undefined) {
    return { kind: 'missing' };
  }
  const claims = readAccessToken(token);
  if (!claims) {
    return { kind: 'damaged' };
  }
  const { expiresAt, scopes } = claims;
  return expiresAt !== undefined && expiresAt * 1000 <= Date.now()
    ? { kind: 'expired' }
    : { kind: 'usable', ...(expiresAt !== undefined && { expiresAt }), ...(scopes && { scopes }) };
}

function accessTokenKey(domain: string): string {
  return `accessToken:${domain}`;
}

function clientSecretKey(domain: string): string {
  return `clientSecret:${domain}`;
}

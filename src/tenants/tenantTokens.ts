import { readAccessToken } from '../management/accessToken.ts';
import { ApiError } from '../management/apiError.ts';
import type { RequestContext } from '../management/requestContext.ts';
import type { Credentials, MintedToken } from '../management/tokenEndpoint.ts';
import { ApplicationTokens, pastedToken, type TokenSource } from '../management/tokenSource.ts';
import type { TenantKey, TokenStatus } from './tenant.ts';
import type { StoredTenants } from './storedTenants.ts';
import type { TenantSecrets } from './tenantSecrets.ts';

/** Gets a token for an application of a tenant. @throws ApiError */
type MintWith = (domain: string, credentials: Credentials, context: RequestContext) => Promise<MintedToken>;

/** The tokens of the connected tenants, and what the application of a tenant gets new ones with. */
export class TenantTokens {
  readonly #register: StoredTenants;
  readonly #secrets: TenantSecrets;
  readonly #mintWith: MintWith;
  /** One for all clients of a tenant, so that they wait for the same new token. */
  readonly #applicationTokens = new Map<string, ApplicationTokens>();

  constructor(register: StoredTenants, secrets: TenantSecrets, mintWith: MintWith) {
    this.#register = register;
    this.#secrets = secrets;
    this.#mintWith = mintWith;
  }

  /** The tokens for a tenant, whichever way it gets them when one is needed. */
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
      return this.#register.find(domain)?.application
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
   * Deletes what is stored for a tenant. The client secret goes first: another window that gets a token meanwhile finds
   * it gone, and takes the token back.
   * @throws ApiError `secretStorage`
   */
  async delete(domain: string): Promise<void> {
    // A token that is under way comes too late from now on.
    this.forget(domain);
    await this.#secrets.delete(clientSecretKey(domain), accessTokenKey(domain));
  }

  /** Lets go of the tokens of an application that is another one now, or whose tenant is not connected any more. */
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
    const tenant = this.#register.find(domain);
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
    // Another window may have disconnected the tenant, or given it another key, and this one may not know yet.
    const isCurrent = async () =>
      this.#applicationTokens.get(domain) === tokens &&
      (await this.#secrets.isStored(clientSecretKey(domain)).catch(() => true));
    const store = async (token: string) => {
      if (!(await isCurrent())) {
        throw new ApiError('cancelled');
      }
      await this.#secrets.hold(accessTokenKey(domain), token);
      if (!(await isCurrent())) {
        await this.#takeBack(domain, token);
        throw new ApiError('cancelled');
      }
    };
    const tokens = new ApplicationTokens({ load, store, mint: () => this.#mint(domain) });
    this.#applicationTokens.set(domain, tokens);
    return tokens;
  }

  /** A storage that cannot be read can often be deleted from. */
  async #takeBack(domain: string, token: string): Promise<void> {
    const key = accessTokenKey(domain);
    await this.#secrets
      .takeBack(key, token)
      .catch(() => (this.#register.find(domain) ? undefined : this.#secrets.delete(key)))
      .catch(() => undefined);
  }

  async #mint(domain: string): Promise<MintedToken> {
    const clientSecret = await this.#secrets.read(clientSecretKey(domain));
    const application = this.#register.find(domain)?.application;
    if (clientSecret === undefined || !application) {
      throw new ApiError('noToken');
    }
    // Several may wait for it, so that none of them can call it off, and one of them may be a person.
    const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
    return this.#mintWith(domain, { ...application, clientSecret }, context);
  }
}

/** Whether a secret with this key in the secret storage is an access token. */
export function isAccessTokenKey(key: string): boolean {
  return key.startsWith('accessToken:');
}

/** The tenant whose secret has this key in the secret storage. */
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

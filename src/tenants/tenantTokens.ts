import { readAccessToken } from '../api/accessToken.ts';
import { ApiError, recover } from '../api/apiError.ts';
import { isUnauthorized } from '../api/managementApi.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Credentials, MintedToken } from '../api/tokenEndpoint.ts';
import { ApplicationTokens, pastedToken, type TokenSource } from '../api/tokenSource.ts';
import type { StoredTenants } from './storedTenants.ts';
import type { TokenStatus } from './tenant.ts';
import { isSameApplication, type TenantSecret } from './tenantSecret.ts';
import type { TenantVault } from './tenantVault.ts';

/** Gets a token for an application of a tenant. @throws ApiError */
type MintWith = (domain: string, credentials: Credentials, context: RequestContext) => Promise<MintedToken>;

/** The tokens of the connected tenants, pasted or got by an application. */
export class TenantTokens {
  readonly #stored: StoredTenants;
  readonly #vault: TenantVault;
  readonly #mintWith: MintWith;
  readonly #onStatus: (domain: string) => void;
  /** The token of each tenant that it refuses, or gives its application none in place of; `undefined` if there is none. */
  readonly #refused = new Map<string, string | undefined>();
  /** Shared by all clients of a tenant, so that they wait for the same new token. */
  readonly #applications = new Map<string, { readonly credentials: Credentials; readonly tokens: ApplicationTokens }>();

  /** @param onStatus called with a tenant that has refused its token, or accepted a refused one */
  constructor(stored: StoredTenants, vault: TenantVault, mintWith: MintWith, onStatus: (domain: string) => void) {
    this.#stored = stored;
    this.#vault = vault;
    this.#mintWith = mintWith;
    this.#onStatus = onStatus;
  }

  /** The token source of a tenant. It looks up the kind of key on each call. */
  source(domain: string): TokenSource {
    return {
      current: () => this.#withSource(domain, (source) => source.current()),
      renew: (refused) => this.#withSource(domain, (source) => source.renew(refused)),
      accept: (token) => {
        this.#applications.get(domain)?.tokens.accept(token);
        if (this.#refused.has(domain)) {
          void this.#note(domain, { accessToken: token }, false);
        }
      },
      refuse: (token) => {
        void this.#note(domain, { accessToken: token }, true);
      },
    };
  }

  async status(domain: string): Promise<TokenStatus> {
    try {
      const { accessToken, application } = (await this.#vault.read(domain)) ?? {};
      const { scopes } = readAccessToken(accessToken ?? '') ?? {};
      const status: TokenStatus = application
        ? { kind: 'usable', ...(scopes && { scopes }) }
        : pastedStatus(accessToken);
      return status.kind === 'usable' && this.#isRefused(domain, accessToken) ? { kind: 'refused' } : status;
    } catch {
      return { kind: 'unreadable' };
    }
  }

  /** Forgets how the tenant has taken tokens that were replaced, or those of a tenant that was disconnected. */
  forget(domain: string): void {
    this.#applications.delete(domain);
    this.#refused.delete(domain);
  }

  #isRefused(domain: string, token: string | undefined): boolean {
    return this.#refused.has(domain) && this.#refused.get(domain) === token;
  }

  /**
   * Notes how the tenant takes its secret.
   * @param sent what the answer is about, which can be late: another secret can have taken its place
   */
  async #note(domain: string, sent: TenantSecret, isRefused: boolean): Promise<void> {
    const { accessToken, application } = (await this.#vault.read(domain).catch(() => undefined)) ?? {};
    const isPresent = sent.application
      ? isSameApplication(application, sent.application)
      : accessToken === sent.accessToken;
    if (isPresent && isRefused && !this.#isRefused(domain, accessToken)) {
      this.#refused.set(domain, accessToken);
      this.#onStatus(domain);
    } else if (isPresent && !isRefused && this.#refused.delete(domain)) {
      this.#onStatus(domain);
    }
  }

  /** Uses the source of a tenant, or that of its next key if another key cancels the wait for a token of the first one. */
  async #withSource<T>(domain: string, use: (source: TokenSource) => Promise<T>): Promise<T> {
    return recover(
      use(await this.#source(domain)),
      ({ reason }) => reason === 'cancelled' && this.#stored.find(domain) !== undefined,
      async () => use(await this.#source(domain)),
    );
  }

  async #source(domain: string): Promise<TokenSource> {
    const read = async () => {
      const secret = await this.#vault.read(domain);
      // The tenant can be disconnected while its secret is read.
      if (!this.#stored.find(domain)) {
        throw new ApiError('notConnected');
      }
      return secret;
    };
    const load = async () => (await read())?.accessToken;
    const { application } = (await read()) ?? {};
    return application ? this.#applicationSource(domain, application, load) : pastedToken(domain, load);
  }

  #applicationSource(
    domain: string,
    credentials: Credentials,
    load: () => Promise<string | undefined>,
  ): ApplicationTokens {
    const known = this.#applications.get(domain);
    if (known && isSameApplication(known.credentials, credentials)) {
      return known.tokens;
    }
    const tokens = new ApplicationTokens({
      load,
      store: (token) => this.#vault.keepToken(domain, credentials, token),
      // Several requests may wait for the token, so none of them can cancel it. One of them may be a user's.
      mint: () =>
        this.#mintWith(domain, credentials, { signal: new AbortController().signal, priority: 'person' }).catch(
          (error: unknown) => {
            if (isUnauthorized(error)) {
              void this.#note(domain, { application: credentials }, true);
            }
            throw error;
          },
        ),
    });
    this.#applications.set(domain, { credentials, tokens });
    return tokens;
  }
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

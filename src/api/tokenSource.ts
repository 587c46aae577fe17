import { type AccessTokenClaims, assertUsable, readAccessToken } from './accessToken.ts';
import { ApiError } from './apiError.ts';
import type { MintedToken } from './tokenEndpoint.ts';

/** The source of a tenant's access tokens. A caller can stop waiting for it with `untilAborted`. */
export interface TokenSource {
  /** Gets a token that should work. @throws ApiError if there is none */
  current(): Promise<string>;
  /**
   * Gets another token after the tenant has refused one.
   * @returns whether there is another token
   * @throws ApiError that says why there is none
   */
  renew(refused: string): Promise<boolean>;
  /** Called when the tenant has accepted a token. */
  accept(token: string): void;
  /** Called when the tenant has refused a token, and no other in its place has helped. */
  refuse?(token: string): void;
}

/** A source with one fixed token. */
export function fixedToken(token: string): TokenSource {
  return { current: () => Promise.resolve(token), renew: () => Promise.resolve(false), accept: () => undefined };
}

/**
 * A source of a token that the user has pasted and only the user can replace. A token that the tenant would refuse is
 * never sent.
 */
export function pastedToken(domain: string, load: () => Promise<string | undefined>): TokenSource {
  const current = async () => {
    const token = await load();
    if (token === undefined) {
      throw new ApiError('noToken');
    }
    try {
      assertUsable(token, domain, Date.now());
    } catch (error) {
      throw error instanceof ApiError && error.reason === 'malformedToken' ? new ApiError('damagedToken') : error;
    }
    return token;
  };
  // The user can have pasted another one while the request was under way.
  const renew = async (refused: string) => ![refused, undefined].includes(await load());
  return { current, renew, accept: () => undefined };
}

/** Loads, stores and mints the tokens of an application. */
export interface TokenKeeper {
  readonly load: () => Promise<string | undefined>;
  readonly store: (token: string) => Promise<void>;
  /** Gets a new token from the tenant, which can count against a quota. @throws ApiError */
  readonly mint: () => Promise<MintedToken>;
}

/**
 * How long a new token is used regardless of its claims, in ms. If the tenant has never accepted the token, it is not
 * replaced in this time either, because the next token would fare no better.
 */
const UNPROVEN_MS = 60_000;

/** A token is renewed before use at this remaining lifetime, in seconds, or at half its lifetime if that is shorter. */
const RENEWED_BEFORE_S = 120;

/**
 * Whether a renewable token can be used without renewing it first.
 * @param life in UNIX seconds, or in seconds since the token was issued; `undefined` if unknown
 * @param nowMs the current time in ms, on the same time scale as `life`
 */
export function isFresh(life: Pick<AccessTokenClaims, 'issuedAt' | 'expiresAt'> | undefined, nowMs: number): boolean {
  if (!life) {
    return false;
  }
  const { expiresAt, issuedAt = -Infinity } = life;
  return expiresAt === undefined || expiresAt - nowMs / 1000 > Math.min(RENEWED_BEFORE_S, (expiresAt - issuedAt) / 2);
}

/** The tokens of a machine-to-machine application. A token is used until it is about to expire or is refused. */
export class ApplicationTokens implements TokenSource {
  readonly #keeper: TokenKeeper;
  #minting: Promise<string> | undefined;
  /** The last token that this instance minted. */
  #last: LastToken | undefined;

  constructor(keeper: TokenKeeper) {
    this.#keeper = keeper;
  }

  async current(): Promise<string> {
    const token = await this.#keeper.load();
    return token !== undefined && this.#isFresh(token) ? token : this.#replace();
  }

  async renew(refused: string): Promise<boolean> {
    // Another request, or another window, may already have stored a new token.
    if ((await this.#keeper.load()) !== refused) {
      return true;
    }
    const last = this.#last?.token === refused ? this.#last : undefined;
    if (last && !last.isAccepted && performance.now() - last.mintedAtMs < UNPROVEN_MS) {
      return false;
    }
    await this.#replace();
    return true;
  }

  accept(token: string): void {
    if (this.#last?.token === token) {
      this.#last = { ...this.#last, isAccepted: true };
    }
  }

  /** Uses the age of a token minted here, because a wrong system clock would make every request mint a new token. */
  #isFresh(token: string): boolean {
    if (this.#last?.token !== token) {
      return isFresh(readAccessToken(token), Date.now());
    }
    const { minted, mintedAtMs } = this.#last;
    const ageMs = performance.now() - mintedAtMs;
    if (ageMs < UNPROVEN_MS) {
      return true;
    }
    const claims = readAccessToken(token);
    // An opaque token has no claims, but the endpoint may have reported its lifetime.
    const life = claims ?? (minted.expiresIn === undefined ? undefined : { issuedAt: 0, expiresAt: minted.expiresIn });
    return isFresh(life, (life?.issuedAt ?? Date.now() / 1000) * 1000 + ageMs);
  }

  /** Mints one new token for all waiting requests. */
  #replace(): Promise<string> {
    this.#minting ??= this.#mint().finally(() => {
      this.#minting = undefined;
    });
    return this.#minting;
  }

  async #mint(): Promise<string> {
    const minted = await this.#keeper.mint();
    const token = minted.accessToken;
    this.#last = { token, minted, mintedAtMs: performance.now(), isAccepted: false };
    await this.#keeper.store(token);
    return token;
  }
}

interface LastToken {
  readonly token: string;
  readonly minted: MintedToken;
  /** By `performance.now()`, in ms. */
  readonly mintedAtMs: number;
  readonly isAccepted: boolean;
}

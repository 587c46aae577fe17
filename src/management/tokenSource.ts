import { assertUsable, isFresh, readAccessToken } from './accessToken.ts';
import { ApiError, isApiError } from './apiError.ts';
import type { MintedToken } from './tokenEndpoint.ts';

/** Where the access tokens of a tenant come from. Whoever asks can stop waiting: see `untilAborted`. */
export interface TokenSource {
  /** A token that should work. @throws ApiError where there is none */
  current(): Promise<string>;
  /**
   * Gets another token in place of one that the tenant refused.
   * @returns whether there is another one
   * @throws ApiError that says why there is none
   */
  renew(refused: string): Promise<boolean>;
  /** Hears that the tenant has accepted a token. */
  accept(token: string): void;
}

/** One token and no other. */
export function fixedToken(token: string): TokenSource {
  return onlyToken(() => Promise.resolve(token));
}

/** A token that a person has pasted, and that only a person can replace. What would be refused is not sent at all. */
export function pastedToken(domain: string, load: () => Promise<string | undefined>): TokenSource {
  return onlyToken(async () => {
    const token = await load();
    if (token === undefined) {
      throw new ApiError('noToken');
    }
    try {
      assertUsable(token, domain, Date.now());
    } catch (error) {
      throw isApiError(error) && error.reason === 'malformedToken' ? new ApiError('damagedToken') : error;
    }
    return token;
  });
}

function onlyToken(current: () => Promise<string>): TokenSource {
  return { current, renew: () => Promise.resolve(false), accept: () => undefined };
}

/** How the tokens of an application are got and kept. */
export interface TokenKeeper {
  readonly load: () => Promise<string | undefined>;
  readonly store: (token: string) => Promise<void>;
  /** Gets a new one from the tenant, which can count against a quota. @throws ApiError */
  readonly mint: () => Promise<MintedToken>;
}

/**
 * How long a new token is used whatever it says of itself, in ms, and not replaced where the tenant has never accepted it:
 * the next one fares no better.
 */
const UNPROVEN_MS = 60_000;

/** The tokens of a machine-to-machine application: one is used until it is about to expire or is refused. */
export class ApplicationTokens implements TokenSource {
  readonly #keeper: TokenKeeper;
  #minting: Promise<string> | undefined;
  /** The last one that was got here. */
  #last: LastToken | undefined;

  constructor(keeper: TokenKeeper) {
    this.#keeper = keeper;
  }

  async current(): Promise<string> {
    const token = await this.#keeper.load();
    return token !== undefined && this.#isFresh(token) ? token : this.#replace();
  }

  async renew(refused: string): Promise<boolean> {
    // Another request, or another window, may have got a new one already.
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

  /** The clock of this machine can be wrong, and would make every request get a new token. */
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
    // A token that is no JWT says nothing itself, but the endpoint has said how long it lives.
    const life = claims ?? (minted.expiresIn === undefined ? undefined : { issuedAt: 0, expiresAt: minted.expiresIn });
    return isFresh(life, (life?.issuedAt ?? Date.now() / 1000) * 1000 + ageMs);
  }

  /** One new token for all that wait. */
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

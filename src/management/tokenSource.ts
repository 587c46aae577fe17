import { assertUsable, isFresh, readAccessToken } from './accessToken.ts';
import { ApiError, isApiError } from './apiError.ts';

/** Where the access tokens of a tenant come from. */
export interface TokenSource {
  /** A token that should work. @throws ApiError where there is none */
  current(signal: AbortSignal): Promise<string>;
  /**
   * Gets another token in place of one that the tenant refused.
   * @returns whether there is another one
   * @throws ApiError that says why there is none
   */
  renew(refused: string, signal: AbortSignal): Promise<boolean>;
}

/** One token and no other. */
export function fixedToken(token: string): TokenSource {
  return { current: () => Promise.resolve(token), renew: () => Promise.resolve(false) };
}

/** A token that a person has pasted, and that only a person can replace. What would be refused is not sent at all. */
export function pastedToken(domain: string, load: () => Promise<string | undefined>): TokenSource {
  return {
    current: async () => {
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
    },
    renew: () => Promise.resolve(false),
  };
}

/** How the tokens of an application are got and kept. */
export interface TokenKeeper {
  readonly load: () => Promise<string | undefined>;
  readonly store: (token: string) => Promise<void>;
  /** Gets a new one from the tenant, which can count against a quota. @throws ApiError */
  readonly mint: () => Promise<string>;
}

/** The tokens of a machine-to-machine application: one is used until it is about to expire or is refused. */
export class ApplicationTokens implements TokenSource {
  readonly #keeper: TokenKeeper;
  #minting: Promise<string> | undefined;
  /** The last one that was got here, and what makes `performance.now()` the time of its issuer, in ms. */
  #last: { readonly token: string; readonly issuerOffsetMs: number } | undefined;

  constructor(keeper: TokenKeeper) {
    this.#keeper = keeper;
  }

  async current(signal: AbortSignal): Promise<string> {
    const token = await this.#keeper.load();
    return token !== undefined && isFresh(token, this.#nowFor(token)) ? token : this.#replace(signal);
  }

  async renew(refused: string, signal: AbortSignal): Promise<boolean> {
    // Another request, or another window, may have got a new one already.
    if ((await this.#keeper.load()) === refused) {
      await this.#replace(signal);
    }
    return true;
  }

  /** The clock of this machine can be wrong, and would make every request get a new token. */
  #nowFor(token: string): number {
    return this.#last?.token === token ? performance.now() + this.#last.issuerOffsetMs : Date.now();
  }

  /** One new token for all that wait; each of them can give up without the others. */
  #replace(signal: AbortSignal): Promise<string> {
    this.#minting ??= this.#mint().finally(() => {
      this.#minting = undefined;
    });
    return untilAborted(this.#minting, signal);
  }

  async #mint(): Promise<string> {
    const token = await this.#keeper.mint();
    const { issuedAt } = readAccessToken(token) ?? {};
    this.#last = issuedAt === undefined ? undefined : { token, issuerOffsetMs: issuedAt * 1000 - performance.now() };
    await this.#keeper.store(token);
    return token;
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      reject(new ApiError('cancelled'));
    };
    if (signal.aborted) {
      cancel();
    }
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', cancel);
    });
  });
}

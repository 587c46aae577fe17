import { type ApiError, ClosedConnectionError } from './apiError.ts';

/** The number of retries after a transient failure. */
const RETRIES = 2;
/** The wait before the first retry, in ms. It doubles with each retry. */
const BACKOFF_MS = 500;

/** The retries of one request: up to two after a 408 or 5xx, and one after a `ClosedConnectionError`. */
export class Retries {
  #retry = 0;
  #isSentAgain = false;

  /** The wait before the next attempt, in ms, at least as long as the server asks; `undefined` if there is none. */
  waitMs(failure: ApiError): number | undefined {
    if (failure instanceof ClosedConnectionError && !this.#isSentAgain) {
      this.#isSentAgain = true;
      return 0;
    }
    if (!isTransient(failure) || this.#retry === RETRIES) {
      return undefined;
    }
    const waitMs = BACKOFF_MS * 2 ** this.#retry * (1 + Math.random() / 2);
    this.#retry += 1;
    return Math.max(waitMs, 1000 * (failure.details.retryAfterSeconds ?? 0));
  }
}

/** Whether a retry may succeed, as after a timeout or failure of the server, or a failure of a gateway. */
function isTransient({ reason, details: { status } }: ApiError): boolean {
  return reason === 'serverError' || status === 408;
}

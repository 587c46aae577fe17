import { ApiError, canBeOfOneOrganization, ClosedConnectionError, type Reason } from './apiError.ts';
import type { Clock } from './clock.ts';

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

/**
 * The failures after which the same request can succeed later. Among them is what the login page of another network does
 * to requests once a computer wakes up there. The rate limiter itself waits out refusals, so they are not among them.
 */
const outages: readonly Reason[] = [
  'certificate',
  'noRoute',
  'noTls',
  'notJson',
  'proxyRefused',
  'redirected',
  'refused',
  'serverError',
  'timeout',
  'unknownHost',
  'unreachable',
];

/** The wait after the first failure, in ms. It doubles with each failure. */
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60_000;

/** The failures in a row after which the work ends: about half an hour of waits. A sleeping computer counts as one. */
const PATIENCE = 35;

/** The attempts for one item of a list while the tenant answers others. The rate limiter repeats each of them as well. */
const ITEM_ATTEMPTS = 3;

/** The items in a row without which work goes on. If the next one fails as well, the tenant answers for none. */
const MOST_LEFT_OUT = 2;

/** One of many things that work reads, and can go on without. */
export interface RetriedItem {
  /** What it is read of, such as the title of an organization. */
  readonly title: string;
  /** What is read, such as the name of a section: the tenant may fail to answer for this alone. */
  readonly kind: string;
}

/** The tenant fails to answer for one item, and work goes on without it. */
export class ItemError extends ApiError {}

/**
 * Repeats a task until it succeeds.
 * @param item what the work can go on without
 * @throws ItemError if the tenant fails to answer for the item alone
 * @throws the error of the task
 */
export type Retry = <T>(task: () => Promise<T>, signal: AbortSignal, item?: RetriedItem) => Promise<T>;

/** An attempt that has failed. */
export interface Outage {
  readonly error: ApiError;
  readonly item: RetriedItem | undefined;
  /** The time until the next attempt, in ms. */
  readonly waitMs: number;
}

/**
 * Lets long work survive outages of the network and of the tenant. The first task gets no second attempt, because
 * somebody is there to read why it failed.
 * @param onOutage called before each wait
 */
export function outlastOutages(clock: Clock, onOutage: (outage: Outage) => void): Retry {
  let hasSucceeded = false;
  // How many items of a kind were left out in a row.
  const leftOut = new Map<string, number>();
  return async (task, signal, item) => {
    const { kind = '' } = item ?? {};
    // Only these say that the tenant answers, though not for the item.
    let itemFailures = 0;
    for (let failures = 1; ; failures++) {
      try {
        const result = await task();
        hasSucceeded = true;
        leftOut.delete(kind);
        return result;
      } catch (error) {
        if (!hasSucceeded || failures > PATIENCE || !(error instanceof ApiError) || !isOutage(error)) {
          throw error;
        }
        const before = leftOut.get(kind) ?? 0;
        itemFailures += item && canBeOfOneOrganization(error) ? 1 : 0;
        if (itemFailures >= ITEM_ATTEMPTS && before < MOST_LEFT_OUT) {
          leftOut.set(kind, before + 1);
          throw new ItemError(error.reason, error.details);
        }
        const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
        onOutage({ error, item, waitMs });
        await clock.sleep(waitMs, signal);
      }
    }
  };
}

function isOutage({ reason }: ApiError): boolean {
  return outages.includes(reason);
}

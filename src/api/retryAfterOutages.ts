import { ApiError, type Reason } from './apiError.ts';
import type { Clock } from './clock.ts';

/**
 * The failures after which the same request can succeed later. Among them is what the login page of another network does
 * to requests once a computer wakes up there. The rate limiter itself waits out refusals, so they are not among them.
 */
const outages: readonly Reason[] = [
  'certificate',
  'noRoute',
  'noTls',
  'notJson',
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

/** Repeats a task until it succeeds. @throws the error of the task */
export type Retry = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * Lets long work survive outages of the network and of the tenant. The first task gets no second attempt, because
 * somebody is there to read why it failed.
 * @param onOutage called before each wait, with its length in ms
 */
export function retryAfterOutages(clock: Clock, onOutage: (waitMs: number) => void): Retry {
  let hasSucceeded = false;
  return async (task, signal) => {
    for (let failures = 1; ; failures++) {
      try {
        const result = await task();
        hasSucceeded = true;
        return result;
      } catch (error) {
        if (!hasSucceeded || failures > PATIENCE || !(error instanceof ApiError) || !isOutage(error)) {
          throw error;
        }
        const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
        onOutage(waitMs);
        await clock.sleep(waitMs, signal);
      }
    }
  };
}

function isOutage({ reason }: ApiError): boolean {
  return outages.includes(reason);
}

import { ApiError } from './apiError.ts';

/** On whose behalf a request is made, and how it is called off. */
export interface RequestContext {
  /** Ends the request, and every wait before it, at once. */
  readonly signal: AbortSignal;
  /** Background work leaves a reserve of the rate limit to others and waits as long as it takes. */
  readonly priority: 'person' | 'background';
  /** Hears of each wait that the rate limit demands, in ms. */
  readonly onWait?: (waitMs: number) => void;
}

/** For work that nobody has asked for and nobody waits for. */
export function backgroundContext(): RequestContext {
  return { signal: new AbortController().signal, priority: 'background' };
}

/**
 * Begins some work and waits for it no longer than the signal allows; the work itself goes on.
 * @throws ApiError `cancelled` as soon as the signal says so, at once and without the work where it has said so before
 */
export function untilAborted<T>(signal: AbortSignal, begin: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      reject(new ApiError('cancelled'));
    };
    if (signal.aborted) {
      cancel();
      return;
    }
    signal.addEventListener('abort', cancel, { once: true });
    begin()
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', cancel);
      });
  });
}

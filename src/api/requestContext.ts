import { ApiError } from './apiError.ts';

/** The priority of a request, and the means to cancel it. */
export interface RequestContext {
  /** Cancels the request, and every wait before it, at once. */
  readonly signal: AbortSignal;
  /** Background work leaves a reserve of the rate limit to others, and waits longer. */
  readonly priority: 'person' | 'background';
  /**
   * Whether a request of a person leaves the reserve as well, and waits for its turn until it is refused for too long,
   * since it is one of many for one answer.
   */
  readonly leavesReserve?: boolean;
  /**
   * Called before each wait of a second and more, with its length in ms: for the rate limit, or before another attempt
   * after a failure.
   */
  readonly onWait?: (waitMs: number, failure?: ApiError) => void;
  /**
   * Called before each attempt of a request, with the error of the attempt before if the request is repeated. An error
   * that it throws ends the request.
   */
  readonly onAttempt?: (failure: ApiError | undefined) => void;
}

/** The context of work that the user neither started nor waits for. */
export function backgroundContext(): RequestContext {
  return { signal: new AbortController().signal, priority: 'background' };
}

/**
 * Starts an operation and waits for it until the signal aborts. The operation itself goes on.
 * @throws ApiError `cancelled` as soon as the signal aborts; the operation is not started if it has already aborted
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

/** The path of the token endpoint, which has a rate limit of its own. */
export const tokenPath = '/oauth/token';

import { ApiError } from './apiError.ts';

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

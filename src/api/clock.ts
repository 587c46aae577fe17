import { ApiError } from './apiError.ts';

/** The clock of waits, which simulations and tests replace. */
export interface Clock {
  /** A monotonic time in ms, with any origin. It does not jump when the system clock is set. */
  now(): number;
  /** The system clock, in UNIX ms, which can be wrong. */
  wallNow(): number;
  /** @throws ApiError `cancelled` as soon as the signal aborts */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const cancel = () => {
        clearTimeout(timer);
        reject(new ApiError('cancelled'));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', cancel);
        resolve();
      }, ms);
      if (signal.aborted) {
        cancel();
      } else {
        signal.addEventListener('abort', cancel, { once: true });
      }
    }),
};

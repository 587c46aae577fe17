import { ApiError } from './apiError.ts';

/** Time as the rate limiter needs it; simulations and tests bring their own. */
export interface Clock {
  /** Monotonic, in ms, from any beginning: it does not jump when the clock of the machine is set. */
  now(): number;
  /** The clock of the machine, in UNIX ms, which can be wrong. */
  wallNow(): number;
  /** @throws ApiError `cancelled` as soon as the signal says so */
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

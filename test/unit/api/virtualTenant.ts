import { ApiError } from '../../../src/api/apiError.ts';
import type { Clock } from '../../../src/api/clock.ts';
import { errorOfResponse } from '../../../src/api/toApiError.ts';

/** When virtual time begins, in UNIX ms. */
export const startMs = 1_800_000_000_000;

/** Time that passes only when somebody sleeps, and remembers for how long. */
export class VirtualClock implements Clock {
  readonly sleeps: number[] = [];
  /** How wrong the clock of this machine is, in ms. */
  errorMs = 0;
  #elapsedMs = 0;

  now(): number {
    return this.#elapsedMs;
  }

  wallNow(): number {
    return this.serverNow() + this.errorMs;
  }

  serverNow(): number {
    return startMs + this.#elapsedMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return Promise.reject(new ApiError('cancelled'));
    }
    this.sleeps.push(ms);
    this.#elapsedMs += ms;
    return Promise.resolve();
  }
}

/** Answers with these headers and status, one after the other, and then with nothing but success. */
export function serverOf(
  clock: VirtualClock,
  answers: readonly (Readonly<Record<string, string>> & { status?: string })[],
) {
  const sentAt: number[] = [];
  const send = (onHeaders: (status: number, headers: Headers) => void): Promise<number> => {
    const { status = '200', ...headers } = answers[sentAt.length] ?? {};
    sentAt.push(clock.now());
    const sent = new Headers({ date: new Date(clock.serverNow()).toUTCString(), ...headers });
    onHeaders(Number(status), sent);
    return status === '200'
      ? Promise.resolve(sentAt.length)
      : Promise.reject(errorOfResponse(Number(status), {}, sent, clock.wallNow()));
  };
  return { send, sentAt };
}

export function limitOf(size: number, remaining: number) {
  return { 'x-ratelimit-limit': String(size), 'x-ratelimit-remaining': String(remaining) };
}

export function limit(size: number, remaining: number, resetInSeconds: number, clock: VirtualClock) {
  return {
    ...limitOf(size, remaining),
    'x-ratelimit-reset': String(Math.ceil(clock.serverNow() / 1000) + resetInSeconds),
  };
}

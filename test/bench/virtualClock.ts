import type { Clock } from '../../src/api/rateLimiter.ts';

/** Time that passes only when somebody sleeps. */
export class VirtualClock implements Clock {
  readonly #startMs: number;
  #nowMs = 0;

  /** @param startMs when it starts, in UNIX ms */
  constructor(startMs = 1_800_000_000_000) {
    this.#startMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  wallNow(): number {
    return this.#startMs + this.#nowMs;
  }

  sleep(ms: number): Promise<void> {
    this.#nowMs += ms;
    return Promise.resolve();
  }

  /** Does something as of a moment that has passed. */
  visit(atMs: number, task: () => unknown): void {
    const nowMs = this.#nowMs;
    this.#nowMs = atMs;
    task();
    this.#nowMs = nowMs;
  }
}

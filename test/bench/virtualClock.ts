import type { Clock } from '../../src/management/clock.ts';

/** Time that passes only when somebody sleeps. */
export class VirtualClock implements Clock {
  #nowMs = 0;

  now(): number {
    return this.#nowMs;
  }

  wallNow(): number {
    return 1_800_000_000_000 + this.#nowMs;
  }

  sleep(ms: number, _signal?: AbortSignal): Promise<void> {
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

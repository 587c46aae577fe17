import type { Clock } from '../../src/api/clock.ts';

/** Time that passes only when everybody sleeps. */
export class VirtualClock implements Clock {
  readonly #startMs: number;
  /** In the order in which they awake. */
  readonly #sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];
  #isPassing = false;
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
    return new Promise((wake) => {
      const atMs = this.#nowMs + ms;
      const later = this.#sleepers.findIndex((sleeper) => sleeper.atMs > atMs);
      this.#sleepers.splice(later < 0 ? this.#sleepers.length : later, 0, { atMs, wake });
      this.#pass();
    });
  }

  /** Does something as of a moment that has passed. */
  visit(atMs: number, task: () => unknown): void {
    const nowMs = this.#nowMs;
    this.#nowMs = atMs;
    task();
    this.#nowMs = nowMs;
  }

  #pass(): void {
    if (this.#isPassing) {
      return;
    }
    this.#isPassing = true;
    setImmediate(() => {
      this.#isPassing = false;
      const next = this.#sleepers.shift();
      if (next) {
        this.#nowMs = next.atMs;
        next.wake();
        this.#pass();
      }
    });
  }
}

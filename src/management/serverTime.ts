import type { Clock } from './clock.ts';

/**
 * The clock of the server, as far as its answers tell. Resets are given in its time, so that a wrong clock here must
 * not matter. `Date` has whole seconds: the answer that came earliest within its second tells the most.
 */
export class ServerTime {
  readonly #clock: Clock;
  #offsetMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the server has told its time; else the clock of this machine has to do. */
  get isKnown(): boolean {
    return this.#offsetMs !== undefined;
  }

  /** UNIX ms. */
  now(): number {
    return this.#offsetMs === undefined ? this.#clock.wallNow() : this.#clock.now() + this.#offsetMs;
  }

  observe(headers: Headers): void {
    const dateMs = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(dateMs)) {
      this.#offsetMs = Math.max(dateMs - this.#clock.now(), this.#offsetMs ?? -Infinity);
    }
  }
}

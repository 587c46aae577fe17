import type { Clock } from '../../../src/api/clock.ts';

/**
 * Real time, as real answers carry it in their `Date`, but for sleeping, which takes none. The clock of the machine is
 * not asked: it may be set meanwhile.
 */
export class HastyClock implements Clock {
  #sleptMs = 0;

  now(): number {
    return performance.now() + this.#sleptMs;
  }

  wallNow(): number {
    return performance.timeOrigin + this.now();
  }

  sleep(ms: number): Promise<void> {
    this.#sleptMs += ms;
    return Promise.resolve();
  }
}

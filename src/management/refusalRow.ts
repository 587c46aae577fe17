/** The wait after a refusal, in ms. It doubles with each refusal in a row, unless the tenant asks for a longer one. */
export const FIRST_REFUSAL_WAIT_MS = 1000;
const LONGEST_REFUSAL_WAIT_MS = 60_000;

/** Refusals with nothing but waits between them. All times are in ms of one monotonic clock. */
export class RefusalRow {
  #waits = -1;
  #until = -Infinity;

  /**
   * Counts a refusal. Requests that were under way together are refused together, and nobody waits between them.
   * @param askedMs how long the server asks to wait
   * @param sentAt when the refused request was sent
   * @returns how long to wait
   */
  add(askedMs: number, sentAt: number, now: number): number {
    const isNewRow = now - this.#until > LONGEST_REFUSAL_WAIT_MS;
    const hasWaited = sentAt >= this.#until;
    this.#waits = isNewRow ? 0 : this.#waits + (hasWaited ? 1 : 0);
    const waitMs = Math.max(askedMs, Math.min(FIRST_REFUSAL_WAIT_MS * 2 ** this.#waits, LONGEST_REFUSAL_WAIT_MS));
    this.#until = now + waitMs;
    return waitMs;
  }
}

/** The time of a request beside which the rate limit of a generous plan does not matter, in ms. */
const LATENCY_MS = 100;

/**
 * How long requests take one after the other, in ms.
 * @param intervalMs the time in which the rate limit adds a request, in ms; `undefined` if it is not known
 * @returns `undefined` if the rate limit is not known
 */
export function expectedMs(requests: number, intervalMs: number | undefined): number | undefined {
  return intervalMs === undefined ? undefined : requests * Math.max(intervalMs, LATENCY_MS);
}

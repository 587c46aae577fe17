/** A piece of work whose time is taken. */
export type Work = () => Promise<void> | void;

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** The smallest of the values that at least this share of them does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? NaN;
}

/** How long a piece of work takes, in ms. */
export async function timeOf(work: Work): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** How long a piece of work keeps other work waiting at most, in ms. */
export async function blockedMsOf(work: Work): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(look);
  };
  const looking = setImmediate(look);
  await work();
  look();
  isOver = true;
  clearImmediate(looking);
  return longest;
}

/**
 * The times of several works, taken in turn so that what slows the machine down for a while slows all of them. A first
 * round, in which the code is still being compiled, does not count.
 * @returns the times of each work, in ms, in the order of the rounds
 */
export async function inTurn<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  rounds = 9,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const entries = Object.entries<Work>(works);
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of entries) {
      const ms = await timeOf(work);
      if (round > 0) {
        times.get(name)?.push(ms);
      }
    }
  }
  return Object.fromEntries(times) as unknown as Readonly<Record<Name, readonly number[]>>;
}

/** How many times as long as the baseline something took: the median over the rounds. */
export function ratio(times: readonly number[], baseline: readonly number[]): number {
  return median(times.map((time, round) => time / (baseline[round] ?? NaN)));
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A piece of work whose time is taken. What it returns is kept until its next turn, see `inTurn`. */
export type Work = () => unknown;

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

/** What works have taken in each round, in ms: the time, and the time of the processor. */
export interface Measured<Name extends string> {
  readonly times: Readonly<Record<Name, readonly number[]>>;
  readonly cpu: Readonly<Record<Name, readonly number[]>>;
}

/**
 * The times of several works, taken in turn so that what slows the machine down for a while slows all of them. No work
 * pays for the garbage of another one. A first round, in which the code is still being compiled, does not count.
 *
 * What a work returns is kept until its next result, as a program keeps a list that it has read. Otherwise, each forced
 * collection would take the shapes of all objects in it away from V8, and with them the compiled code that reads such
 * objects: a work that reads what it gets would be compiled anew in every round, and one that does not would not.
 */
export async function inTurn<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  rounds = 9,
): Promise<Measured<Name>> {
  const collectGarbage = exposedGarbageCollection();
  const entries = Object.entries<Work>(works);
  const listOf = () => Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<Name, number[]>;
  const [times, cpu] = [listOf(), listOf()];
  const kept = new Map<string, unknown>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of entries as [Name, Work][]) {
      collectGarbage();
      const before = process.cpuUsage();
      const ms = await timeOf(async () => kept.set(name, await work()));
      const { user, system } = process.cpuUsage(before);
      if (round > 0) {
        times[name].push(ms);
        cpu[name].push((user + system) / 1000);
      }
    }
  }
  return { times, cpu };
}

function exposedGarbageCollection(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** How many times as long as the baseline something took: the median over the rounds. */
export function ratio(times: readonly number[], baseline: readonly number[]): number {
  return median(times.map((time, round) => time / (baseline[round] ?? NaN)));
}

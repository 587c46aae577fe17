/* How long each file of tests took in the last run that was recorded, by which the files are dealt out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seconds by the path of the file in this repository. */
export type Seconds = Readonly<Record<string, number>>;

/** Where `npm test -- --record` writes. */
export const secondsFile = join(import.meta.dirname, 'seconds.json');

/** For a file that has not been recorded yet. */
const usualSeconds = 10;

/** Deals files out to at most so many heaps that take about the same time. */
export function heapsOf(files: readonly string[], count: number, recorded = recordedSeconds()): readonly string[][] {
  const seconds = (file: string) => recorded[file] ?? usualSeconds;
  const heaps = Array.from({ length: Math.min(count, files.length) }, () => ({ files: [] as string[], seconds: 0 }));
  for (const file of files.toSorted((one, other) => seconds(other) - seconds(one))) {
    const [lightest] = heaps.toSorted((one, other) => one.seconds - other.seconds);
    if (!lightest) break;
    lightest.files.push(file);
    lightest.seconds += seconds(file);
  }
  return heaps.map((heap) => heap.files.sort());
}

/** How long the files took in the run that was recorded. */
export function recordedSeconds(): Seconds {
  return JSON.parse(readFileSync(secondsFile, 'utf8')) as Seconds;
}

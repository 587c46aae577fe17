import { fileURLToPath } from 'node:url';
import type { ComparingReading } from './comparingChild.ts';
import { readingOf } from './childProcess.ts';
import type { Group } from './group.ts';

/** Comparing as many organizations as a tenant may have with as many of another, once both lists are loaded. */
export const comparingGroup: Group = {
  metrics: [
    { name: 'comparing.tenants_p90_ms', unit: 'ms', limit: 2000 },
    // Of this, a slice of work takes 4 ms; the rest is garbage collection beside two lists of 100,000 organizations.
    { name: 'comparing.blocked_p90_ms', unit: 'ms', limit: 20 },
    { name: 'comparing.heap_ratio_to_lists', unit: 'ratio', limit: 1.5 },
  ],
  measure: async () => {
    const program = fileURLToPath(new URL('comparingChild.ts', import.meta.url));
    const { wholeMs, blockedMs, heapRatio } = await readingOf<ComparingReading>(program);
    return {
      'comparing.tenants_p90_ms': wholeMs,
      'comparing.blocked_p90_ms': blockedMs,
      'comparing.heap_ratio_to_lists': heapRatio,
    };
  },
};

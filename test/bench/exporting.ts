import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { readingOf } from './childProcess.ts';
import type { ExportReading } from './exportChild.ts';
import type { Group } from './group.ts';
import { withTenantProcess } from './tenantProcess.ts';

const program = fileURLToPath(new URL('exportChild.ts', import.meta.url));

/** Of the large organization of the local tenant. */
const members = 12_000;
const organizations = 50;

/** The heap of a process that exports 12,000 members of each of 50 organizations, over that for one of them. */
export const exportingGroup: Group = {
  metrics: [{ name: 'exporting.heap_ratio_50_to_1', unit: 'ratio', limit: 1.25 }],
  measure: () =>
    withTenantProcess(['--organizations=4'], async ({ domain, accessToken }) => {
      const heapOf = async (count: number) => {
        const { heapBytes, items } = await readingOf<ExportReading>(program, [domain, accessToken, String(count)]);
        assert.equal(items, count * members);
        return heapBytes;
      };
      return { 'exporting.heap_ratio_50_to_1': (await heapOf(organizations)) / (await heapOf(1)) };
    }),
};

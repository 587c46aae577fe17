import { fileURLToPath } from 'node:url';
import { readingOf } from './childProcess.ts';
import type { Group } from './group.ts';
import type { MemoryReading, Searched } from './memoryChild.ts';
import { withTenantProcess } from './tenantProcess.ts';

const program = fileURLToPath(new URL('memoryChild.ts', import.meta.url));

/** The memory that a large tenant's organizations are kept in, made ready for searching. */
export const memoryGroup: Group = {
  metrics: [
    { name: 'memory.ratio_to_json', unit: 'ratio', limit: 2.5 },
    { name: 'memory.metadata_ratio_to_json', unit: 'ratio', limit: 2.5 },
  ],
  measure: async () => ({
    'memory.ratio_to_json': await ratioToJson('names'),
    'memory.metadata_ratio_to_json': await ratioToJson('metadata', '--company-metadata'),
  }),
};

/** @param searched what is made ready for searching */
function ratioToJson(searched: Searched, ...options: readonly string[]): Promise<number> {
  return withTenantProcess(['--organizations=100000', ...options], async (tenant) => {
    const given = [tenant.domain, tenant.accessToken, searched];
    const { heapBytes, jsonBytes } = await readingOf<MemoryReading>(program, given);
    return heapBytes / jsonBytes;
  });
}

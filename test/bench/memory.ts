import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Connection } from '../vscode/extensions.ts';
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
    const { heapBytes, jsonBytes } = await readMemory(tenant, searched);
    return heapBytes / jsonBytes;
  });
}

async function readMemory({ domain, accessToken }: Connection, searched: Searched): Promise<MemoryReading> {
  const child = fork(program, [domain, accessToken, searched], { execArgv: ['--expose-gc'] });
  const exited = once(child, 'exit');
  const [reading] = (await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`The process whose memory is measured ended with ${String(code)}.`);
    }),
  ])) as [MemoryReading];
  await exited;
  return reading;
}

/* Reads a tenant's organizations as the extension does, and tells the heap that stays taken. */
import { listAll, metadataSearchOf, searchOf } from './client.ts';
import { liveBytes } from './liveBytes.ts';

/** What the organizations of a tenant take in memory, and what they would take as JSON text. */
export interface MemoryReading {
  readonly heapBytes: number;
  readonly jsonBytes: number;
}

/** Where the search looks. */
export type Searched = 'names' | 'metadata';

const [domain = '', accessToken = '', searched] = process.argv.slice(2);
const searchMade = searched === ('metadata' satisfies Searched) ? metadataSearchOf : searchOf;

// What loading and compiling code and making requests leaves behind is there before the measurement begins.
await warmUp();
const before = liveBytes(5);
const list = await listAll({ domain, accessToken });
const search = searchMade(list.items);
const heapBytes = liveBytes(5) - before;
// Both are in use until here.
await search('a');
const jsonBytes = Buffer.byteLength(JSON.stringify(list.items));
const reading: MemoryReading = { heapBytes, jsonBytes };
process.send?.(reading);
process.disconnect();

async function warmUp(): Promise<void> {
  const { items } = await listAll({ domain, accessToken }, 10_000);
  await searchMade(items)('a');
}

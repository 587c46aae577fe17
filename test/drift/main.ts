/* `npm run test:drift -- DESCRIPTION.json`: compares an OpenAPI description of the Management API with what the extension
   asks and reads, and prints what is gone, changed and new. It ends with 1 if something is gone or changed. Where the
   description comes from is in docs/drift.md. */
import { readFile } from 'node:fs/promises';
import { startTenant } from '../tenant/server.ts';
import { askedRequests } from './askedRequests.ts';
import { Description } from './description.ts';
import { driftOf } from './drift.ts';
import { tenantKnowledge } from './tenantKnowledge.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Name the description: npm run test:drift -- DESCRIPTION.json');
  process.exit(2);
}
const description = new Description(await read(file));
if (description.operations.length === 0) {
  console.error(`${file} describes no path that can be read: it is no OpenAPI description.`);
  process.exit(2);
}
const tenant = await startTenant({ organizations: 2, search: true });
const { gone, changed, added } = await driftOf(description, await askedRequests(tenant), await tenantKnowledge(tenant));
await tenant.close();
for (const [title, lines] of Object.entries({ Gone: gone, Changed: changed, New: added })) {
  console.log(`${title}: ${lines.length}`);
  for (const line of lines.toSorted()) console.log(`  ${line}`);
}
process.exitCode = gone.length + changed.length > 0 ? 1 : 0;

/** The content of a JSON file. Without it, nothing is left to do. */
async function read(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    console.error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}

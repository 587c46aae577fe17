/* `npm run test:snippets`: has the snippets of each language checked by its own tool, as far as it is on this machine,
   and runs them against a local tenant. */
import { languages } from '../../src/copy/requestSnippets.ts';
import { startTenant } from '../tenant/server.ts';
import { verify } from './samples.ts';
import { tools } from './tools.ts';

const tenant = await startTenant({ organizations: 130 });
for (const language of languages) {
  const tool = tools.find((one) => one.language === language.key);
  const outcome = tool ? verify(tool, language, tenant) : Promise.reject(new Error('There is no tool for it.'));
  const said = await outcome.catch((error: unknown) => {
    process.exitCode = 1;
    return `FAILED: ${error instanceof Error ? error.message : String(error)}`;
  });
  console.log(`${language.title.padEnd(12)} ${said}`);
}
await tenant.close();

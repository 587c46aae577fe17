/* `npm run test:clients`: programs that people use with the Management API, the Deploy CLI and the SDK, against the local
   tenant. What they do not understand of it is not as in the real one. The Deploy CLI is installed into the cache. */
import { run } from '../vscode/run.ts';

await run('mocha', ['--reporter', 'test/reporter.ts', 'test/clients/clients.test.ts']);

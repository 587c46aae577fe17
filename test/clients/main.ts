/* `npm run test:clients`: programs that people use with the Management API, the Deploy CLI and the SDK, against the local
   tenant. What they do not understand of it is not as in the real one, and what the Deploy CLI does not understand of the
   YAML that is inserted into files is not as it reads it. The Deploy CLI is installed into the cache. The tests with the
   SDK, which is among the dependencies, are also a part of `npm test`. */
import { run } from '../vscode/run.ts';

await run('mocha', ['--reporter', 'test/reporter.ts', '--timeout', '60s', 'test/clients/**/*.test.ts']);

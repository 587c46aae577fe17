/* `npm run test:theia`: the main job in Eclipse Theia, whose workbench has nothing of VS Code's. It is built into the cache
   once, before the tests begin: they have no time for it. */
import { packageExtension } from '../vscode/extensions.ts';
import { run } from '../vscode/run.ts';
import { buildTheia } from './build.ts';
import { vsix } from './theiaServer.ts';

await buildTheia();
await packageExtension(vsix);
await run('mocha', ['--reporter', 'test/reporter.ts', '--timeout', '300s', 'test/theia/theia.test.ts']);

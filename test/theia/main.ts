/* `npm run test:theia`: the main job in Eclipse Theia, whose workbench has nothing of VS Code's. It is built into the cache,
   once. */
import { run } from '../vscode/run.ts';

await run(process.execPath, ['esbuild.mjs']);
await run('mocha', ['--reporter', 'test/reporter.ts', '--timeout', '300s', 'test/theia/theia.test.ts']);

/* `npm run screenshots`: takes the pictures in the README anew. `--grep dark` takes some of them. */
import { repository } from '../vscode/folders.ts';
import { run } from '../vscode/run.ts';

await run('node', ['esbuild.mjs'], { cwd: repository });
await run('mocha', ['--timeout', '120s', '--bail', ...process.argv.slice(2), 'test/screenshots/pictures.ts'], {
  cwd: repository,
});

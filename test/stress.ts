/* `npm run test:stress`: runs the UI tests three times beside one busy loop a core. `npm run test:stress -- host` does it
   with other parts or files of `npm test`. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { repository } from './vscode/folders.ts';
import { run } from './vscode/run.ts';

const rounds = 3;
const chosen = process.argv.length > 2 ? process.argv.slice(2) : ['ui'];

const loops = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
);
let failedRounds = 0;
try {
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`\n── round ${round} of ${rounds}`);
    await run(process.execPath, ['test/run.ts', ...chosen], { cwd: repository }).catch(() => {
      failedRounds += 1;
    });
  }
} finally {
  for (const loop of loops) loop.kill('SIGKILL');
}
console.log(`\n${rounds - failedRounds} passed, ${failedRounds} failed`);
process.exitCode = failedRounds > 0 ? 1 : 0;

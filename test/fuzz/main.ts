/* `npm run test:fuzz -- --seed N --runs N`: shows what a VS Code makes of so many odd answers; the same seed makes the same
   ones. `npm test` does it with 500. */
import { parseArgs } from 'node:util';
import { repository } from '../vscode/folders.ts';
import { run } from '../vscode/run.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, runs: { type: 'string', default: '15000' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(values.runs);
if (!Number.isInteger(seed) || !Number.isInteger(runs)) throw new Error('--seed and --runs are whole numbers');
const env = { ...process.env, ORGANIZATION_INSPECTOR_FUZZ: JSON.stringify({ seed, runs }) };
await run(process.execPath, ['test/run.ts', 'test/fuzz/answers.test.ts'], { cwd: repository, env });

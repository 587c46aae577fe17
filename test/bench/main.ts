/* `npm run bench`: measures, prints a table, and exits with 1 when a limit is missed. `-- --json` prints one JSON object
   a line instead; `-- list search` measures some of the groups. */
import { parseArgs } from 'node:util';
import { activationGroup } from './activation.ts';
import { comparingGroup } from './comparing.ts';
import { editorGroup } from './editor.ts';
import { editorTextsGroup } from './editorTexts.ts';
import { exportingGroup } from './exporting.ts';
import { firstPageGroup } from './firstPage.ts';
import { type Group, type Result, resultsOf } from './group.ts';
import { listGroup } from './list.ts';
import { memoryGroup } from './memory.ts';
import { jsonLine, table } from './report.ts';
import { requestsGroup } from './requests.ts';
import { rowsGroup } from './rows.ts';
import { searchGroup } from './search.ts';
import { simulationGroup } from './simulationGroup.ts';
import { sizesGroup } from './sizes.ts';

const groups = new Map<string, Group>([
  ['sizes', sizesGroup],
  ['list', listGroup],
  ['search', searchGroup],
  ['comparing', comparingGroup],
  ['exporting', exportingGroup],
  ['memory', memoryGroup],
  ['firstPage', firstPageGroup],
  ['editorTexts', editorTextsGroup],
  ['activation', activationGroup],
  ['editor', editorGroup],
  ['rows', rowsGroup],
  ['requests', requestsGroup],
  ['simulation', simulationGroup],
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !groups.has(name));
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}, only ${[...groups.keys()].join(', ')}.`);
  process.exit(1);
}

// Standard output belongs to the results; installing a VS Code, for one, has something to say as well.
console.log = console.error;

const results: Result[] = [];
for (const [name, group] of groups) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.error(`Measuring ${name}…`);
  const measured = await resultsOf(group);
  results.push(...measured);
  if (values.json) {
    for (const result of measured) process.stdout.write(`${jsonLine(result)}\n`);
  }
}
if (!values.json) process.stdout.write(`${table(results)}\n`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

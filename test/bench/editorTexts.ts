import { idsInJson } from '../../src/documents/idsInJson.ts';
import { completionContextAtEnd } from '../../src/editor/completionContext.ts';
import { idAt, idsIn } from '../../src/organizations/organizationIds.ts';
import type { Group } from './group.ts';
import { inTurn, median } from './statistics.ts';

const id = 'org_9makbo2zcjnb6scn';
const half = 'var org_a=1;'.repeat(500_000);
const minified = `${half}"${id}"${half}`;

/** The places of long lines and files, in which an expression that tries everything would take minutes. */
const texts: readonly (readonly [text: string, languageId: string])[] = [
  ['organization'.repeat(100_000), 'javascript'],
  ['a_'.repeat(500_000), 'javascript'],
  ['"a",'.repeat(200_000), 'javascript'],
  ["'".repeat(500_001), 'javascript'],
  [`"${'\\'.repeat(500_000)}`, 'javascript'],
  [`organizations:\n${'  - name: x\n'.repeat(100_000)}  - name: `, 'yaml'],
];

/** Lines of any length, in which an expression that looks back from each ID would look at everything again. */
const lines: readonly string[] = [
  `${'http://'.repeat(140)} ${`"${id}"`.repeat(45)}`,
  'http://',
  `https://manage.auth0.com/dashboard/eu/acme/organizations/${id}/overview,`,
  `{"id":"${id}","url":"https://acme.example/${id}"},`,
  `${id},`,
  `"${id}",`,
  'org_',
  '"',
  '\\"',
  'a',
];

/** The search for IDs in 1 MB of each of the lines, in files of a length. */
function searchIn(length: number): () => void {
  const files = lines.map((line) => line.repeat(Math.ceil(length / line.length)).slice(0, length));
  return () => {
    for (const text of files) {
      for (let searched = 0; searched < 1_000_000; searched += length) {
        idsIn(text);
        idsInJson(text);
      }
    }
  };
}

/** How many times as long as in a line of 100 KB the search takes in one of 1 MB, in CPU time, which others do not share. */
function growth(): number {
  // As much is searched, so that as much garbage is collected.
  const [short, long] = [searchIn(100_000), searchIn(1_000_000)];
  const rounds = Array.from({ length: 9 }, () => ({ short: cpuMsOf(short), long: cpuMsOf(long) }));
  return (10 * Math.min(...rounds.map(({ long: ms }) => ms))) / Math.min(...rounds.map(({ short: ms }) => ms));
}

function cpuMsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What IDs in files take where texts are long, without VS Code. */
export const editorTextsGroup: Group = {
  metrics: [
    { name: 'editor.id_in_long_line_ms', unit: 'ms', limit: 0.5 },
    { name: 'editor.places_in_long_texts_ms', unit: 'ms', limit: 500 },
    { name: 'editor.ids_in_1_mb_lines_ms', unit: 'ms', limit: 1000 },
    { name: 'editor.ids_1_mb_to_100_kb_ratio', unit: 'times', limit: 12 },
  ],
  measure: async () => {
    const { times } = await inTurn(
      {
        'editor.id_in_long_line_ms': () => void idAt(minified, half.length + 5),
        'editor.places_in_long_texts_ms': () => {
          for (const [text, languageId] of texts) completionContextAtEnd(text, languageId, '/file');
        },
        'editor.ids_in_1_mb_lines_ms': searchIn(1_000_000),
      },
      7,
    );
    return {
      ...Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, median(taken)])),
      'editor.ids_1_mb_to_100_kb_ratio': growth(),
    };
  },
};

import { idAt } from '../../src/editor/organizationIds.ts';
import { completionContextAtEnd } from '../../src/editor/completionContext.ts';
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
  [`organizations:\n${'  - name: x\n'.repeat(100_000)}  - name: `, 'yaml'],
];

/** What IDs in files take where texts are long, without VS Code. */
export const editorTextsGroup: Group = {
  metrics: [
    { name: 'editor.id_in_long_line_ms', unit: 'ms', limit: 0.5 },
    { name: 'editor.places_in_long_texts_ms', unit: 'ms', limit: 500 },
  ],
  measure: async () => {
    const { times } = await inTurn(
      {
        'editor.id_in_long_line_ms': () => void idAt(minified, half.length + 5),
        'editor.places_in_long_texts_ms': () => {
          for (const [text, languageId] of texts) completionContextAtEnd(text, languageId, '/file');
        },
      },
      7,
    );
    return Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, median(taken)]));
  },
};

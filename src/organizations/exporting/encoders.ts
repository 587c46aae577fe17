import { toCsv } from './csv.ts';
import type { ExportFormat } from './exportFormat.ts';
import type { Portions } from './portions.ts';

/** Makes the text of a file, in pieces that are written as they come. */
export type Encode = (portions: Portions) => AsyncIterable<string>;

export const encoders: Readonly<Record<ExportFormat, Encode>> = { json: toJson, ndjson: toNdjson, csv: toCsv };

/** Looks like the document of the list. */
async function* toJson(portions: Portions): AsyncIterable<string> {
  yield '{\n  "organizations": [';
  let before = '\n';
  for await (const portion of portions) {
    if (portion.length > 0) {
      const texts = portion.map((organization) => indented(JSON.stringify(organization, undefined, 2)));
      yield before + texts.join(',\n');
      before = ',\n';
    }
  }
  yield before === '\n' ? ']\n}\n' : '\n  ]\n}\n';
}

/** One object a line. */
async function* toNdjson(portions: Portions): AsyncIterable<string> {
  for await (const portion of portions) {
    yield portion.map((organization) => `${JSON.stringify(organization)}\n`).join('');
  }
}

/** Inside of strings JSON has no line feeds, but other characters that end a line for regular expressions. */
function indented(text: string): string {
  return `    ${text.replaceAll('\n', '\n    ')}`;
}

import { stringify } from 'csv-stringify/sync';
import type { Organization } from '../management/organization.ts';
import type { Batches, ExportFormat } from './exportBatches.ts';

/** Makes the text of a file, in pieces that are written as they come. */
export type Encode = (batches: Batches) => AsyncIterable<string>;

export const encoders: Readonly<Record<ExportFormat, Encode>> = { json: toJson, ndjson: toNdjson, csv: toCsv };

/** Looks like the document of the list. */
async function* toJson(batches: Batches): AsyncIterable<string> {
  yield '{\n  "organizations": [';
  let before = '\n';
  for await (const batch of batches) {
    if (batch.length > 0) {
      const texts = batch.map((organization) => indented(JSON.stringify(organization, undefined, 2)));
      yield before + texts.join(',\n');
      before = ',\n';
    }
  }
  yield before === '\n' ? ']\n}\n' : '\n  ]\n}\n';
}

/** One object a line. */
async function* toNdjson(batches: Batches): AsyncIterable<string> {
  for await (const batch of batches) {
    yield batch.map((organization) => `${JSON.stringify(organization)}\n`).join('');
  }
}

/** Inside of strings JSON has no line feeds, but other characters that end a line for regular expressions. */
function indented(text: string): string {
  return `    ${text.replaceAll('\n', '\n    ')}`;
}

/** The columns, and what stands in them. */
const columns: Readonly<Record<string, (organization: Organization) => unknown>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  display_name: ({ display_name: displayName }) => displayName,
  logo_url: ({ branding }) => branding?.logo_url,
  primary_color: ({ branding }) => branding?.colors?.['primary'],
  page_background_color: ({ branding }) => branding?.colors?.['page_background'],
  metadata: ({ metadata }) => metadata && JSON.stringify(metadata),
};

/**
 * Where a formula would begin for a spreadsheet that takes something else than a comma between cells. To it, quotes in
 * the middle of a cell are letters, so a line can end between them as well.
 */
const formulaInside = /([;|\t\r\n]"*)(?=[=+\-@＝＋－＠])/g;

/** Spreadsheets take a file without it for one of an older encoding, and show `SociÃ©tÃ©`. */
const byteOrderMark = '\ufeff';

/**
 * A table with a line that names its columns, for spreadsheets. What a spreadsheet would run as a formula begins with an apostrophe, in
 * the middle of a cell as well: in many countries Excel takes the semicolon between cells.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export async function* toCsv(batches: Batches): AsyncIterable<string> {
  yield byteOrderMark + linesOf([Object.keys(columns)]);
  for await (const batch of batches) {
    yield linesOf(batch.map((organization) => Object.values(columns).map((valueOf) => valueOf(organization))));
  }
}

function linesOf(rows: readonly (readonly unknown[])[]): string {
  return stringify([...rows], {
    cast: { string: (text) => text.replace(formulaInside, "$1'") },
    escape_formulas: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  });
}

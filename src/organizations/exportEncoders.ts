import { stringify } from 'csv-stringify/sync';
import type { Organization } from '../management/organization.ts';
import type { Batches, ExportFormat } from './exportBatches.ts';

/** Encodes batches as the text of a file, in pieces that can be written as they arrive. */
export type Encode = (batches: Batches) => AsyncIterable<string>;

export const encoders: Readonly<Record<ExportFormat, Encode>> = { json: toJson, ndjson: toNdjson, csv: toCsv };

/** The text has the shape of the list document. */
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

/** One object per line. */
async function* toNdjson(batches: Batches): AsyncIterable<string> {
  for await (const batch of batches) {
    yield batch.map((organization) => `${JSON.stringify(organization)}\n`).join('');
  }
}

// `/^/gm` would also match after U+2028 and U+2029, which can occur in JSON strings. A line feed cannot.
function indented(text: string): string {
  return `    ${text.replaceAll('\n', '\n    ')}`;
}

/** The value of each column. */
const organizationColumns: Readonly<Record<string, (organization: Organization) => unknown>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  display_name: ({ display_name: displayName }) => displayName,
  logo_url: ({ branding }) => branding?.logo_url,
  primary_color: ({ branding }) => branding?.colors?.['primary'],
  page_background_color: ({ branding }) => branding?.colors?.['page_background'],
  metadata: ({ metadata }) => metadata && JSON.stringify(metadata),
};

/**
 * Matches the position before a formula in a spreadsheet that does not separate cells with commas. Such a spreadsheet
 * reads quotes in the middle of a cell as plain characters, so a line break between quotes also ends a row.
 */
const formulaInside = /([;|\t\r\n]"*)(?=[=+\-@＝＋－＠])/g;

/** Without a byte order mark, spreadsheets assume an older encoding and show `SociÃ©tÃ©`. */
const byteOrderMark = '\ufeff';

/**
 * CSV with a header row, for spreadsheets. An apostrophe precedes any text that a spreadsheet would run as a formula,
 * also in the middle of a cell: in many countries Excel separates cells with semicolons.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export async function* toCsv(batches: Batches): AsyncIterable<string> {
  yield byteOrderMark + linesOf([Object.keys(organizationColumns)]);
  for await (const batch of batches) {
    yield linesOf(
      batch.map((organization) => Object.values(organizationColumns).map((valueOf) => valueOf(organization))),
    );
  }
}

/** A table as CSV, as `toCsv` encodes it, without a byte order mark. */
export function csvTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return linesOf([columns, ...rows]);
}

function linesOf(rows: readonly (readonly unknown[])[]): string {
  return stringify([...rows], {
    cast: { string: (text) => text.replace(formulaInside, "$1'") },
    escape_formulas: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  });
}

import { stringify } from 'csv-stringify/sync';
import type { Organization } from '../management/organization.ts';
import type { ExportFormat } from './exportBatches.ts';

/** Encodes items as the text of a file, in pieces that can be written as they arrive. */
export interface Encoder<T> {
  readonly begin: string;
  /** The text of the next items. */
  readonly encode: (items: readonly T[]) => string;
  /** The end of the text, after all items. */
  readonly end: () => string;
}

/** The encoder of a file of organizations in each format. */
export const organizationEncoders: Readonly<Record<ExportFormat, () => Encoder<Organization>>> = {
  json: listEncoder,
  ndjson: ndjsonEncoder,
  csv: () => csvEncoder(organizationColumns),
};

/** The text has the shape of the list document. */
function listEncoder(): Encoder<Organization> {
  const list = jsonArray(4);
  return {
    begin: '{\n  "organizations": [',
    encode: list.encode,
    end: () => `${list.end()}\n}\n`,
  };
}

/** The items of an array in indented JSON, without the bracket before them. @param indent the spaces before each item */
export function jsonArray(indent: number): Pick<Encoder<unknown>, 'encode' | 'end'> {
  let isEmpty = true;
  return {
    encode: (items) => {
      const before = isEmpty ? '\n' : ',\n';
      isEmpty &&= items.length === 0;
      return items.length === 0 ? '' : before + items.map((item) => jsonText(item, indent)).join(',\n');
    },
    end: () => (isEmpty ? ']' : `\n${' '.repeat(indent - 2)}]`),
  };
}

/** A value as indented JSON, with so many spaces before each line. */
export function jsonText(value: unknown, indent: number): string {
  const before = ' '.repeat(indent);
  // `/^/gm` would also match after U+2028 and U+2029, which can occur in JSON strings. A line feed cannot.
  return before + JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${before}`);
}

/** One object per line. */
export function ndjsonEncoder(): Encoder<object> {
  return {
    begin: '',
    encode: (items) => items.map((item) => `${JSON.stringify(item)}\n`).join(''),
    end: () => '',
  };
}

/** The columns of a table of items: what each shows of an item, by its name. */
export type Columns<T> = Readonly<Record<string, (item: T) => unknown>>;

/** The value of each column. */
const organizationColumns: Columns<Organization> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  display_name: ({ display_name: displayName }) => displayName,
  logo_url: ({ branding }) => branding?.logo_url,
  primary_color: ({ branding }) => branding?.colors?.['primary'],
  page_background_color: ({ branding }) => branding?.colors?.['page_background'],
  metadata: ({ metadata }) => metadata,
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
export function csvEncoder<T>(columns: Columns<T>): Encoder<T> {
  const valuesOf = Object.values(columns);
  return {
    begin: byteOrderMark + linesOf([Object.keys(columns)]),
    encode: (items) => linesOf(items.map((item) => valuesOf.map((valueOf) => cell(valueOf(item))))),
    end: () => '',
  };
}

/** A value as the text of a cell: an object or array as JSON, no value as no text. */
function cell(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

/** A table as CSV, as `csvEncoder` encodes it, without a byte order mark. */
export function csvTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return linesOf([columns, ...rows]);
}

function linesOf(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], {
    cast: { string: (text) => text.replace(formulaInside, "$1'") },
    escape_formulas: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  });
}

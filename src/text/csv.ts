/**
 * Matches the position before a formula at the beginning of a cell, where some programs take blanks and U+0000 away, and
 * in a spreadsheet that does not separate cells with commas: in many countries Excel separates them with semicolons, and
 * pasted text is split at tabs. Such a spreadsheet reads quotes in the middle of a cell as plain characters, so a line break
 * between quotes also ends a row. `|` separates cells only where a person says so, and user IDs such as `waad|-fTq` have it.
 * The character of the formula is looked for first: each run of blanks before one is read once. An apostrophe
 * also precedes a tab or a carriage return at the beginning.
 */
const formula = /^(?=[\t\r])|(?=[=+\-@＝＋－＠])(?<=^[\s\0]*|[;\t\r\n]["\s\0]*)/g;

/** Without a byte order mark, spreadsheets assume an older encoding and show `SociÃ©tÃ©`. */
export const byteOrderMark = '\ufeff';

/**
 * Rows as CSV, for spreadsheets. An apostrophe precedes any text that a spreadsheet would run as a formula, also in the
 * middle of a cell. A value that is no text is written as JSON, none as no text.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLines(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  // It stays a number: with a minus, its text would be taken for a formula.
  if (typeof value === 'number') return String(value);
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(formula, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

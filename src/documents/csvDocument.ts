import * as vscode from 'vscode';
import { openUntitledDocument, replaceUntitledDocument, type UntitledDocument } from './untitledDocument.ts';

/** A table in an untitled document. */
export type CsvDocument = UntitledDocument;

/**
 * Opens a table as a new CSV document, see `openUntitledDocument`.
 * @param columns the header row
 * @param rows the cells of each row; a cell that a spreadsheet would run as a formula is made text
 */
export async function openCsvDocument(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<CsvDocument> {
  const content = await csvContent(columns, rows);
  // VS Code knows CSV only with an extension for it.
  const isKnown = (await vscode.languages.getLanguages()).includes('csv');
  // Spreadsheets need the byte order mark of the saved file.
  return openUntitledDocument({ language: isKnown ? 'csv' : 'plaintext', content, encoding: 'utf8bom' });
}

/** Puts a table in the place of another, or into a new document if the other was closed or edited. */
export async function replaceCsvDocument(
  before: CsvDocument,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<CsvDocument> {
  const replaced = await replaceUntitledDocument(before, await csvContent(columns, rows));
  return replaced ?? openCsvDocument(columns, rows);
}

async function csvContent(columns: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  const { csvLines } = await import('../text/csv.ts');
  return csvLines([columns, ...rows]);
}

import * as vscode from 'vscode';

/** A table in an untitled document. */
export interface CsvDocument {
  readonly document: vscode.TextDocument;
  /** The version of the document that holds the table as it was written. The user's edits make later versions. */
  readonly version: number;
}

/**
 * Opens a table as a new CSV document. It is untitled: it survives a reload of the window, and saving exports it.
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
  const options = {
    language: isKnown ? 'csv' : 'plaintext',
    content,
    // Spreadsheets need the byte order mark of the saved file. VS Code before 1.100 ignores the encoding.
    encoding: 'utf8bom',
  };
  const document = await vscode.workspace.openTextDocument(options);
  // VS Code prefers the backup of a closed document with the same name, which it deletes some time after the document.
  if (linesOf(document.getText()) !== linesOf(content)) {
    await replaceText(document, content);
  }
  return show(document);
}

/** Puts a table in the place of another, or into a new document if the other was closed or edited. */
export async function replaceCsvDocument(
  { document, version }: CsvDocument,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<CsvDocument> {
  const isUnchanged = !document.isClosed && document.version === version;
  return isUnchanged && (await replaceText(document, await csvContent(columns, rows)))
    ? show(document)
    : openCsvDocument(columns, rows);
}

async function csvContent(columns: readonly string[], rows: readonly (readonly string[])[]): Promise<string> {
  const { csvTable } = await import('../organizations/exportEncoders.ts');
  return csvTable(columns, rows);
}

/** VS Code gives all lines of a document the same line break. */
function linesOf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** @returns `false` if the user has edited the document meanwhile */
async function replaceText(document: vscode.TextDocument, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  return vscode.workspace.applyEdit(edit);
}

async function show(document: vscode.TextDocument): Promise<CsvDocument> {
  const { version } = document;
  await vscode.window.showTextDocument(document, { preview: false });
  return { document, version };
}

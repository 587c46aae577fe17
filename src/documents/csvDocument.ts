import * as vscode from 'vscode';

/**
 * Opens a table as a new CSV document. It is untitled: it survives a reload of the window, and saving exports it.
 * @param columns the header row
 * @param rows the cells of each row; a cell that a spreadsheet would run as a formula is made text
 */
export async function openCsvDocument(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<vscode.TextDocument> {
  const { csvTable } = await import('../organizations/exportEncoders.ts');
  // VS Code knows CSV only with an extension for it.
  const isKnown = (await vscode.languages.getLanguages()).includes('csv');
  const options = {
    language: isKnown ? 'csv' : 'plaintext',
    content: csvTable(columns, rows),
    // Spreadsheets need the byte order mark of the saved file. VS Code before 1.100 ignores the encoding.
    encoding: 'utf8bom',
  };
  const document = await vscode.workspace.openTextDocument(options);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Puts a table in the place of the one in a document, or into a new document if it was closed. */
export async function replaceCsvDocument(
  document: vscode.TextDocument,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<vscode.TextDocument> {
  if (document.isClosed) {
    return openCsvDocument(columns, rows);
  }
  const { csvTable } = await import('../organizations/exportEncoders.ts');
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), csvTable(columns, rows));
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

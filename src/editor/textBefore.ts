import * as vscode from 'vscode';

/** How many lines before the cursor are looked at to know what belongs there. */
const lookBehind = 500;

/** What stands before the cursor, as far back as it matters: a long file is not read as a whole for every letter. */
export function textBefore(document: vscode.TextDocument, position: vscode.Position): string {
  return document.getText(
    new vscode.Range(Math.max(0, position.line - lookBehind), 0, position.line, position.character),
  );
}

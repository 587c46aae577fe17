import * as vscode from 'vscode';
import { yamlLanguages } from './yamlLanguages.ts';

/** How many lines before the cursor are looked at to know what belongs there. */
const lookBehind = 500;

/** How many lines a list in YAML may have before an item of it. */
const longestList = 20_000;

/** What stands before the cursor, as far back as it matters: a long file is not read as a whole for every letter. */
export function textBefore(document: vscode.TextDocument, position: vscode.Position): string {
  return document.getText(new vscode.Range(firstLine(document, position.line), 0, position.line, position.character));
}

/** In YAML, the key that all around the cursor is the value of can be far above it. */
function firstLine(document: vscode.TextDocument, last: number): number {
  const usual = Math.max(0, last - lookBehind);
  if (yamlLanguages.includes(document.languageId)) {
    for (let line = last; line >= Math.max(0, last - longestList); line--) {
      if (/^\w/.test(document.lineAt(line).text)) {
        return Math.min(line, usual);
      }
    }
  }
  return usual;
}

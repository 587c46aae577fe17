import * as vscode from 'vscode';

/** A document that is not stored yet. */
export interface UntitledDocument {
  readonly document: vscode.TextDocument;
  /** The version of the document that holds the text as it was written. The user's edits make later versions. */
  readonly version: number;
}

/** The content of a new document. */
export interface UntitledContent {
  readonly language: string;
  readonly content: string;
  /** The encoding of the file that it is saved to. VS Code before 1.100 ignores it. */
  readonly encoding?: string;
}

/** Opens a new document. It is untitled: it survives a reload of the window, and saving exports it. */
export async function openUntitledDocument(options: UntitledContent): Promise<UntitledDocument> {
  const document = await vscode.workspace.openTextDocument(options);
  // VS Code prefers the backup of a closed document with the same name, which it deletes some time after the document.
  if (linesOf(document.getText()) !== linesOf(options.content)) {
    await replaceText(document, options.content);
  }
  return show(document);
}

/** Replaces the text of a document. @returns `undefined` if the user has closed or edited the document */
export async function replaceUntitledDocument(
  { document, version }: UntitledDocument,
  text: string,
): Promise<UntitledDocument | undefined> {
  const isUnchanged = !document.isClosed && document.version === version;
  return isUnchanged && (await replaceText(document, text)) ? show(document) : undefined;
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

async function show(document: vscode.TextDocument): Promise<UntitledDocument> {
  const { version } = document;
  await vscode.window.showTextDocument(document, { preview: false });
  return { document, version };
}

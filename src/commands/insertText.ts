import * as vscode from 'vscode';
import { showInformation } from '../notifications/messages.ts';

/** The editor that something is to be written into; where there is none, says what to do. */
export function editorToWriteInto(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void showInformation(vscode.l10n.t('Open the file that the organization ID belongs in, and put the cursor there.'));
  }
  return editor;
}

/**
 * Writes a text at every cursor of an editor, in place of what is selected. Its lines are indented as the cursor is.
 */
export async function insertText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document, selections } = editor;
  const { version } = document;
  const isWritten = await editor.insertSnippet(new vscode.SnippetString().appendText(text), selections);
  // VS Code says that it has edited documents that cannot be edited.
  if (!isWritten || document.version === version) {
    void showInformation(
      vscode.l10n.t('The active editor is read-only. Click into the file that the organization ID belongs in.'),
    );
  }
}

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

/** Writes a text at every cursor of an editor, in place of what is selected. */
export async function insertText(editor: vscode.TextEditor, text: string): Promise<void> {
  // VS Code says that it has edited documents that cannot be edited.
  const isWritable = vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) !== false;
  const isWritten =
    isWritable &&
    (await editor.edit((edit) => {
      for (const range of editor.selections) {
        edit.replace(range, text);
      }
    }));
  if (!isWritten) {
    void showInformation(
      vscode.l10n.t('The active editor is read-only. Click into the file that the organization ID belongs in.'),
    );
  }
}

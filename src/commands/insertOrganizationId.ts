import * as vscode from 'vscode';
import { isOrganizationId } from '../management/organizationKeys.ts';
import type { Services } from './services.ts';
import { organizationsIn } from './targets.ts';

/**
 * Writes organization IDs, one a line, at every cursor of the active editor, in place of what is selected.
 * @param argument an ID, an array of IDs, or what `organizationsIn` takes
 */
export async function insertOrganizationId(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open the file that the organization ID belongs in, and put the cursor there.'),
    );
    return;
  }
  const ids = await idsIn(services, argument, selection);
  if (ids.length === 0) {
    return;
  }
  // VS Code says that it has edited documents that cannot be edited.
  const isWritable = vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) !== false;
  const isWritten =
    isWritable &&
    (await editor.edit((edit) => {
      for (const range of editor.selections) {
        edit.replace(range, ids.join('\n'));
      }
    }));
  if (!isWritten) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The active editor is read-only. Click into the file that the organization ID belongs in.'),
    );
  }
}

async function idsIn(services: Services, argument: unknown, selection: unknown): Promise<readonly string[]> {
  const given = [argument].flat().filter((value) => typeof value === 'string' && isOrganizationId(value));
  return given.length > 0
    ? given.map(String)
    : (await organizationsIn(services, argument, selection)).map(({ id }) => id);
}

import * as vscode from 'vscode';
import { insertionsFor } from '../editor/dropEdits.ts';
import { isOrganizationId } from '../management/organization.ts';
import { showInformation } from '../messages/notifications.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { pickOrganization } from './findOrganization.ts';
import { organizationArguments } from './organizationArguments.ts';
import { organizationArgument, type OrganizationReference, rowArguments } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';

/**
 * Inserts organization IDs, one per line, at every cursor of the active editor, in place of the selected text.
 * @param argument an ID, an array of IDs, or an argument of `organizationArguments`
 */
export async function insertOrganizationId(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const editor = editorToWriteInto();
  const ids = editor ? await idsIn(services, argument, selection) : [];
  if (editor && ids.length > 0) {
    await insertText(editor, ids.join('\n'));
  }
}

async function idsIn(services: ExtensionServices, argument: unknown, selection: unknown): Promise<readonly string[]> {
  const given = [argument].flat().filter((value) => typeof value === 'string' && isOrganizationId(value));
  return given.length > 0
    ? given.map(String)
    : (await organizationArguments(services, argument, selection)).map(({ id }) => id);
}

/**
 * Inserts organizations at every cursor of the active editor in one of the forms of a drop, such as a setting in the
 * language of the file. Makes drag and drop accessible from the keyboard.
 * @param argument a row; without it the selected rows, or else an organization that the user chooses
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 */
export async function insertOrganizationAs(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const editor = editorToWriteInto();
  const organizations = editor ? await organizationsFor(services, argument, selection) : [];
  if (!editor || organizations.length === 0) {
    return;
  }
  const items = insertionsFor(editor.document, organizations).map(({ title, text }) => ({
    label: title,
    detail: withoutIcons(plainText(text, 200)),
    text,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Insert Organization As'),
    matchOnDetail: true,
  });
  if (choice) {
    await insertText(editor, choice.text);
  }
}

async function organizationsFor(
  services: ExtensionServices,
  argument: unknown,
  selection: unknown,
): Promise<readonly OrganizationReference[]> {
  const rows = argument === undefined ? services.tree.selection : rowArguments(argument, selection);
  const found = rows.flatMap((row) => organizationArgument(row) ?? []).filter(({ id }) => isOrganizationId(id));
  if (found.length > 0) {
    return found;
  }
  const picked = await pickOrganization(services, vscode.l10n.t('Choose an Organization'));
  return picked ? [picked] : [];
}

/** The active editor if it can be written to; if not, a notification tells the user what to do. */
function editorToWriteInto(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void showInformation(vscode.l10n.t('Open the file that the organization ID belongs in, and put the cursor there.'));
    return undefined;
  }
  if (vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) === false) {
    tellReadOnly();
    return undefined;
  }
  return editor;
}

/** Inserts a text at every cursor of an editor, in place of the selected text, indented like the line of the cursor. */
async function insertText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document, selections } = editor;
  const { version } = document;
  const isWritten = await editor.insertSnippet(new vscode.SnippetString().appendText(text), selections);
  // VS Code reports success also for read-only documents, but their version stays the same.
  if (!isWritten || document.version === version) {
    tellReadOnly();
  }
}

function tellReadOnly(): void {
  void showInformation(
    vscode.l10n.t('The active editor is read-only. Click into the file that the organization ID belongs in.'),
  );
}

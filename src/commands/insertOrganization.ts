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
 * Writes organization IDs, one a line, at every cursor of the active editor, in place of what is selected.
 * @param argument an ID, an array of IDs, or what `organizationsIn` takes
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
 * Writes organizations at every cursor of the active editor in one of the forms that a drop offers, such as a setting
 * in the language of the file: what can be done with the mouse can be done with the keyboard.
 * @param argument a row, else the selected rows are taken, else the person chooses an organization
 * @param selection the rows that are selected, which VS Code hands to commands of a row's menu
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

/** The editor that something is to be written into; where there is none, says what to do. */
function editorToWriteInto(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void showInformation(vscode.l10n.t('Open the file that the organization ID belongs in, and put the cursor there.'));
  }
  return editor;
}

/**
 * Writes a text at every cursor of an editor, in place of what is selected. Its lines are indented as the cursor is.
 */
async function insertText(editor: vscode.TextEditor, text: string): Promise<void> {
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

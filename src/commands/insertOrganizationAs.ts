import * as vscode from 'vscode';
import { isOrganizationId } from '../management/organizationKeys.ts';
import { plainText } from '../management/plainText.ts';
import { withoutIcons } from '../notifications/withoutIcons.ts';
import { organizationAt, rowsMeant, type OrganizationAtTenant } from './arguments.ts';
import { editorToWriteInto, insertText } from './insertText.ts';
import type { Services } from './services.ts';
import { pickOrganization } from './targets.ts';

/**
 * Writes organizations at every cursor of the active editor in one of the forms that a drop offers, such as a setting
 * in the language of the file: what can be done with the mouse can be done with the keyboard.
 * @param argument a row, else the selected rows are taken, else the person chooses an organization
 * @param selection the rows that are selected, which VS Code hands to commands of a row's menu
 */
export async function insertOrganizationAs(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  const editor = editorToWriteInto();
  const organizations = editor ? await organizationsFor(services, argument, selection) : [];
  if (!editor || organizations.length === 0) {
    return;
  }
  const { insertionsOf } = await import('../editor/dropEdits.ts');
  const items = insertionsOf(editor.document, organizations).map(({ title, text }) => ({
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
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<readonly OrganizationAtTenant[]> {
  const rows = argument === undefined ? services.tree.selection : rowsMeant(argument, selection);
  const found = rows.flatMap((row) => organizationAt(row) ?? []).filter(({ id }) => isOrganizationId(id));
  if (found.length > 0) {
    return found;
  }
  const picked = await pickOrganization(services, vscode.l10n.t('Choose an Organization'));
  return picked ? [picked] : [];
}

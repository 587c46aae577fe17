import * as vscode from 'vscode';

/** The forms in which an organization can be inserted into a file. */
export const insertionForms = ['id', 'name', 'setting', 'link', 'terraform', 'deployCli'] as const;

export type InsertionForm = (typeof insertionForms)[number];

/**
 * The kind of a form in the settings `editor.dropIntoEditor.preferences` and `editor.pasteAs.preferences`, such as
 * `text.organization.id`.
 */
export function dropEditKind(form: InsertionForm): vscode.DocumentDropOrPasteEditKind {
  return vscode.DocumentDropOrPasteEditKind.Text.append('organization', form);
}

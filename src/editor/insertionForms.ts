import * as vscode from 'vscode';

/** What an organization can become in a file. */
export const insertionForms = ['id', 'name', 'setting', 'link', 'terraform', 'deployCli'] as const;

export type InsertionForm = (typeof insertionForms)[number];

/** What a form is called in the setting `editor.dropIntoEditor.preferences`, such as `text.organization.id`. */
export function dropEditKind(form: InsertionForm): vscode.DocumentDropOrPasteEditKind {
  return vscode.DocumentDropOrPasteEditKind.Text.append('organization', form);
}

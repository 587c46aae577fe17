import * as vscode from 'vscode';

/** What a dropped organization can become. */
export const dropForms = ['id', 'name', 'setting', 'link', 'terraform', 'deployCli'] as const;

export type DropForm = (typeof dropForms)[number];

/** What a form is called in the setting `editor.dropIntoEditor.preferences`, such as `text.organization.id`. */
export function kindOf(form: DropForm): vscode.DocumentDropOrPasteEditKind {
  return vscode.DocumentDropOrPasteEditKind.Text.append('organization', form);
}

import * as vscode from 'vscode';
import type { OrganizationDocuments } from './organizationDocuments.ts';

/** The editor of VS Code's Markdown extension that shows a preview in place of the text. */
const previewEditor = 'vscode.markdown.preview.editor';

/** Shows an explanation as rendered Markdown, or as its text in a host without a Markdown preview. */
export async function showExplanation(
  documents: OrganizationDocuments,
  uri: vscode.Uri,
  markdown: string,
): Promise<void> {
  await documents.keep(uri, markdown);
  if (vscode.extensions.all.some(contributesPreviewEditor)) {
    await vscode.commands.executeCommand('vscode.openWith', uri, previewEditor);
  } else if ((await vscode.commands.getCommands(true)).includes('markdown.showPreview')) {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } else {
    await vscode.commands.executeCommand('vscode.open', uri);
  }
}

function contributesPreviewEditor({ packageJSON }: vscode.Extension<unknown>): boolean {
  const { contributes } = packageJSON as { readonly contributes?: { readonly customEditors?: unknown } };
  const editors: unknown = contributes?.customEditors;
  return (
    Array.isArray(editors) &&
    editors.some((editor: { readonly viewType?: unknown }) => editor.viewType === previewEditor)
  );
}

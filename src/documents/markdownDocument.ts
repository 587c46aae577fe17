import * as vscode from 'vscode';
import { type LinkedDocument, vscodeLink } from './vscodeLink.ts';

/** The editor of VS Code's Markdown extension that shows a preview in place of the text. */
const previewEditor = 'vscode.markdown.preview.editor';

/** Shows a document as rendered Markdown, or as its text in a host without a Markdown preview. */
export async function showPreview(uri: vscode.Uri): Promise<void> {
  if (vscode.extensions.all.some(contributesPreviewEditor)) {
    // The preview knows a text by its URI and version alone, and would show what it had before its tab was closed.
    await vscode.commands.executeCommand('markdown.preview.refresh');
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

/**
 * A link to a document from Markdown. Links to the product also work in a ticket. VS Code for the Web follows only links
 * to the documents themselves.
 */
export function documentLink(uri: vscode.Uri, linked: LinkedDocument): string {
  return vscode.env.uiKind === vscode.UIKind.Web ? uri.toString() : vscodeLink(vscode.env.uriScheme, linked);
}

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Opens a file that no test has opened yet, without an editor; its name decides what VS Code takes it for. */
export async function open(name: string, content: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, 'editor', crypto.randomUUID(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return vscode.workspace.openTextDocument(uri);
}

/** The same, in an editor. */
export async function show(name: string, content: string): Promise<vscode.TextDocument> {
  const document = await open(name, content);
  await vscode.window.showTextDocument(document);
  return document;
}

/** The place of a text in a document, or that of one of its characters. */
export function placeOf(document: vscode.TextDocument, text: string, character = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, text);
  return document.positionAt(offset + character);
}

/** What our hovers at a place say: those with our commands. */
export async function hoverAt(
  document: vscode.TextDocument,
  place: vscode.Position,
): Promise<readonly vscode.MarkdownString[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    place,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .filter((content) => content instanceof vscode.MarkdownString)
    .filter(({ value }) => value.includes('command:organizationInspector.'));
}

/** The inlay hints in a whole document. */
export function hintsIn(document: vscode.TextDocument): Thenable<vscode.InlayHint[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, all);
}

/** The links in a document that are on IDs, whose targets a click must not need VS Code to come back for. */
export async function linksIn(document: vscode.TextDocument): Promise<readonly vscode.DocumentLink[]> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    'vscode.executeLinkProvider',
    document.uri,
    0,
  );
  return links.filter(({ range }) => document.getText(range).startsWith('org_'));
}

/** What is suggested at a place by us: all others are of another kind. */
export async function completionsAt(
  document: vscode.TextDocument,
  place: vscode.Position,
): Promise<vscode.CompletionList> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    place,
  );
  return new vscode.CompletionList(
    list.items.filter(({ label }) => typeof label !== 'string' && label.description?.includes(' · ')),
    list.isIncomplete,
  );
}

/** The links of a Markdown text: what is not escaped. */
export function linksOf({ value }: vscode.MarkdownString): readonly (readonly [label: string, target: string])[] {
  return Array.from(value.matchAll(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)/g), ([, label = '', target = '']) => [
    label,
    target,
  ]);
}

import { getLocation } from 'jsonc-parser';
import * as vscode from 'vscode';
import { plainMarkdown } from '../../management/plainText.ts';
import { documentAddress } from '../documentUri.ts';
import { descriptionAt, schemaOf, type Schema } from './fieldSchema.ts';

/** What the field at a place in one of our documents means, `undefined` where nothing is known of it. */
export async function fieldHover(
  extensionUri: vscode.Uri,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const address = documentAddress(document.uri);
  if (!address) {
    return undefined;
  }
  const { path, previousNode: node } = getLocation(document.getText(), document.offsetAt(position));
  const language = vscode.env.language.startsWith('fr') ? 'fr' : 'en';
  const read = (file: string) => readSchema(vscode.Uri.joinPath(extensionUri, 'schemas', language, file));
  const description = await descriptionAt(read, schemaOf(address), path);
  if (description === undefined) {
    return undefined;
  }
  const range =
    node && new vscode.Range(document.positionAt(node.offset), document.positionAt(node.offset + node.length));
  const text = description.split('\n').map(plainMarkdown).join('\n\n');
  return new vscode.Hover(new vscode.MarkdownString(text), range);
}

async function readSchema(uri: vscode.Uri): Promise<Schema> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as Schema;
}

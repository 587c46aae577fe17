import { getLocation } from 'jsonc-parser';
import * as vscode from 'vscode';
import { plainMarkdown } from '../text/markdown.ts';
import { type DocumentKinds, listSchema } from './documentKinds.ts';
import { descriptionAt, type Schemas } from './fieldSchema.ts';

/** What the hovers of fields are made from. */
export interface FieldHoverDependencies {
  readonly kinds: DocumentKinds;
  /** The folder of the extension, which contains the schemas. */
  readonly extensionUri: vscode.Uri;
}

/** The hover for the field at a position in one of our documents, `undefined` for a field without a description. */
export async function fieldHover(
  { kinds, extensionUri }: FieldHoverDependencies,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const found = kinds.find(document.uri);
  const file = found?.kind.schemaOf(found.address);
  if (file === undefined) {
    return undefined;
  }
  const item = file === listSchema ? itemAt(document, position.line) : undefined;
  const { start, prefix } = item ?? { start: new vscode.Position(0, 0), prefix: [] };
  const begin = document.offsetAt(start);
  const text = document.getText(new vscode.Range(start, document.lineAt(position.line).range.end));
  const { path, previousNode: node } = getLocation(text, document.offsetAt(position) - begin);
  const language = vscode.env.language.startsWith('fr') ? 'fr' : 'en';
  const schemas = await readSchemas(vscode.Uri.joinPath(extensionUri, 'dist', 'schemas', `${language}.json`));
  const description = descriptionAt(schemas, file, [...prefix, ...path]);
  if (description === undefined) {
    return undefined;
  }
  const range =
    node &&
    new vscode.Range(document.positionAt(begin + node.offset), document.positionAt(begin + node.offset + node.length));
  const markdown = description
    .split('\n')
    .map((line) => plainMarkdown(line))
    .join('\n\n');
  return new vscode.Hover(new vscode.MarkdownString(markdown), range);
}

/** The start of a list's item. Parsing all text before the item takes half a second in a list of 100,000 items. */
function itemAt(document: vscode.TextDocument, line: number) {
  const field = /^ {2}"([^"]+)": \[$/.exec(document.lineAt(Math.min(1, document.lineCount - 1)).text)?.[1];
  for (let first = line; field !== undefined && first > 1; first--) {
    if (document.lineAt(first).text === '    {') {
      return { start: new vscode.Position(first, 0), prefix: [field, 0] };
    }
  }
  return undefined;
}

async function readSchemas(uri: vscode.Uri): Promise<Schemas> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as Schemas;
}

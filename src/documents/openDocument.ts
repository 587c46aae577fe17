import * as vscode from 'vscode';
import { csvLines } from '../text/csv.ts';
import { type LinkedDocument, vscodeLink } from './vscodeLink.ts';

/** A document that is not stored yet. */
interface UntitledDocument {
  readonly document: vscode.TextDocument;
  /** The version of the document that holds the text as it was written. The user's edits make later versions. */
  readonly version: number;
}

/** The content of a new document. */
interface UntitledContent {
  readonly language: string;
  readonly content: string;
  /** The encoding of the file that it is saved to. VS Code before 1.100 ignores it. */
  readonly encoding?: string;
}

/** Opens a new document. It is untitled: it survives a reload of the window, and saving exports it. */
export async function openUntitledDocument(options: UntitledContent): Promise<UntitledDocument> {
  const document = await vscode.workspace.openTextDocument(options);
  // VS Code prefers the backup of a closed document with the same name, which it deletes some time after the document.
  if (linesOf(document.getText()) !== linesOf(options.content)) {
    await replaceText(document, options.content);
  }
  return show(document);
}

/** Replaces the text of a document. @returns `undefined` if the user has closed or edited the document */
async function replaceUntitledDocument(
  { document, version }: UntitledDocument,
  text: string,
): Promise<UntitledDocument | undefined> {
  const isUnchanged = !document.isClosed && document.version === version;
  return isUnchanged && (await replaceText(document, text)) ? show(document) : undefined;
}

/** VS Code gives all lines of a document the same line break. */
function linesOf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** @returns `false` if the user has edited the document meanwhile */
async function replaceText(document: vscode.TextDocument, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [
    vscode.TextEdit.replace(new vscode.Range(0, 0, document.lineCount, 0), text),
    // A backup can have other line breaks.
    vscode.TextEdit.setEndOfLine(text.includes('\r\n') ? vscode.EndOfLine.CRLF : vscode.EndOfLine.LF),
  ]);
  return vscode.workspace.applyEdit(edit);
}

async function show(document: vscode.TextDocument): Promise<UntitledDocument> {
  const { version } = document;
  await vscode.window.showTextDocument(document, { preview: false });
  return { document, version };
}

/** A table in an untitled document. */
export type CsvDocument = UntitledDocument;

/**
 * Opens a table as a new CSV document, see `openUntitledDocument`.
 * @param columns the header row
 * @param rows the cells of each row; a cell that a spreadsheet would run as a formula is made text
 */
export async function openCsvDocument(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<CsvDocument> {
  const content = csvLines([columns, ...rows]);
  // VS Code knows CSV only with an extension for it.
  const isKnown = (await vscode.languages.getLanguages()).includes('csv');
  // Spreadsheets need the byte order mark of the saved file.
  return openUntitledDocument({ language: isKnown ? 'csv' : 'plaintext', content, encoding: 'utf8bom' });
}

/** Puts a table in the place of another, or into a new document if the other was closed or edited. */
export async function replaceCsvDocument(
  before: CsvDocument,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<CsvDocument> {
  const replaced = await replaceUntitledDocument(before, csvLines([columns, ...rows]));
  return replaced ?? openCsvDocument(columns, rows);
}

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

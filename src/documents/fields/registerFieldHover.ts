import * as vscode from 'vscode';
import { documentScheme } from '../documentAddress.ts';

/** Explains the fields of our documents where somebody points at one; the code for it is loaded with the first of them. */
export function registerFieldHover(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: documentScheme },
    {
      provideHover: async (document, position) =>
        (await import('./fieldHover.ts')).fieldHover(extensionUri, document, position),
    },
  );
}

import * as vscode from 'vscode';
import { documentScheme } from '../documentAddress.ts';
import type { ExpectedDocuments } from '../expectedDocuments.ts';

/** Makes links of the IDs in our documents; the code for it is loaded with the first of them. */
export function registerIdLinks(expected: ExpectedDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    { scheme: documentScheme },
    {
      provideDocumentLinks: async (document) => (await import('./idLinks.ts')).idLinksOf(document),
      resolveDocumentLink: async (link) => (await import('./idLinks.ts')).resolveIdLink(link, expected),
    },
  );
}

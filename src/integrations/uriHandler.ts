import * as vscode from 'vscode';
import type { ExtensionServices } from '../commands/extensionServices.ts';

/** Handles links to documents, such as `vscode://…/open?id=…`. Their code is loaded when the first one is followed. */
export function registerUriHandler(services: ExtensionServices): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async (uri) => (await import('./openLink.ts')).openLink(services, uri),
  });
}

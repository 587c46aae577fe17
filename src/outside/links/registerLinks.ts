import * as vscode from 'vscode';
import type { Services } from '../../commands/services.ts';

/** Lets links such as `vscode://…/open?id=…` open organizations; the code for it is loaded with the first of them. */
export function registerLinks(services: Services): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async (uri) => (await import('./openLink.ts')).openLink(services, uri),
  });
}

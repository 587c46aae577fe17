import * as vscode from 'vscode';
import { environmentColor, environmentName } from '../tenants/environments.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { documentScheme } from './documentAddress.ts';

/** Marks the tabs of documents with the first letter and the colour of their tenant's environment. */
export function registerEnvironmentDecorations(tenants: Tenants): vscode.Disposable {
  const changes = new vscode.EventEmitter<undefined>();
  return vscode.Disposable.from(
    changes,
    tenants.onDidChange(({ kind }) => {
      if (kind !== 'tokenReplaced') {
        changes.fire(undefined);
      }
    }),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changes.event,
      provideFileDecoration: ({ scheme, authority }) => {
        const environment = scheme === documentScheme ? tenants.find(authority)?.environment : undefined;
        if (environment === undefined) {
          return undefined;
        }
        const name = environmentName(environment);
        return new vscode.FileDecoration(name.slice(0, 1), name, environmentColor(environment));
      },
    }),
  );
}

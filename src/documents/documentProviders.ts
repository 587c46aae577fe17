import * as vscode from 'vscode';
import { environmentColor, environmentName } from '../tenants/tenantTexts.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { documentScheme } from './documentAddress.ts';
import { documentLinks, resolveDocumentLink } from './documentLinks.ts';
import type { FieldHoverDependencies } from './fieldHover.ts';
import type { RequestedDocuments } from './requestedDocuments.ts';

const selector: vscode.DocumentSelector = { scheme: documentScheme };

/**
 * Registers the language features of our documents that JSON does not provide: links on IDs and hovers on fields.
 */
export function registerDocumentProviders(
  dependencies: FieldHoverDependencies,
  expected: RequestedDocuments,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: documentLinks,
      resolveDocumentLink: (link) => resolveDocumentLink(link, expected),
    }),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => {
        const { fieldHover } = await import('./fieldHover.ts');
        return fieldHover(dependencies, document, position);
      },
    }),
  );
}

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

import * as vscode from 'vscode';
import { backgroundContext } from '../api/requestContext.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { documentAddress } from './documentAddress.ts';
import { listUri } from './documentUri.ts';
import type { DocumentCache } from './documentCache.ts';

/**
 * Updates open documents when their lists change, without a request, previews when their reports change, and
 * reopens failed documents when their tenant gets a new token.
 */
export function refreshOpenDocuments(
  documents: DocumentCache,
  tenants: Tenants,
  store: OrganizationStore,
  sections: SectionStore,
): vscode.Disposable {
  return vscode.Disposable.from(
    tenants.onDidChange(({ domain, kind }) => {
      if (kind === 'connected' || kind === 'tokenReplaced') {
        quietly(documents.reopen(domain));
      }
    }),
    store.onDidChange((domain) => {
      if (store.get(domain).isLoaded) {
        quietly(documents.refreshDocument(listUri(domain), backgroundContext()));
      }
    }),
    sections.onDidChange((address) => {
      if (sections.loaded(address)) {
        quietly(documents.refreshSection(address, backgroundContext()));
      }
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const isOurs = document.uri.path.endsWith('.md') && documentAddress(document.uri) !== undefined;
      if (isOurs && contentChanges.length > 0) {
        // VS Code shows the new content, but once the preview was hidden, the first one again.
        quietly(vscode.commands.executeCommand('markdown.preview.refresh'));
      }
    }),
  );
}

/** Ignores a failure: the operation that caused the change, or the opened document, reports its own failure. */
function quietly(work: Thenable<void>): void {
  work.then(undefined, () => undefined);
}

import * as vscode from 'vscode';
import { listUri } from './documentUri.ts';
import type { OrganizationDocuments } from './organizationDocuments.ts';
import { backgroundContext } from '../management/requestContext.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { SectionStore } from '../sections/sectionStore.ts';

/**
 * Updates open documents when their lists change, without a request, and reopens failed documents when their tenant
 * gets a new token.
 */
export function refreshOpenDocuments(
  documents: OrganizationDocuments,
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
      if (sections.isLoaded(address)) {
        quietly(documents.refreshSection(address, backgroundContext()));
      }
    }),
  );
}

/** Ignores a failure: the operation that caused the change, or the opened document, reports its own failure. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined);
}

import * as vscode from 'vscode';
import { listUri } from '../documents/documentUri.ts';
import type { OrganizationDocuments } from '../documents/organizationDocuments.ts';
import { unattended } from '../management/caller.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { OrganizationLists } from './organizationLists.ts';
import type { LazySections } from './sections/lazySections.ts';

/**
 * Keeps open documents like the lists that they show, without a request, and tries again with a new token what could not
 * be read.
 */
export function renewDocuments(
  documents: OrganizationDocuments,
  tenants: Tenants,
  lists: OrganizationLists,
  sections: LazySections,
): vscode.Disposable {
  return vscode.Disposable.from(
    tenants.onDidChange(({ domain, kind }) => {
      if (kind === 'connected' || kind === 'tokenReplaced') {
        quietly(documents.reopen(domain));
      }
    }),
    lists.onDidChange((domain) => {
      if (lists.get(domain).isLoaded) {
        quietly(documents.renew(listUri(domain), unattended()));
      }
    }),
    sections.onDidChange((address) => {
      if (sections.loaded?.isLoaded(address)) {
        quietly(documents.renewSection(address, unattended()));
      }
    }),
  );
}

/** What fails is told where it was asked for. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined);
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError, saysWhatIsMissing } from '../api/apiError.ts';
import { backgroundContext } from '../api/requestContext.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainName } from '../text/plainText.ts';
import { showInformation } from '../ui/notifications.ts';
import { addressTitle } from './documentAddress.ts';
import { documentAddress, listUri } from './documentUri.ts';
import type { DocumentCache, FailedDocument } from './documentCache.ts';

/** How many documents one message names. */
const MAX_NAMED = 10;

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

/** Whether the tenant says that what a document shows does not exist. */
function isGone({ error }: FailedDocument): boolean {
  return error instanceof ApiError && saysWhatIsMissing(error);
}

/** Whether the loaded part of its list does not have what a document shows. */
function isNotListed({ error }: FailedDocument): boolean {
  return error instanceof ApiError && error.reason === 'notLoaded';
}

/**
 * Tells which documents were not found again, and keep their content.
 * @throws the first other failure
 */
export async function tellUnfound(documents: readonly FailedDocument[]): Promise<void> {
  const { firstNames } = await import('../ui/failureTexts.ts');
  const namesOf = (some: readonly FailedDocument[]) => {
    const names = some.map(({ address }) => plainName(addressTitle(address)));
    return firstNames(names, MAX_NAMED).join(', ');
  };
  const [gone, notListed] = [namesOf(documents.filter(isGone)), namesOf(documents.filter(isNotListed))];
  if (gone !== '') {
    void showInformation(l10n.t('Not found any more; the open documents show what was read last: {0}', gone));
  }
  if (notListed !== '') {
    void showInformation(
      l10n.t('Not among what is loaded now; the open documents show what was read last: {0}', notListed),
    );
  }
  const other = documents.find((document) => !isGone(document) && !isNotListed(document));
  if (other) {
    throw other.error;
  }
}

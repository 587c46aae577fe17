import * as vscode from 'vscode';
import { everything } from '../documents/documentAddress.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { withCancel } from '../notifications/progress.ts';
import { isRow } from '../organizations/rows.ts';
import { activeDocument, organizationAt } from './arguments.ts';
import type { Services } from './services.ts';
import { showInformation } from '../notifications/messages.ts';

/**
 * Opens what is loaded of a section as JSON.
 * @param argument the row of a section
 * @returns the URI of the document, `undefined` for anything else
 */
export async function openSectionJson({ documents }: Services, argument?: unknown): Promise<vscode.Uri | undefined> {
  if (!isRow(argument) || argument.kind !== 'section') {
    return undefined;
  }
  const uri = organizationUri(argument.domain, argument.organization, argument.path);
  await documents.open(uri);
  return uri;
}

/**
 * Opens an organization with all of its sections as JSON, which takes a request for each page that is not loaded.
 * @param argument a row or the URI of a document; without it the active document or the selected row
 * @returns the URI of the document, `undefined` when there is none
 */
export async function openEverything(services: Services, argument?: unknown): Promise<vscode.Uri | undefined> {
  const target =
    organizationAt(argument) ?? organizationAt(activeDocument()) ?? organizationAt(services.tree.selection[0]);
  if (!target) {
    void showInformation(vscode.l10n.t('Select an organization or open one first.'));
    return undefined;
  }
  const { domain, id, organization } = target;
  const uri = organizationUri(domain, organization, [everything]);
  const address = { domain, id, name: organization.name ?? id, path: [everything] };
  try {
    const content = await withCancel(vscode.l10n.t('Reading everything about {0}', address.name), async (caller) =>
      (await services.sections.get()).content(address, caller),
    );
    await services.documents.show(uri, content);
    return uri;
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('Organization {0} could not be read', address.name),
      documentation: documentationOf.get,
      retry: () => openEverything(services, uri),
    });
    return undefined;
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { dashboardUrl } from '../api/tenantDomain.ts';
import { isRow, targetOrganization, targetTenant } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { everything } from '../documents/documentAddress.ts';
import { readSectionContent } from '../documents/organizationContent.ts';
import { listUri, organizationUri } from '../documents/documentUri.ts';
import { loadFirstPage } from '../organizations/organizationStore.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';

/**
 * Opens the loaded organizations of a tenant as JSON.
 * @param argument see `targetTenant`
 * @returns the URI of the document, `undefined` when no document was opened
 */
export async function openOrganizationList(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
): Promise<vscode.Uri | undefined> {
  const { store, documents, notifier } = services;
  const domain = await targetTenant(services, l10n.t('Open Organization List as JSON'), argument);
  if (domain === undefined) {
    return undefined;
  }
  const list = await loadFirstPage(store, notifier, domain);
  if (!list.isLoaded) {
    return undefined;
  }
  const uri = listUri(domain);
  await documents.open(uri);
  return uri;
}

/**
 * Opens the loaded items of a section as JSON.
 * @param argument the row of a section
 * @returns the URI of the document, `undefined` for any other argument
 */
export async function openSectionJson(
  { documents }: Services<'documents'>,
  argument?: unknown,
): Promise<vscode.Uri | undefined> {
  if (!isRow(argument) || argument.kind !== 'section') {
    return undefined;
  }
  const uri = organizationUri(argument.domain, argument.organization, argument.path);
  await documents.open(uri);
  return uri;
}

/**
 * Opens an organization with all of its sections as JSON, with one request for each page that is not loaded.
 * @param argument a row or the URI of a document; without it see `inFront`
 * @returns the URI of the document, `undefined` when no document was opened
 */
export async function openEverything(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
): Promise<vscode.Uri | undefined> {
  const target = targetOrganization(services.tree, argument);
  if (!target) {
    return undefined;
  }
  const { domain, id, organization } = target;
  const uri = organizationUri(domain, organization, [everything]);
  const address = { domain, id, name: organization.name ?? id, path: [everything] };
  const place = services.store.placeOf(domain, id);
  try {
    const content = await withProgress(l10n.t('Reading everything about {0}', place), (context) =>
      readSectionContent(services, address, context),
    );
    await services.documents.show(uri, content);
    return uri;
  } catch (error) {
    services.notifier.notify(error, {
      ...services.store.failureOf(domain, id),
      retry: () => openEverything(services, uri),
    });
    return undefined;
  }
}

/**
 * Opens an organization's page in the Auth0 dashboard.
 * @param argument a row or the URI of a document; without it see `inFront`
 */
export async function openInDashboard({ tree }: Services<'tree'>, argument?: unknown): Promise<void> {
  const target = targetOrganization(tree, argument);
  if (!target) {
    return;
  }
  const url = dashboardUrl(target.domain, target.id);
  if (url === undefined) {
    void showInformation(l10n.t('The dashboard can be opened only for domains of Auth0’s public cloud.'));
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(url));
}

import * as vscode from 'vscode';
import { listUri } from '../documents/documentUri.ts';
import { openList } from '../organizations/openList.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { domainIn } from './arguments.ts';
import type { Services } from './services.ts';

/**
 * Opens the loaded organizations of a tenant as JSON.
 * @param argument a domain or a row
 * @returns the URI of the document, `undefined` when there is none
 */
export async function openOrganizationList(
  { tenants, lists, documents, notifier }: Services,
  argument?: unknown,
): Promise<vscode.Uri | undefined> {
  const domain = await pickTenant(tenants, vscode.l10n.t('Open Organization List as JSON'), domainIn(argument));
  if (domain === undefined) {
    return undefined;
  }
  const list = await openList(lists, notifier, domain);
  if (!list.isLoaded) {
    return undefined;
  }
  const uri = listUri(domain);
  await documents.open(uri);
  return uri;
}

import * as vscode from 'vscode';
import { documentAddress } from '../documents/documentUri.ts';
import { dashboardUrl } from '../management/domain.ts';
import { isRow } from '../organizations/rows.ts';
import { activeDocument } from './arguments.ts';
import type { Services } from './services.ts';

/**
 * Opens an organization's page in the Auth0 dashboard.
 * @param argument a row or the URI of a document; without it the active document or the selected row
 */
export async function openInDashboard({ tree }: Services, argument?: unknown): Promise<void> {
  const target = organizationAt(argument) ?? organizationAt(activeDocument()) ?? organizationAt(tree.selection[0]);
  if (!target) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select an organization or open one first.'));
    return;
  }
  const url = dashboardUrl(target.domain, target.id);
  if (url === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The address of the dashboard does not follow from the domain {0}.', target.domain),
    );
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(url));
}

function organizationAt(argument: unknown): { readonly domain: string; readonly id: string } | undefined {
  if (isRow(argument)) {
    return argument.kind === 'organization' ? { domain: argument.domain, id: argument.organization.id } : undefined;
  }
  const address = argument instanceof vscode.Uri ? documentAddress(argument) : undefined;
  return address?.id === undefined ? undefined : { domain: address.domain, id: address.id };
}

import * as vscode from 'vscode';
import { dashboardUrl } from '../management/domain.ts';
import { activeDocument, organizationAt } from './arguments.ts';
import type { Services } from './services.ts';
import { showInformation } from '../notifications/messages.ts';

/**
 * Opens an organization's page in the Auth0 dashboard.
 * @param argument a row or the URI of a document; without it the active document or the selected row
 */
export async function openInDashboard({ tree }: Services, argument?: unknown): Promise<void> {
  const target = organizationAt(argument) ?? organizationAt(activeDocument()) ?? organizationAt(tree.selection[0]);
  if (!target) {
    void showInformation(vscode.l10n.t('Select an organization or open one first.'));
    return;
  }
  const url = dashboardUrl(target.domain, target.id);
  if (url === undefined) {
    void showInformation(
      vscode.l10n.t('The address of the dashboard does not follow from the domain {0}.', target.domain),
    );
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(url));
}

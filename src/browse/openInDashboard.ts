import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { dashboardUrl } from '../api/tenantDomain.ts';
import { targetOrganization } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { showInformation } from '../ui/notifications.ts';

/**
 * Opens an organization's page in the Auth0 dashboard.
 * @param argument a row or the URI of a document; without it the active document or the selected row
 */
export async function openInDashboard({ tree }: Services<'tree'>, argument?: unknown): Promise<void> {
  const target = targetOrganization(tree.selection, argument);
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

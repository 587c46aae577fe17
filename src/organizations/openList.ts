import * as vscode from 'vscode';
import { documentationOf } from '../management/organizationsClient.ts';
import type { FailureNotifier } from '../notifications/failureNotifier.ts';
import { withCancel } from '../notifications/progress.ts';
import type { OrganizationList } from './organizationList.ts';
import type { OrganizationLists } from './organizationLists.ts';

/**
 * A tenant's list with its first page, which is read unless it is there. Does not throw: a failure is shown, once, and
 * kept in the list.
 */
export async function openList(
  lists: OrganizationLists,
  notifier: FailureNotifier,
  domain: string,
): Promise<OrganizationList> {
  const list = lists.get(domain);
  if (!list.isLoaded) {
    try {
      await withCancel(vscode.l10n.t('Loading the organizations of {0}', domain), (caller) =>
        lists.change(domain, () => list.load(caller)),
      );
    } catch (error) {
      notifier.notify(error, {
        domain,
        what: vscode.l10n.t('The organizations of {0} could not be loaded', domain),
        documentation: documentationOf.list,
        retry: () => vscode.commands.executeCommand('organizationInspector.refresh', domain),
        isOneOfMany: true,
      });
    }
  }
  return list;
}

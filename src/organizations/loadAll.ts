import * as vscode from 'vscode';
import { withPages } from '../notifications/pageProgress.ts';
import type { OrganizationLists } from './organizationLists.ts';

/**
 * Loads all organizations of a tenant as background work, with a notification that tells how far it is and cancels it.
 * @throws ApiError
 */
export async function loadAll(lists: OrganizationLists, domain: string): Promise<void> {
  await withPages(vscode.l10n.t('Loading all organizations of {0}', domain), (caller, onPage) =>
    lists.change(domain, (list) =>
      list.loadAll(caller, () => {
        onPage(list.organizations.length);
      }),
    ),
  );
}

import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import type { ErrorNotifier } from '../messages/errorNotifier.ts';
import { withPageProgress, withProgress } from '../messages/progress.ts';
import type { OrganizationStore } from './organizationStore.ts';
import type { OrganizationList } from './organizationList.ts';

/**
 * Returns a tenant's list, after loading its first page if necessary. Does not throw: a failure is shown once and kept
 * in the list.
 */
export async function loadFirstPage(
  store: OrganizationStore,
  notifier: ErrorNotifier,
  domain: string,
): Promise<OrganizationList> {
  const list = store.get(domain);
  if (!list.isLoaded) {
    try {
      await withProgress(vscode.l10n.t('Loading the organizations of {0}', domain), (context) =>
        store.change(domain, () => list.load(context)),
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

/** The organizations of a list at one time: the list can be refreshed while the user is asked something. */
export interface LoadedOrganizations {
  readonly organizations: readonly Organization[];
  /** Whether the tenant may have more, which could not be read. */
  readonly isCutOff: boolean;
}

/** What a list has loaded by now. */
export function loadedOrganizations({ organizations, isCutOff }: OrganizationList): LoadedOrganizations {
  return { organizations, isCutOff };
}

/**
 * Loads all organizations of a tenant as background work, with a cancellable progress notification.
 * @throws ApiError
 */
export async function loadAllPages(store: OrganizationStore, domain: string): Promise<void> {
  await withPageProgress(vscode.l10n.t('Loading all organizations of {0}', domain), (context, onPage, patiently) =>
    store.change(domain, (list) =>
      list.loadAll(
        context,
        () => {
          onPage(list.organizations.length);
        },
        patiently,
      ),
    ),
  );
}

import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import type { Retry } from '../api/retries.ts';
import type { ErrorNotifier } from '../ui/errorNotifier.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { LongTask } from '../ui/longTask.ts';
import { showInformation, showStatus } from '../ui/notifications.ts';
import type { OrganizationStore } from './organizationStore.ts';

/**
 * Loads all organizations of a tenant in the background, starting after the loaded pages. A failure is shown.
 * @param next what the list is loaded for; called if it was loaded after a failure or Cancel
 * @param beforePage called before each page; an error that it throws ends the loading
 * @returns whether the list was loaded
 */
export async function loadAllPages(
  { store, notifier }: { readonly store: OrganizationStore; readonly notifier: ErrorNotifier },
  domain: string,
  next?: () => unknown,
  beforePage?: () => unknown,
): Promise<boolean> {
  const list = store.get(domain);
  const tenant = store.tenants.titleOf(domain);
  const loading = store.loading.get(list) ?? { task: new LongTask(), waiting: [], stopped: [] };
  store.loading.set(list, loading);
  const { task, waiting, stopped } = loading;
  if (!task.isRunning) {
    // Begun anew, not continued.
    stopped.length = 0;
  }
  if (next) {
    waiting.push(next);
  }
  const isLoaded = await task.run(notifier, {
    title: l10n.t('Loading all organizations of {0}', tenant),
    isCurrent: () => store.get(domain) === list,
    goOn: async (context, { tell, patiently }) => {
      const onPage = () => {
        tell(l10n.t('organizations: {0}', formatNumber(list.organizations.length)));
      };
      // A message that offers to continue stands there also once another command has loaded them.
      tellIfEnded(store, domain);
      await store.change(domain, () => list.loadAll(context, onPage, askingFirst(beforePage, patiently)));
      waiting.length = 0;
      for (const goOn of stopped.splice(0)) {
        void goOn();
      }
      return true;
    },
    stopped: (error) => {
      stopped.push(...waiting.splice(0));
      // The rows show what is loaded, and how to go on.
      const isShown = stopped.length === 0 && error instanceof ApiError && error.reason === 'cancelled';
      return {
        domain,
        what: list.isLoaded
          ? l10n.t('The rest of the organizations of {0} could not be loaded', tenant)
          : l10n.t('The organizations of {0} could not be loaded', tenant),
        documentation: documentationOf.list,
        extent: list.isLoaded && !isShown ? l10n.t('Loaded so far: {0}.', formatNumber(list.organizations.length)) : '',
      };
    },
  });
  return isLoaded ?? false;
}

/**
 * Reloads what is loaded of a list, in the background. A failure is shown, and leaves the list as it was.
 * @param retry does again what the list is reloaded for
 * @param beforePage see `loadAllPages`
 * @returns whether the list was reloaded
 */
export async function refreshPages(
  { store, notifier }: { readonly store: OrganizationStore; readonly notifier: ErrorNotifier },
  domain: string,
  retry: () => unknown,
  beforePage?: () => unknown,
): Promise<boolean> {
  const list = store.get(domain);
  const tenant = store.tenants.titleOf(domain);
  const isRefreshed = await new LongTask<true>().run(notifier, {
    title: l10n.t('Loading the organizations of {0}', tenant),
    isCurrent: () => store.get(domain) === list,
    goOn: async (context, { tell, patiently }) => {
      const onPage = (organizations: number) => {
        tell(l10n.t('organizations: {0}', formatNumber(organizations)));
      };
      await store.change(domain, () => list.refresh(context, onPage, askingFirst(beforePage, patiently)));
      return true;
    },
    stopped: () => ({
      domain,
      what: l10n.t('The organizations of {0} could not be loaded', tenant),
      documentation: documentationOf.list,
      extent: '',
      again: retry,
    }),
  });
  return isRefreshed ?? false;
}

/** Reads each page once what comes before it is done. */
function askingFirst(beforePage: (() => unknown) | undefined, patiently: Retry): Retry {
  return async (task, signal) => {
    await beforePage?.();
    return patiently(task, signal);
  };
}

/** Says so if there is nothing left to load. @returns whether there is nothing */
export function tellIfEnded(store: OrganizationStore, domain: string): boolean {
  const { hasEnded, isCutOff } = store.get(domain);
  if (isCutOff) {
    void showInformation(`${store.tenants.titleOf(domain)}: ${describeCutOff()}`);
  } else if (hasEnded) {
    showStatus(l10n.t('All organizations of {0} are loaded', store.tenants.titleOf(domain)));
  }
  return hasEnded;
}

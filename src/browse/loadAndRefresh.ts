import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError, recover, saysWhatIsMissing } from '../api/apiError.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { documentInFront, domainArgument, isRow, targetTenant } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { addressTitle } from '../documents/documentAddress.ts';
import type { FailedDocument } from '../documents/documentCache.ts';
import { loadAllPages, tellIfEnded } from '../organizations/loadAllPages.ts';
import type { SectionAddress } from '../sections/section.ts';
import { viewId } from '../sidebar/organizationTree.ts';
import { readingTexts } from '../tenants/requestCost.ts';
import { firstNames, plainName } from '../text/plainText.ts';
import { LongTask } from '../ui/longTask.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';

/**
 * Loads the next page of a tenant's organizations, or of a section.
 * @param argument see `targetTenant`
 */
export async function loadMore(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
): Promise<void> {
  if (isRow(argument) && (argument.kind === 'note' || argument.kind === 'section')) {
    await services.tree.sections.loadMore(argument.kind === 'note' ? argument.section : argument);
    return;
  }
  const domain = await targetTenant(services, l10n.t('Load More Organizations'), argument);
  if (domain === undefined) {
    return;
  }
  if (tellIfEnded(services.store, domain)) {
    return;
  }
  try {
    await vscode.window.withProgress({ location: { viewId } }, () =>
      withProgress(l10n.t('Loading more organizations of {0}', services.tenants.titleOf(domain)), (context) =>
        services.store.change(domain, (list) => list.loadMore(context)),
      ),
    );
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: l10n.t('More organizations of {0} could not be loaded', services.tenants.titleOf(domain)),
      documentation: documentationOf.list,
      retry: () => loadMore(services, domain),
    });
  }
}

/**
 * Loads all organizations of a tenant in the background, starting after the loaded pages.
 * @param argument see `targetTenant`
 */
export async function loadAllOrganizations(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
): Promise<void> {
  const { store } = services;
  const domain = await targetTenant(services, l10n.t('Load All Organizations'), argument);
  if (domain === undefined) {
    return;
  }
  if (tellIfEnded(store, domain)) {
    return;
  }
  if ((await loadAllPages(services, domain)) && store.get(domain).isCutOff) {
    tellIfEnded(store, domain);
  }
}

/**
 * Reloads the loaded lists and the open documents of one tenant or of all tenants.
 * @param argument a domain or a row; without it all tenants, unless a document in front is refreshed by itself. For the row
 *   of a section or the URI of such a document, or of one that could not be read, only that is reloaded.
 */
export async function refresh(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
): Promise<void> {
  const document = argument === undefined ? documentInFront() : argument;
  if (document instanceof vscode.Uri && (await refreshByItself(services, document))) {
    return;
  }
  if (isRow(argument) && argument.kind === 'section') {
    await services.tree.sections.refresh(argument);
    return;
  }
  if (argument instanceof vscode.Uri && services.documents.failures.has(argument.toString())) {
    await services.documents.open(argument, { preserveFocus: true });
    return;
  }
  await refreshTenants(services, domainArgument(argument));
}

/** Refreshes a document whose kind is refreshed by itself. @returns whether it is one */
async function refreshByItself(services: Services<'documents' | 'notifier'>, uri: vscode.Uri): Promise<boolean> {
  const { documents, notifier } = services;
  const { address, kind } = documents.find(uri) ?? {};
  if (!address || !kind?.describeRefresh) {
    return false;
  }
  try {
    await withProgress(await kind.describeRefresh(address), (context) => documents.refreshDocument(uri, context));
  } catch (error) {
    notifier.notify(error, {
      ...kind.failureOf(address),
      domain: address.domain,
      retry: () => refreshByItself(services, uri),
    });
  }
  return true;
}

/** Refreshes all tenants. Ignores the focused row, which VS Code passes to the commands in a view's title. */
export function refreshAll(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
): Promise<void> {
  return refreshTenants(services, undefined);
}

/** @param named the domain of a tenant, `undefined` for all tenants */
async function refreshTenants(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  named: string | undefined,
): Promise<void> {
  const { tenants } = services;
  const domains = tenants.domains.filter((domain) => named === undefined || domain === named);
  await vscode.window.withProgress({ location: { viewId } }, () =>
    Promise.all(domains.map((domain) => refreshTenant(services, domain, named !== undefined))),
  );
}

/**
 * Reads again what has failed in a tenant with the token that was replaced. Where that was a further page of a list, only
 * that one is read.
 */
export async function reloadAfterFailure(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  domain: string,
): Promise<void> {
  const { sections, store, tenants } = services;
  const { hasFailed, lacksPage } = store.get(domain);
  if (hasFailed && !lacksPage) {
    await refresh(services, domain);
    return;
  }
  if (lacksPage) {
    await loadMore(services, domain);
  }
  const retrying = withProgress(l10n.t('Refreshing {0}', tenants.titleOf(domain)), (context) =>
    sections.retry(domain, (address) => isInUse(services, address), context),
  );
  await recover(
    retrying,
    ({ reason }) => reason === 'cancelled',
    () => undefined,
  );
}

/** A section that is collapsed, closed or gone is read when the user opens it again. */
function isInUse({ tree, documents }: Services<'documents' | 'tree'>, address: SectionAddress): boolean {
  return tree.isOpen(address) || documents.isShown(address);
}

/** Refreshes a list, and what is shown of its tenant. Until all is read, the rows stay as they are. */
async function refreshTenant(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  domain: string,
  isAskedFor: boolean,
): Promise<void> {
  const { store, sections, documents, notifier } = services;
  const list = store.get(domain);
  const tenant = services.tenants.titleOf(domain);
  const task = store.refreshing.get(list) ?? new LongTask();
  store.refreshing.set(list, task);
  await task.run(notifier, {
    title: l10n.t('Refreshing {0}', tenant),
    isCurrent: () => store.get(domain) === list,
    goOn: async (background, { tell, patiently }) => {
      const context: RequestContext = { ...background, priority: 'person' };
      const text = readingTexts(0, list.organizations.length);
      const onPage = (organizations: number) => {
        tell(text(organizations));
      };
      // Also without a loaded list: `change` updates the tenant's row, which shows whether the token can be read.
      await store.change(domain, async () => {
        if (list.isOpened || isAskedFor) {
          await list.refresh(context, onPage, patiently);
        }
      });
      await sections.refresh(domain, (address) => isInUse(services, address), context);
      tellUnfound(await documents.refresh(domain, context));
      await documents.reopen(domain);
    },
    stopped: () => ({
      domain,
      what: l10n.t('{0} could not be refreshed', tenant),
      documentation: documentationOf.list,
      extent: '',
      again: () => refresh(services, domain),
    }),
  });
}

/** How many documents one message names. */
const MAX_NAMED = 10;

/**
 * Tells which documents were not found again, and keep their content.
 * @throws the first other failure
 */
function tellUnfound(documents: readonly FailedDocument[]): void {
  const namesOf = (some: readonly FailedDocument[]) => {
    const names = some.map(({ address }) => plainName(addressTitle(address)));
    return firstNames(names, MAX_NAMED).join(', ');
  };
  const [gone, notListed] = [namesOf(documents.filter(isGone)), namesOf(documents.filter(isNotListed))];
  if (gone !== '') {
    void showInformation(l10n.t('Not found any more; the open documents show what was read last: {0}', gone));
  }
  if (notListed !== '') {
    void showInformation(
      l10n.t('Not among what is loaded now; the open documents show what was read last: {0}', notListed),
    );
  }
  const other = documents.find((document) => !isGone(document) && !isNotListed(document));
  if (other) {
    throw other.error;
  }
}

/** Whether the tenant says that what a document shows does not exist. */
function isGone({ error }: FailedDocument): boolean {
  return error instanceof ApiError && saysWhatIsMissing(error);
}

/** Whether the loaded part of its list does not have what a document shows. */
function isNotListed({ error }: FailedDocument): boolean {
  return error instanceof ApiError && error.reason === 'notLoaded';
}

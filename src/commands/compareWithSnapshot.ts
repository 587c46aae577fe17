import * as vscode from 'vscode';
import { compareLists, type TenantComparison } from '../comparing/compareLists.ts';
import { documentAddress } from '../documents/documentUri.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { withProgress } from '../messages/progress.ts';
import { loadAllPages, loadedOrganizations, type LoadedOrganizations } from '../organizations/loadPages.ts';
import { resultInSlices } from '../organizations/slices.ts';
import type { Snapshot } from '../snapshots/readSnapshot.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import { domainArgument } from './commandArguments.ts';
import { compareExtent } from './compareTenantSections.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { chooseSnapshot, confirmOtherTenant } from './snapshotQuestions.ts';
import { extentsOfSnapshot, type ReadSnapshot, readingOfSnapshot, readSnapshotFile } from './snapshotReading.ts';
import { chooseExtent, chooseMatch } from './tenantComparisonQuestions.ts';
import type { ComparedTenants } from './tenantSummary.ts';

/**
 * Compares a tenant with a snapshot of it, or of another tenant. The organizations of the tenant are read anew.
 * @param argument a domain or a row, or the URI of the file; without it the tenant of the snapshot
 * @param file the URI of the file; without it the user is asked
 * @param match see `compareTenants`, only for the snapshot of another tenant. Without it, the user is asked whether to
 *   compare them
 * @param extent `organizations`, or `sections` to compare also what the snapshot has of sections; otherwise the user is
 *   asked, and told the cost
 * @returns the result, `undefined` when nothing was compared or not to the end
 */
export async function compareWithSnapshot(
  services: ExtensionServices,
  argument?: unknown,
  file?: unknown,
  match?: unknown,
  extent?: unknown,
): Promise<TenantComparison | undefined> {
  const uri = fileArgument(argument) ?? fileArgument(file) ?? (await chooseSnapshot());
  const named = fileArgument(argument) ? undefined : domainArgument(argument);
  const snapshot = uri && (await readSnapshotFile(services, uri, named));
  const domain = snapshot && (await chooseTenant(services, snapshot, named, match));
  if (!snapshot || domain === undefined) {
    return undefined;
  }
  const retry = () => compareWithSnapshot(services, domain, uri, match, extent);
  const current = await readAnew(services, domain, retry);
  return current && compare(services, snapshot, { ...current, domain }, { match, extent });
}

/** The URI of a file that is no document of this extension. */
function fileArgument(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri && !documentAddress(argument) ? argument : undefined;
}

/** @param named the domain, if it is given */
async function chooseTenant(
  { tenants, known }: ExtensionServices,
  { header: { domain: saved } }: Snapshot,
  named: string | undefined,
  match: unknown,
): Promise<string | undefined> {
  const own = tenants.domains.includes(saved) ? saved : undefined;
  const domain = await pickTenant(tenants, vscode.l10n.t('Compare With Snapshot'), named ?? own);
  const isWanted =
    domain === undefined ||
    domain === saved ||
    match !== undefined ||
    (await confirmOtherTenant([known.titleOf(saved), known.titleOf(domain)]));
  return isWanted ? domain : undefined;
}

/** Reads all organizations of a tenant, also those that are loaded. A failure is shown. */
async function readAnew(
  { store, notifier }: ExtensionServices,
  domain: string,
  retry: () => unknown,
): Promise<LoadedOrganizations | undefined> {
  const list = store.get(domain);
  try {
    if (list.isLoaded) {
      await withProgress(vscode.l10n.t('Loading the organizations of {0}', domain), (context) =>
        store.change(domain, () => list.refresh(context)),
      );
    }
    if (!list.hasEnded) {
      await loadAllPages(store, domain);
    }
    return loadedOrganizations(list);
  } catch (error) {
    const what = vscode.l10n.t('The organizations of {0} could not be loaded', domain);
    notifier.notify(error, { domain, what, documentation: documentationOf.list, retry });
    return undefined;
  }
}

/** The tenant of today. */
interface CurrentTenant extends LoadedOrganizations {
  readonly domain: string;
}

async function compare(
  services: ExtensionServices,
  snapshot: ReadSnapshot,
  { domain, organizations, isCutOff }: CurrentTenant,
  given: Readonly<Record<'match' | 'extent', unknown>>,
): Promise<TenantComparison | undefined> {
  const { createdAt, domain: saved } = snapshot.header;
  const domains = [saved, domain] as const;
  const lists = [snapshot.organizations, organizations] as const;
  const isOneTenant = saved === domain;
  const matchedBy = isOneTenant ? byId : await chooseMatch(services, domains, lists, given.match);
  if (!matchedBy) {
    return undefined;
  }
  const { metadataKey } = matchedBy;
  const comparison = await withProgress(vscode.l10n.t('Comparing organizations'), ({ signal }) =>
    resultInSlices(compareLists(lists, metadataKey, isOneTenant), signal),
  );
  if (!comparison) {
    return undefined;
  }
  const titles = [savedTitle(services, snapshot), titleOf(services, domain)] as const;
  const cutOff = [snapshot.isCutOff, isCutOff] as const;
  const compared: ComparedTenants = { domains, titles, metadataKey, comparison, cutOff, snapshot: createdAt };
  const reading = readingOfSnapshot(services, snapshot, domain);
  const extents = extentsOfSnapshot(reading, domain);
  const extent = reading.sections.length === 0 ? 'organizations' : given.extent;
  return compareExtent(services, compared, reading, await chooseExtent(services, comparison, extents, extent));
}

const byId = { metadataKey: undefined } as const;

function titleOf({ known }: ExtensionServices, domain: string): string {
  return plainText(known.titleOf(domain), 60);
}

function savedTitle(services: ExtensionServices, { header: { domain, createdAt } }: Snapshot): string {
  const time = new Date(createdAt).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return vscode.l10n.t('{0} on {1}', titleOf(services, domain), time);
}

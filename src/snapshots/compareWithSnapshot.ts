import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { localFiles, type ReadableFile } from '#host/localFiles';
import { ApiError } from '../api/apiError.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import { domainArgument, targetTenant } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import type { CompareState, ReadPairSection, ScanKey } from '../compare/comparePairs.ts';
import { chooseExtent, type ComparisonExtents, type MatchedBy, storedPairScan } from '../compare/compareQuestions.ts';
import { compareExtent, compareLists, type PairReading, readingOfTenants } from '../compare/compareTenants.ts';
import type { ComparedTenants } from '../compare/comparisonSummary.ts';
import type { TenantComparison } from '../compare/matchOrganizations.ts';
import { noNames } from '../compare/referenceNames.ts';
import { comparedSection } from '../compare/readSides.ts';
import { documentAddress } from '../documents/documentAddress.ts';
import { rememberFolder, suggestedFolder, type WritingState } from '../documents/writeFile.ts';
import { loadAllPages, refreshPages } from '../organizations/loadAllPages.ts';
import { loadedOrganizations, type LoadedOrganizations } from '../organizations/organizationStore.ts';
import { requestedSections } from '../sections/organizationSections.ts';
import { consentToList } from '../tenants/requestCost.ts';
import { formatTime } from '../ui/format.ts';
import { confirm, withProgress } from '../ui/notifications.ts';
import { readSnapshot, sectionsAt, type Snapshot, SnapshotError } from './readSnapshot.ts';
import { tellSnapshotProblem } from './snapshotProblemTexts.ts';

/**
 * Compares a tenant with a snapshot of it, or of another tenant. The organizations of the tenant are read anew.
 * @param argument a domain or a row, or the URI of the file; without it the tenant of the snapshot, or
 *   else see `targetTenant`
 * @param file the URI of the file; without it the user is asked
 * @param match see `compareTenants`, only for the snapshot of another tenant. Without it, the user is asked whether to
 *   compare them
 * @param extent `organizations`, or `sections` to compare also what the snapshot has of sections; otherwise the user is
 *   asked, and told the cost
 * @returns the result, `undefined` when nothing was compared or not to the end
 */
export async function compareWithSnapshot(
  services: Services<'documents' | 'log' | 'notifier' | 'store' | 'tenants' | 'tree'> & CompareState & WritingState,
  argument?: unknown,
  file?: unknown,
  match?: unknown,
  extent?: unknown,
): Promise<TenantComparison | undefined> {
  const uri = fileArgument(argument) ?? fileArgument(file) ?? (await chooseSnapshot(services));
  const named = fileArgument(argument) ? undefined : domainArgument(argument);
  const snapshot = uri && (await readSnapshotFile(services, uri, named));
  const domain = snapshot && (await chooseTenant(services, snapshot, named, match));
  if (!snapshot || domain === undefined) {
    return undefined;
  }
  const joined = storedPairScan(services, snapshotKey(snapshot, domain, byId)).task.join();
  if (joined && snapshot.header.domain === domain) {
    return joined;
  }
  const retry = () => compareWithSnapshot(services, domain, uri, match, extent);
  const current = await readAnew(services, domain, retry);
  const matchByMetadata = (other?: unknown) => compareWithSnapshot(services, domain, uri, 'metadata', other);
  return current && compare(services, snapshot, { ...current, domain }, { match, extent }, matchByMetadata);
}

/** The URI of a file that is no document of this extension. */
function fileArgument(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri && !documentAddress(argument) ? argument : undefined;
}

/** Lets the user choose the file of a snapshot to compare with. */
async function chooseSnapshot(state: WritingState): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('Compare with Snapshot'),
      openLabel: l10n.t('Compare'),
      defaultUri: suggestedFolder(state),
      filters: { NDJSON: ['ndjson'], [l10n.t('All Files')]: ['*'] },
    })) ?? [];
  if (file) {
    rememberFolder(state, file);
  }
  return file;
}

/** @param named the domain, if it is given */
async function chooseTenant(
  services: Services<'tenants' | 'tree'>,
  { header: { domain: saved } }: Snapshot,
  named: string | undefined,
  match: unknown,
): Promise<string | undefined> {
  const { tenants } = services;
  const own = tenants.domains.includes(saved) ? saved : undefined;
  const domain = await targetTenant(services, l10n.t('Compare with Snapshot'), named ?? own);
  const isWanted =
    domain === undefined ||
    domain === saved ||
    match !== undefined ||
    (await confirmOtherTenant(tenants.titleOf(saved), tenants.titleOf(domain)));
  return isWanted ? domain : undefined;
}

/** Asks before a tenant is compared with the snapshot of another one. @param saved the title of the other one */
function confirmOtherTenant(saved: string, current: string): Promise<boolean> {
  return confirm(
    l10n.t('Compare {0} with a snapshot of another tenant?', current),
    l10n.t('The snapshot is of {0}.', saved),
    l10n.t('Compare'),
  );
}

/** Reads all organizations of a tenant, also those that are loaded, which is asked for if they are many. A failure is shown. */
async function readAnew(
  services: Services<'notifier' | 'store' | 'tenants'>,
  domain: string,
  retry: () => unknown,
): Promise<LoadedOrganizations | undefined> {
  const list = services.store.get(domain);
  const beforePage = consentToList(services.tenants.titleOf(domain));
  const isRefreshed = !list.isLoaded || (await refreshPages(services, domain, retry, beforePage));
  const isRead = isRefreshed && (list.hasEnded || (await loadAllPages(services, domain, retry, beforePage)));
  return isRead ? loadedOrganizations(list) : undefined;
}

/** The tenant of today. */
interface CurrentTenant extends LoadedOrganizations {
  readonly domain: string;
}

async function compare(
  services: Services<'documents' | 'log' | 'notifier' | 'store' | 'tenants'> & CompareState,
  snapshot: ReadSnapshot,
  { domain, organizations, isCutOff, readAt, isOfSummaries }: CurrentTenant,
  given: Readonly<Record<'match' | 'extent', unknown>>,
  matchByMetadata: (extent?: unknown) => Promise<TenantComparison | undefined>,
): Promise<TenantComparison | undefined> {
  const { createdAt, domain: saved } = snapshot.header;
  const domains = [saved, domain] as const;
  const lists = [snapshot.organizations, organizations] as const;
  const titles = [savedTitle(services, snapshot), services.tenants.titleOf(domain)] as const;
  const summariesAlone = [snapshot.isOfSummaries, isOfSummaries] as const;
  const result = await compareLists(titles, lists, given.match, { isOneTenant: saved === domain, summariesAlone });
  if (!result) {
    return undefined;
  }
  const { metadataKey, comparison, hasKeys } = result;
  const cutOff = [snapshot.isCutOff, isCutOff] as const;
  const compared: ComparedTenants = {
    ...{ domains, titles, metadataKey, comparison, cutOff, snapshot: createdAt },
    ...{ comparedAt: new Date(), readAt: [undefined, readAt] },
    summariesAlone,
    ...(hasKeys && { matchByMetadata }),
  };
  const reading = readingOfSnapshot(services, snapshot, domain, result);
  const extents = extentsOfSnapshot(services, reading, domain);
  const extent = reading.sections.length === 0 ? 'organizations' : given.extent;
  return compareExtent(services, compared, reading, await chooseExtent(services, compared, extents, extent));
}

const byId = { metadataKey: undefined } as const;

function savedTitle({ tenants }: Services<'tenants'>, { header: { domain, createdAt } }: Snapshot): string {
  return l10n.t('{0} on {1}', tenants.titleOf(domain), formatTime(new Date(createdAt)));
}

/** A snapshot with the file that it was read from. */
interface ReadSnapshot extends Snapshot {
  readonly uri: vscode.Uri;
  readonly file: ReadableFile;
}

/**
 * Reads a snapshot, and shows what is wrong with its file.
 * @param domain the tenant to compare with, if it is given
 * @returns `undefined` if it could not be read or the user cancels
 */
async function readSnapshotFile(
  { notifier }: Services<'notifier'>,
  uri: vscode.Uri,
  domain: string | undefined,
): Promise<ReadSnapshot | undefined> {
  try {
    return await withProgress(l10n.t('Reading the snapshot'), async ({ signal }) => {
      const file = await openSnapshotFile(uri);
      const snapshot = await readSnapshot(file.chunks(), () => {
        if (signal.aborted) {
          throw new ApiError('cancelled');
        }
      });
      return { ...snapshot, uri, file };
    });
  } catch (error) {
    const chooseAnother = () => chooseAnotherSnapshot(domain);
    if (!tellSnapshotProblem(error, uri, chooseAnother)) {
      const what = l10n.t('The snapshot could not be read');
      notifier.notify(error, { domain: '', what, documentation: documentationOf.list, retry: chooseAnother });
    }
    return undefined;
  }
}

function chooseAnotherSnapshot(domain: string | undefined): Thenable<unknown> {
  return vscode.commands.executeCommand('organizationInspector.compareWithSnapshot', domain);
}

/** What can be compared with a snapshot. @param domain the tenant of today */
function extentsOfSnapshot(
  services: Services<'tenants'>,
  { scanKey, sections }: PairReading,
  domain: string,
): ComparisonExtents {
  const known = sections.filter((name) => requestedSections.includes(name));
  return {
    title: l10n.t('Compare {0} with Snapshot', services.tenants.titleOf(domain)),
    scanKey,
    labels: {
      all: l10n.t('With the Sections of the Snapshot'),
      rest: l10n.t('Continue With the Sections of the Snapshot'),
    },
    sections: new Map([[domain, known]]),
  };
}

/** Another time of saving, or another way to match organizations, is another comparison. */
function snapshotKey({ header, uri }: ReadSnapshot, domain: string, { metadataKey }: MatchedBy): ScanKey {
  return { domains: [domain], key: JSON.stringify([domain, uri.toString(), header.createdAt, metadataKey]) };
}

/** How the sections of the snapshot are read from its file, and those of the tenant of today from the tenant. */
function readingOfSnapshot(
  services: Services<'tenants'>,
  snapshot: ReadSnapshot,
  domain: string,
  matchedBy: MatchedBy,
): PairReading {
  const { header, places, uri, file, refused } = snapshot;
  const { domain: saved } = header;
  const current = readingOfTenants(services, [saved, domain], byId);
  // A tenant that is not connected tells no names.
  const savedNames = services.tenants.domains.includes(saved) ? current.names?.[0] : undefined;
  const names = current.names && ([savedNames ?? (() => Promise.resolve(noNames)), current.names[1]] as const);
  let last: { readonly id: string; readonly sections: ReturnType<typeof sectionsAt> } | undefined;
  const readSaved = async (id: string, name: string) => {
    if (last?.id !== id) {
      const { start = 0, length = 0 } = places.get(id) ?? {};
      last = { id, sections: sectionsAt(await file.bytesAt(start, length), id, header.sections) };
    }
    const { [name]: section } = last.sections;
    return { ...comparedSection(section), isRefused: refused.has(name) };
  };
  const read: ReadPairSection = async (side, id, name, context) => {
    if (!requestedSections.includes(name)) {
      return {
        why: l10n.t('This version of the extension does not know the section {0}.', name),
        isRefused: true,
      };
    }
    return side === 0 ? readSaved(id, name) : current.read(side, id, name, context);
  };
  return {
    scanKey: snapshotKey(snapshot, domain, matchedBy),
    sections: header.sections,
    names: saved === domain ? undefined : names,
    read,
    unread: current.unread,
    failing: current.failing,
    showProblem: (error) => tellSnapshotProblem(error, uri, () => chooseAnotherSnapshot(domain)),
  };
}

/** The largest file that is held in memory, in bytes, where a file system reads whole files alone. */
const LARGEST_WHOLE = 256 * 1024 * 1024;

const CHUNK = 1024 * 1024;

/**
 * Opens a file to be read in pieces. Only a local file is not held in memory.
 * @throws SnapshotError `tooLarge`
 * @throws the errors of the file system
 */
async function openSnapshotFile(uri: vscode.Uri): Promise<ReadableFile> {
  if (uri.scheme === 'file' && localFiles) {
    return localFiles.readableFile(uri.fsPath);
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST_WHOLE) {
    throw new SnapshotError({ kind: 'tooLarge', bytes: size });
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  return {
    chunks: async function* () {
      for (let start = 0; start < bytes.length; start += CHUNK) {
        yield bytes.subarray(start, start + CHUNK);
        // Otherwise other work would wait until the end.
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
    bytesAt: (start, length) => Promise.resolve(bytes.subarray(start, start + length)),
  };
}

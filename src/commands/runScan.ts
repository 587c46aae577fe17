import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { withBackgroundProgress } from '../messages/progress.ts';
import { loadFirstPage } from '../organizations/loadPages.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import {
  type Answer,
  type Answers,
  type Ask,
  progressOf,
  scanOrganizations,
  type StoredScan,
  type StoredScans,
} from '../scans/scanOrganizations.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { chooseScanExtent, type ScanExtent } from './scanExtent.ts';
import { showScanResult } from './scanResult.ts';
import { progressTexts, tellRunning } from './scanTexts.ts';

/** A question about connections that each organization is asked, with one request. */
export interface ScanQuestion {
  readonly domain: string;
  /** Identifies the question among those about the tenant. */
  readonly key: string;
  /** What is asked for, such as `Organizations without a connection`. */
  readonly title: string;
  /** What each organization that is found is said to have. */
  readonly finding: string;
  readonly ask: Ask;
}

/** A question to the organizations that were loaded when it was asked. */
interface Scan {
  readonly question: ScanQuestion;
  readonly organizations: readonly Organization[];
  /** Whether the tenant may have organizations that were not loaded. */
  readonly isOfLoaded: boolean;
  readonly answers: Answers;
  /** The scans of the tenant. */
  readonly stored: StoredScans;
}

/**
 * Asks the loaded organizations of a tenant, apart from those that have an answer from a scan that was stopped.
 * @param extent `loaded`, or `all`, which loads the rest of the list first; otherwise the user is asked
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function runScan(
  services: ExtensionServices,
  question: ScanQuestion,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const { domain, key } = question;
  const list = await loadFirstPage(services.store, services.notifier, domain);
  if (!list.isLoaded) {
    return undefined;
  }
  const stored = scansOf(services, list);
  if (isRunning(stored, question)) {
    return undefined;
  }
  const answers = stored.get(key)?.answers ?? new Map<string, Answer>();
  const scan = { question, organizations: [...list.organizations], isOfLoaded: !list.isComplete, answers, stored };
  switch (givenExtent(extent, list) ?? (await chooseScanExtent(services.tenants, question, list, answers))) {
    case undefined:
      return undefined;
    case 'loadAll':
      await vscode.commands.executeCommand('organizationInspector.loadAllOrganizations', domain);
      return list.hasEnded ? runScan(services, question, extent) : undefined;
    case 'continue':
      return askAndShow(services, scan);
    case 'anew':
      return askAndShow(services, { ...scan, answers: new Map() });
  }
}

/** Also what the buttons of a notification do, perhaps long after it: no organization is asked that has an answer. */
async function askAndShow(services: ExtensionServices, scan: Scan): Promise<readonly Organization[] | undefined> {
  const { question, organizations, isOfLoaded, answers, stored } = scan;
  const { key, title, finding } = question;
  if (isRunning(stored, question)) {
    return undefined;
  }
  stored.set(key, { answers, isRunning: true });
  const isComplete = await askAll(services, scan);
  if (isComplete) {
    stored.delete(key);
  } else {
    stored.set(key, { answers, isRunning: false });
  }
  const { asked, total } = progressOf(organizations, answers);
  if (asked === 0 && !isComplete) {
    return undefined;
  }
  const answeredBy = (answer: Answer) => organizations.filter(({ id }) => answers.get(id) === answer);
  const found = answeredBy('yes');
  showScanResult(
    { title, found, findingOf: () => finding, asked, total, isOfLoaded, unclear: answeredBy('unclear').length },
    isComplete ? undefined : () => askAndShow(services, scan),
  );
  return found;
}

/** @returns whether all organizations were asked. If not, the scan was cancelled, or it failed, which is shown. */
async function askAll(services: ExtensionServices, scan: Scan): Promise<boolean> {
  const { question, organizations, answers } = scan;
  const { domain, title, ask } = question;
  try {
    await withBackgroundProgress(vscode.l10n.t('{0} in {1}', title, domain), async (context, { tell, patiently }) => {
      const progressText = progressTexts();
      await scanOrganizations(organizations, answers, ask, {
        context,
        patiently,
        onProgress: (progress) => {
          tell(progressText(progress));
        },
      });
    });
    return true;
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('{0} could not all be found in {1}', title, domain),
      documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections',
      retry: () => askAndShow(services, scan),
    });
    return false;
  }
}

/** Tells the user if the same question is being asked. */
function isRunning(stored: StoredScans, { key, title }: ScanQuestion): boolean {
  const { isRunning: isAsked = false } = stored.get(key) ?? {};
  if (isAsked) {
    tellRunning(title);
  }
  return isAsked;
}

function givenExtent(extent: unknown, list: OrganizationList): ScanExtent | undefined {
  if (extent === 'all' && !list.hasEnded) {
    return 'loadAll';
  }
  return extent === 'all' || extent === 'loaded' ? 'continue' : undefined;
}

function scansOf({ scans }: ExtensionServices, list: OrganizationList): StoredScans {
  const known = scans.get(list) ?? new Map<string, StoredScan>();
  scans.set(list, known);
  return known;
}

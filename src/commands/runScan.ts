import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { systemClock } from '../management/rateLimiter.ts';
import { showInformation } from '../messages/notifications.ts';
import { withBackgroundProgress } from '../messages/progress.ts';
import { loadFirstPage } from '../organizations/loadPages.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { patience } from '../scans/outages.ts';
import {
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
import { outageText, progressTexts } from './scanTexts.ts';

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

/**
 * Asks the loaded organizations of a tenant, those first that have no answer from a scan that was stopped.
 * @param extent `loaded`, or `all`, which loads the rest of the list first; otherwise the user is asked
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function runScan(
  services: ExtensionServices,
  question: ScanQuestion,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const { domain, key, title } = question;
  const list = await loadFirstPage(services.store, services.notifier, domain);
  if (!list.isLoaded) {
    return undefined;
  }
  const { answers, isRunning } = scansOf(services, list).get(key) ?? { answers: new Map(), isRunning: false };
  if (isRunning) {
    void showInformation(vscode.l10n.t('{0}: the search is running already.', title));
    return undefined;
  }
  switch (givenExtent(extent, list) ?? (await chooseScanExtent(services.tenants, question, list, answers))) {
    case undefined:
      return undefined;
    case 'loadAll':
      await vscode.commands.executeCommand('organizationInspector.loadAllOrganizations', domain);
      return list.isComplete ? runScan(services, question, extent) : undefined;
    case 'continue':
      return scan(services, question, list, answers);
    case 'anew':
      return scan(services, question, list, new Map());
  }
}

async function scan(
  services: ExtensionServices,
  question: ScanQuestion,
  list: OrganizationList,
  answers: Answers,
): Promise<readonly Organization[] | undefined> {
  const { key, title, finding } = question;
  const scans = scansOf(services, list);
  const organizations = [...list.organizations];
  const isOfLoaded = !list.isComplete;
  scans.set(key, { answers, isRunning: true });
  const isComplete = await askAll(services, question, organizations, answers);
  if (isComplete) {
    scans.delete(key);
  } else {
    scans.set(key, { answers, isRunning: false });
  }
  const { asked, total } = progressOf(organizations, answers);
  if (asked === 0 && !isComplete) {
    return undefined;
  }
  const found = organizations.filter(({ id }) => answers.get(id) === 'yes');
  showScanResult(
    { title, found, findingOf: () => finding, asked, total, isOfLoaded },
    isComplete ? undefined : () => runScan(services, question, 'loaded'),
  );
  return found;
}

/** @returns whether all organizations were asked. If not, the scan was cancelled, or it failed, which is shown. */
async function askAll(
  services: ExtensionServices,
  question: ScanQuestion,
  organizations: readonly Organization[],
  answers: Answers,
): Promise<boolean> {
  const { domain, title, ask } = question;
  try {
    await withBackgroundProgress(vscode.l10n.t('{0} in {1}', title, domain), async (context, tell) => {
      const progressText = progressTexts();
      const patiently = patience(systemClock, (waitMs) => {
        tell(outageText(waitMs));
      });
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
      retry: () => runScan(services, question, 'loaded'),
    });
    return false;
  }
}

function givenExtent(extent: unknown, list: OrganizationList): ScanExtent | undefined {
  if (extent === 'all' && !list.isComplete) {
    return 'loadAll';
  }
  return extent === 'all' || extent === 'loaded' ? 'continue' : undefined;
}

function scansOf({ scans }: ExtensionServices, list: OrganizationList): StoredScans {
  const known = scans.get(list) ?? new Map<string, StoredScan>();
  scans.set(list, known);
  return known;
}

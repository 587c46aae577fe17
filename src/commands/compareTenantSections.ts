import * as vscode from 'vscode';
import type { TenantComparison } from '../comparing/compareLists.ts';
import { comparePairs, progressOfPairs, type ReadPairSection, withPairSections } from '../comparing/comparePairs.ts';
import { both, type Pair } from '../comparing/pair.ts';
import { isApiError } from '../management/apiError.ts';
import { isMissingOrganization } from '../management/requestErrors.ts';
import { systemClock } from '../management/rateLimiter.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { showInformation } from '../messages/notifications.ts';
import { withBackgroundProgress } from '../messages/progress.ts';
import { patience } from '../scans/outages.ts';
import type { ScanProgress } from '../scans/scanOrganizations.ts';
import { describedError, isExpectedRefusal } from '../sections/loadSections.ts';
import { RequestChoice } from '../sections/requestChoice.ts';
import { readWholeSection } from '../sections/sectionPages.ts';
import { comparedSection } from './readComparedSides.ts';
import type { ExtensionServices, StoredPairScan } from './extensionServices.ts';
import { outageText, progressTexts } from './scanTexts.ts';
import { showTenantComparison } from './showTenantComparison.ts';
import { storedPairScan } from './tenantComparisonQuestions.ts';
import type { ComparedTenants } from './tenantSummary.ts';

/**
 * Compares the connections and discovery domains of organizations that belong together, in the background, apart from
 * the pairs that were compared before it was stopped.
 * @param isAnew whether all pairs are compared again
 * @returns the whole comparison, `undefined` if it was cancelled or failed, which is shown
 */
export async function compareTenantSections(
  services: ExtensionServices,
  compared: ComparedTenants,
  isAnew = false,
): Promise<TenantComparison | undefined> {
  const { domains, titles, comparison } = compared;
  const title = titles.join(' ↔ ');
  const before = storedPairScan(services, domains);
  if (before.isRunning) {
    void showInformation(vscode.l10n.t('{0}: the comparison is running already.', title));
    return undefined;
  }
  const scan: StoredPairScan = isAnew ? { ...before, answers: new Map(), refused: [new Map(), new Map()] } : before;
  store(services, domains, { ...scan, isRunning: true });
  const goOn = () => compareTenantSections(services, compared);
  const failing = new Map<unknown, string>();
  try {
    await withBackgroundProgress(vscode.l10n.t('Comparing {0}', title), async (context, tell) => {
      const progressText = progressTexts();
      const patiently = patience(systemClock, (waitMs) => {
        tell(outageText(waitMs));
      });
      await comparePairs(comparison, scan, readerOf(services, domains, failing), {
        context,
        patiently,
        onProgress: (progress) => {
          tell(progressText(progress));
        },
      });
    });
  } catch (error) {
    store(services, domains, { ...scan, isRunning: false });
    services.notifier.notify(error, {
      domain: failing.get(error) ?? domains[0],
      what: vscode.l10n.t('{0} could not be compared to the end', title),
      documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections',
      retry: goOn,
    });
    if (isApiError(error) && error.reason === 'cancelled') {
      offerToContinue(title, progressOfPairs(comparison, scan), goOn);
    }
    return undefined;
  }
  forget(services, domains);
  const whole = withPairSections(comparison, scan);
  const reasons = both(scan.refused, (refused) => [...new Set(refused.values())]);
  await showTenantComparison(services, { ...compared, comparison: whole, reasons });
  return whole;
}

/**
 * Reads sections as `readAllSections` does, without keeping them.
 * @param failing gets the domains of the tenants that fail, by their errors
 */
function readerOf(
  { tenants }: ExtensionServices,
  domains: Pair<string>,
  failing: Map<unknown, string>,
): ReadPairSection {
  const choice = new RequestChoice(tenants);
  return async (side, id, section, context) => {
    const domain = domains[side];
    try {
      const { items, isCutOff } = await readWholeSection(tenants, choice, { domain, id, path: [section] }, context);
      return comparedSection({ items, complete: !isCutOff });
    } catch (error) {
      if (!isApiError(error) || isMissingOrganization(error) || !isExpectedRefusal(error)) {
        failing.set(error, domain);
        throw error;
      }
      const described = await describedError(error, domain);
      return { ...comparedSection({ items: [], complete: false, error: described }), isRefused: true };
    }
  };
}

/** Keeps a comparison that can be continued. It goes with the list of its first tenant. */
function store(
  { comparing, store: lists }: ExtensionServices,
  [first, second]: Pair<string>,
  scan: StoredPairScan,
): void {
  const list = lists.get(first);
  const stored = comparing.pairScans.get(list) ?? new Map<string, StoredPairScan>();
  comparing.pairScans.set(list, stored.set(second, scan));
}

function forget({ comparing, store: lists }: ExtensionServices, [first, second]: Pair<string>): void {
  comparing.pairScans.get(lists.get(first))?.delete(second);
}

/** Does not wait for the user's choice. */
function offerToContinue(title: string, { asked, total }: ScanProgress, goOn: () => unknown): void {
  const button = vscode.l10n.t('Continue');
  const text = vscode.l10n.t('{0}: {1} of {2} compared.', title, formatNumber(asked), formatNumber(total));
  void showInformation(text, button).then((choice) => {
    if (choice === button) {
      void goOn();
    }
  });
}

import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import type { Services } from '../commands/services.ts';
import { FallbackRequest } from '../sections/fallbackRequest.ts';
import { readRefusableSection } from '../sections/readSections.ts';
import { progressTexts } from '../tenants/requestCost.ts';
import { formatNumber } from '../ui/format.ts';
import { showInformation } from '../ui/notifications.ts';
import type { ScanProgress } from '../ui/progress.ts';
import {
  compareSectionsOfPairs,
  type CompareState,
  pairSections,
  progressOfPairs,
  type ReadPairSection,
  type StoredPairScan,
  withPairSections,
} from './comparePairs.ts';
import { type ComparisonExtent, type MatchedBy, scanKeyOf, storedPairScan } from './compareQuestions.ts';
import type { ComparedTenants } from './comparisonSummary.ts';
import type { TenantComparison } from './matchOrganizations.ts';
import { both, type Pair } from './pair.ts';
import { comparedSection } from './readSides.ts';
import { showTenantComparison } from './showTenantComparison.ts';

/**
 * Compares the connections and discovery domains of organizations that belong together, in the background, apart from
 * the pairs that were compared before it was stopped.
 * @param reading how the sections are read
 * @param isAnew whether all pairs are compared again
 * @returns the whole comparison, `undefined` if it was cancelled or failed, which is shown
 */
async function compareTenantSections(
  services: Services<'documents' | 'log' | 'notifier' | 'store'> & CompareState,
  compared: ComparedTenants,
  reading: PairReading,
  isAnew = false,
): Promise<TenantComparison | undefined> {
  const before = storedPairScan(services, reading.scanKey);
  return before.task.start(() => {
    const scan: StoredPairScan = isAnew ? { ...before, answers: new Map(), refused: [new Map(), new Map()] } : before;
    store(services, reading.scanKey, scan);
    return comparePairs(services, compared, reading, scan);
  });
}

async function comparePairs(
  services: Services<'documents' | 'log' | 'notifier' | 'store'> & CompareState,
  compared: ComparedTenants,
  reading: PairReading,
  scan: StoredPairScan,
): Promise<TenantComparison | undefined> {
  const { titles, comparison } = compared;
  const { scanKey, sections, read, failing, showProblem } = reading;
  const title = titles.join(' ↔ ');
  const goOn = () => compareTenantSections(services, compared, reading);
  try {
    await scan.task.withProgress(l10n.t('Comparing {0}', title), async (context, { tell, patiently }) => {
      const progressText = progressTexts();
      await compareSectionsOfPairs(comparison, scan, read, {
        sections,
        context,
        patiently,
        onProgress: (progress) => {
          tell(progressText(progress));
        },
      });
    });
  } catch (error) {
    if (showProblem?.(error)) {
      return undefined;
    }
    services.notifier.notify(error, {
      domain: failing.get(error) ?? scanKey[0],
      what: l10n.t('{0} could not be compared to the end', title),
      documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections',
      retry: goOn,
    });
    if (error instanceof ApiError && error.reason === 'cancelled') {
      offerToContinue(title, progressOfPairs(comparison, scan), goOn);
    }
    return undefined;
  }
  forget(services, scanKey);
  const whole = withPairSections(comparison, scan);
  const reasons = both(scan.refused, (refused) => [...new Set(refused.values())]);
  await showTenantComparison(services, { ...compared, comparison: whole, sections: { names: sections, reasons } });
  return whole;
}

/** Shows a comparison by fields alone, or with sections, as the user has chosen. @returns see `compareTenantSections` */
export async function compareExtent(
  services: Services<'documents' | 'log' | 'notifier' | 'store'> & CompareState,
  compared: ComparedTenants,
  reading: PairReading,
  extent: ComparisonExtent | undefined,
): Promise<TenantComparison | undefined> {
  switch (extent) {
    case undefined:
      return undefined;
    case 'organizations':
      await showTenantComparison(services, compared);
      return compared.comparison;
    case 'continue':
    case 'anew':
      return compareTenantSections(services, compared, reading, extent === 'anew');
  }
}

/** How the sections of pairs are read. */
export interface PairReading {
  /** See `storedPairScan`. */
  readonly scanKey: Pair<string>;
  readonly sections: readonly string[];
  readonly read: ReadPairSection;
  /** The domains of the tenants that failed, by their errors. */
  readonly failing: ReadonlyMap<unknown, string>;
  /** Shows an error of `read` that is not of a tenant. @returns whether it is one */
  readonly showProblem?: (error: unknown) => boolean;
}

/** Reads the sections of two tenants as `readAllSections` does, without keeping them. */
export function readingOfTenants(
  { tenants }: Services<'tenants'>,
  domains: Pair<string>,
  matchedBy: MatchedBy,
): PairReading {
  const choice = new FallbackRequest(tenants);
  const failing = new Map<unknown, string>();
  const read: ReadPairSection = async (side, id, section, context) => {
    const address = { domain: domains[side], id, path: [section] };
    try {
      const content = await readRefusableSection(tenants, choice, address, context);
      return { ...comparedSection(content), isRefused: content.error !== undefined };
    } catch (error) {
      failing.set(error, domains[side]);
      throw error;
    }
  };
  return { scanKey: scanKeyOf(domains, matchedBy), sections: pairSections, read, failing };
}

/** Keeps a comparison that can be continued. It goes with the list of its first tenant. */
function store(
  { comparing, store: lists }: Services<'store'> & CompareState,
  [first, second]: Pair<string>,
  scan: StoredPairScan,
): void {
  const list = lists.get(first);
  const stored = comparing.pairScans.get(list) ?? new Map<string, StoredPairScan>();
  comparing.pairScans.set(list, stored.set(second, scan));
}

function forget({ comparing, store: lists }: Services<'store'> & CompareState, [first, second]: Pair<string>): void {
  comparing.pairScans.get(lists.get(first))?.delete(second);
}

/** Does not wait for the user's choice. */
function offerToContinue(title: string, { asked, total }: ScanProgress, goOn: () => unknown): void {
  const button = l10n.t('Continue');
  const text = l10n.t('{0}: {1} of {2} compared.', title, formatNumber(asked), formatNumber(total));
  void showInformation(text, button).then((choice) => {
    if (choice === button) {
      void goOn();
    }
  });
}

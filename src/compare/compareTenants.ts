import * as l10n from '@vscode/l10n';
import { isOfWholeTenant } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { domainArgument } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { loadAllPages } from '../organizations/loadAllPages.ts';
import { loadedOrganizations, type LoadedOrganizations } from '../organizations/organizationStore.ts';
import { FallbackRequest } from '../sections/fallbackRequest.ts';
import { readRefusableSection, unreadSection } from '../sections/readSections.ts';
import { readableSection } from '../sections/sectionPages.ts';
import { consentToList, progressTexts } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import { type CooperativeWork, runCooperatively } from '../ui/cooperativeWork.ts';
import { formatNumber } from '../ui/format.ts';
import type { LongWork } from '../ui/longTask.ts';
import { withProgress } from '../ui/notifications.ts';
import { both, type Pair } from './comparable.ts';
import {
  compareSectionsOfPairs,
  type CompareState,
  emptyPairScan,
  type PairScanOptions,
  pairSections,
  progressOfPairs,
  type ReadPairSection,
  type ScanKey,
  type StoredPairScan,
  withPairSections,
} from './comparePairs.ts';
import {
  chooseExtent,
  chooseTwoTenants,
  chooseMatch,
  type ComparisonExtent,
  extentsOfTenants,
  type MatchedBy,
  scanKeyOf,
  storedPairScan,
} from './compareQuestions.ts';
import type { ComparedTenants } from './comparisonSummary.ts';
import {
  compareOrganizationFields,
  type ListOptions,
  metadataKeys,
  type TenantComparison,
} from './matchOrganizations.ts';
import type { ReadNames } from './referenceNames.ts';
import { askedNamesOf, comparedSection, tenantTitles, TITLE_LENGTH } from './readSides.ts';
import { showTenantComparison } from './showTenantComparison.ts';

/**
 * Compares all organizations of two tenants, after loading the rest of their lists, which is asked for if it is long.
 * @param argument a domain or a row; without it the first of two tenants, see `targetTenant` for more of them
 * @param other the second tenant as a domain or a row; without it the other one, or the user is asked
 * @param match `metadata.` and a key, or `metadata` to ask for the key; otherwise organizations are matched by name
 * @param extent `organizations`, which makes no request, or `sections`; otherwise the user is asked, and told the cost
 * @returns the result, `undefined` when nothing was compared or not to the end
 */
export async function compareTenants(
  services: Services<'documents' | 'log' | 'notifier' | 'store' | 'tenants' | 'tree'> & CompareState,
  argument?: unknown,
  other?: unknown,
  match?: unknown,
  extent?: unknown,
): Promise<TenantComparison | undefined> {
  const domains = await chooseTwoTenants(services, argument, domainArgument(other));
  if (!domains) {
    return undefined;
  }
  const sides = both(domains, (domain) => ({ domain }));
  const titles = both(tenantTitles(services, sides), (title) => plainText(title, TITLE_LENGTH));
  const again = () => compareTenants(services, ...domains, match, extent);
  const loaded = await loadBoth(services, domains, again, consentToList(titles.join(' ↔ ')));
  if (!loaded) {
    return undefined;
  }
  const lists = both(loaded, ({ organizations }) => organizations);
  const summariesAlone = both(loaded, ({ isOfSummaries }) => isOfSummaries);
  const result = await compareLists(titles, lists, match, { summariesAlone });
  if (!result) {
    return undefined;
  }
  const { metadataKey, comparison, hasKeys } = result;
  const matchByMetadata = (anew?: unknown) => compareTenants(services, ...domains, 'metadata', anew);
  const compared = {
    domains,
    titles,
    metadataKey,
    comparison,
    comparedAt: new Date(),
    cutOff: both(loaded, ({ isCutOff }) => isCutOff),
    readAt: both(loaded, ({ readAt }) => readAt),
    summariesAlone,
    ...(hasKeys && { matchByMetadata }),
  };
  const reading = readingOfTenants(services, domains, result);
  const choice = await chooseExtent(services, compared, extentsOfTenants(domains, titles, result), extent);
  return compareExtent(services, compared, reading, choice);
}

/** Lists of organizations that were compared by their fields. */
interface ComparedLists extends MatchedBy {
  readonly comparison: TenantComparison;
  /** Whether they have metadata keys in common. */
  readonly hasKeys: boolean;
}

/**
 * Compares two lists of organizations by their fields, after asking what to match them by.
 * @param match see `chooseMatch`
 * @param options see `compareOrganizationFields`
 * @returns `undefined` when the user cancels, or if there is no metadata to match by, which is shown
 */
export async function compareLists(
  titles: Pair<string>,
  lists: Pair<readonly Organization[]>,
  match: unknown,
  options: ListOptions,
): Promise<ComparedLists | undefined> {
  const { isOneTenant } = options;
  const keys = isOneTenant ? [] : await comparing(metadataKeys(lists));
  const matchedBy = keys && (await chooseMatch(titles, keys, isOneTenant ? undefined : match));
  const comparison = matchedBy && (await comparing(compareOrganizationFields(lists, matchedBy.metadataKey, options)));
  return comparison && { ...matchedBy, comparison, hasKeys: keys.length > 0 };
}

/** Compares lists of organizations in slices, with progress. @returns `undefined` when the user cancels */
function comparing<T>(work: CooperativeWork<T>): Promise<T | undefined> {
  return withProgress(l10n.t('Comparing organizations'), ({ signal }) => runCooperatively(work, signal));
}

/**
 * Loads what is missing of both lists, one after the other. A failure is shown, and what is loaded is kept.
 * @param again does the command again, once a list that could not be loaded is loaded after all
 * @param beforePage see `loadAllPages`
 */
async function loadBoth(
  services: Services<'notifier' | 'store'>,
  domains: Pair<string>,
  again: () => unknown,
  beforePage: () => unknown,
): Promise<Pair<LoadedOrganizations> | undefined> {
  const { store } = services;
  // While one list is loaded, the other can be refreshed, or its tenant disconnected.
  const next = () => domains.find((domain) => !store.get(domain).hasEnded);
  for (let domain = next(); domain !== undefined; domain = next()) {
    if (!(await loadAllPages(services, domain, again, beforePage))) {
      return undefined;
    }
  }
  return both(domains, (domain) => loadedOrganizations(store.get(domain)));
}

/**
 * Compares sections of organizations that belong together, in the background, apart from the pairs that were compared
 * before it was stopped.
 * @param reading how the sections are read
 * @param isAnew whether all pairs are compared again
 * @returns the whole comparison, `undefined` if it was cancelled or failed, which is shown
 */
async function compareTenantSections(
  services: Services<'documents' | 'log' | 'notifier' | 'store'> & CompareState,
  compared: ComparedTenants,
  reading: PairReading,
  isAnew: boolean,
): Promise<TenantComparison | undefined> {
  const stored = storedPairScan(services, reading.scanKey);
  if (isAnew && !stored.task.isRunning) {
    stored.scan = emptyPairScan();
  }
  return stored.task.run(services.notifier, workOf(services, compared, reading, stored));
}

function workOf(
  services: Services<'documents' | 'log' | 'store'>,
  compared: ComparedTenants,
  { scanKey, sections, names, read, unread, failing, showProblem }: PairReading,
  stored: StoredPairScan,
): LongWork<TenantComparison> {
  const { domains, titles, comparison } = compared;
  const { scan } = stored;
  const title = titles.join(' ↔ ');
  return {
    title: l10n.t('Comparing {0}', title),
    isCurrent: stored.isCurrent,
    goOn: async (context, { tell, patiently }) => {
      const progressText = progressTexts(progressOfPairs(comparison, scan).asked);
      await compareSectionsOfPairs(comparison, scan, read, {
        domains,
        sections,
        names,
        unread,
        context,
        patiently,
        onProgress: (progress) => {
          tell(progressText(progress));
        },
      });
      if (stored.scan === scan) {
        stored.scan = emptyPairScan();
      }
      const whole = withPairSections(comparison, scan);
      const done = { comparison: whole, comparedAt: new Date(), sections: { names: sections, readAt: scan.startedAt } };
      await showTenantComparison(services, { ...compared, ...done });
      return whole;
    },
    stopped: (error) => {
      if (showProblem?.(error)) {
        return undefined;
      }
      const { asked, total } = progressOfPairs(comparison, scan);
      const extent = l10n.t('{0} of {1} compared.', formatNumber(asked), formatNumber(total));
      const failed = error instanceof Error ? failing.get(error) : undefined;
      return {
        domain: failed ?? scanKey.domains[0],
        what:
          failed === undefined
            ? l10n.t('{0} could not be compared to the end', title)
            : l10n.t(
                '{0} could not be compared to the end, stopped at {1}',
                title,
                services.store.tenants.titleOf(failed),
              ),
        documentation: readableSection(['connections']).source.documentation,
        extent: asked === 0 ? '' : extent,
      };
    },
  };
}

/** Shows a comparison by fields alone, or with sections, as the user has chosen. @returns see `compareTenantSections` */
export async function compareExtent(
  services: Services<'documents' | 'log' | 'notifier' | 'store'> & CompareState,
  compared: ComparedTenants,
  reading: PairReading,
  extent: ComparisonExtent | undefined,
): Promise<TenantComparison | undefined> {
  if (extent === 'organizations') {
    await showTenantComparison(services, compared);
    return compared.comparison;
  }
  if (extent === 'matchByMetadata') {
    return compared.matchByMetadata?.();
  }
  return extent && compareTenantSections(services, compared, reading, extent === 'anew');
}

/** How the sections of pairs are read. */
export interface PairReading {
  readonly scanKey: ScanKey;
  readonly sections: readonly string[];
  /** See `PairScanOptions`. */
  readonly names: Pair<ReadNames> | undefined;
  readonly read: ReadPairSection;
  /** See `PairScanOptions`. */
  readonly unread: PairScanOptions['unread'];
  /** The domains of the tenants that failed, by their errors. */
  readonly failing: Pick<WeakMap<object, string>, 'get'>;
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
  const failing = new WeakMap<object, string>();
  const noting = async <T>(domain: string, reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      if (error instanceof Error) {
        failing.set(error, domain);
      }
      throw error;
    }
  };
  const read: ReadPairSection = async (side, id, section, context) => {
    const domain = domains[side];
    const address = { domain, id, path: [section] };
    const content = await noting(domain, readRefusableSection(tenants, choice, address, context));
    return { ...comparedSection(content), isRefused: content.error !== undefined && isOfWholeTenant(content.error) };
  };
  const unread: PairReading['unread'] = async (error) => comparedSection(await unreadSection(error));
  const names = both(domains, (domain): ReadNames => {
    const readNames = askedNamesOf(tenants, domain);
    return (references, context) => noting(domain, readNames(references, context));
  });
  return { scanKey: scanKeyOf(domains, matchedBy), sections: pairSections, names, read, unread, failing };
}

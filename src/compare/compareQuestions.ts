import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import type { Services } from '../commands/services.ts';
import { sectionCosts } from '../sections/sectionPages.ts';
import { jointCostText } from '../tenants/requestCost.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { type Choice, choose } from '../ui/ask.ts';
import { runCooperatively } from '../ui/cooperativeWork.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask } from '../ui/longTask.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';
import type { Pair } from './comparable.ts';
import {
  type CompareState,
  emptyPairScan,
  pairSections,
  progressOfPairs,
  type ScanKey,
  type StoredPairScan,
} from './comparePairs.ts';
import type { ComparedTenants } from './comparisonSummary.ts';
import { type MetadataKey, metadataKeys } from './matchOrganizations.ts';

/** What organizations of two tenants are matched by: their names, or the values of a metadata key. */
export interface MatchedBy {
  readonly metadataKey: string | undefined;
}

/**
 * How much of the organizations of two tenants is compared: their fields alone, or also the sections of each pair; or first
 * a metadata key is chosen to match them by.
 */
export type ComparisonExtent = 'organizations' | 'continue' | 'anew' | 'matchByMetadata';

const metadataPrefix = 'metadata.';

/** The metadata keys that organizations of two tenants can be matched by. @returns `undefined` when the user cancels */
export function keysInCommon(lists: Pair<readonly Organization[]>): Promise<readonly MetadataKey[] | undefined> {
  return withProgress(l10n.t('Comparing organizations'), ({ signal }) => runCooperatively(metadataKeys(lists), signal));
}

/**
 * What organizations are matched by: their names, unless the arguments of the command say otherwise.
 * @param keys those that can be chosen
 * @param given `metadata.` and a key, or `metadata` to let the user choose
 * @returns `undefined` when the user cancels
 */
export async function chooseMatch(
  titles: Pair<string>,
  keys: readonly MetadataKey[],
  given: unknown,
): Promise<MatchedBy | undefined> {
  if (given === 'metadata' && keys.length === 0) {
    void showInformation(l10n.t('Organizations of the two have no metadata key in common.'));
    return undefined;
  }
  if (given !== 'metadata') {
    const isByKey = typeof given === 'string' && given.startsWith(metadataPrefix);
    return { metadataKey: isByKey ? given.slice(metadataPrefix.length) : undefined };
  }
  const choices: readonly Choice<MatchedBy>[] = [
    ...keys.map(({ key, counts }) => ({
      value: { metadataKey: key },
      label: `metadata.${withoutIcons(plainText(key, 60))}`,
      detail: titles.map((title, side) => `${withoutIcons(title)}: ${formatNumber(counts[side] ?? 0)}`).join(' · '),
    })),
    {
      value: { metadataKey: undefined },
      label: l10n.t('Name'),
      detail: l10n.t('Unique in each tenant'),
    },
  ];
  const placeholder = l10n.t('Which organizations belong together? Those with the same…');
  return choose(choices, { title: l10n.t('Compare {0}', titles.join(' ↔ ')), placeholder });
}

/** What can be compared of pairs of organizations, and what it costs. */
export interface ComparisonExtents {
  readonly title: string;
  readonly scanKey: ScanKey;
  /** The label of comparing with sections, and of continuing with it. */
  readonly labels: { readonly all: string; readonly rest: string };
  /** The sections of each pair that are read, by domain. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
}

/** Tenants that are matched in another way are another comparison. */
export function scanKeyOf(domains: Pair<string>, { metadataKey }: MatchedBy): ScanKey {
  return { domains, key: JSON.stringify([domains, metadataKey]) };
}

/** The extents of a comparison of two tenants. */
export function extentsOfTenants(domains: Pair<string>, titles: Pair<string>, matchedBy: MatchedBy): ComparisonExtents {
  return {
    title: l10n.t('Compare {0}', titles.join(' ↔ ')),
    scanKey: scanKeyOf(domains, matchedBy),
    labels: {
      all: l10n.t('With Connections and Domains'),
      rest: l10n.t('Continue With Connections and Domains'),
    },
    sections: new Map(domains.map((domain) => [domain, pairSections])),
  };
}

/**
 * Lets the user choose what is compared, and says what each choice costs. Does not ask if no organizations belong
 * together.
 * @param given `organizations` or `sections`, used without asking
 * @returns `undefined` when the user cancels
 */
export async function chooseExtent(
  services: Services<'store' | 'tenants'> & CompareState,
  { comparison, matchByMetadata }: Pick<ComparedTenants, 'comparison' | 'matchByMetadata'>,
  { title, scanKey, labels, sections }: ComparisonExtents,
  given: unknown,
): Promise<ComparisonExtent | undefined> {
  const { task, scan } = storedPairScan(services, scanKey);
  const { asked, total } = progressOfPairs(comparison, scan);
  if (total === 0 || given === 'organizations') {
    return 'organizations';
  }
  if (given === 'sections' || task.isRunning) {
    return 'continue';
  }
  const cost = (pairs: number) => {
    const costs = [...sections].map(([domain, names]) => [domain, sectionCosts(names, pairs)] as const);
    return jointCostText(services.tenants, new Map(costs));
  };
  const alone: Choice<ComparisonExtent> = {
    value: 'organizations',
    label: l10n.t('Organizations Alone'),
    detail: l10n.t('Names, branding, metadata and all other fields, without a request'),
  };
  const rest: Choice<ComparisonExtent> = {
    value: 'continue',
    label: labels.rest,
    description: l10n.t('{0} of {1}', formatNumber(total - asked), formatNumber(total)),
    detail: cost(total - asked),
  };
  const anew: Choice<ComparisonExtent> = {
    value: 'anew',
    label: labels.all,
    detail: cost(total),
  };
  const placeholder = l10n.t('Pairs of organizations: {0}', formatNumber(total));
  const match: Choice<ComparisonExtent> = { value: 'matchByMetadata', label: l10n.t('Match by Metadata…') };
  const choices = [alone, ...(asked > 0 ? [rest] : []), anew, ...(matchByMetadata ? [match] : [])];
  return choose(choices, { title, placeholder });
}

/** The comparison of sections that runs or was stopped, or an empty one. It goes when one of its tenants is disconnected. */
export function storedPairScan(
  { comparing: { pairScans }, store }: Services<'store'> & CompareState,
  { domains, key }: ScanKey,
): StoredPairScan {
  const lists = domains.map((domain) => store.get(domain));
  const first = store.get(domains[0]);
  const ofFirst = pairScans.get(first) ?? new Map<string, StoredPairScan>();
  const known = ofFirst.get(key);
  if (known?.lists.every((list, place) => list === lists[place])) {
    return known;
  }
  const stored: StoredPairScan = { task: new LongTask(), lists, scan: emptyPairScan() };
  pairScans.set(first, ofFirst.set(key, stored));
  return stored;
}

import type { Uri } from 'vscode';
import { isMissingOrganization, recover } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Retry } from '../api/retryAfterOutages.ts';
import type { OrganizationReference } from '../commands/commandArguments.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { LongTask } from '../ui/longTask.ts';
import type { ScanProgress } from '../ui/progress.ts';
import { both, differingSections, type Pair, type ReadSection, type Side } from './comparable.ts';
import type { ComparedPair, TenantComparison } from './matchOrganizations.ts';

/** The sections by which the organizations of two tenants are compared, with at least one request each. */
export const pairSections: readonly string[] = ['connections', 'discovery-domains'];

/**
 * How many pairs that differ are shown, and keep their sections for it. With thousands, an editor is of no use, and the
 * sections would take a lot of memory.
 */
export const SHOWN_PAIRS = 100;

/** What the sections of a pair tell. `gone`: a tenant does not have its organization any more. */
type PairAnswer = 'gone' | SectionsAnswer;

interface SectionsAnswer extends Pick<ComparedPair, 'sections'> {
  /** The names of the sections that differ. */
  readonly differing: readonly string[];
  /** The names of the sections that could not be read to their ends, although no tenant refuses them. */
  readonly unread: readonly string[];
  /** The names of the sections that a tenant refuses. */
  readonly refused: readonly string[];
}

/** How far the sections of pairs are read. A run that was stopped continues from it. */
export interface PairScan {
  /** Keyed by the IDs of both organizations. */
  readonly answers: Map<string, PairAnswer>;
  /** Why a tenant refuses a section, keyed by the name of the section. In a run, no tenant is asked for it again. */
  readonly refused: Pair<Map<string, string>>;
}

/** A comparison of sections that runs, or that was stopped and can be continued. */
export interface StoredPairScan {
  readonly task: LongTask<TenantComparison>;
  /** The lists of the tenants that are read. Another list has taken the place of one whose tenant was disconnected. */
  readonly lists: readonly OrganizationList[];
  /** Empty until it is begun. */
  scan: PairScan;
}

export function emptyPairScan(): PairScan {
  return { answers: new Map(), refused: [new Map(), new Map()] };
}

/** Reads a section of an organization to its end. @returns also why a tenant refuses it @throws ApiError any other */
export type ReadPairSection = (
  side: 0 | 1,
  organizationId: string,
  section: string,
  context: RequestContext,
) => Promise<ReadSection & { readonly isRefused?: boolean }>;

export interface PairScanOptions {
  /** The names of the sections. */
  readonly sections: readonly string[];
  readonly context: RequestContext;
  readonly patiently: Retry;
  readonly onProgress: (progress: ScanProgress) => void;
}

/**
 * Reads the sections of each pair that has no answer yet, one pair after the other, and adds the answers to the scan,
 * which also holds what was read when it is cancelled or fails.
 * @throws ApiError
 */
export async function compareSectionsOfPairs(
  comparison: TenantComparison,
  scan: PairScan,
  read: ReadPairSection,
  options: PairScanOptions,
): Promise<void> {
  const { context, patiently, onProgress } = options;
  const pairs = pairsOf(comparison);
  await askRefusedAgain(pairs, scan, read, options);
  let { asked, found } = progressOfPairs(comparison, scan);
  for (const pair of pairs.filter((each) => !scan.answers.has(keyOf(each)))) {
    const answer = await patiently(() => answerOf(pair, scan, read, options), context.signal);
    scan.answers.set(keyOf(pair), found < SHOWN_PAIRS ? answer : withoutSections(answer));
    asked += 1;
    found += isDifferent(pair, answer) ? 1 : 0;
    onProgress({ asked, found, total: pairs.length });
  }
}

/**
 * Asks once more for what a tenant has refused before the run was stopped: it may have another token by now. Pairs that
 * were compared without it are compared again then.
 */
async function askRefusedAgain(
  pairs: readonly ComparedPair[],
  { answers, refused }: PairScan,
  read: ReadPairSection,
  { context, patiently }: PairScanOptions,
): Promise<void> {
  const asked = pairs.find((pair) => answers.get(keyOf(pair)) !== 'gone');
  if (!asked) {
    return;
  }
  for (const side of [0, 1] as const) {
    for (const name of [...refused[side].keys()]) {
      const { id } = asked.organizations[side];
      const section = await patiently(
        () => recover(read(side, id, name, context), isMissingOrganization, () => undefined),
        context.signal,
      );
      if (section && !section.isRefused) {
        refused[side].delete(name);
        for (const [key, answer] of answers) {
          if (answer !== 'gone' && answer.refused.includes(name)) {
            answers.delete(key);
          }
        }
      }
    }
  }
}

/** How far the sections of the pairs are read; `found` are the pairs that differ. */
export function progressOfPairs(comparison: TenantComparison, { answers }: PairScan): ScanProgress {
  const pairs = pairsOf(comparison);
  const known = pairs.flatMap((pair) => answers.get(keyOf(pair)) ?? []);
  const found = pairs.filter((pair) => {
    const answer = answers.get(keyOf(pair));
    return answer !== undefined && isDifferent(pair, answer);
  });
  return { asked: known.length, found: found.length, total: pairs.length };
}

/** The comparison by fields and by the sections that were read. */
export function withPairSections(comparison: TenantComparison, { answers }: PairScan): TenantComparison {
  const different: ComparedPair[] = [];
  const same: ComparedPair[] = [];
  const unread: ComparedPair[] = [];
  const gone: ComparedPair[] = [];
  for (const pair of pairsOf(comparison)) {
    const answer = answers.get(keyOf(pair));
    if (answer === 'gone') {
      gone.push(pair);
      continue;
    }
    const fields = [...pair.fields, ...(answer?.differing ?? [])];
    if (fields.length > 0) {
      different.push({ ...pair, fields, ...(answer?.sections && { sections: answer.sections }) });
    } else if (answer && answer.unread.length > 0) {
      unread.push({ ...pair, fields: answer.unread });
    } else {
      same.push(pair);
    }
  }
  return { ...comparison, different, same, unread, gone };
}

function pairsOf({ different, same }: TenantComparison): readonly ComparedPair[] {
  return [...different, ...same];
}

function keyOf({ organizations: [first, second] }: ComparedPair): string {
  return `${first.id} ${second.id}`;
}

function isDifferent({ fields }: ComparedPair, answer: PairAnswer): boolean {
  return answer !== 'gone' && (fields.length > 0 || answer.differing.length > 0);
}

function withoutSections(answer: PairAnswer): PairAnswer {
  return answer === 'gone' ? answer : { differing: answer.differing, unread: answer.unread, refused: answer.refused };
}

async function answerOf(
  pair: ComparedPair,
  { refused }: PairScan,
  read: ReadPairSection,
  { sections: names, context }: PairScanOptions,
): Promise<PairAnswer> {
  const readAll = async (id: string, side: 0 | 1): Promise<Side['sections']> => {
    const sections: Record<string, ReadSection> = {};
    for (const name of names) {
      const why = refused[side].get(name);
      if (why !== undefined || refused.some((reasons) => reasons.has(name))) {
        sections[name] = why === undefined ? { items: [] } : { why };
        continue;
      }
      const section = await read(side, id, name, context);
      if ('why' in section && section.isRefused) {
        refused[side].set(name, section.why);
      }
      sections[name] = section;
    }
    return sections;
  };
  const reading = Promise.all(both(pair.organizations, ({ id }, side) => readAll(id, side)));
  const sections = await recover(reading, isMissingOrganization, () => undefined);
  if (!sections) {
    return 'gone';
  }
  const differing = differingSections(sections);
  const unread = Object.keys(sections[0]).filter((name) =>
    sections.some((own, side) => own[name] && 'why' in own[name] && !refused[side]?.has(name)),
  );
  const left = names.filter((name) => refused.some((reasons) => reasons.has(name)));
  return { differing, unread, refused: left, ...((pair.fields.length > 0 || differing.length > 0) && { sections }) };
}

/** What commands that compare keep until the window closes. */
export interface CompareState {
  readonly comparing: {
    /** The organization of `selectForCompare`. */
    selected?: OrganizationReference;
    /** Comparisons of everything about two organizations, by the organizations and the sections. */
    readonly everything: Map<string, LongTask<Pair<Uri> | undefined>>;
    /** The comparisons of sections that run or were stopped, by the list of the first tenant and by what they compare. */
    readonly pairScans: WeakMap<OrganizationList, Map<string, StoredPairScan>>;
  };
}

/** What is compared: the tenants that are read, and what tells the comparison from others of theirs. */
export interface ScanKey {
  readonly domains: readonly [string, ...string[]];
  readonly key: string;
}

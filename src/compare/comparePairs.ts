import type { Uri } from 'vscode';
import { type ApiError, isMissingOrganization, recover } from '../api/apiError.ts';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { ItemError, type Retry } from '../api/retries.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { OrganizationReference } from '../commands/commandTarget.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { LongTask } from '../ui/longTask.ts';
import type { ScanProgress } from '../ui/notifications.ts';
import {
  both,
  compareSections,
  type Pair,
  type ReadSection,
  type SectionsResult,
  type Side,
  unnamedReferences,
} from './comparable.ts';
import type { ComparedPair, Gap, TenantComparison } from './matchOrganizations.ts';
import { noNames, type ReadNames } from './referenceNames.ts';

/** The sections by which the organizations of two tenants are compared, with at least one request each. */
export const pairSections: readonly string[] = ['connections', 'discovery-domains'];

/**
 * How many pairs that differ are shown, and keep their sections for it. With thousands, an editor is of no use, and the
 * sections would take a lot of memory.
 */
export const SHOWN_PAIRS = 100;

/** What the sections of a pair tell. `gone`: a tenant does not have its organization any more. */
type PairAnswer = 'gone' | SectionsAnswer;

interface SectionsAnswer extends SectionsResult, Pick<ComparedPair, 'sections' | 'names'> {
  /** The names of the sections that a tenant refused. */
  readonly refused: readonly string[];
  /** Whether a tenant did not tell the name of something, which another token may be told. */
  readonly isNameless?: true;
}

/** How many organizations in a row are refused before a tenant counts as refusing: one may be refused alone. */
const REFUSED_IN_A_ROW = 2;

/** What a tenant refuses, by the names of sections: it is not asked for it again. */
export class Refusals<Why> {
  readonly #seen = new Map<string, { readonly why: Why; readonly inARow: number }>();

  /** Why the tenant refuses a section, `undefined` if it does not. */
  why(section: string): Why | undefined {
    const { why, inARow = 0 } = this.#seen.get(section) ?? {};
    return inARow >= REFUSED_IN_A_ROW ? why : undefined;
  }

  /** The names of the sections that the tenant refuses. */
  get sections(): readonly string[] {
    return [...this.#seen.keys()].filter((section) => this.why(section) !== undefined);
  }

  /** Notes the answer for an organization. @param why `undefined` if it was not refused */
  note(section: string, why: Why | undefined): void {
    if (why === undefined) {
      this.#seen.delete(section);
    } else {
      this.#seen.set(section, { why, inARow: (this.#seen.get(section)?.inARow ?? 0) + 1 });
    }
  }

  clear(): void {
    this.#seen.clear();
  }
}

/** How far the sections of pairs are read. A run that was stopped continues from it. */
export interface PairScan {
  /** When the first section was asked for. */
  readonly startedAt: Date;
  /** Keyed by the IDs of both organizations. */
  readonly answers: Map<string, PairAnswer>;
  readonly refused: Pair<Refusals<string>>;
}

/** A comparison of sections that runs, or that was stopped and can be continued. */
export interface StoredPairScan {
  readonly task: LongTask<TenantComparison>;
  /** Whether no tenant that is read was disconnected. */
  readonly isCurrent: () => boolean;
  /** Empty until it is begun. */
  scan: PairScan;
}

/** A scan that has read nothing. */
export function emptyPairScan(): PairScan {
  return { startedAt: new Date(), answers: new Map(), refused: [new Refusals(), new Refusals()] };
}

/** Reads a section of an organization to its end. @returns also why a tenant refuses it @throws ApiError any other */
export type ReadPairSection = (
  side: 0 | 1,
  organizationId: string,
  section: string,
  context: RequestContext,
) => Promise<ReadSection & { readonly isRefused?: boolean }>;

/** What is read of pairs, and how. */
export interface PairScanOptions {
  readonly domains: Pair<string>;
  /** The names of the sections. */
  readonly sections: readonly string[];
  /** Tells names of each of two tenants; `undefined` for one tenant at two times, where an ID stays the same. */
  readonly names: Pair<ReadNames> | undefined;
  /** What stands for a section that a tenant fails to answer for. */
  readonly unread: (error: ApiError) => ReturnType<ReadPairSection>;
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
  const { onProgress } = options;
  const pairs = pairsOf(comparison);
  await askRefusedAgain(pairs, scan, read, options);
  let { asked, found } = progressOfPairs(comparison, scan);
  // Not `found`, which counts later pairs as well where earlier ones are compared again.
  let shown = 0;
  for (const pair of pairs) {
    const known = scan.answers.get(keyOf(pair));
    const answer = known ?? (await answerOf(pair, scan, read, options));
    if (!known) {
      scan.answers.set(keyOf(pair), shown < SHOWN_PAIRS ? answer : withoutSections(answer));
      asked += 1;
      found += isDifferent(pair, answer) ? 1 : 0;
      onProgress({ asked, found, total: pairs.length });
    }
    shown += isDifferent(pair, answer) ? 1 : 0;
  }
}

/**
 * Asks once more for what a tenant has refused before the run was stopped: it may have another token by now. Pairs that
 * were compared without what it does not refuse any more, or without a name, are compared again then.
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
    for (const name of refused[side].sections) {
      const { id } = asked.organizations[side];
      const section = await patiently(
        () => recover(read(side, id, name, context), isMissingOrganization, () => undefined),
        context.signal,
      );
      if (section && !section.isRefused) {
        refused[side].note(name, undefined);
      }
    }
  }
  const isRefused = (name: string) => refused.some((own) => own.why(name) !== undefined);
  for (const [key, answer] of answers) {
    if (answer !== 'gone' && (answer.isNameless || !answer.refused.every(isRefused))) {
      answers.delete(key);
    }
  }
}

/** How far the sections of the pairs are read; `found` are the pairs that differ. */
export function progressOfPairs(comparison: TenantComparison, { answers }: PairScan): ScanProgress {
  const pairs = pairsOf(comparison);
  const known = pairs.flatMap((pair) => {
    const answer = answers.get(keyOf(pair));
    return answer ? [isDifferent(pair, answer)] : [];
  });
  return { asked: known.length, found: known.filter(Boolean).length, total: pairs.length };
}

/** The comparison by fields and by the sections that were read. */
export function withPairSections(comparison: TenantComparison, { answers }: PairScan): TenantComparison {
  const different: ComparedPair[] = [];
  const same: ComparedPair[] = [];
  const unread: ComparedPair[] = [];
  const gone: ComparedPair[] = [];
  const gaps = new Map<string, Gap>();
  for (const pair of pairsOf(comparison)) {
    const answer = answers.get(keyOf(pair));
    if (answer === 'gone') {
      gone.push(pair);
      continue;
    }
    const { differing = [], missing = {}, leftOut = [], sections, names } = answer ?? {};
    noteGaps(gaps, pair, { missing, leftOut });
    const fields = [...pair.fields, ...differing];
    const left = Object.keys(missing).filter((name) => !leftOut.includes(name));
    const told: ComparedPair = Object.keys(missing).length > 0 ? { ...pair, missing } : pair;
    if (fields.length > 0) {
      different.push({
        ...told,
        fields,
        ...(left.length > 0 && { unread: left }),
        ...(sections && { sections, ...(names && { names }) }),
      });
    } else if (left.length > 0) {
      unread.push({ ...told, unread: left });
    } else {
      same.push(told);
    }
  }
  return { ...comparison, different, same, unread, gone, gaps: [...gaps.values()] };
}

/** How many organizations of a gap are named. */
const NAMED = 3;

function noteGaps(
  gaps: Map<string, Gap>,
  { organizations }: ComparedPair,
  { missing, leftOut }: Pick<SectionsResult, 'missing' | 'leftOut'>,
): void {
  for (const [section, reasons] of Object.entries(missing)) {
    for (const side of [0, 1] as const) {
      for (const why of reasons[side]) {
        const key = JSON.stringify([side, section, why]);
        const { count = 0, first = [] } = gaps.get(key) ?? {};
        const named = first.length < NAMED ? [...first, organizations[side]] : first;
        gaps.set(key, { side, section, why, isLeftOut: leftOut.includes(section), count: count + 1, first: named });
      }
    }
  }
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
  if (answer === 'gone') {
    return answer;
  }
  const { sections: _sections, names: _names, ...rest } = answer;
  return rest;
}

async function answerOf(
  pair: ComparedPair,
  { refused }: PairScan,
  read: ReadPairSection,
  { domains, sections: wanted, names: readNames, unread, context, patiently }: PairScanOptions,
): Promise<PairAnswer> {
  const refusedHere = new Set<string>();
  const readAll = async (organization: Organization, side: 0 | 1): Promise<Side['sections']> => {
    const title = organizationTitle(organization);
    const sections: Record<string, ReadSection> = {};
    for (const name of wanted) {
      const why = refused[side].why(name);
      if (why !== undefined || refused.some((own) => own.why(name) !== undefined)) {
        refusedHere.add(name);
        sections[name] = why === undefined ? { items: [] } : { why };
        continue;
      }
      const item = { title, kind: `${side} ${name}` };
      const section = await recover(
        patiently(() => read(side, organization.id, name, context), context.signal, item),
        (error) => error instanceof ItemError,
        unread,
      );
      const isRefused = 'why' in section && section.isRefused === true;
      refused[side].note(name, isRefused ? section.why : undefined);
      if (isRefused) {
        refusedHere.add(name);
      }
      sections[name] = section;
    }
    return sections;
  };
  const readings = both(pair.organizations, readAll);
  // Otherwise one side would be read on beside the next pair.
  await Promise.allSettled(readings);
  const sections = await recover(Promise.all(readings), isMissingOrganization, () => undefined);
  if (!sections) {
    return 'gone';
  }
  const sides = both(sections, (own, side) => ({ domain: domains[side], sections: own }));
  const unnamed = unnamedReferences(sides);
  const names =
    readNames &&
    (await Promise.all(
      both(readNames, (ask, side) =>
        unnamed[side].length > 0
          ? patiently(() => ask(unnamed[side], context), context.signal)
          : Promise.resolve(noNames),
      ),
    ));
  const named = names ? both(sides, (own, side) => ({ ...own, names: names[side] })) : sides;
  const result = compareSections(named, names ? 'twoTenants' : 'oneOrganization');
  const isNameless = unnamed.some((own, side) => own.some(({ kind, id }) => names?.[side]?.[kind].has(id) === false));
  const isShown = pair.fields.length > 0 || result.differing.length > 0;
  const answer = { ...result, refused: [...refusedHere], ...(isNameless && { isNameless }) };
  return { ...answer, ...(isShown && { sections, ...(names && { names }) }) };
}

/** A comparison of everything about two organizations. */
interface RunningComparison extends Pick<StoredPairScan, 'isCurrent'> {
  readonly task: LongTask<Pair<Uri> | undefined>;
}

/** What commands that compare keep until the window closes. */
export interface CompareState {
  readonly comparing: {
    /** The organization of `selectForCompare`. */
    selected?: OrganizationReference;
    /** Comparisons of everything about two organizations, by the organizations and the sections. */
    readonly everything: Map<string, RunningComparison>;
    /** The comparisons of sections that run or were stopped, by the list of the first tenant and by what they compare. */
    readonly pairScans: WeakMap<OrganizationList, Map<string, StoredPairScan>>;
  };
}

/** What is compared: the tenants that are read, and what tells the comparison from others of theirs. */
export interface ScanKey {
  readonly domains: readonly [string, ...string[]];
  readonly key: string;
}

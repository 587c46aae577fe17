import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { inlineCode, readableMarkdown } from '../text/markdown.ts';
import { type CooperativeWork, repeat } from '../ui/cooperativeWork.ts';
import { plainText } from '../text/plainText.ts';
import { describeCutOff, describeReadAt, formatNumber, formatTime } from '../ui/format.ts';
import { both, type Pair } from './comparable.ts';
import type { ComparedPair, TenantComparison } from './matchOrganizations.ts';

/** Two tenants, or a snapshot and a tenant, whose organizations were compared. */
export interface ComparedTenants {
  readonly domains: Pair<string>;
  /** The titles of the tenants, made safe by `plainText`. */
  readonly titles: Pair<string>;
  /** The metadata key that organizations were matched by, `undefined` for their names. */
  readonly metadataKey: string | undefined;
  readonly comparison: TenantComparison;
  readonly comparedAt: Date;
  /** When the list of each was read, `undefined` for a snapshot, whose title has its time. */
  readonly readAt: Pair<Date | undefined>;
  /** Whether the list of each may have more organizations, which could not be read. */
  readonly cutOff: Pair<boolean>;
  /** The sections that were to be compared, and when the first of them was asked for. */
  readonly sections?: { readonly names: readonly string[]; readonly readAt: Date };
  /** The time of the snapshot, if the first one is a snapshot. */
  readonly snapshot?: string;
  /** Compares anew with a metadata key that the user chooses; absent if there is none in common. @param extent see `compareTenants` */
  readonly matchByMetadata?: (extent?: unknown) => Promise<TenantComparison | undefined>;
}

/** One or two organizations of a summary. */
interface Entry {
  readonly organizations: readonly [first?: Organization | undefined, second?: Organization | undefined];
  readonly fields: readonly string[];
  /** See `ComparedPair`. */
  readonly unread?: readonly string[];
  readonly missing?: ComparedPair['missing'];
}

/** The organizations with one result. */
interface Group {
  /** The result, such as `Only in Production`. */
  readonly label: string;
  readonly count: number;
  readonly entryAt: (place: number) => Entry | undefined;
  /** Whether the Markdown lists the organizations, and not only their number. */
  readonly isListed: boolean;
}

/** The answer, and the numbers of organizations with other results, in one line. */
export function countsText(compared: ComparedTenants): string {
  const [different, ...others] = groupsOf(compared);
  const counts = others.flatMap(({ label, count }) =>
    count === 0 ? [] : [l10n.t('{0}: {1}', label, formatNumber(count))],
  );
  const rest = counts.length === 0 ? [] : [`${counts.join(', ')}.`];
  return [answerOf(compared, different?.count ?? 0), ...rest, ...remarksOn(compared)].join(' ');
}

/** What a person wants to know first. */
function answerOf({ domains, comparison, snapshot }: ComparedTenants, different: number): string {
  const all = pairsIn({ comparison });
  const numbers = [different, all - comparison.unread.length, all].map(formatNumber);
  const what =
    snapshot !== undefined && domains[0] === domains[1]
      ? l10n.t('Changed since {0}', formatTime(new Date(snapshot)))
      : l10n.t('Different');
  return comparison.unread.length === 0
    ? l10n.t('{0}: {1} of {2} organizations that both have.', what, ...numbers)
    : l10n.t('{0}: {1} of {2} organizations with a certain result, of {3} that both have.', what, ...numbers);
}

/** What was not compared, and when the lists were read, in sentences. */
function remarksOn(compared: ComparedTenants): readonly string[] {
  const missing = missingIn(compared);
  const more = missing.length - MOST_MISSING;
  const rest = more > 0 ? [l10n.t('Not compared: {0} other things.', formatNumber(more))] : [];
  return [...missing.slice(0, MOST_MISSING), ...rest, ...readingsOf(compared)];
}

/** When the lists and the sections were read: what is new since is not in them. */
function readingsOf({ titles, readAt, sections }: ComparedTenants): readonly string[] {
  return titles.flatMap((title, side) => {
    const time = readAt[side];
    if (!time) {
      return [];
    }
    const list = l10n.t('{0}: {1}', title, describeReadAt(time));
    return [sections ? l10n.t('{0}, sections from {1} on.', list, formatTime(sections.readAt)) : `${list}.`];
  });
}

/** The number of pairs that both tenants still have. */
function pairsIn({ comparison: { different, same, unread } }: Pick<ComparedTenants, 'comparison'>): number {
  return different.length + same.length + unread.length;
}

/** How many things that were not compared are told one by one. */
const MOST_MISSING = 10;

/** What was not compared of a tenant, of which organizations, and why, in sentences. */
function missingIn({ titles, cutOff, comparison }: ComparedTenants): readonly string[] {
  const total = pairsIn({ comparison });
  const cut = titles.flatMap((title, side) =>
    cutOff[side] ? [l10n.t('Not compared: {0}', `${title}: ${describeCutOff()}`)] : [],
  );
  const missing = comparison.gaps.map(({ side, section, why, count, first }) => {
    const names = first.map((organization) => plainText(nameOf(organization), 60)).join(', ');
    const extent =
      count === total
        ? l10n.t('{0} of all organizations', section)
        : l10n.t('{0} in {1}', section, count > first.length ? `${names}, … (${formatNumber(count)})` : names);
    return l10n.t('Not compared: {0}', `${titles[side]}: ${extent}: ${why}`);
  });
  return [...cut, ...missing];
}

/**
 * The summary as Markdown.
 * @param limit the number of organizations that are listed for each result; all by default
 * @param remark a sentence below the numbers
 */
export function* summaryMarkdown(compared: ComparedTenants, limit = Infinity, remark = ''): CooperativeWork<string> {
  const groups = groupsOf(compared);
  const lines = [
    `# ${compared.titles.map((title) => readableMarkdown(title)).join(' ↔ ')}`,
    '',
    `**${readableMarkdown(answerOf(compared, groups[0]?.count ?? 0))}**`,
    ...describeComparison(compared),
    '',
    ...groups
      .filter(({ count }) => count > 0)
      .map(({ label, count }) => `- ${readableMarkdown(l10n.t('{0}: {1}', label, formatNumber(count)))}`),
    ...(remark === '' ? [] : ['', readableMarkdown(remark)]),
  ];
  for (const { label, count, entryAt } of groups.filter((group) => group.isListed && group.count > 0)) {
    lines.push('', `## ${readableMarkdown(label)}`, '');
    yield* repeat(Math.min(count, limit), (place) => {
      lines.push(...entryLines(entryAt(place)));
    });
    if (count > limit) {
      lines.push(`- ${readableMarkdown(l10n.t('… and {0} more', formatNumber(count - limit)))}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The columns of the summary as a table. The columns with the IDs are named after the tenants. */
export function summaryColumns({ domains, titles, metadataKey, snapshot }: ComparedTenants): readonly string[] {
  const key = metadataKey === undefined ? [] : [`metadata.${metadataKey}`];
  return [
    'result',
    ...key,
    'name',
    'display_name',
    ...(snapshot === undefined ? domains : titles),
    'fields',
    'not_compared',
  ];
}

/** The rows of the summary as a table, one for each organization or pair. */
export function* summaryRows(compared: ComparedTenants): CooperativeWork<readonly (readonly string[])[]> {
  const { metadataKey, titles } = compared;
  const rows: (readonly string[])[] = [];
  for (const { label, count, entryAt } of groupsOf(compared)) {
    yield* repeat(count, (place) => {
      const { organizations, fields, missing = {} } = entryAt(place) ?? { organizations: [], fields: [] };
      const [first, second] = organizations;
      const { display_name: displayName = '', metadata } = first ?? second ?? {};
      const key = metadataKey === undefined ? [] : [metadata?.[metadataKey] ?? ''];
      // An organization that was renamed has two.
      const name = [...new Set([first?.name, second?.name].filter(Boolean))].join(' → ');
      const ids = [first?.id ?? '', second?.id ?? ''];
      const notCompared = Object.entries(missing).flatMap(([section, reasons]) =>
        titles.flatMap((title, side) => (reasons[side] ?? []).map((why) => `${section}: ${title}: ${why}`)),
      );
      rows.push([label, ...key, name, displayName, ...ids, fields.join(' '), notCompared.join('; ')]);
    });
  }
  return rows;
}

function groupsOf({ titles, comparison, metadataKey, cutOff }: ComparedTenants): readonly Group[] {
  const { different, same, unread, gone, only, ambiguous, withoutKey, gaps } = comparison;
  const isWhole = !gaps.some(({ isLeftOut }) => isLeftOut);
  const key = metadataKey === undefined ? l10n.t('name') : `metadata.${metadataKey}`;
  const groups = [
    pairs(l10n.t('Different'), different),
    pairs(isWhole ? l10n.t('Same') : l10n.t('Same in what was compared'), same, false),
    singles(onlyIn(titles, cutOff[1]), only, 0),
    singles(onlyIn([titles[1], titles[0]], cutOff[0]), only, 1),
  ];
  const others = [
    ...both(titles, (title, side) => singles(l10n.t('In {0}, several with the same {1}', title, key), ambiguous, side)),
    ...both(titles, (title, side) => singles(l10n.t('In {0}, without {1}', title, key), withoutKey, side)),
    pairs(l10n.t('Not compared to the end'), unread),
    pairs(l10n.t('Deleted meanwhile'), gone),
  ];
  return [...groups, ...others.filter(({ count }) => count > 0)];
}

/** @param isOtherCutOff whether the other list may have the organizations, too */
function onlyIn([title, other]: Pair<string>, isOtherCutOff: boolean): string {
  return isOtherCutOff ? l10n.t('In {0}, not in what was read of {1}', title, other) : l10n.t('Only in {0}', title);
}

function pairs(label: string, compared: readonly ComparedPair[], isListed = true): Group {
  return { label, count: compared.length, entryAt: (place) => compared[place], isListed };
}

function singles(label: string, lists: Pair<readonly Organization[]>, side: 0 | 1): Group {
  const list = lists[side];
  const entryAt = (place: number): Entry => ({
    organizations: side === 0 ? [list[place]] : [undefined, list[place]],
    fields: [],
  });
  return { label, count: list.length, entryAt, isListed: true };
}

function describeComparison(compared: ComparedTenants): readonly string[] {
  const { domains, metadataKey, sections } = compared;
  const now = readableMarkdown(l10n.t('Compared on {0}.', formatTime(compared.comparedAt)));
  const { different, same, unread } = compared.comparison;
  const isCompared = (name: string) =>
    [different, same, unread].some((list) => list.some((pair) => pair.unread?.includes(name) !== true));
  const names = sections?.names.filter(isCompared) ?? [];
  const what =
    names.length > 0
      ? l10n.t(
          'Fields of organizations and their sections {0} were compared.',
          names.map((name) => inlineCode(name)).join(', '),
        )
      : l10n.t('Fields of organizations were compared.');
  const ofTenants = domains[0] === domains[1] ? 'ID' : l10n.t('name');
  const key = metadataKey === undefined ? ofTenants : inlineCode(`metadata.${metadataKey}`);
  const by = l10n.t('Organizations with the same {0} belong together.', key);
  const remarks = remarksOn(compared).map((remark) => readableMarkdown(remark));
  return [...remarks, `${now} ${what} ${by}`].flatMap((line) => ['', line]);
}

/** The name of an organization, or both names of a pair with different names, and the fields that differ. */
function entryLines(entry: Entry | undefined): readonly string[] {
  const [first, second] = entry?.organizations ?? [];
  const names = [...new Set([first, second].flatMap((organization) => (organization ? nameOf(organization) : [])))];
  const fields = (entry?.fields ?? []).map((field) => inlineCode(field)).join(', ');
  const unread = (entry?.unread ?? []).map((section) => inlineCode(section)).join(', ');
  const title = names.map((name) => inlineCode(name)).join(' → ');
  const missing = unread === '' ? [] : [l10n.t('not compared: {0}', unread)];
  const parts = [...(fields === '' ? [] : [fields]), ...missing];
  return title === '' ? [] : [parts.length === 0 ? `- ${title}` : `- ${title}: ${parts.join('; ')}`];
}

function nameOf({ id, name }: Organization): string {
  return name?.trim() ? name : id;
}

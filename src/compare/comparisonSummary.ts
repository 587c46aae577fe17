import * as l10n from '@vscode/l10n';
import type { JsonObject } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import { sectionTitle } from '../sections/organizationSections.ts';
import { foldedList, inlineCode, jsonForCode, readableMarkdown, withVisibleSpaces } from '../text/markdown.ts';
import type { CooperativeWork } from '../ui/cooperativeWork.ts';
import { dotted, plainName, plainText } from '../text/plainText.ts';
import { describeCutOff, describeReadAt, describeSummaries, formatNumber, formatTime } from '../ui/format.ts';
import { both, comparablePair, type Pair, type Side } from './comparable.ts';
import { SHOWN_PAIRS } from './comparePairs.ts';
import { type Difference, differencesOf } from './differences.ts';
import { comparableFields, type ComparedPair, type TenantComparison } from './matchOrganizations.ts';

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
  /** Whether the token with which each was read was sent fewer fields of organizations, if that is known. */
  readonly summariesAlone?: Pair<boolean>;
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
  /** See `ComparedPair`. */
  readonly fields?: readonly string[];
  readonly unread?: readonly string[];
  readonly missing?: ComparedPair['missing'];
}

/** The organizations with one result. */
interface Group {
  /** The result, such as `Only in Production`. */
  readonly label: string;
  readonly count: number;
  readonly entryAt: (place: number) => Entry | undefined;
  /** The pairs, if two organizations that belong together have this result. */
  readonly pairs?: readonly ComparedPair[];
  /** Whether the Markdown lists the organizations, and not only their number. */
  readonly isListed: boolean;
}

/** What a person wants to know first. */
export function answerOf({ domains, comparison, snapshot, summariesAlone = [false, false] }: ComparedTenants): string {
  const { different, same, unread } = comparison;
  const numbers = [different.length, different.length + same.length + unread.length].map(formatNumber);
  const what =
    snapshot !== undefined && domains[0] === domains[1]
      ? l10n.t('Changed since {0}', formatTime(new Date(snapshot)))
      : l10n.t('Different');
  return unread.length === 0 && !summariesAlone.includes(true)
    ? l10n.t('{0}: {1} of {2} organizations that both have.', what, ...numbers)
    : l10n.t('{0}: {1} of {2} organizations that both have, as far as they were compared.', what, ...numbers);
}

/** What was not compared, and when the lists were read, in sentences. */
function remarksOn(compared: ComparedTenants): readonly string[] {
  const missing = missingIn(compared);
  const more = missing.length - MOST_MISSING;
  const rest = more > 0 ? [l10n.t('Not compared: {0}', l10n.t('… and {0} more', formatNumber(more)))] : [];
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

/** How many things that were not compared are told one by one. */
const MOST_MISSING = 10;

/** What was not compared of a tenant, of which organizations, and why, in sentences. */
export function missingIn(compared: ComparedTenants): readonly string[] {
  const { titles, cutOff, comparison } = compared;
  const { different, same, unread, gaps } = comparison;
  const total = different.length + same.length + unread.length;
  const ended = titles.filter((_, side) => cutOff[side]).map((title) => l10n.t('{0}: {1}', title, describeCutOff()));
  const lists = [...ended, ...unsentIn(compared)].map((why) => l10n.t('Not compared: {0}', why));
  const missing = gaps.map(({ side, section: name, why, count, first }) => {
    const section = sectionTitle(name);
    const names = first.map((organization) => plainName(nameOf(organization))).join(', ');
    const extent =
      count === total
        ? l10n.t('{0} of all organizations', section)
        : l10n.t('{0} in {1}', section, count > first.length ? `${names}, … (${formatNumber(count)})` : names);
    return l10n.t('Not compared: {0}', `${titles[side]}: ${extent}: ${why}`);
  });
  return [...lists, ...missing];
}

/** Of which side organizations can lack fields that the token was not sent, in sentences. */
export function unsentIn({
  titles,
  summariesAlone = [false, false],
}: Pick<ComparedTenants, 'titles' | 'summariesAlone'>): readonly string[] {
  const unsent = titles.filter((_, side) => summariesAlone[side]);
  return unsent.map((title) => l10n.t('{0}: {1}', title, describeSummaries()));
}

/** The whole summary as Markdown, for a file. */
export function summaryMarkdown(compared: ComparedTenants): CooperativeWork<string> {
  return markdownOf(compared, Infinity);
}

/**
 * The summary as Markdown that is shown as HTML, in which the line of a pair opens to its differences. It has at most
 * `SHOWN_PAIRS` organizations with each result.
 */
export function summaryPage(compared: ComparedTenants): CooperativeWork<string> {
  return markdownOf(compared, SHOWN_PAIRS, (pair) => pairLines(compared, pair));
}

/**
 * @param limit the number of organizations that are listed for each result
 * @param linesOf the lines of a pair, by default the one that an organization without a counterpart has, too
 */
function* markdownOf(
  compared: ComparedTenants,
  limit: number,
  linesOf?: (pair: ComparedPair) => readonly string[],
): CooperativeWork<string> {
  const groups = groupsOf(compared);
  const isCut = groups.some(({ isListed, count }) => isListed && count > limit);
  const most = l10n.t(
    'At most {0} organizations are shown for each result. The table and the Markdown have all.',
    limit,
  );
  const lines = [
    `# ${compared.titles.map((title) => readableMarkdown(title)).join(' ↔ ')}`,
    '',
    `**${readableMarkdown(answerOf(compared))}**`,
    ...describeComparison(compared),
    '',
    ...groups.map(({ label, count }) => `- ${readableMarkdown(l10n.t('{0}: {1}', label, formatNumber(count)))}`),
    ...(isCut ? ['', readableMarkdown(most)] : []),
  ];
  for (const { label, count, entryAt, pairs: own } of groups.filter(({ isListed }) => isListed)) {
    lines.push('', `## ${readableMarkdown(label)}`, '');
    for (let place = 0; place < Math.min(count, limit); place += 1) {
      const pair = own?.[place];
      lines.push(...(pair && linesOf ? linesOf(pair) : [entryLine(entryAt(place))]));
      // A step can compare two organizations with all their sections.
      yield;
    }
    lines.push(...moreLine(count - limit));
  }
  return `${lines.join('\n')}\n`;
}

/** Says how many are not shown, if any. */
function moreLine(count: number): readonly string[] {
  return count > 0 ? [`- ${readableMarkdown(l10n.t('… and {0} more', formatNumber(count)))}`] : [];
}

/** Two organizations of a comparison in the form in which they are compared. */
export function pairContents(
  { domains, titles, summariesAlone = [false, false] }: Pick<ComparedTenants, 'domains' | 'titles' | 'summariesAlone'>,
  { organizations, sections, names }: ComparedPair,
): Pair<JsonObject> {
  const sides = both(comparableFields(organizations, summariesAlone), (organization, side): Side => ({
    title: titles[side],
    domain: domains[side],
    organization,
    sections: sections?.[side] ?? {},
    ...(names && { names: names[side] }),
  }));
  return comparablePair(sides, false);
}

/** How many differences of a pair are shown. */
const MOST_DIFFERENCES = 50;

/** How much of a value is shown, in UTF-16 code units. */
const VALUE_LENGTH = 200;

/** Values that are the same for so long begin with half of it. */
const MOST_SAME = 150;

/** A pair in one line that opens to its differences, and to what was not compared. */
function pairLines(compared: ComparedTenants, pair: ComparedPair): readonly string[] {
  const { differences } = differencesOf(pairContents(compared, pair));
  const items = [
    ...differences
      .slice(0, MOST_DIFFERENCES)
      .map((difference) => `- ${describeDifference(difference, compared.titles)}`),
    ...moreLine(differences.length - MOST_DIFFERENCES),
    ...notComparedIn(pair, compared.titles).map(
      (why) => `- ${readableMarkdown(l10n.t('Not compared: {0}', why), 1000)}`,
    ),
  ];
  return items.length === 0
    ? [entryLine(pair)]
    : [
        foldedList(
          entryText(pair, (text) => plainText(text)),
          items,
        ),
        '',
      ];
}

/** What differs, and the value on each side. */
function describeDifference({ section, item = {}, field, first, second }: Difference, titles: Pair<string>): string {
  const names = [section, ...Object.values(item), field].filter((name) => name?.trim());
  const place = names.map((name = '') => inlineCode(withVisibleSpaces(name))).join(' › ');
  const values = shownValues([first, second]);
  const isItem = field === undefined;
  const sides = both(titles, (title, side) =>
    l10n.t('{0}: {1}', readableMarkdown(isItem ? l10n.t('Only in {0}', title) : title), values[side]),
  ).filter((_, side) => !isItem || (side === 0 ? first : second) !== null);
  // A token is masked, and one letter can be made of two characters.
  const looksSame = values[0].normalize() === values[1].normalize();
  const parts = [...sides, ...(looksSame ? [l10n.t('They only look the same.')] : [])];
  return l10n.t('{0}: {1}', place, parts.join(' · '));
}

/** Two values as inline code. Long ones begin shortly before what differs, which could not be seen else. */
function shownValues(values: Pair<unknown>): Pair<string> {
  const texts = both(values, jsonForCode);
  let same = 0;
  while (same < texts[0].length && texts[0][same] === texts[1][same]) {
    same += 1;
  }
  return both(texts, (text, side) =>
    values[side] === null
      ? l10n.t('nothing')
      : inlineCode(same < MOST_SAME ? text : `…${text.slice(same - MOST_SAME / 2)}`, VALUE_LENGTH),
  );
}

/** What was not compared of two organizations, and why. */
export function notComparedIn({ missing = {} }: Pick<Entry, 'missing'>, titles: Pair<string>): readonly string[] {
  return Object.entries(missing).flatMap(([section, reasons]) =>
    titles.flatMap((title, side) => (reasons[side] ?? []).map((why) => `${sectionTitle(section)}: ${title}: ${why}`)),
  );
}

/** The organizations by their results, of which each has some. */
export function groupsOf({
  domains,
  titles,
  comparison,
  metadataKey,
  cutOff,
  summariesAlone = [false, false],
}: ComparedTenants): readonly Group[] {
  const { different, same, unread, gone, only, ambiguous, withoutKey, gaps } = comparison;
  const isWhole = !gaps.some(({ isLeftOut }) => isLeftOut) && !summariesAlone.includes(true);
  // By their IDs, as a tenant is compared with what it was.
  const isChange = domains[0] === domains[1] && metadataKey === undefined;
  const key = metadataKey === undefined ? l10n.t('name') : `metadata.${metadataKey}`;
  const isUnsent = both(summariesAlone, (isAlone) => isAlone && metadataKey !== undefined);
  const lacking = both(isUnsent, (is) => (is ? l10n.t('{0} in what was read', key) : key));
  const isPart = both(cutOff, (isCutOff, side) => isCutOff || isUnsent[side]);
  return [
    pairs(isChange ? l10n.t('Changed') : l10n.t('Different'), different),
    pairs(isWhole ? l10n.t('Same') : l10n.t('Same in what was compared'), same, false),
    singles(isChange && !cutOff[1] ? l10n.t('Deleted since') : onlyIn(titles, isPart[1]), only, 0),
    singles(isChange && !cutOff[0] ? l10n.t('New since') : onlyIn([titles[1], titles[0]], isPart[0]), only, 1),
    ...both(titles, (title, side) =>
      singles(l10n.t('In {0}, with a {1} that several have', title, key), ambiguous, side),
    ),
    ...both(titles, (title, side) => singles(l10n.t('In {0}, without {1}', title, lacking[side]), withoutKey, side)),
    pairs(l10n.t('Not compared to the end'), unread),
    pairs(l10n.t('Deleted meanwhile'), gone),
  ].filter(({ count }) => count > 0);
}

/** @param isOtherPart whether the other list may have the organizations, too */
function onlyIn([title, other]: Pair<string>, isOtherPart: boolean): string {
  return isOtherPart ? l10n.t('In {0}, not in what was read of {1}', title, other) : l10n.t('Only in {0}', title);
}

function pairs(label: string, compared: readonly ComparedPair[], isListed = true): Group {
  return { label, count: compared.length, entryAt: (place) => compared[place], pairs: compared, isListed };
}

function singles(label: string, lists: Pair<readonly Organization[]>, side: 0 | 1): Group {
  const list = lists[side];
  const entryAt = (place: number): Entry => ({
    organizations: side === 0 ? [list[place]] : [undefined, list[place]],
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
      ? l10n.t('Fields of organizations and their sections {0} were compared.', names.map(sectionTitle).join(', '))
      : l10n.t('Fields of organizations were compared, not their sections.');
  const ofTenants = domains[0] === domains[1] ? 'ID' : l10n.t('name');
  const key = metadataKey === undefined ? ofTenants : inlineCode(`metadata.${metadataKey}`);
  const by = l10n.t('Organizations with the same {0} belong together.', key);
  const remarks = remarksOn(compared).map((remark) => readableMarkdown(remark, 1000));
  return [...remarks, `${now} ${what} ${by}`].flatMap((line) => ['', line]);
}

function entryLine(entry: Entry | undefined): string {
  return `- ${entry ? entryText(entry, (text) => inlineCode(text)) : ''}`;
}

/**
 * The name of an organization with its ID, or both names of a pair with different names, and the fields that differ.
 * @param show how names and fields are shown
 */
function entryText({ organizations, fields = [], unread = [] }: Entry, show: (text: string) => string): string {
  const own = organizations.flatMap((organization) => organization ?? []);
  const names = new Set(own.map(nameOf));
  const title = [...names].map(show).join(' → ');
  // Another one can have its name, in the other tenant or later.
  const ids = own.length === 1 ? own.map(({ id }) => id).filter((id) => !names.has(id)) : [];
  const missing = unread.length > 0 && l10n.t('not compared: {0}', unread.map(sectionTitle).join(', '));
  const told = [...ids, ...fields.map(withVisibleSpaces)].map(show).join(', ');
  const parts = dotted(told, missing);
  return parts === '' ? title : l10n.t('{0}: {1}', title, parts);
}

function nameOf({ id, name }: Organization): string {
  return name?.trim() ? name : id;
}

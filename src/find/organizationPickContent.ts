import * as l10n from '@vscode/l10n';
import { isCompleteOrganizationId, isOrganizationId } from '../api/organization.ts';
import type {
  KnownMatches,
  KnownOrganization,
  KnownOrganizations,
  TenantMatches,
} from '../organizations/knownOrganizations.ts';
import { isExactQuestion, type LookupResult } from '../organizations/organizationLookup.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { matchedEntries, type OrganizationQuestion } from '../organizations/searchQuery.ts';
import { dotted, plainText, withoutIcons } from '../text/plainText.ts';
import { describeReadAt, describeSummaries, formatNumber, formatTime } from '../ui/format.ts';
import { noteRow, requestRow, rowText, type SearchRow, separatorRow } from '../ui/searchRow.ts';
import {
  askingRow,
  describeLeastRequests,
  describeLoaded,
  describeMore,
  describeRequests,
  describeTenants,
  MAX_NAMED,
  MAX_TEXT_LENGTH,
  organizationKey,
  organizationRow,
  restRow,
} from './organizationRows.ts';

/** What a tenant has answered to a search for organizations that are not loaded. */
export interface OrganizationsAnswer extends LookupResult {
  readonly domain: string;
  /** Says why nothing was found. */
  readonly failure?: readonly SearchRow[];
}

/** The state of a search, and what its rows do. */
export interface PickContent {
  /** The tenants that are searched. */
  readonly domains: readonly string[];
  /** The tenants that are asked for organizations now. */
  readonly asked: readonly string[];
  /** The tenants whose first page is loaded now. */
  readonly loading: readonly string[];
  /** Whether the search is for a single tenant, which is asked as the user types. */
  readonly isSingle: boolean;
  readonly withMetadata: boolean;
  /** What is looked for. */
  readonly text: string;
  readonly question: OrganizationQuestion;
  /** The matches among the loaded organizations. */
  readonly found: KnownMatches;
  readonly answers: readonly OrganizationsAnswer[];
  readonly known: KnownOrganizations;
  readonly store: OrganizationStore;
  readonly excludedId: string | undefined;
  /** Whether the text is no name or ID of an organization, so that tenants are not to be asked for one. */
  readonly isAboutOthers: boolean;
  readonly choose: (organization: KnownOrganization) => unknown;
  /** Chooses several organizations of a tenant, if the question takes them. */
  readonly takeAll: ((organizations: readonly KnownOrganization[]) => unknown) | undefined;
  /** Whether an organization has a button that explains its logins. */
  readonly explains: boolean;
  /** What shows an organization in the sidebar, if it has a row there. */
  readonly reveal: (match: KnownOrganization) => (() => unknown) | undefined;
  /** Asks tenants for what is not loaded. */
  readonly ask: (domains: readonly string[]) => unknown;
  /** Loads the first page of a tenant. */
  readonly open: (domain: string) => unknown;
  /** Find a domain that was typed. They come before the loading of whole lists, where it is in no field of its own. */
  readonly domainRows: readonly SearchRow[];
}

/** The rows of organizations: matches, failures, and what leads to organizations that are not loaded. */
export function organizationRows(content: PickContent): readonly SearchRow[] {
  const { domains, found, excludedId, takeAll } = content;
  const answers = content.answers.filter(({ domain }) => domains.includes(domain));
  const keys = new Set(found.matches.map(organizationKey));
  const isOffered = ({ organization }: KnownOrganization) => organization.id !== excludedId;
  const loaded = found.matches.filter(isOffered);
  const others = answers
    .flatMap(({ domain, organizations }) => organizations.map((organization) => ({ domain, organization })))
    .filter((match) => !keys.has(organizationKey(match)) && isOffered(match));
  // Of many matches, only the first are shown, and a tenant finds more than what is loaded tells.
  const isKnown = ({ domain, organization: { id } }: KnownOrganization) => content.known.find(id)?.domain === domain;
  const unknown = others.filter((match) => !isKnown(match));
  const rowOf = (match: KnownOrganization) => matchRow(content, match);
  const isPart = found.total > found.matches.length;
  const counts = [formatNumber(found.matches.length), formatNumber(found.total)] as const;
  const all = takeAll ? found.inTenants.flatMap((inTenant) => allRows(content, takeAll, inTenant)) : [];
  const failed = answers.filter(({ failure }) => failure);
  // A tenant that fails keeps nobody from what the others have.
  const isFallback = failed.length < domains.length;
  // Enter takes what a text finds best.
  const [before, after] = hasQuestion(content) ? [[], all] : [all, []];
  return [
    ...before,
    // What stands at a separator squeezes the first match, so the rest is said below.
    ...(isPart ? [separatorRow(l10n.t('{0} of {1}', ...counts))] : []),
    ...loaded.map(rowOf),
    ...(isPart ? [noteRow(l10n.t('The first {0} of {1}: type to narrow', ...counts))] : []),
    ...after,
    ...others.filter(isKnown).map(rowOf),
    ...(unknown.length > 0 ? [separatorRow(l10n.t('Not loaded yet')), ...unknown.map(rowOf)] : []),
    ...(answers.some(({ hasMore }) => hasMore) ? [noteRow(describeMore())] : []),
    ...failed.flatMap(({ failure = [] }) => failure.map((row) => ({ ...row, isFallback }))),
    ...restRows(content, loaded.length + others.length === 0),
  ];
}

/**
 * Chooses all organizations of a tenant that are found among the loaded ones, and loads the others where all are meant. A
 * single one has its own row alone.
 */
function allRows(
  content: PickContent,
  takeAll: NonNullable<PickContent['takeAll']>,
  { domain, total, all }: TenantMatches,
): readonly SearchRow[] {
  const { organizations, isComplete, isLoaded } = content.store.get(domain);
  const named = [formatNumber(total), content.known.tenants.titleOf(domain)] as const;
  const label = hasQuestion(content)
    ? l10n.t('All {0} found in {1}', ...named)
    : isComplete
      ? l10n.t('All {0} organizations of {1}', ...named)
      : l10n.t('The {0} loaded organizations of {1}', ...named);
  const choose = () => takeAll(all().map((organization) => ({ domain, organization })));
  const description = [describeLeastRequests(total), !isComplete && describeLoaded(organizations.length)];
  const row = {
    ...requestRow(withoutIcons(label), choose),
    description: dotted(...description),
    key: `found ${domain}`,
  };
  const isPart = isLoaded && !isComplete && !hasQuestion(content);
  return [...(total > 1 ? [row] : []), ...(isPart ? [loadRow(content, domain)] : [])];
}

function matchRow(content: PickContent, match: KnownOrganization): SearchRow {
  const { isSingle, withMetadata, question, known, choose, explains, reveal } = content;
  return organizationRow(match, () => choose(match), {
    entries: withMetadata ? matchedEntries(match.organization, question) : [],
    tenant: isSingle ? undefined : known.tenants.titleOf(match.domain),
    explains,
    reveal: reveal(match),
  });
}

/** What leads to what is not loaded, or a sentence where there is nothing to choose. A failure has a row of its own. */
function restRows(content: PickContent, isInVain: boolean): readonly SearchRow[] {
  const { domains, asked, loading, isSingle, known, store } = content;
  const [only] = domains;
  if (only === undefined) {
    return [noteRow(l10n.t('No tenant of this search is connected any more'))];
  }
  if (content.isAboutOthers || hasExactMatch(content)) {
    return [];
  }
  if (asked.length > 0 || loading.length > 0) {
    return [askingRow(known.tenants, [...new Set([...asked, ...loading])])];
  }
  const cost = costOfAsking(content, isInVain);
  if (domains.every((domain) => known.isComplete(domain)) || isKnownToBeNone(content)) {
    const askRows = cost.requests > 0 ? [askRow(content, cost)] : [];
    return isInVain ? [noMatchRow(content), ...askRows] : [];
  }
  const note = isInVain && hasQuestion(content) ? describeNothing(content) : '';
  if (isSingle) {
    return store.get(only).isLoaded
      ? [
          separatorRow(note),
          ...content.domainRows,
          // Where all are meant, it is above.
          ...(content.takeAll && !hasQuestion(content) ? [] : [loadRow(content, only, describeUnanswered(content))]),
        ]
      : [loadFirstRow(content, only)];
  }
  if (!hasQuestion(content)) {
    return domains.filter((domain) => !store.get(domain).isLoaded).map((domain) => loadFirstRow(content, domain));
  }
  const unanswered = describeUnansweredTenants(content, cost.asked);
  if (cost.requests > 0) {
    return [separatorRow(''), askRow(content, cost, dotted(note, unanswered))];
  }
  const [label = '', ...details] = [note, unanswered].filter((part) => part !== '');
  const failed = new Set(content.answers.filter(({ failure }) => failure).map(({ domain }) => domain));
  const incomplete = domains.filter((domain) => !known.isComplete(domain) && !failed.has(domain)).slice(0, MAX_NAMED);
  return [
    ...(label === '' ? [] : [noteRow(label, details.join(''))]),
    ...content.domainRows,
    ...(unanswered === '' ? [] : incomplete.map((domain) => loadRow(content, domain))),
  ];
}

/** Loads the first organizations of a tenant. */
function loadFirstRow({ known, open }: PickContent, domain: string): SearchRow {
  const label = l10n.t('Load the organizations of {0}', known.tenants.titleOf(domain));
  return { ...requestRow(withoutIcons(label), () => open(domain)), key: domain, description: describeRequests(1) };
}

/** The row that leads to the rest of a tenant's list. @param remark what was not searched, empty if nothing */
function loadRow({ isSingle, known, store }: PickContent, domain: string, remark = ''): SearchRow {
  const row = restRow(domain, store.get(domain), remark);
  const description = dotted(!isSingle && known.tenants.titleOf(domain), row.description);
  return { ...row, key: `all of ${domain}`, description: rowText(description) };
}

/** Whether each tenant has answered that it has no organization with an ID. Of a part of one, it searches the names. */
function isKnownToBeNone({ text, domains, answers, known }: PickContent): boolean {
  const hasNone = (domain: string) => known.isComplete(domain) || hasAnswered(answers, domain);
  return isCompleteOrganizationId(text) && domains.every(hasNone);
}

function hasAnswered(answers: PickContent['answers'], domain: string): boolean {
  return answers.some((answer) => answer.domain === domain && !answer.failure);
}

/** Says that nothing is found so far, and of an ID also which tenants have answered that they do not have it. */
function describeNothing({ text, domains, answers, known }: PickContent): string {
  const without = isCompleteOrganizationId(text) ? domains.filter((domain) => hasAnswered(answers, domain)) : [];
  return without.length > 0
    ? l10n.t('Not in {0}', describeTenants(known.tenants, without))
    : l10n.t('Nothing found so far');
}

/** Whether the organization with an ID is found, which is in one tenant alone. */
function hasExactMatch({ text, excludedId, found, answers }: PickContent): boolean {
  const organizations = [
    ...found.matches.map(({ organization }) => organization),
    ...answers.flatMap((answer) => answer.organizations),
  ];
  return text !== excludedId && organizations.some(({ id }) => id === text);
}

/** @param remark what was not searched, empty if nothing */
function askRow({ known, ask }: PickContent, { asked, requests }: AskingCost, remark = ''): SearchRow {
  const label = l10n.t('Ask {0} for what is not loaded', describeTenants(known.tenants, asked));
  return {
    ...requestRow(withoutIcons(label), () => ask(asked), remark),
    key: 'ask',
    description: describeRequests(requests),
  };
}

function hasQuestion({ question: { words, conditions } }: PickContent): boolean {
  return words.length + conditions.length > 0;
}

/** Says that tenants of which everything is loaded have no match, and what to try. A narrow box cuts off their names. */
function noMatchRow(content: PickContent): SearchRow {
  const { domains, excludedId, known, store, withMetadata } = content;
  const text = plainText(content.text.trim(), MAX_TEXT_LENGTH);
  const tenants = describeTenants(known.tenants, domains);
  if (!hasQuestion(content)) {
    return noteRow(
      excludedId === undefined ? l10n.t('No organizations') : l10n.t('No other organization of {0}', tenants),
    );
  }
  const advice = isOrganizationId(content.text)
    ? l10n.t('It can be one of a tenant that is not connected.')
    : !withMetadata
      ? l10n.t('Try a part of a word, metadata (button above), or Refresh.')
      : domains.some((domain) => store.get(domain).isOfSummaries)
        ? describeSummaries()
        : l10n.t('Try a part of a word, or Refresh.');
  return noteRow(
    excludedId === undefined
      ? l10n.t('“{0}” matches no organization of {1}', text, tenants)
      : l10n.t('“{0}” matches no other organization of {1}', text, tenants),
    // Fits on a line of a quick pick. What is new since the list was read is found after Refresh.
    dotted(describeListTimes(content), asksNamesAlone(content) ? describeLimits(content) : advice),
  );
}

/** Says when the lists were read by which there is no match, empty if the tenants have just said that they have no such ID. */
function describeListTimes({ text, domains, answers, store }: PickContent): string {
  const isAnswered = (domain: string) => isCompleteOrganizationId(text) && hasAnswered(answers, domain);
  const times = domains.flatMap((domain) => (isAnswered(domain) ? [] : (store.get(domain).readAt ?? [])));
  const [oldest, ...others] = times.toSorted((one, other) => one.getTime() - other.getTime());
  if (!oldest) {
    return '';
  }
  return others.length === 0 ? describeReadAt(oldest) : l10n.t('Lists read on {0} or later', formatTime(oldest));
}

/** Says which part of the question a tenant cannot answer. */
function describeUnanswered(content: PickContent): string {
  return asksNamesAlone(content) ? describeLimits(content) : describeMetadata(content);
}

/** Whether a tenant without the search has answered. */
function asksNamesAlone({ answers }: PickContent): boolean {
  return answers.some(({ isAnswered, failure }) => !isAnswered && !failure);
}

/** What was searched in tenants without the search feature, which are named where others have failed. */
function describeLimits({ question, answers, domains, known }: PickContent): string {
  if (!isExactQuestion(question)) {
    return l10n.t('The tenant cannot answer this: only what is loaded was searched');
  }
  const answered = domains.filter((domain) => hasAnswered(answers, domain));
  return answered.length < answers.length
    ? l10n.t('Of {0}, only the exact name, and what is loaded, was searched', describeTenants(known.tenants, answered))
    : l10n.t('Only the exact name, and what is loaded, was searched');
}

function describeMetadata({ withMetadata, question, text }: PickContent): string {
  return withMetadata && question.words.length > 0 && !isCompleteOrganizationId(text)
    ? l10n.t('Metadata was searched only in what is loaded')
    : '';
}

/** Says what is not searched in the tenants that are not loaded completely. @param asked tenants that can be asked yet */
function describeUnansweredTenants(content: PickContent, asked: readonly string[]): string {
  const { answers, domains, known } = content;
  const incomplete = domains.filter((domain) => !known.isComplete(domain));
  if (incomplete.length === 0) {
    return '';
  }
  const done = answers.filter(({ isAnswered, failure }) => isAnswered || failure);
  const answering = new Set([...asked, ...done.map(({ domain }) => domain)]);
  const others = incomplete.filter((domain) => !answering.has(domain));
  const named = describeTenants(known.tenants, others);
  return others.length === 0
    ? describeMetadata(content)
    : isExactQuestion(content.question)
      ? l10n.t('Of {0}, only the exact name, and what is loaded, was searched', named)
      : l10n.t('Of {0}, which cannot answer this, only what is loaded was searched', named);
}

/** The tenants that can be asked, and the most requests that asking them takes. */
interface AskingCost {
  readonly asked: readonly string[];
  readonly requests: number;
}

/**
 * The tenants that are not loaded completely nor asked yet. For an ID or a name that is in no list, also those of which all
 * is loaded: it can be new.
 */
function costOfAsking({ question, answers, domains, known, store }: PickContent, isInVain: boolean): AskingCost {
  const mayBeNew = isInVain && isExactQuestion(question);
  const done = new Set(answers.map(({ domain }) => domain));
  const costs = domains
    .filter((domain) => !done.has(domain) && (mayBeNew || !known.isComplete(domain)))
    .map((domain) => ({ domain, requests: store.get(domain).lookup.costOf(question) }))
    .filter(({ requests }) => requests > 0);
  return {
    asked: costs.map(({ domain }) => domain),
    requests: costs.reduce((sum, { requests }) => sum + requests, 0),
  };
}

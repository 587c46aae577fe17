import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KnownMatches, KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { matchedEntries, type OrganizationQuestion } from '../organizations/searchQuery.ts';
import { plainText } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import type { TenantAnswer, TenantLookups } from './askTenants.ts';
import {
  askTenantsItem,
  cutOffItem,
  loadAllItem,
  noteItem,
  organizationItem,
  type PickItem,
  separator,
  withTenant,
} from './organizationPickItems.ts';

/** The state of a search of which the quick pick shows the result. */
interface PickContent {
  readonly scope: SearchScope;
  /** Whether a button searches all tenants, too. */
  readonly hasAllTenants: boolean;
  /** What was typed. */
  readonly text: string;
  readonly question: OrganizationQuestion;
  /** The matches among the loaded organizations. */
  readonly found: KnownMatches;
  readonly lookups: Pick<TenantLookups, 'answers' | 'isAsking'>;
  /** The tenant of the quick pick. */
  readonly domain: string;
  readonly known: KnownOrganizations;
  readonly store: OrganizationStore;
  readonly excludedId: string | undefined;
}

/** The items of the quick pick: matches, failures, and what leads to organizations that are not loaded. */
export function pickItems(content: PickContent): readonly PickItem[] {
  const { found, lookups, excludedId } = content;
  const keys = new Set(found.matches.map(keyOfMatch));
  const isOffered = ({ organization }: KnownOrganization) => organization.id !== excludedId;
  const loaded = found.matches.filter(isOffered);
  const others = lookups.answers
    .flatMap(({ domain, organizations }) => organizations.map((organization) => ({ domain, organization })))
    .filter((match) => !keys.has(keyOfMatch(match)) && isOffered(match));
  const itemOf = matchItem.bind(undefined, content);
  const { length: shown } = found.matches;
  const isPart = found.total > shown;
  return [
    // What stands at a separator squeezes the first match, so the rest is said below.
    ...(isPart ? [separator(l10n.t('{0} of {1}', formatNumber(shown), formatNumber(found.total)))] : []),
    ...loaded.map(itemOf),
    ...(isPart ? [noteItem(describeFirst(shown, found.total), '')] : []),
    ...(others.length > 0 ? [separator(l10n.t('Not loaded yet')), ...others.map(itemOf)] : []),
    ...(hasMore(content) ? [noteItem(describeOthers(others.length), '')] : []),
    ...lookups.answers.flatMap((answer) => failureItems(content, answer)),
    ...restItems(content, loaded.length + others.length === 0),
  ];
}

/** Identifies an item when the items are replaced. */
export function keyOf(item: PickItem): string {
  if ('organization' in item) {
    return keyOfMatch(item);
  }
  return 'domain' in item ? `${item.domain ?? ''} ${item.label}` : item.label;
}

function keyOfMatch({ domain, organization }: KnownOrganization): string {
  return `${domain} ${organization.id}`;
}

function matchItem({ scope, question, known }: PickContent, match: KnownOrganization): PickItem {
  return organizationItem(
    match,
    scope.withMetadata ? matchedEntries(match.organization, question) : [],
    scope.inAllTenants ? known.titleOf(match.domain) : undefined,
  );
}

function failureItems({ scope, known }: PickContent, { domain, failure }: TenantAnswer): readonly PickItem[] {
  if (!failure) {
    return [];
  }
  return [scope.inAllTenants ? withTenant(failure, known.titleOf(domain)) : failure];
}

/** The items that lead to what is not loaded, or a sentence where there is nothing to choose. */
function restItems(content: PickContent, isInVain: boolean): readonly PickItem[] {
  const { scope, lookups, domain, known, store } = content;
  const domains = scope.inAllTenants ? known.domains : [domain];
  if (domains.every((one) => known.isComplete(one))) {
    return isInVain ? [noMatchItem(content)] : [];
  }
  const note = isInVain && hasQuestion(content) && !lookups.isAsking ? l10n.t('Nothing found so far') : '';
  if (scope.inAllTenants) {
    const { asked, requests } = costOfAsking(content);
    const unanswered = hasQuestion(content) ? describeUnansweredTenants(content, asked) : '';
    if (requests > 0) {
      return [separator(''), askTenantsItem(asked, requests, joined([note, unanswered]))];
    }
    const [label = '', ...details] = [note, unanswered].filter((part) => part !== '');
    return label === '' ? [] : [noteItem(label, details.join(''))];
  }
  const { isOpened, isCutOff, organizations } = store.get(domain);
  const item = isCutOff ? cutOffItem : loadAllItem;
  return isOpened ? [separator(note), item(domain, organizations.length, describeUnanswered(content))] : [];
}

function hasQuestion({ question: { words, conditions } }: PickContent): boolean {
  return words.length + conditions.length > 0;
}

/** More of a text says no more in a row. In UTF-16 code units. */
const MAX_TEXT_LENGTH = 60;

/** Says that tenants of which everything is loaded have no match, and what to try. */
function noMatchItem(content: PickContent): PickItem {
  const { scope, excludedId, domain, known } = content;
  const text = plainText(content.text.trim(), MAX_TEXT_LENGTH);
  if (!hasQuestion(content)) {
    return noteItem(
      excludedId === undefined
        ? l10n.t('No organizations')
        : l10n.t('No other organization of {0}', known.titleOf(domain)),
      '',
    );
  }
  const label = scope.inAllTenants
    ? l10n.t('No organization matches “{0}”', text)
    : excludedId === undefined
      ? l10n.t('No organization of {0} matches “{1}”', known.titleOf(domain), text)
      : l10n.t('No other organization of {0} matches “{1}”', known.titleOf(domain), text);
  return noteItem(label, describeWhatToTry(content));
}

/** Fits on a line of a quick pick. What is new since the list was read is found after Refresh. */
function describeWhatToTry({ scope, hasAllTenants }: PickContent): string {
  if (!scope.withMetadata) {
    return l10n.t('Try a part of a word, search metadata too with the button above, or Refresh.');
  }
  return hasAllTenants && !scope.inAllTenants
    ? l10n.t('Try a part of a word, search all tenants with the button above, or Refresh.')
    : l10n.t('Try a part of a word, or Refresh.');
}

function joined(notes: readonly string[]): string {
  return notes.filter((part) => part !== '').join(' · ');
}

/** Says which part of the question a tenant cannot answer. */
function describeUnanswered(content: PickContent): string {
  if (content.lookups.answers.some(({ isAnswered, failure }) => !isAnswered && !failure)) {
    return l10n.t('The tenant cannot answer this: only what is loaded was searched');
  }
  return describeMetadata(content);
}

function describeMetadata({ scope, question }: PickContent): string {
  return scope.withMetadata && question.words.length > 0 ? l10n.t('Metadata was searched only in what is loaded') : '';
}

/** Says what is not searched in the tenants that are not loaded completely. @param asked tenants that can be asked yet */
function describeUnansweredTenants(content: PickContent, asked: readonly string[]): string {
  const { lookups, known } = content;
  const incomplete = known.domains.filter((domain) => !known.isComplete(domain));
  if (incomplete.length === 0 || lookups.isAsking) {
    return '';
  }
  const done = lookups.answers.filter(({ isAnswered, failure }) => isAnswered || failure);
  const answering = new Set([...asked, ...done.map(({ domain }) => domain)]);
  return incomplete.every((domain) => answering.has(domain))
    ? describeMetadata(content)
    : l10n.t('Of tenants that cannot answer this, only what is loaded was searched');
}

/** The tenants that are not loaded completely nor asked yet, and the most requests that asking them takes. */
function costOfAsking({ question, lookups, known, store }: PickContent) {
  const done = new Set(lookups.answers.map(({ domain }) => domain));
  const costs = known.domains
    .filter((domain) => !lookups.isAsking && !done.has(domain) && !known.isComplete(domain))
    .map((domain) => ({ domain, requests: store.get(domain).lookup.costOf(question) }))
    .filter(({ requests }) => requests > 0);
  return {
    asked: costs.map(({ domain }) => domain),
    requests: costs.reduce((sum, { requests }) => sum + requests, 0),
  };
}

function describeFirst(shown: number, total: number): string {
  return l10n.t('The first {0} of {1}: type to narrow', formatNumber(shown), formatNumber(total));
}

/** Whether a tenant has more matches than it has sent. */
function hasMore({ lookups: { answers } }: PickContent): boolean {
  return answers.some((answer) => answer.hasMore);
}

function describeOthers(count: number): string {
  return l10n.t('The first {0} found in the tenant: type to narrow', formatNumber(count));
}

/** What a search for an organization looks at. */
export interface SearchScope {
  readonly withMetadata: boolean;
  readonly inAllTenants: boolean;
}

/** A button in the input of the quick pick. */
export interface ScopeButton extends vscode.QuickInputButton {
  readonly press: 'metadata' | 'allTenants' | 'filter' | 'link';
}

/**
 * The buttons of a search. Their tooltips say what a press does.
 * @param canFilter whether the result can become the filter of the sidebar, and the search a link
 */
export function scopeButtons(
  { withMetadata, inAllTenants }: SearchScope,
  { canFilter, hasSeveralTenants }: { readonly canFilter: boolean; readonly hasSeveralTenants: boolean },
): readonly ScopeButton[] {
  return [
    button(
      'metadata',
      withMetadata ? 'tag' : 'circle-slash',
      withMetadata ? l10n.t('Search Without Metadata') : l10n.t('Search Metadata Too'),
    ),
    ...(hasSeveralTenants
      ? [
          button(
            'allTenants',
            inAllTenants ? 'layers-active' : 'layers',
            inAllTenants ? l10n.t('Search This Tenant Only') : l10n.t('Search All Tenants'),
          ),
        ]
      : []),
    // The filter and a followed link always look at metadata, so they show the result of no other search.
    ...(canFilter && withMetadata
      ? [
          button('filter', 'filter', l10n.t('Show as Filter in Sidebar')),
          button('link', 'link', l10n.t('Copy Link to This Search')),
        ]
      : []),
  ];
}

export function placeholderOf({ withMetadata }: SearchScope): string {
  return withMetadata
    ? l10n.t('Part of an ID, name or metadata, or plan:enterprise, crm_id:2682*, -plan:trial')
    : l10n.t('Part of an ID, name or display name');
}

function button(press: ScopeButton['press'], icon: string, tooltip: string): ScopeButton {
  return { press, iconPath: new vscode.ThemeIcon(icon), tooltip };
}
